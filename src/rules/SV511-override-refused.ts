import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV511',
  name: 'override-refused',
  severity: 'high',
  category: 'tool',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one line of a file is corrected' },
  params: ['line', 'problem'],
  what: p => `the override ${p.line} is left out: ${p.problem}`,
  why: 'A unit with a line that the target refuses does not start, or starts without what the line was for.',
  todo: () => 'Correct the line in the file of overrides, or name a newer target.',
  examples: [
    { script: initScript(), override: '[Service]\nExitType=cgroup\n', reported: true },
    { script: initScript(), override: '[Service]\nNice=5\n', reported: false },
  ],
};

export default rule;
