import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV112',
  name: 'not-utf8',
  severity: 'low',
  category: 'input',
  effort: { level: 'minutes', because: 'a few names with accents are looked at' },
  params: ['encoding'],
  what: p => `the script is not UTF-8; it was read as ${p.encoding}`,
  why: 'systemd refuses unit files and environment files that are not UTF-8, so what the unit took over was recoded. A daemon that gets such a text as an argument now gets other bytes.',
  todo: () =>
    'Check names and arguments with accents; set LANG= for the service if the daemon expects the old encoding.',
  examples: [
    {
      script: initScript({ header: '# chkconfig: 345 85 15\n# description: D\u00e9mon Acme' }),
      encoding: 'latin1',
      reported: true,
    },
    { script: initScript({ header: '# chkconfig: 345 85 15\n# description: D\u00e9mon Acme' }), reported: false },
  ],
};

export default rule;
