import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV252',
  name: 'power-status',
  severity: 'medium',
  category: 'process',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the power supply is unplugged once' },
  params: ['helper'],
  what: p => `${p.helper} runs at SIGPWR and reads the power status as init did`,
  why: 'systemd starts sigpwr.target at every SIGPWR, and does not look at /var/run/powerstatus itself. Programs of a UPS often talk to systemd in other ways.',
  todo: p => `Check that the UPS software still sends SIGPWR to process 1; if it does not, remove ${p.helper}.`,
  examples: [
    { path: '/etc/inittab', script: 'pf::powerfail:/opt/acme/bin/powerdown\n', reported: true },
    { path: '/etc/inittab', script: 'x1:345:once:/opt/acme/bin/watch\n', reported: false },
  ],
};

export default rule;
