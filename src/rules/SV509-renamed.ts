import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV509',
  name: 'renamed',
  severity: 'low',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the name is changed where it is used' },
  params: ['from', 'to'],
  what: p => `the service "${p.from}" is the unit ${p.to}`,
  why: 'Names of units allow fewer characters, and systemd drops the ending .sh of init scripts.',
  todo: () => 'Use the new name in scripts and dependencies.',
  examples: [
    { script: initScript(), name: 'acmed.sh', reported: true },
    { script: initScript(), name: 'acmed', reported: false },
  ],
};

export default rule;
