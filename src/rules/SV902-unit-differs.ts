import { CATEGORIES, type Category } from '../base/finding.ts';
import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

/** The service runs as it did, and the field is one of what ends it or of what it is told. */
const OTHERS: ReadonlyMap<string, Category> = new Map([
  ['stop', 'stop'],
  ['reload', 'actions'],
]);

const rule: Rule = {
  code: 'SV902',
  name: 'unit-differs',
  severity: 'high',
  category: 'tool',
  categoryOf: p => OTHERS.get(p.action ?? '') ?? CATEGORIES.find(category => category === p.field) ?? 'tool',
  confidence: 'proved',
  effort: { level: 'hour', because: 'one of the two has to be chosen and the service tried' },
  needs: ['own-commands'],
  identity: ['action', 'field'],
  params: ['action', 'field', 'script', 'unit'],
  what: p => `the unit's ${p.action} differs from the script's in ${p.field}: was ${p.script}, is ${p.unit}`,
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
