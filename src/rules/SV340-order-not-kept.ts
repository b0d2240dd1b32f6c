import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV340',
  name: 'order-not-kept',
  severity: 'low',
  category: 'ordering',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'what must be up before is known, or seen at a boot' },
  params: ['when'],
  what: p => `it started ${p.when}; the unit does not wait for that`,
  why: 'A unit is ordered against other units only. Where the program needs something of what was up by then, it may now come too early.',
  todo: () => 'Name the units that must be up before this one in After=.',
  examples: [
    { path: '/etc/inittab', script: 'l3:3:wait:/etc/rc.d/rc 3\nx1:345:respawn:/opt/acme/bin/watch\n', reported: true },
    { path: '/etc/inittab', script: 'x1:345:respawn:/opt/acme/bin/watch\n', reported: false },
  ],
};

export default rule;
