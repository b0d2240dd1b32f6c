import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV532',
  name: 'control-alt-delete',
  severity: 'low',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one command on the new host' },
  params: ['command'],
  what: p => `Ctrl-Alt-Delete ran "${p.command}"; systemd restarts the machine`,
  why: 'ctrl-alt-del.target is a link to reboot.target. A host where the keys did something else, or nothing, would now restart.',
  todo: () =>
    'To switch the keys off: "systemctl mask ctrl-alt-del.target". For another command write a ctrl-alt-del.target of your own that requires a service.',
  command: () => ['systemctl', 'mask', 'ctrl-alt-del.target'],
  examples: [
    { path: '/etc/inittab', script: 'ca::ctrlaltdel:/bin/true\n', reported: true },
    { path: '/etc/inittab', script: 'ca::ctrlaltdel:/sbin/shutdown -t3 -r now\n', reported: false },
  ],
};

export default rule;
