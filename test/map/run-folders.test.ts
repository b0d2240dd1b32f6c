import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from './harness.ts';

/** Lines of the tmpfiles.d entry that a start leads to. */
function entry(start: string): readonly string[] {
  const { service } = converted(rhel({ start, stop: 'killproc acmed' }));
  const file = service.files.find(({ kind }) => kind === 'tmpfiles');
  return file?.content.split('\n').slice(1, -1) ?? [];
}

const daemon = (pid: string, options = '') => `daemon ${options} --pidfile ${pid} /usr/sbin/acmed -p ${pid}`;

describe('folders below /run', () => {
  test.each<[string, string, readonly string[]]>([
    ['of a pid file', daemon('/var/run/acme/a.pid'), ['d /run/acme 0755 root root -']],
    ['for the user', daemon('/var/run/acme/a.pid', '--user acme'), ['d /run/acme 0755 acme acme -']],
    [
      'for the user that a shell line changes to',
      'for f in /etc/acme.d/*; do X="$X -c $f"; done\ndaemon --user acme --pidfile /run/acme/a.pid "/usr/sbin/acmed -p /run/acme/a.pid $X"',
      ['d /run/acme 0755 acme acme -'],
    ],
    [
      'for the user that a setting may change, as it is',
      'for f in /etc/acme.d/*; do X="$X -c $f"; done\ndaemon --user ${ACME_USER:-acme} --pidfile /run/acme/a.pid "/usr/sbin/acmed -p /run/acme/a.pid $X"',
      ['d /run/acme 0755 acme acme -'],
    ],
    [
      'with those above',
      daemon('/run/acme/b/a.pid'),
      ['d /run/acme 0755 root root -', 'd /run/acme/b 0755 root root -'],
    ],
    [
      'of a pid file that the script writes',
      '/usr/sbin/acmed &\necho $! >/var/run/acme/a.pid',
      ['d /run/acme 0755 root root -'],
    ],
    [
      'of a pid file that a setting may change, as it is',
      'PIDFILE=${PIDFILE:-/var/run/acme/a.pid}\ndaemon --pidfile $PIDFILE /usr/sbin/acmed',
      ['d /run/acme 0755 root root -'],
    ],
    ['none for /run itself', daemon('/var/run/a.pid'), []],
    ['none for what is not below /run', daemon('/srv/acme/a.pid'), []],
    ['none that the system makes', daemon('/run/lock/a.pid'), []],
    ['none that the start makes', `mkdir -p /var/run/acme\n${daemon('/run/acme/a.pid')}`, []],
    ['none that a step makes for another', `install -d -o x /run/acme\n${daemon('/var/run/acme/a.pid')}`, []],
    [
      'none that a helper may make',
      `for d in $(cat /etc/acme/dirs); do mkdir -p $d; done\n${daemon('/var/run/acme/a.pid')}`,
      [],
    ],
    [
      'beside another that a shell line makes',
      `for f in /etc/acme.d/*; do X="$X -c $f"; done\nmkdir -p \${W:-/tmp/acme}\n${daemon('/run/acme/a.pid')} $X`,
      ['d /run/acme 0755 root root -'],
    ],
    [
      'beside one of the same name elsewhere',
      `mkdir -p /srv/acme\n${daemon('/run/acme/a.pid')}`,
      ['d /run/acme 0755 root root -'],
    ],
    ['none that leads out', daemon('/run/../etc/a.pid'), []],
  ])('%s', (_, start, lines) => {
    expect(entry(start)).toEqual(lines);
  });

  test('of a pid file that the stop takes away', () => {
    const { service } = converted(
      rhel({ start: 'daemon /usr/sbin/acmed', stop: 'killproc acmed\nrm -f /var/run/acme/a.pid' }),
    );
    expect(service.files.map(({ kind }) => kind)).toContain('tmpfiles');
  });

  test('of a pid file that only the status knows', () => {
    const { service, codes } = converted(
      rhel({ start: 'daemon /usr/sbin/acmed', stop: 'killproc acmed', status: 'status -p /var/run/acme/a.pid acmed' }),
    );
    expect(service.files.map(({ kind }) => kind)).toContain('tmpfiles');
    expect(service.findings.find(({ code }) => code === 'SV430')?.message).toContain(
      'where the pid file /var/run/acme/a.pid is',
    );
    expect(codes).toContain('SV241');
  });
});
