import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV236',
  name: 'wrapper-killed-alone',
  severity: 'medium',
  category: 'stop',
  confidence: 'inferred',
  effort: { level: 'minutes', because: 'the script is read once, or the service stopped and its processes looked at' },
  params: ['program'],
  what: p => `${p.program} is a shell script, and stop signals its shell alone (KillMode=process)`,
  why: 'What the script has started goes on running after the stop, as before, unless the script hands the signal on or ends in exec. The next start then meets the old processes.',
  todo: p =>
    `See whether ${p.program} starts its program by exec; if not, set KillMode=mixed, which kills what is left over.`,
  examples: [
    {
      script: initScript({
        start: '/opt/acme/bin/run.sh &\necho $! >/var/run/acmed.pid',
        stop: 'kill `cat /var/run/acmed.pid`',
      }),
      reported: true,
    },
    {
      script: initScript({
        start: '/opt/acme/bin/acmed &\necho $! >/var/run/acmed.pid',
        stop: 'kill `cat /var/run/acmed.pid`',
      }),
      reported: false,
    },
  ],
};

export default rule;
