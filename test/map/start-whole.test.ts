import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from './harness.ts';
import { started } from './mapped.ts';

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
      'oneshot',
      ['daemon /usr/sbin/acmed', 'daemon /usr/sbin/acmeq'],
    ],
    [
      'one behind a test, and something else',
      'touch /b\nif [ -f /etc/acme.x ]; then daemon /usr/sbin/acmed; fi',
      'forking',
      ['touch /b', 'if [ -f /etc/acme.x ]; then', '  daemon /usr/sbin/acmed', 'fi'],
    ],
    ['one in a pipe', '/usr/sbin/acmed | logger &', 'oneshot', ['/usr/sbin/acmed | logger &']],
    [
      'an end behind what acts',
      'if [ ! -x /usr/sbin/acmed ]; then\n/usr/sbin/complain\nexit 5\nfi\ndaemon /usr/sbin/acmed',
      'forking',
      ['if [ ! -x /usr/sbin/acmed ]; then', '  /usr/sbin/complain', '  exit 5', 'fi', 'daemon /usr/sbin/acmed'],
    ],
    [
      'an end that acts behind two tests',
      'if [ -e /b ]; then\nif [ ! -x /a ]; then\n/usr/sbin/prep\nexit 5\nfi\nfi\ndaemon /usr/sbin/acmed',
      'forking',
      [
        'if [ -e /b ]; then',
        '  if [ ! -x /a ]; then',
        '    /usr/sbin/prep',
        '    exit 5',
        '  fi',
        'fi',
        'daemon /usr/sbin/acmed',
      ],
    ],
    [
      'a step that depends on another',
      'chown acme /x && /usr/sbin/prep\ndaemon /usr/sbin/acmed',
      'forking',
      ['chown acme /x && /usr/sbin/prep', 'daemon /usr/sbin/acmed'],
    ],
  ])('%s', (_, start, type, body) => {
    const { lines: unit, helper } = converted(rhel({ start, stop: 'killproc acmed' }));
    expect(unit).toContain(`Type=${type}`);
    expect(unit).toContain(`ExecStart=${START}`);
    expect(helper('start').filter(line => !line.startsWith('. '))).toEqual(body);
  });

  test('an end of a function that was left does not decide', () => {
    const f = 'f() {\nif [ -e /b ]; then touch /c; return; fi\ntouch /d\n}\nf';
    expect(execs(`${f}\ndaemon /usr/sbin/acmed`)).toContain('ExecStart=/usr/sbin/acmed');
    expect(execs(`${f}\ndaemon /usr/sbin/acmed`)).toContain('ExecStartPre=-/usr/libexec/sysv2systemd/acmed/prepare');
  });
});
