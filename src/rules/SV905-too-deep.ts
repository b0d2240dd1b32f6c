import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV905',
  name: 'too-deep',
  severity: 'medium',
  category: 'tool',
  effort: { level: 'day', because: 'the script is too large to be understood by reading it in passing' },
  params: ['reason'],
  what: p => `the analysis stopped: ${p.reason}`,
  why: 'A function that calls itself or a very large script would keep the tool busy for ever.',
  todo: () => 'Convert the part that matters from a shortened copy of the script.',
  examples: [
    {
      script: initScript({ top: 'again() {\n    again "$1"\n}', start: 'again now\n/usr/sbin/acmed &' }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
