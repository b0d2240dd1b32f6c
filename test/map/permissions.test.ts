import { describe, expect, test } from '@jest/globals';
import { started } from './mapped.ts';

const DAEMON = 'daemon --user acme /usr/sbin/acmed';
const HELPER = '/usr/libexec/sysv2systemd/acmed/prepare';

/** Who runs what: the lines beside the main process, `root` for PermissionsStartOnly=. */
function lines(start: string, stop: string, target: string): readonly string[] {
  const told = started(start, { stop, target });
  return [
    ...told.values('PermissionsStartOnly').map(() => 'root'),
    ...['ExecStartPre', 'ExecStartPost', 'ExecStop', 'ExecStopPost'].flatMap(name => told.values(name)),
  ];
}

describe('commands of root beside a daemon of a user', () => {
  test.each<[string, string, string, readonly string[], readonly string[]]>([
    ['none', DAEMON, 'killproc acmed', [], []],
    [
      'before it',
      `chown acme /srv/acme\n${DAEMON}`,
      'killproc acmed',
      ['root', '-/bin/chown acme /srv/acme'],
      ['-+/bin/chown acme /srv/acme'],
    ],
    [
      'after it',
      `${DAEMON}\nchmod 644 /srv/acme`,
      'killproc acmed',
      ['root', '-/bin/chmod 644 /srv/acme'],
      ['-+/bin/chmod 644 /srv/acme'],
    ],
    [
      'in stop',
      DAEMON,
      'killproc acmed\nchmod 600 /srv/acme',
      ['root', '-/bin/chmod 600 /srv/acme'],
      ['-+/bin/chmod 600 /srv/acme'],
    ],
    [
      'the user’s own',
      'su acme -c /usr/sbin/prep\nsu acme -c /usr/sbin/acmed &',
      'killproc acmed',
      ['-/usr/sbin/prep'],
      ['-/usr/sbin/prep'],
    ],
    [
      'both: 219 knows only one user for all lines',
      'chmod 644 /srv/acme\nsu acme -c /usr/sbin/prep\nsu acme -c /usr/sbin/acmed &',
      'killproc acmed',
      ['root', '-/bin/chmod 644 /srv/acme', `-${HELPER}`],
      ['-+/bin/chmod 644 /srv/acme', '-/usr/sbin/prep'],
    ],
    [
      'root’s only in stop',
      'su acme -c /usr/sbin/prep\nsu acme -c /usr/sbin/acmed &',
      'chmod 600 /srv/acme\nkillproc acmed',
      ['root', `-${HELPER}`, '-/bin/chmod 600 /srv/acme'],
      ['-/usr/sbin/prep', '-+/bin/chmod 600 /srv/acme'],
    ],
    [
      'a start that changes the user itself',
      `[ "$ON" = yes ] || exit 0\nchown acme /srv/acme\n${DAEMON} $(options)`,
      'killproc acmed',
      [],
      [],
    ],
  ])('%s', (_, start, stop, rhel7, rhel9) => {
    expect(lines(start, stop, 'rhel7')).toEqual(rhel7);
    expect(lines(start, stop, 'rhel9')).toEqual(rhel9);
  });

  test('the user may signal its own process', () => {
    const { values } = started(DAEMON, { stop: 'killproc acmed\n;;\nreload)\nkillproc acmed -HUP' });
    expect(values('ExecReload')).toEqual(['/bin/kill -HUP $MAINPID']);
    expect(values('PermissionsStartOnly')).toEqual([]);
  });

  test('a daemon of root needs nothing', () => {
    expect(lines('chown acme /srv/acme\n/usr/sbin/acmed &', 'killproc acmed', 'rhel7')).toEqual([
      '-/bin/chown acme /srv/acme',
    ]);
  });
});
