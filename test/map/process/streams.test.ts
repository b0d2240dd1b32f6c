import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const started = (start: string, settings: Readonly<Record<string, string>> = {}) =>
  converted(rhel({ start, stop: 'killproc acmed' }, '[ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed'), {
    settings,
  });

describe('streams of the main process', () => {
  test.each([
    [
      '/usr/sbin/acmed --load </etc/acme.rules',
      '/bin/sh -c \'exec "$$0" "$$@" </etc/acme.rules\' /usr/sbin/acmed --load',
    ],
    [
      '/usr/sbin/acmed </etc/acme.rules >>/var/log/acme.log 2>&1 &',
      '/bin/sh -c \'exec "$$0" "$$@" </etc/acme.rules >>/var/log/acme.log 2>&1\' /usr/sbin/acmed',
    ],
    ['/usr/sbin/acmed </dev/null &', '/usr/sbin/acmed'],
  ])('%s', (start, expected) => {
    expect(started(start).lines).toContain(`ExecStart=${expected}`);
  });

  test.each([
    [
      'a pattern',
      '/usr/sbin/acmed /srv/*.conf </etc/acme.rules &',
      'exec /usr/sbin/acmed /srv/*.conf </etc/acme.rules',
    ],
    ['a command', '/usr/sbin/acmed >>/var/log/`uname -n`.log &', 'exec /usr/sbin/acmed >>/var/log/`uname -n`.log'],
  ])('in a helper: %s', (_, start, expected) => {
    const { lines, helper } = started(start, { '/etc/sysconfig/acmed': 'LOG=/var/log/acme.log\n' });
    expect(helper('start').at(-1)).toBe(expected);
    expect(lines).not.toContain('Type=forking');
  });

  test('the helper becomes a program of several lines that the script put into the background', () => {
    const { helper } = started('for d in /srv/*; do ARGS="$ARGS $d"; done\n/usr/sbin/acmed $ARGS \\\n  --fast &');
    expect(helper('start').slice(-2)).toEqual(['exec /usr/sbin/acmed $ARGS \\', '  --fast']);
  });
});
