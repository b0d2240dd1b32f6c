import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const UNKNOWN = ['Type=forking', 'GuessMainPID=no'];

// A program that forks twice leaves a process in between, which systemd would take for the main one.
describe('the main process of', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['a program that forks', 'daemon /usr/sbin/acmed', 'killproc acmed', UNKNOWN],
    [
      'one with a pid file',
      'daemon /usr/sbin/acmed -p /run/acmed.pid',
      'killproc -p /run/acmed.pid acmed',
      ['Type=forking', 'PIDFile=/run/acmed.pid'],
    ],
    ['one in the background', '/usr/sbin/acmed &', 'killproc acmed', []],
    ['one that ends', 'modprobe acme', 'modprobe -r acme', ['Type=oneshot']],
    [
      'a helper that starts it twice',
      'for i in 1 2; do daemon /usr/sbin/acmed; done',
      'killproc acmed',
      ['Type=forking', 'GuessMainPID=no'],
    ],
    [
      // systemd would wait for the program to write it, for ever.
      'one whose pid file the script writes',
      'daemon /usr/sbin/acmed\npidof acmed >/run/acmed.pid',
      'killproc -p /run/acmed.pid acmed',
      UNKNOWN,
    ],
    [
      'one whose pid file the script writes from a list',
      'daemon --pidfile /run/acmed.pid /usr/sbin/acmed\nps ax | grep acmed | cut -c 1-5 >/run/acmed.pid',
      'kill `cat /run/acmed.pid`',
      UNKNOWN,
    ],
    [
      'one whose pid file the script prints',
      'daemon /usr/sbin/acmed\necho `pidof acmed` >/run/acmed.pid',
      'killproc -p /run/acmed.pid acmed',
      UNKNOWN,
    ],
    [
      'one that the library finds by its pid file',
      'daemon --pidfile /srv/acme/a.pid /usr/sbin/acmed',
      'pid=$(pidofproc -p /srv/acme/a.pid acmed)\nkill -TERM $pid',
      ['Type=forking', 'PIDFile=/srv/acme/a.pid'],
    ],
    [
      'one whose file is called like it',
      'daemon /usr/sbin/acmed',
      'kill `pidfileofproc /usr/sbin/acmed`',
      ['Type=forking', 'PIDFile=/run/acmed.pid'],
    ],
    // The second signal would not be needed, did the program write the file.
    [
      'one that stop finds without its pid file too',
      'daemon --pidfile /run/acmed.pid /usr/sbin/acmed',
      'killproc -p /run/acmed.pid acmed\nkillall acmed',
      UNKNOWN,
    ],
    [
      '… but is told of it',
      'daemon /usr/sbin/acmed -p /run/acmed.pid',
      'killproc -p /run/acmed.pid acmed\nkillall acmed',
      ['Type=forking', 'PIDFile=/run/acmed.pid'],
    ],
    [
      '… or another program is found so',
      'daemon --pidfile /run/acmed.pid /usr/sbin/acmed',
      'killproc -p /run/acmed.pid acmed\nkillall acme-worker',
      ['Type=forking', 'PIDFile=/run/acmed.pid'],
    ],
  ])('%s', (_, start, stop, expected) => {
    const { lines, codes } = converted(rhel({ start, stop }));
    expect(lines.filter(line => /^(?:Type|GuessMainPID|PIDFile)=/.test(line))).toEqual(expected);
    expect(codes.includes('SV241')).toBe(expected.includes('GuessMainPID=no'));
  });

  test.each<[string, string, string, readonly string[]]>([
    ['a constant', '', '/run/$prog.pid', ['Type=forking', 'PIDFile=/run/acmed.pid']],
    ['a path', '', '$file', ['Type=forking', 'PIDFile=/run/a.pid']],
    ['an option', '', '-p$file', ['Type=forking', 'PIDFile=/run/a.pid']],
    // What somebody has set may change: the argument follows it.
    ['a setting', 'prog=other\n', '/run/$prog.pid', UNKNOWN],
    ['a setting of no value', '', '/run/$other.pid', UNKNOWN],
    ['no path', '', '$prog.pid', UNKNOWN],
  ])('the pid file in an argument is %s', (_, settings, argument, expected) => {
    const { lines } = converted(
      rhel(
        { start: `daemon /usr/sbin/acmed ${argument}`, stop: 'killproc acmed' },
        'prog=acmed\nfile=/run/a.pid\n. /etc/sysconfig/acmed',
      ),
      { settings: { '/etc/sysconfig/acmed': settings } },
    );
    expect(lines.filter(line => /^(?:Type|GuessMainPID|PIDFile)=/.test(line))).toEqual(expected);
  });

  test('the pid file that the script writes is still written, and removed', () => {
    const { lines } = converted(
      rhel({
        start: 'daemon /usr/sbin/acmed\npidof acmed >/run/acmed.pid',
        stop: 'killproc -p /run/acmed.pid acmed',
      }),
    );
    expect(lines).toContain(`ExecStartPost=-/bin/sh -c 'pidof acmed >/run/acmed.pid'`);
    expect(lines).toContain('ExecStopPost=-/bin/rm -f /run/acmed.pid');
  });

  // A program that forks and then fails writes none: the script did not wait for it.
  test.each([
    ['/run/acmed.pid', 'TimeoutStartSec=300'],
    ['/srv/acmed.conf', 'TimeoutStartSec=0'],
  ])('how long systemd waits for %s', (file, expected) => {
    const { lines } = converted(rhel({ start: `daemon /usr/sbin/acmed -p ${file}`, stop: 'killproc acmed' }));
    expect(lines).toContain(expected);
  });

  test('where the script has its pid in hand, the file is bookkeeping', () => {
    const { lines } = converted(
      rhel({ start: '/usr/sbin/acmed &\npidof acmed >/run/acmed.pid', stop: 'kill `cat /run/acmed.pid`' }),
    );
    expect(lines.filter(line => line.includes('ExecStartPost'))).toEqual([]);
  });
});
