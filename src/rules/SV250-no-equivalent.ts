import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV250',
  name: 'no-equivalent',
  severity: 'medium',
  category: 'lost',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'it is one line whose purpose has to be known' },
  params: ['what', 'reason', 'instead'],
  what: p => `"${p.what}" has no equivalent: ${p.reason}`,
  why: 'What the old program did for this line, the unit does not.',
  todo: p => `${p.instead}.`,
  examples: [
    { path: '/etc/inittab', script: 'x1:345:ondemand:/opt/acme/bin/watch\n', reported: true },
    { path: '/etc/inittab', script: 'x1:345:respawn:/opt/acme/bin/watch\n', reported: false },
  ],
};

export default rule;
