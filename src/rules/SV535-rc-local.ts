import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV535',
  name: 'rc-local',
  severity: 'medium',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'hour', because: 'each thing that the file does is given a unit of its own' },
  params: ['path', 'unit'],
  what: p => `${p.path} is kept as it is, run by ${p.unit}`,
  why: 'Nobody sees which of its commands failed, and what it starts is not supervised. Distributions have an rc-local.service of their own until systemd 260: the unit takes its place, so that nothing runs twice.',
  todo: p =>
    `Give what ${p.path} starts units of its own; kernel settings belong in /etc/sysctl.d, mounts in /etc/fstab.`,
  examples: [
    { path: '/etc/rc.local', script: '#!/bin/sh\n/opt/acme/bin/warm\nexit 0\n', reported: true },
    { path: '/etc/rc.local', script: '#!/bin/sh\nexit 0\n', reported: false },
  ],
};

export default rule;
