import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV510',
  name: 'override',
  severity: 'info',
  category: 'tool',
  confidence: 'proved',
  effort: { level: 'none', because: 'a person has decided it already' },
  params: ['line', 'before'],
  what: p => `a person decided ${p.line} in place of ${p.before}`,
  why: 'Overrides are applied on every run. The unit is no longer only what the script says, and a reader of the report must see where.',
  todo: () => 'Remove the line from the file of overrides when its reason is gone.',
  examples: [
    { script: initScript(), override: '[Service]\nUser=acme\n', reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
