import { CATEGORIES } from '../base/finding.ts';
import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV902',
  name: 'unit-differs',
  severity: 'high',
  category: 'tool',
  categoryOf: p => CATEGORIES.find(category => category === p.field) ?? 'tool',
  confidence: 'proved',
  effort: { level: 'hour', because: 'one of the two has to be chosen and the service tried' },
  needs: ['own-commands'],
  identity: ['field'],
  params: ['field', 'script', 'unit'],
  what: p => `the unit differs from the script in ${p.field}: was ${p.script}, is ${p.unit}`,
  why: "After the conversion the effects of the unit are worked out by the rules of the target's systemd and compared with the script's. Here they are not the same.",
  todo: () => 'Decide which of the two is wanted; nothing else about this service may be called proved.',
  examples: [
    // Upstream before 229 sets both limits at once.
    {
      script: initScript({ start: 'ulimit -S -n 4096\n/usr/sbin/acmed &' }),
      target: 'systemd-219',
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
