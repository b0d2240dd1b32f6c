import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const ROOT = 'daemon /usr/sbin/acmed';
const ACME = 'daemon --user acme /usr/sbin/acmed';

function made(before: string, daemon = ROOT, target = 'rhel9') {
  const { lines, service } = converted(rhel({ start: `${before}\n${daemon}`, stop: 'killproc acmed' }), { target });
  return { lines: lines.filter(line => /^(?:RuntimeDirectory|ExecStartPre)/.test(line)), service };
}

describe('a directory that systemd makes', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['one', 'mkdir -p /run/acme', ROOT, []],
    ['by its old path', 'mkdir -p /var/run/acme', ROOT, []],
    ['with a slash behind', 'mkdir -p /run/acme/', ROOT, []],
    ['if it is not there', '[ -d /var/run/acme ] || mkdir /var/run/acme', ROOT, []],
    ['with its usual mode', 'mkdir -p -m 0755 /run/acme', ROOT, []],
    ['with a mode', 'mkdir -p -m 750 /run/acme', ROOT, ['0750']],
    ['with the bit for its group', 'mkdir /run/acme\nchmod 2770 /run/acme', ROOT, ['2770']],
    ['with a later mode', 'mkdir -p -m 750 /run/acme\nchmod 700 /var/run/acme', ROOT, ['0700']],
    ['under a mask', 'umask 077\nmkdir -p /run/acme', ROOT, ['0700']],
    ['under the usual mask', 'umask 022\nmkdir -p /run/acme', ROOT, []],
    ['a mode counts more than a mask', 'umask 077\nmkdir -p -m 755 /run/acme', ROOT, []],
    ['install has no mask', 'umask 077\ninstall -d /run/acme', ROOT, []],
    ['of the user', 'mkdir -p /run/acme\nchown acme /run/acme', ACME, []],
    ['of the user and its group', 'mkdir -p /run/acme\nchown -R acme:acme /var/run/acme', ACME, []],
    ['of the user, in one step', 'install -d -o acme -g acme -m 0750 /run/acme', ACME, ['0750']],
    [
      'of the group of the unit',
      'mkdir -p /run/acme\nchown acme:www /run/acme',
      'start-stop-daemon --start --exec /usr/sbin/acmed --chuid acme:www',
      [],
    ],
    ['of root by name', 'mkdir -p /run/acme\nchown root /run/acme', ROOT, []],
  ])('%s', (_, before, daemon, mode) => {
    expect(made(before, daemon).lines).toEqual([
      'RuntimeDirectory=acme',
      ...mode.map(one => `RuntimeDirectoryMode=${one}`),
    ]);
  });

  test('what others do stays', () => {
    expect(made('mkdir -p /run/acme\nchown root /run/other\ntouch /run/acme/x').lines).toEqual([
      'RuntimeDirectory=acme',
      'ExecStartPre=-/bin/chown root /run/other',
      'ExecStartPre=-/bin/touch /run/acme/x',
    ]);
  });

  test('where the statements are, and the evidence', () => {
    const { service } = made('mkdir -p -m 700 /run/acme\nchown acme /run/acme', ACME);
    const { list } = service.statements;
    expect(list.slice(1, 3).map(({ place, detail }) => [place, detail])).toEqual([
      ['directive', 'RuntimeDirectory='],
      ['directive', 'RuntimeDirectory='],
    ]);
    const own = service.units[0]?.directives.filter(one => one.name.startsWith('RuntimeDirectory'));
    expect(own?.map(({ by, evidence }) => [by, evidence.map(span => span.line)])).toEqual([
      ['map/runtime-directory', [7]],
      ['map/runtime-directory', [7]],
    ]);
  });
});

describe('a directory that a command makes', () => {
  test.each<[string, string, string]>([
    ['deeper', 'mkdir -p /run/acme/x', ROOT],
    ['two', 'mkdir -p /run/a /run/b', ROOT],
    ['elsewhere', 'mkdir -p /var/lib/acme', ROOT],
    ['all of them', 'mkdir -p /run/', ROOT],
    ['with a blank', 'mkdir -p "/run/a b"', ROOT],
    ['whose failure counts', 'mkdir -p /run/acme || exit 1', ROOT],
    ['behind a condition', '[ -e /etc/a ] && mkdir -p /run/acme', ROOT],
    ['in a loop', 'for d in `cat /etc/a`; do mkdir -p /run/acme; done', ROOT],
    ['with a mode in letters', 'mkdir -p -m u=rwx /run/acme', ROOT],
    ['with a later mode in letters', 'mkdir -p /run/acme\nchmod u+x /run/acme', ROOT],
    ['of root for a daemon of another', 'mkdir -p /run/acme', ACME],
    ['of another than the daemon', 'mkdir -p /run/acme\nchown www /run/acme', ACME],
    ['of a user for a daemon of root', 'mkdir -p /run/acme\nchown acme /run/acme', ROOT],
    ['of another group', 'mkdir -p /run/acme\nchown acme:www /run/acme', ACME],
    [
      'of the user’s group and not that of the unit',
      'mkdir -p /run/acme\nchown acme:acme /run/acme',
      'start-stop-daemon --start --exec /usr/sbin/acmed --chuid acme:www',
    ],
    ['given away with others', 'mkdir -p /run/acme\nchown acme /run/acme /run/b', ACME],
    ['given away under a condition', 'mkdir -p /run/acme\n[ -e /etc/a ] && chown acme /run/acme', ACME],
    ['for a daemon in another root', 'mkdir -p /run/acme', 'chroot /srv /usr/sbin/acmed &'],
    ['made by nobody', 'chmod 700 /run/acme', ROOT],
  ])('%s', (_, before, daemon) => {
    const { lines } = made(before, daemon);
    expect(lines.filter(line => line.startsWith('Runtime'))).toEqual([]);
    expect(lines).not.toEqual([]);
  });

  test('208 has no directive for it', () => {
    expect(made('mkdir -p /run/acme', ROOT, 'systemd-208').lines).toEqual(['ExecStartPre=-/bin/mkdir -p /run/acme']);
    expect(made('mkdir -p /run/acme', ROOT, 'systemd-211').lines).toEqual(['RuntimeDirectory=acme']);
  });
});

test('a helper that changes the user makes it itself: systemd would give it to root', () => {
  const start = `[ -d /var/run/acme ] || { mkdir -p /var/run/acme; chown acme /var/run/acme; }
daemon --user acme "/usr/sbin/acmed $(hostname)"
RETVAL=$?
[ $RETVAL -eq 0 ] && /usr/bin/acme-tell`;
  const { lines, helper } = converted(rhel({ start, stop: 'killproc acmed' }), { target: 'rhel7' });
  const text = [...lines, ...helper('start')].join('\n');
  expect(/^User=acme$/m.test(text) || !/^RuntimeDirectory=/m.test(text)).toBe(true);
  expect(text).toContain('mkdir -p /var/run/acme');
});
