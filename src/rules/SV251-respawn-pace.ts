import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV251',
  name: 'respawn-pace',
  severity: 'info',
  category: 'process',
  confidence: 'proved',
  effort: { level: 'none', because: 'systemd tries at least as often' },
  params: ['how'],
  what: p => `it is started again as init did, at another pace: ${p.how}`,
  why: 'A program that dies at once was rested by init for some minutes; systemd either gives up for good or goes on without a rest.',
  todo: () => 'Set RestartSec= and StartLimitBurst= as the program needs.',
  examples: [
    { path: '/etc/inittab', script: 'x1:345:respawn:/opt/acme/bin/watch\n', reported: true },
    { path: '/etc/inittab', script: 'x1:345:once:/opt/acme/bin/watch\n', reported: false },
  ],
};

export default rule;
