import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV539',
  name: 'rc-sysinit-changed',
  severity: 'high',
  category: 'enablement',
  confidence: 'inferred',
  effort: { level: 'hour', because: 'a test host is rebooted' },
  params: ['path', 'count'],
  optional: ['unit'],
  what: p =>
    p.unit
      ? `${p.path} was changed on the old host: ${p.unit} runs what was added to it, ${p.count} statements`
      : `${p.path} has nothing of the file of RHEL 5 and 6: no unit is made of its ${p.count} statements`,
  why: 'The file of the distribution is what systemd does itself. What somebody added ran at a certain place of it, before or after file systems were mounted; a unit of the early boot comes behind all of them.',
  todo: p =>
    p.unit
      ? 'See whether each line is still needed: kernel settings belong in /etc/sysctl.d, modules in /etc/modules-load.d, mounts in /etc/fstab. Test by a reboot.'
      : 'Compare it with the file of the release that the host had, and write units for the difference.',
  examples: [
    {
      path: '/etc/rc.d/rc.sysinit',
      script: '#!/bin/bash\n. /etc/init.d/functions\n/opt/acme/bin/warm\n',
      reported: true,
    },
    { path: '/etc/rc.d/rc.sysinit', script: '#!/bin/bash\n. /etc/init.d/functions\n', reported: false },
  ],
};

export default rule;
