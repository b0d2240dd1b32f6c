import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV530',
  name: 'default-target',
  severity: 'info',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one command on the new host' },
  params: ['level', 'target'],
  what: p => `the old host booted to run level ${p.level}: its target is ${p.target}`,
  why: 'Which target a host boots to is a link of the host, default.target, and not a matter of any unit.',
  todo: p => `Run "systemctl set-default ${p.target}" on the new host.`,
  command: p => ['systemctl', 'set-default', `${p.target}`],
  examples: [
    { path: '/etc/inittab', script: 'id:5:initdefault:\n', reported: true },
    { path: '/etc/inittab', script: 'x1:345:respawn:/opt/acme/bin/watch\n', reported: false },
  ],
};

export default rule;
