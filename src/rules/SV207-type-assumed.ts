import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV207',
  name: 'type-assumed',
  severity: 'medium',
  category: 'process',
  confidence: 'assumed',
  effort: { level: 'minutes', because: 'the program is run once by hand' },
  params: ['type', 'program'],
  what: p => `nothing in the script tells how ${p.program} starts: Type=${p.type} is assumed`,
  why: 'With the wrong Type= systemd waits for a process that never exits, or takes the service for dead when the first process ends.',
  todo: p =>
    `Run ${p.program} by hand as the script does: if the prompt comes back at once and the process goes on, it is forking; if it stays, it is simple.`,
  examples: [
    {
      script: initScript({
        header: '# chkconfig: 345 85 15\n# description: Acme daemon',
        start: '/opt/acme/bin/acmed',
        stop: 'pkill acmed',
      }),
      reported: true,
    },
    { script: initScript({ start: '/opt/acme/bin/acmed &' }), reported: false },
  ],
};

export default rule;
