import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';
import { mapped } from '../mapped.ts';

const after = (start: string, stop: string): readonly string[] =>
  mapped(rhel({ start, stop }))
    .directives.filter(({ name }) => name === 'ExecStopPost' || name === 'PIDFile')
    .map(({ name, value }) => `${name}=${value}`);

const REMOVED = ['ExecStopPost=-/bin/rm -f /run/a.pid'];
const TWO = 'daemon "/usr/sbin/a --pid /var/run/a.pid"\ndaemon /usr/sbin/b';

describe('a pid file that the stop removed', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['by killproc, which a helper hands to the program', TWO, 'killproc -p /var/run/a.pid a; killproc b', REMOVED],
    ['by rm', TWO, 'killall a b; rm -f /var/run/a.pid', REMOVED],
    [
      'by rm, which only the program can have written',
      '/usr/sbin/a --listen &',
      'killall a; rm -f /var/run/a.pid',
      REMOVED,
    ],
    [
      'by rm, which nobody writes any more',
      '/usr/sbin/a --listen &\necho $! > /var/run/a.pid',
      'kill `cat /var/run/a.pid`; rm -f /var/run/a.pid',
      [],
    ],
    [
      'by rm, which a line of shell writes by a variable',
      'N=a; P=/var/run/$N.pid\n. /opt/a/activate\nO+=" -d"\nPID=`/usr/sbin/a $O & echo $!`\n[ -z $PID ] || echo $PID > $P',
      'P=/var/run/a.pid; kill `cat $P`; rm -f $P',
      REMOVED,
    ],
    ['by both', TWO, 'killproc -p /var/run/a.pid a; killproc b; rm -f /run/a.pid', REMOVED],
    [
      'that systemd removes',
      'daemon --pidfile /var/run/a.pid "/usr/sbin/a --pid /var/run/a.pid"',
      'killproc -p /var/run/a.pid a',
      ['PIDFile=/run/a.pid'],
    ],
    [
      'by killproc, since the program writes what nothing of the unit knows',
      'daemon /usr/sbin/a; daemon /usr/sbin/b',
      'killproc -p /var/run/a.pid a; killproc b',
      REMOVED,
    ],
    [
      'by rm, since the program writes what nothing of the unit knows',
      'daemon /usr/sbin/a; daemon /usr/sbin/b',
      'killall a b; rm -f /run/a.pid',
      REMOVED,
    ],
    [
      'by killproc, which knows the name of the program alone',
      'daemon "/usr/sbin/a --pid /var/run/a.pid"\ndaemon /usr/sbin/b',
      'killproc a; killproc b',
      REMOVED,
    ],
    ['that the program was told of', 'daemon /usr/sbin/a -p /var/run/a.pid', 'killproc a', ['PIDFile=/run/a.pid']],
    ['that the stop only read', TWO, 'kill `cat /var/run/a.pid`; killproc b', []],
    [
      'elsewhere',
      'daemon "/usr/sbin/a --pid /srv/a.pid"\ndaemon /usr/sbin/b',
      'killproc -p /srv/a.pid a; killproc b',
      [],
    ],
  ])('%s', (_shows, start, stop, expected) => expect(after(start, stop)).toEqual(expected));
});

test('a line of the stop that only signals by the pid file does not remove it', () => {
  const stop =
    'start-stop-daemon -K --retry USR2/5/TERM/5/KILL -p /run/a.pid; start-stop-daemon -K -o --retry 0/5/KILL -x /usr/sbin/a; rm -f /run/a.pid';
  const start =
    'start-stop-daemon --start --pidfile /run/a.pid --exec /usr/sbin/a; start-stop-daemon --start --exec /usr/sbin/b';
  expect(after(start, stop)).toEqual(REMOVED);
});

test('a folder that systemd removes takes the pid file along', () => {
  const start = 'mkdir -p /run/a; chown acme /run/a; start-stop-daemon -S -c acme --exec /usr/sbin/a';
  expect(after(start, 'start-stop-daemon -K --exec /usr/sbin/a; rm -f /run/a/a.pid; rm -f /run/b.pid')).toEqual([
    'ExecStopPost=-/bin/rm -f /run/b.pid',
  ]);
});

describe('a pid file that the programs of SUSE know by name', () => {
  const lines = (probe: string): readonly string[] =>
    mapped(
      `#!/bin/sh\n. /etc/rc.status\ncase $1 in\nstart) startproc /usr/sbin/a ;;\nstop) killproc -TERM /usr/sbin/a ;;\nprobe) ${probe} ;;\nesac\n`,
    )
      .directives.filter(({ name }) => name === 'ExecStopPost')
      .map(({ name, value }) => `${name}=${value}`);

  test('goes with the service where the script looks at it', () =>
    expect(lines('test /etc/a.conf -nt /var/run/a.pid && echo reload')).toEqual(REMOVED));

  test('is not made up', () => expect(lines('test /etc/a.conf -nt /var/run/b.pid && echo reload')).toEqual([]));
});

test('a pid file that another action reads by a variable is the program’s', () => {
  const script = rhel(
    { start: 'daemon $P -b', stop: 'killproc $P', debug: 'kill -s USR2 $(cat $F)' },
    'P=acmed\nF=/var/run/$P.pid',
  );
  const lines = mapped(script).directives.map(({ name, value }) => `${name}=${value}`);
  expect(lines).toContain('ExecStopPost=-/bin/rm -f /run/acmed.pid');
});

describe('a pid file that the script says with a variable', () => {
  const stops = (top: string) =>
    mapped(rhel({ start: 'daemon /usr/sbin/a', stop: 'killproc a' }, top))
      .directives.filter(({ name }) => name === 'ExecStopPost')
      .map(({ value }) => value);
  test.each([
    ['prog=a\npidfile=/var/run/$prog.pid', ['-/bin/rm -f /run/a.pid']],
    ['prog=a\npidfile=/var/run/${prog}.pid', ['-/bin/rm -f /run/a.pid']],
    ['prog=a\npidfile=/var/run/$prog/$prog.pid', []],
    ['prog=a\npidfile=/var/run/$prog', []],
    ['prog=a', []],
    ['# pidfile: /var/run/a.pid', ['-/bin/rm -f /run/a.pid']],
    ['# pidfile: /var/run/b.pid', []],
  ])('%s', (top, lines) => expect(stops(top)).toEqual(lines));
});

test.each([
  ['pidfileofproc /usr/sbin/a', ['-/bin/rm -f /run/a.pid']],
  ['pidofproc /usr/sbin/a', []],
])('a pid file that only the library names: %s', (asks, lines) => {
  const script = rhel({
    start: 'daemon a',
    stop: 'killproc a',
    reload: `if [ -n "$(${asks})" ]; then killproc a -HUP; fi`,
  });
  const found = mapped(script).directives.filter(({ name }) => name === 'ExecStopPost');
  expect(found.map(({ value }) => value)).toEqual(lines);
});

test('a program that the stop names with a setting is known by its value of today', () => {
  const script = rhel(
    { start: 'daemon /usr/sbin/a', stop: 'killproc $prog' },
    'prog=a\npidfile=/var/run/a.pid\n. /etc/sysconfig/a',
  );
  const { lines } = converted(script, { settings: { '/etc/sysconfig/a': 'OTHER=1\n' } });
  expect(lines).toContain('ExecStopPost=-/bin/rm -f /run/a.pid');
});
