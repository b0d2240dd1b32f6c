import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV901',
  name: 'not-modelled',
  severity: 'low',
  category: 'tool',
  effort: { level: 'minutes', because: 'a few lines are read' },
  params: ['construct'],
  what: p => `sysv2systemd does not model this: ${p.construct}`,
  why: 'The statement was not dropped: it is in a helper or listed as lost. But what it changes for the statements after it is unknown.',
  todo: () => 'Read the lines and compare them with the unit and its helpers.',
  examples: [
    { script: initScript({ start: 'coproc acme { /usr/sbin/acme-feed; }\n/usr/sbin/acmed &' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
