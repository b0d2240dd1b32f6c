import { expect, test } from '@jest/globals';
import { converted, rhel } from './harness.ts';

/** Lines of the unit that start something. */
function lines(start: string): readonly string[] {
  return converted(rhel({ start, stop: 'killproc acmed' }, 'RETVAL=0')).lines.filter(line =>
    line.startsWith('ExecStart'),
  );
}

const CHECK = '/usr/sbin/acmed -t || exit 6\n';
const BOTH = ['ExecStartPre=/usr/sbin/acmed -t', 'ExecStart=/usr/sbin/acmed -d'];

// What a start looks for, it has not started yet, where it would start it behind that look.
test.each<[string, string, readonly string[]]>([
  ['a check of the configuration is no start', `${CHECK}pidof acmed && exit 0\n/usr/sbin/acmed -d`, BOTH],
  [
    '… that of the library',
    `${CHECK}status acmed && exit 0\ndaemon /usr/sbin/acmed -d`,
    ['ExecStartPre=/usr/libexec/sysv2systemd/acmed/prepare', BOTH[1] ?? ''],
  ],
  [
    'a second try is none',
    '/usr/sbin/acmed -d\npidof acmed && exit 0\n/usr/sbin/acmed -d\nexit 1',
    ['ExecStart=/usr/sbin/acmed -d'],
  ],
  [
    'the lock file of another service keeps it from starting',
    'if [ ! -f /var/lock/subsys/other ]; then\n  daemon /usr/sbin/acmed -d\nelse\n  echo runs\nfi',
    ['ExecStart=/usr/sbin/acmed -d'],
  ],
  [
    'the lock file of another service, which it needs',
    '[ -f /var/lock/subsys/other ] || exit 1\ndaemon /usr/sbin/acmed -d',
    ['ExecStart=/usr/sbin/acmed -d'],
  ],
  [
    'what the library says of a service that does not run',
    'status acmed\ncase $? in\n  0|1|2) echo runs ;;\n  3) daemon /usr/sbin/acmed -d ;;\nesac',
    ['ExecStart=/usr/sbin/acmed -d'],
  ],
])('%s', (_, start, expected) => {
  expect(lines(start)).toEqual(expected);
});
