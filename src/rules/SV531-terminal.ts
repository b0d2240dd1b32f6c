import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV531',
  name: 'terminal',
  severity: 'low',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one command on the new host' },
  params: ['terminal', 'unit'],
  what: p => `a login on ${p.terminal} is ${p.unit} of systemd`,
  why: 'systemd makes the first six virtual terminals by itself, and a serial one only where the kernel has its console there; speed and terminal type of the old line are not carried over.',
  todo: p =>
    `If the login is wanted, run "systemctl enable ${p.unit}", and set the speed in a drop-in if it is not what agetty finds by itself.`,
  command: p => ['systemctl', 'enable', `${p.unit}`],
  examples: [
    { path: '/etc/inittab', script: 'S0:2345:respawn:/sbin/agetty ttyS0 9600 vt100\n', reported: true },
    { path: '/etc/inittab', script: '1:2345:respawn:/sbin/mingetty tty1\n', reported: false },
  ],
};

export default rule;
