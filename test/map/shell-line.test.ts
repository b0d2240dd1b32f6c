import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from './harness.ts';

const SETTINGS = { '/etc/sysconfig/acmed': 'DIR=/srv\nOPTS=-v\n' };

/** The lines before the daemon, without the shell around them; `helper` where they need one. */
function before(steps: string): readonly string[] {
  const { lines } = converted(
    rhel({ start: `${steps}\n/usr/sbin/acmed &`, stop: 'killproc acmed' }, '. /etc/sysconfig/acmed'),
    {
      settings: SETTINGS,
    },
  );
  return lines
    .filter(line => line.startsWith('ExecStartPre='))
    .map(line => line.slice('ExecStartPre='.length))
    .map(line =>
      line.includes('/sysv2systemd/') ? 'helper' : line.replace(/^(-?)\/bin\/sh -c (['"])(.*)\2$/, '$1$3'),
    );
}

describe('steps as a line of a shell', () => {
  test.each<[string, string, readonly string[]]>([
    ['behind a test', '[ -e /a ] && touch /b', ['-[ ! -e /a ] || /bin/touch /b']],
    ['behind its opposite', '[ -e /a ] || touch /b', ['-[ -e /a ] || /bin/touch /b']],
    ['behind two', '[ -e /a ] && [ -d /c ] && touch /b', ['-[ ! -e /a ] || [ ! -d /c ] || /bin/touch /b']],
    ['behind a setting', '[ -n "$DIR" ] && touch /b', ['-[ -z "$$DIR" ] || /bin/touch /b']],
    ['of settings', '[ -e /a ] && prep $OPTS "$DIR" x${DIR}y', ['-[ ! -e /a ] || prep $$OPTS "$$DIR" x$${DIR}y']],
    [
      'two behind one test',
      'if [ -e /a ]; then touch /b; chmod 600 /b; fi',
      ['-[ ! -e /a ] || { /bin/touch /b; /bin/chmod 600 /b; }'],
    ],
    [
      'two behind a test each',
      '[ -e /a ] && touch /b\n[ -e /c ] && touch /d',
      ['-[ ! -e /a ] || /bin/touch /b', '-[ ! -e /c ] || /bin/touch /d'],
    ],
    ['into a file', 'echo 1 >/proc/sys/x', ['-echo 1 >/proc/sys/x']],
    ['to the end of one', 'prep >>/a 2>/b', ['-prep >>/a 2>/b']],
    ['thrown away', '[ -e /a ] && prep >/dev/null 2>&1', ['-[ ! -e /a ] || prep >/dev/null 2>/dev/null']],
    ['with blanks', "[ -e '/a b' ] && touch '/c d'", ["-[ ! -e '/a b' ] || /bin/touch '/c d'"]],
    ['whose failure ends the start', 'if [ -e /a ]; then touch /b || exit 1; fi', ['[ ! -e /a ] || /bin/touch /b']],
    [
      '… the first of two',
      'if [ -e /a ]; then touch /b || exit 1; chmod 600 /b; fi',
      ['[ ! -e /a ] || { /bin/touch /b || exit; /bin/chmod 600 /b || :; }'],
    ],
  ])('%s', (_, steps, lines) => {
    expect(before(steps)).toEqual(lines);
  });
});

describe('what a helper keeps', () => {
  test.each([
    // What the first step does may change what the test finds.
    ['both sides of a test', 'if [ -e /a ]; then touch /b; else touch /c; fi'],
    ['a test within another', 'if [ -e /a ]; then touch /b; [ -d /c ] && touch /d; fi'],
    ['four steps', 'if [ -e /a ]; then touch /b; touch /c; touch /d; touch /e; fi'],
    ['a long line', `[ -e /a ] && prep ${'x'.repeat(200)}`],
    ['a test that test(1) does not have for files and settings', '[ -p /a ] && touch /b'],
    ['an answer of a command', 'grep -q a /b && touch /c'],
    ['input', 'prep </a'],
    ['a pattern', '[ -e /a ] && rm -f /b/*'],
    ['the mask', 'umask 077\n[ -e /a ] && prep\numask 022'],
  ])('%s', (_, steps) => {
    expect(before(steps)).toEqual(['helper']);
  });
});

describe('gates that the target has no directive for', () => {
  const gated = (gate: string) =>
    converted(rhel({ start: `${gate}\ndaemon /usr/sbin/acmed -x`, stop: 'killproc acmed' }, '. /etc/sysconfig/acmed'), {
      settings: SETTINGS,
    }).lines.find(line => line.startsWith('ExecStart='));

  test.each([
    ['[ "$DIR" = x ] || exit 0', `/bin/sh -c '[ "$$DIR" = x ] || exit 0; exec "$$0" "$$@"' /usr/sbin/acmed -x`],
    [
      '[ "$DIR" = x ] || exit 0\n[ -w /a ] || exit 0',
      `/bin/sh -c '[ "$$DIR" = x ] || exit 0; [ -w /a ] || exit 0; exec "$$0" "$$@"' /usr/sbin/acmed -x`,
    ],
    [
      'if [ "$DIR" = x ] || [ "$OPTS" = y ]; then exit 0; fi',
      `/bin/sh -c '[ "$$DIR" != x ] || exit 0; [ "$$OPTS" != y ] || exit 0; exec "$$0" "$$@"' /usr/sbin/acmed -x`,
    ],
    ['[ "$(mode)" = x ] || exit 0', '/usr/libexec/sysv2systemd/acmed/start'],
  ])('%s', (gate, line) => {
    expect(gated(gate)).toBe(`ExecStart=${line}`);
  });
});
