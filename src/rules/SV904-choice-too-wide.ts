import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV904',
  name: 'choice-too-wide',
  severity: 'low',
  category: 'tool',
  effort: { level: 'minutes', because: 'a helper is read' },
  params: ['count', 'what'],
  what: p => `${p.what} can have ${p.count} different values, too many to tell apart`,
  why: 'Beyond 16 alternatives the tool stops to keep them apart and leaves the statement to a helper.',
  todo: () => 'Check the helper that holds the statement.',
  examples: [
    {
      script: initScript({
        start: `case "$(/usr/bin/acme-mode)" in\n${Array.from({ length: 20 }, (_, i) => `m${i}) MODE=${i} ;;`).join('\n')}\nesac\n/usr/sbin/acmed --mode $MODE &`,
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
