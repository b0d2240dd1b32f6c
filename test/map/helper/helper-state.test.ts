import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const RUN = 'daemon --user acme /usr/sbin/acmed $X';
const LIST = 'for f in /etc/acme.d/*; do X="$X -c $f"; done';

/** Does the unit give the program its user, or is all of the start root's shell? */
function isUnits(start: string, before = '', settings = ''): boolean {
  const { lines } = converted(rhel({ start, stop: 'killproc acmed' }, before), {
    settings: { '/etc/sysconfig/acmed': settings },
  });
  return lines.includes('User=acme');
}

describe('a start that finds the words of its program', () => {
  test.each<[string, string, string, string]>([
    ['and no more', `${LIST}\n${RUN}`, '', ''],
    ['with what it exports', `export A=1\n${LIST}\n${RUN}`, '', ''],
  ])('%s', (_, start, before, settings) => {
    expect(isUnits(start, before, settings)).toBe(true);
  });

  test.each<[string, string, string, string]>([
    ['asks what only root may', `X=$(cat /etc/acme.key)\n${RUN}`, '', ''],
    ['makes its user', `id acme >/dev/null || useradd -r acme\n${LIST}\n${RUN}`, '', ''],
    [
      'hands words on that hold a second command',
      `${LIST}\n${RUN} $A`,
      '. /etc/sysconfig/acmed',
      'A="-a ; /usr/bin/b"\n',
    ],
    ['opens a file by a variable', `${LIST}\nO="> /var/log/acmed"\n${RUN} $O`, '', ''],
    ['exports what it sources', `${LIST}\n${RUN}`, 'set -a\n. /etc/sysconfig/acmed\nset +a', 'A=1\n'],
    ['exports another value than its file’s', `${LIST}\n${RUN}`, '. /etc/sysconfig/acmed\nexport A="$A -b"', 'A=-a\n'],
    ['reads a variable before it exports it', `O=$A\nexport A=/opt\n${LIST}\n${RUN} $O`, '', ''],
  ])('is root’s where it %s', (_, start, before, settings) => {
    expect(isUnits(start, before, settings)).toBe(false);
  });
});

test.each<[string, string, string, readonly string[]]>([
  ['that the file says', 'U=${ACME_USER:-acme}', 'ACME_USER=joe\n', ['User=joe']],
  ['that it has in a comment', 'U=${ACME_USER:-acme}', '#ACME_USER=joe\n', ['User=acme']],
  ['that it computes', 'U=${ACME_USER:-acme}', 'ACME_USER=$(cat /etc/u)\n', []],
])('a user %s', (_, line, settings, expected) => {
  const script = rhel(
    { start: 'daemon --user $U /usr/sbin/acmed', stop: 'killproc acmed' },
    `. /etc/sysconfig/acmed\n${line}`,
  );
  const { lines } = converted(script, { settings: { '/etc/sysconfig/acmed': settings } });
  expect(lines.filter(one => one.startsWith('User='))).toEqual(expected);
});

test.each<[string, string, readonly string[]]>([
  ['by default', 'SIG=${SIG:-QUIT}', ['KillSignal=SIGQUIT']],
  ['that only the run knows', 'SIG=$(cat /etc/acme.signal)', []],
])('a signal %s', (_, line, expected) => {
  const stop = 'killproc -p /run/acmed.pid acmed -$SIG';
  const { lines } = converted(
    rhel({ start: 'daemon --pidfile /run/acmed.pid /usr/sbin/acmed', stop }, `. /etc/sysconfig/acmed\n${line}`),
  );
  expect(lines.filter(one => one.startsWith('KillSignal='))).toEqual(expected);
  expect(lines.some(one => one.startsWith('ExecStop='))).toBe(expected.length === 0);
});

test('a helper starts without what its own statements add to', () => {
  const start = 'export A=$A:/opt\nacme-prepare $(ls /srv)\n/usr/sbin/acmed &';
  expect(converted(rhel({ start, stop: 'killproc acmed' })).helper('prepare')).toContain('unset A');
});

test.each<[string, string, string | undefined]>([
  ['ends', 'if ! cd /srv/a; then exit 5; fi', 'WorkingDirectory=/srv/a'],
  ['only says so', 'if ! cd /srv/a; then echo none; fi', undefined],
  ['goes elsewhere', 'if ! cd /srv/a; then cd /srv/b; fi', undefined],
])('a start that %s where its folder is not there', (_, start, expected) => {
  const { lines } = converted(rhel({ start: `${start}\ndaemon /usr/sbin/acmed`, stop: 'killproc acmed' }));
  expect(lines.find(one => one.startsWith('WorkingDirectory='))).toBe(expected);
});
