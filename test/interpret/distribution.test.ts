import type { HostView } from '../../src/interpret/context.ts';
import { noteTable, type Options, table } from './harness.ts';

const on = (family: NonNullable<HostView['family']>): Options => ({ family });

const RHEL = 'if [ -f /etc/redhat-release ]; then r';
const DEBIAN = '[ -f /etc/debian_version ]; then d';
const SUSE = '[ -e /etc/SuSE-release ]; then s';
const ALL = `${RHEL}\nelif ${DEBIAN}\nelif ${SUSE}\nelif [ -e /etc/gentoo-release ]; then g\nelse o\nfi`;

table('the files that tell distributions apart, for RHEL', [[ALL, 'exec: r']], on('rhel'));
table('for Ubuntu', [[ALL, 'exec: d']], on('ubuntu'));
table('for SUSE', [[ALL, 'exec: s']], on('suse'));
table(
  'a script that does not know the distribution',
  [[`if ${DEBIAN}\nfi`, 'if file /etc/debian_version', '  exec: d']],
  on('rhel'),
);
table(
  'a script that has read the init library of its system, and asks for others alone',
  [
    [
      `. /etc/init.d/functions\nif ${SUSE}\nelif ${DEBIAN}\nelse o\nfi`,
      'exec umask=022 env:PATH=/sbin:/usr/sbin:/bin:/usr/bin: o',
    ],
  ],
  on('rhel'),
);
table(
  'a library that several systems have tells nothing',
  [[`. /lib/lsb/init-functions\nif ${SUSE}\nfi`, 'if exists /etc/SuSE-release', '  exec: s']],
  on('debian'),
);
table(
  'but beside the library of another system it is Debian’s',
  [[`${RHEL}\n. /etc/init.d/functions\nelse . /lib/lsb/init-functions; d\nfi`, 'exec: d']],
  on('debian'),
);
table('no distribution', [[`${RHEL}\nfi`, 'if file /etc/redhat-release', '  exec: r']], on('upstream'));
noteTable(
  'it is said once, with what ran elsewhere',
  [[`${RHEL}\nelif ${DEBIAN}\nfi`, 'SV243 library=/etc/redhat-release system=RHEL', 'SV244']],
  on('rhel'),
);

const LOCKS = (asked: string) => `if ${asked}; then a; else b; fi`;
table(
  'the folder of the locks, which RHEL has',
  [
    [LOCKS('[ -d /var/lock/subsys ]'), 'exec: a'],
    [LOCKS('[ -f /var/lock/subsys ]'), 'exec: b'],
  ],
  on('rhel'),
);
table('and SUSE', [[LOCKS('[ -w /var/lock/subsys/ ]'), 'exec: a']], on('suse'));
table(
  'and Debian has not',
  [[LOCKS('[ -d /var/lock/subsys ]'), 'if directory /var/lock/subsys', '  exec: a', 'else', '  exec: b']],
  on('debian'),
);
