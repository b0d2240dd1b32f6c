import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV512',
  name: 'excluded',
  severity: 'info',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'none', because: 'a person has decided it already' },
  params: ['reason'],
  what: p => `it is not deployed, by a person's decision: ${p.reason}`,
  why: 'Its unit is in the folder "excluded" of the output, and apply.sh leaves the old script and its links alone.',
  todo: () => 'Make sure that the target does without this service, or has it from elsewhere.',
  examples: [
    { script: initScript(), override: '[Migration]\nExclude=yes\nReason=replaced by chrony\n', reported: true },
    { script: initScript(), override: '[Migration]\nExclude=no\n', reported: false },
  ],
};

export default rule;
