import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';
import { started } from '../mapped.ts';

const START = '/usr/libexec/sysv2systemd/acmed/start';
const execs = (start: string) => started(start).directives.map(one => `${one.name}=${one.value}`);

describe('a start that runs as a whole', () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      'one of two daemons',
      'if [ -f /etc/acme.x ]; then\ndaemon /usr/sbin/acmed -x\nelse\ndaemon /usr/sbin/acmed -y\nfi',
      'forking',
      ['if [ -f /etc/acme.x ]; then', '  daemon /usr/sbin/acmed -x', 'else', '  daemon /usr/sbin/acmed -y', 'fi'],
    ],
    [
      'several',
      'daemon /usr/sbin/acmed\ndaemon /usr/sbin/acmeq',
      'forking',
      ['daemon /usr/sbin/acmed', 'daemon /usr/sbin/acmeq'],
    ],
    [
      'one behind a test, and something else',
      'touch /b\nif [ -f /etc/acme.x ]; then daemon /usr/sbin/acmed; fi',
      'forking',
      ['touch /b', 'if [ -f /etc/acme.x ]; then', '  daemon /usr/sbin/acmed', 'fi'],
    ],
    ['one in a pipe', '/usr/sbin/acmed | logger &', 'forking', ['/usr/sbin/acmed | logger &']],
    [
      'a function that does something before and after it',
      'f() {\nrm -f /b/*\n}\nf\ndaemon /usr/sbin/acmed\nf',
      'forking',
      ['f() {', '  rm -f /b/*', '}', 'f', 'daemon /usr/sbin/acmed', 'f'],
    ],
    [
      'steps that depend on others, and an end that does something',
      "trap 'rm -f /b/*' EXIT\nchown acme /x && /usr/sbin/prep\ndaemon /usr/sbin/acmed",
      'forking',
      ["trap 'rm -f /b/*' EXIT", 'chown acme /x && /usr/sbin/prep', 'daemon /usr/sbin/acmed'],
    ],
  ])('%s', (_, start, type, body) => {
    const { lines: unit, helper } = converted(rhel({ start, stop: 'killproc acmed' }));
    expect(unit).toContain(`Type=${type}`);
    expect(unit).toContain(`ExecStart=${START}`);
    expect(helper('start').filter(line => !line.startsWith('. '))).toEqual(body);
  });

  test.each<[string, string, boolean]>([
    ['by its name', 'killproc acmed\nkillproc acmeq', true],
    ['by its pid file', 'killproc acmed\nkill $(cat /run/acmeq.pid)', true],
    ['not', 'killproc acmed', false],
  ])('a second program that was simply called, and that the stop signals: %s', (_, stop, whole) => {
    const { lines: unit } = converted(rhel({ start: '/usr/sbin/acmed -D\n/usr/sbin/acmeq -D', stop }));
    const beside = unit.filter(line => /^ExecStartP(?:re|ost)=/.test(line));
    expect(beside).toHaveLength(whole ? 0 : 1);
    expect(unit.includes(`ExecStart=${START}`)).toBe(whole);
  });

  test('what is done where the daemon failed, which systemd would not do', () => {
    const { lines: unit, helper } = converted(
      rhel({ start: 'daemon /usr/sbin/acmed\nif [ $? -ne 0 ]; then /usr/bin/acme-mail; fi', stop: 'killproc acmed' }),
    );
    expect(unit).toContain(`ExecStart=${START}`);
    expect(helper('start').slice(-3)).toEqual(['if [ $? -ne 0 ]; then', '  /usr/bin/acme-mail', 'fi']);
  });

  const lines = (start: string): readonly string[] => execs(start).filter(line => line.startsWith('ExecStart'));

  test('not steps that depend on others: they are one helper beside it', () => {
    const start = 'chmod 600 /c\nchown acme /x && /usr/sbin/prep\nchmod 600 /d\ndaemon /usr/sbin/acmed';
    expect(lines(start)).toEqual([`ExecStartPre=-${START.replace('start', 'prepare')}`, 'ExecStart=/usr/sbin/acmed']);
    expect(converted(rhel({ start, stop: 'killproc acmed' })).helper('prepare')).toEqual([
      'chmod 600 /c',
      'chown acme /x && /usr/sbin/prep',
      'chmod 600 /d',
    ]);
  });

  test('nor where no process stays', () => {
    const { lines: unit } = converted(rhel({ start: 'umask 027\nmkdir -p /b && touch /b/c', stop: 'rm /b/c' }));
    expect(unit.filter(line => line.startsWith('ExecStart'))).toEqual([`ExecStart=-${START}`]);
  });

  test('not rounds of a loop', () => {
    const start = 'for d in /b /c; do\nmkdir $d\nrm -f $d/*\ndone\ndaemon /usr/sbin/acmed';
    expect(lines(start)).toEqual([`ExecStartPre=-${START.replace('start', 'prepare')}`, 'ExecStart=/usr/sbin/acmed']);
  });

  test('an end of a function that was left does not decide', () => {
    const f = 'f() {\nif [ -e /b ]; then touch /c; return; fi\ntouch /d\n}\nf';
    expect(execs(`${f}\ndaemon /usr/sbin/acmed`)).toContain('ExecStart=/usr/sbin/acmed');
    expect(execs(`${f}\ndaemon /usr/sbin/acmed`)).toContain('ExecStartPre=-/usr/libexec/sysv2systemd/acmed/prepare');
  });
});
