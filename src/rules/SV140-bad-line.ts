import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV140',
  name: 'bad-line',
  severity: 'medium',
  category: 'input',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the line is read and either mended or forgotten' },
  params: ['reason'],
  what: p => `the line is passed over: ${p.reason}`,
  why: 'The old program did not understand the line either, or read it otherwise than it looks. What it was meant to do is not in any unit.',
  todo: () => 'Find out what the line was meant to do; if it is needed, mend it and convert again.',
  examples: [
    { path: '/etc/inittab', script: 'id:3:initdefault:\nx1:3:respwan:/opt/acme/bin/watch\n', reported: true },
    { path: '/etc/inittab', script: 'x1:3:respawn:/opt/acme/bin/watch\n', reported: false },
  ],
};

export default rule;
