import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV903',
  name: 'loop',
  severity: 'low',
  category: 'tool',
  effort: { level: 'minutes', because: 'a helper is read' },
  params: [],
  optional: ['reason'],
  what: p => `a loop could not be unrolled${p.reason ? `: ${p.reason}` : ''}`,
  why: 'How often it runs is known at run time only. The loop stays as it is in a helper, or the unit calls the script.',
  todo: () => 'Check the helper that holds the loop.',
  examples: [
    {
      script: initScript({
        start: 'while read -r line; do /usr/sbin/acme-load "$line"; done < /etc/acme/list\n/usr/sbin/acmed &',
      }),
      reported: true,
    },
    {
      script: initScript({ start: 'for i in a b; do /usr/sbin/acme-load $i; done\n/usr/sbin/acmed &' }),
      reported: false,
    },
  ],
};

export default rule;
