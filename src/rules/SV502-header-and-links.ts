import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV502',
  name: 'header-and-links',
  severity: 'medium',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the links are looked at' },
  needs: ['unit', 'host-image'],
  params: ['header', 'links'],
  what: p => `the header says levels ${p.header}, the links of the old host say ${p.links}; the unit follows the links`,
  why: 'The links are what init did at boot. The header is only what the package meant at its installation.',
  todo: () => 'Check that the links of this host are right for the new one.',
  examples: [
    { script: initScript(), links: ['rc3.d/K15acmed', 'rc5.d/K15acmed', 'rc4.d/K15acmed'], reported: true },
    { script: initScript(), links: ['rc3.d/S85acmed', 'rc4.d/S85acmed', 'rc5.d/S85acmed'], reported: false },
  ],
};

export default rule;
