import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from './harness.ts';

describe('a test for the init library', () => {
  test.each([
    'if [ -f /etc/init.d/functions ]; then . /etc/init.d/functions; else exit 6; fi',
    'if [ -f /lib/lsb/init-functions ]; then\n. /lib/lsb/init-functions\nelif [ -r /etc/rc.d/init.d/functions ]; then\n. /etc/rc.d/init.d/functions\nelse\nexit 1\nfi',
    '[ -f /etc/rc.d/init.d/functions ] || exit 0\n. /etc/rc.d/init.d/functions',
  ])('is not asked of the target: %s', library => {
    const { lines } = converted(
      `#!/bin/sh\n# chkconfig: 345 85 15\n${library}\n[ -d /etc/acme ] || exit 6\ncase "$1" in\nstart) /usr/sbin/acmed & ;;\nstop) killall acmed ;;\nesac\n`,
      { target: 'rhel9' },
    );
    expect(lines.filter(line => /^(?:Condition|Assert|ExecStartPre)/.test(line))).toEqual([
      'AssertPathIsDirectory=/etc/acme',
    ]);
  });
});

describe('a test behind a step', () => {
  const startLines = (before: string, code: number): readonly string[] =>
    converted(
      rhel({
        start: `${before}\n[ -x /usr/sbin/acmed ] || exit ${code}\n/usr/sbin/acmed &`,
        stop: 'killproc acmed',
      }),
    ).lines.filter(line => /^(?:Condition|Assert|ExecStart)/.test(line));

  test('is made there, where that step is a program of which nothing is known', () => {
    expect(startLines('/usr/sbin/acme-setup', 5)).toEqual([
      'ExecStartPre=-/usr/sbin/acme-setup',
      'ExecStartPre=/usr/bin/test -x /usr/sbin/acmed',
      'ExecStart=/usr/sbin/acmed',
    ]);
    // A program of which the script only takes the output has run as well.
    expect(startLines('QUEUE=$(acmeconf -h queue)', 5)).toEqual([
      'ExecStartPre=-/usr/bin/env acmeconf -h queue',
      'ExecStartPre=/usr/bin/test -x /usr/sbin/acmed',
      'ExecStart=/usr/sbin/acmed',
    ]);
    expect(startLines('/usr/sbin/acme-setup', 0)).toEqual(['ExecStart=/usr/libexec/sysv2systemd/acmed/start']);
    expect(startLines('pkill -f /usr/sbin/acmed-old', 0).join()).not.toContain('Condition');
  });

  test('is made there, where that step makes the folder that it asks for', () => {
    const { lines } = converted(
      rhel({
        start:
          'if [ ! -d /var/run/acme ]; then mkdir -m 2700 /var/run/acme; chown acme /var/run/acme; fi\n' +
          '[ -x /var/run/acme ] || exit 1\n/usr/sbin/acmed &',
        stop: 'killproc acmed',
      }),
    );
    expect(lines.join('\n')).not.toMatch(/^(?:Condition|Assert).*\/run\/acme/m);
  });

  test('is a condition of the unit, where that step is the program that it asks for', () => {
    const start = 'QUEUE=$(/usr/sbin/acmed -h queue)\n[ -x /usr/sbin/acmed ] || exit 5\ndaemon /usr/sbin/acmed';
    const { lines } = converted(rhel({ start, stop: 'killproc acmed' }));
    expect(lines).toContain('AssertFileIsExecutable=/usr/sbin/acmed');
  });

  test('is made there, where that step is asked for something else than to be there', () => {
    const start = 'V=$(/opt/acme/gen)\n[ /opt/acme/gen -nt /etc/acme.stamp ] || exit 6\n/usr/sbin/acmed &';
    const { lines } = converted(rhel({ start, stop: 'killproc acmed' }));
    expect(lines.filter(line => line.startsWith('ExecStartPre'))).toEqual([
      'ExecStartPre=-/opt/acme/gen',
      'ExecStartPre=/usr/bin/test /opt/acme/gen -nt /etc/acme.stamp',
    ]);
  });

  test.each([
    ['makes a folder of the service', 'mkdir -p /var/lib/acme'],
    ['only asks', 'pidof acmed >/dev/null && exit 0'],
  ])('is a condition of the unit, where it %s', (_, before) => {
    expect(startLines(before, 5)).toContain('AssertFileIsExecutable=/usr/sbin/acmed');
  });
});
