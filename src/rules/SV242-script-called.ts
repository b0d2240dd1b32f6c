import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV242',
  name: 'script-called',
  severity: 'high',
  category: 'programs',
  confidence: 'inferred',
  effort: { level: 'hour', because: 'what the script does there has to be written out, and tried' },
  identity: ['action'],
  params: ['action', 'script'],
  what: p => `${p.action} still calls ${p.script}, and the unit takes its place`,
  why: 'The script starts itself again, as another user or for a part of its work. Once the units are applied it is no longer there, and what it did at this place is not done.',
  todo: p => `Write out what the call does; or keep a copy of ${p.script} at another path and call that.`,
  examples: [
    {
      script: initScript({ start: '/usr/sbin/acme-keep $0 run &', cases: 'run) exec /usr/sbin/acmed ;;' }),
      reported: true,
    },
    // An action of the script is a script of its own, and called as such.
    {
      script: initScript({ start: '$0 run &', cases: 'run) while :; do /usr/sbin/acme-poll; sleep 9; done ;;' }),
      reported: false,
    },
  ],
};

export default rule;
