import { expect, test } from '@jest/globals';
import { libraryAt } from '../../src/interpret/init-library.ts';
import type { Library } from '../../src/interpret/state.ts';
import { noteTable, type Options, table } from './harness.ts';

const RHEL = '[ -f /etc/rc.d/init.d/functions ]';
const SUSE = '[ -f /etc/rc.status ]';
const LSB = '[ -r /lib/lsb/init-functions ]';

const on = (name: Library, seen = false): Options => ({ library: { name, seen } });

const THREE = `if ${SUSE}; then
  s
elif ${LSB}; then
  l
elif ${RHEL}; then
  r
else
  o
fi`;

table('a script that knows one library was on its system', [
  [`if ${RHEL}; then r; else o; fi`, 'exec: r'],
  [`if [ -f /etc/init.d/functions ]; then r; elif ${RHEL}; then q; fi`, 'exec: r'],
  [`${RHEL} || exit 1; r`, 'exec: r'],
  [`# not /etc/rc.status\nif ${RHEL}; then r; fi`, 'exec: r'],
  // Debian's may be on other systems too, and SUSE's is on none that is left.
  [`if ${LSB}; then l; fi`, 'if readable /lib/lsb/init-functions', '  exec: l'],
  [`if ${SUSE}; then s; fi`, 'if file /etc/rc.status', '  exec: s'],
  // It worked on SUSE alone.
  [`${SUSE} || exit 1; . /etc/rc.status; rc_reset; s`, 'noise status bookkeeping', 'exec env:LC_ALL=POSIX: s'],
  [
    `if ${SUSE}; then . /etc/rc.status; rc_reset; fi; s`,
    'if file /etc/rc.status',
    '  noise status bookkeeping',
    'exec env:LC_ALL=POSIX varying(exported): s',
  ],
  [
    `suse=0; if ${SUSE}; then . /etc/rc.status; suse=1; fi; if [ $suse = 1 ]; then rc_reset; s; else r; fi`,
    'if <<1|0> = 1>',
    '  noise status bookkeeping',
    '  exec env:LC_ALL=POSIX varying(exported): s',
    'else',
    '  exec env:LC_ALL=POSIX varying(exported): r',
  ],
  // Above the line that sources it there is no such command; in a function there may be, by then.
  [
    '[ -x /a ] || { rc_failed 5; rc_exit; }; . /etc/rc.status; s',
    'if not executable /a',
    '  noise no effect',
    '  noise no effect',
    'exec env:LC_ALL=POSIX: s',
  ],
  [
    'f() { rc_exit; }; . /etc/rc.status; [ -x /a ] || f; s',
    'if not executable /a',
    '  call f',
    '    noise status bookkeeping',
    '    exit 0',
    'exec env:LC_ALL=POSIX: s',
  ],
  // A vendor's own copy.
  ['if [ -f /opt/x/etc/init.d/functions ]; then x; fi', 'if file /opt/x/etc/init.d/functions', '  exec: x'],
]);

table(
  'of several, the library of the target’s kind decides: RHEL',
  [[THREE, 'if readable /lib/lsb/init-functions', '  exec: l', 'else', '  exec: r']],
  on('rhel'),
);
table('SUSE', [[THREE, 'exec: s']], on('suse'));
table('Debian', [[THREE, 'exec: l']], on('lsb'));
table(
  'a system that the script does not know',
  [
    [
      `if ${SUSE}; then s; elif ${RHEL}; then r; fi`,
      'if file /etc/rc.status',
      '  exec: s',
      'else',
      '  if file /etc/rc.d/init.d/functions',
      '    exec: r',
    ],
  ],
  on('lsb'),
);

table(
  'what another system has is called by name where only the run decides',
  [
    [
      `${RHEL} && . /etc/rc.d/init.d/functions; ${SUSE} && . /etc/rc.status; [ -f /x ] && startproc /usr/sbin/a`,
      'if file /x',
      '  exec startproc umask=022 env:PATH=/sbin:/usr/sbin:/bin:/usr/bin: /usr/sbin/a',
    ],
  ],
  on('rhel'),
);

noteTable(
  'the report says on what system the script is read, once, and what ran elsewhere',
  [
    [`if ${SUSE}; then s; else ${RHEL} && r; fi`, 'SV243 library=/etc/rc.status system=RHEL', 'SV244'],
    [
      `if ${RHEL}; then r; elif ${SUSE}; then s; elif ${LSB}; then l; fi`,
      'SV243 library=/etc/rc.d/init.d/functions system=RHEL',
      'SV244',
      'SV244',
    ],
    [`if ${RHEL}; then r; fi`],
  ],
  on('rhel'),
);

noteTable('so does its release file', [[`if ${SUSE}; then s; else ${RHEL} && r; fi`, 'SV244']], {
  library: { name: 'rhel', seen: false, released: true },
});

noteTable(
  'the image of the old host shows that it was one',
  [[`if ${SUSE}; then s; else ${RHEL} && r; fi`, 'SV244']],
  on('rhel', true),
);

table(
  'nor where the image shows that it was another',
  [
    [
      `if ${SUSE}; then s; elif ${RHEL}; then r; fi; # /etc/default/acmed /etc/sysconfig/acmed`,
      'if file /etc/rc.status',
      '  exec: s',
      'else',
      '  if file /etc/rc.d/init.d/functions',
      '    exec: r',
    ],
  ],
  { ...on('rhel'), complete: true, settings: { '/etc/default/acmed': '' } },
);

test('a file beside the library is none', () => {
  expect(['/etc/init.d/functions', '/etc/init.d/functions.acme'].map(libraryAt)).toEqual(['rhel', undefined]);
});
