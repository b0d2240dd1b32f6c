import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV117',
  name: 'not-executable',
  severity: 'medium',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one question: was the service meant to be off' },
  needs: ['host-image'],
  params: ['path'],
  what: p => `${p.path} is not executable: rc passed it over, and the service was never started at boot`,
  why: 'Taking the execute bit away was one way to switch a service off. The unit does not know of it and can be enabled by its links.',
  todo: () => 'Ask whether the service was meant to be off; if so, do not enable the unit, or mask it.',
  examples: [
    { script: initScript(), links: ['rc3.d/S85acmed'], executable: false, reported: true },
    { script: initScript(), links: ['rc3.d/S85acmed'], reported: false },
    // Without the old host a lost bit says nothing: archives and version control drop it.
    { script: initScript(), executable: false, reported: false },
  ],
};

export default rule;
