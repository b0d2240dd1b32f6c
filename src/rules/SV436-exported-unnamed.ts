import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV436',
  name: 'exported-unnamed',
  severity: 'medium',
  category: 'environment',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the environment of the old daemon is looked at once' },
  params: ['how'],
  what: p => `${p.how} exports variables that the script does not name: the unit may lack some of them`,
  why: 'After "set -a" all that is assigned is exported, also by the files that are sourced; "export" of a computed name exports what only the run knows. The unit exports what is named.',
  todo: () =>
    'Compare the environment of the old daemon (/proc/PID/environ) with that of the new one, and write what it needs as Environment=.',
  examples: [
    { script: initScript({ top: 'set -a\n. /etc/sysconfig/acme' }), reported: true },
    {
      script: initScript({
        top: 'while read name value; do\n    export "acme_$name"="$value"\ndone </etc/acme.conf',
      }),
      reported: true,
    },
    { script: initScript({ top: 'set -e\nexport ACME=1' }), reported: false },
    { script: initScript({ cases: 'debug) set -a; /usr/sbin/acmed -v ;;' }), reported: false },
  ],
};

export default rule;
