import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';
import { settings, started } from '../mapped.ts';

type Given = Parameters<typeof started>[1];

const DAEMON = '/usr/sbin/acmed &';
const HELPER = ['-/usr/libexec/sysv2systemd/acmed/prepare'];
const ON = settings('ON=yes\nA=1\nB="x y"\n');

/** The lines before the daemon. */
const linesOf = (steps: string, given: Given = {}) => started(`${steps}\n${DAEMON}`, given).values('ExecStartPre');

describe('steps behind tests, as one line of a shell', () => {
  test.each<[string, string, string]>([
    ['a file', '[ -e /a ] && touch /b', '[ ! -e /a ] || /bin/touch /b'],
    ['none', '[ -e /a ] || touch /b', '[ -e /a ] || /bin/touch /b'],
    [
      'a test that steps share is made once',
      'if [ -e /a ]; then touch /b; chmod 600 /b; fi',
      '[ ! -e /a ] || { /bin/touch /b; /bin/chmod 600 /b; }',
    ],
    [
      'three of them',
      'if [ -e /a ]; then touch /b; chmod 600 /b; chown a /b; fi',
      '[ ! -e /a ] || { /bin/touch /b; /bin/chmod 600 /b; /bin/chown a /b; }',
    ],
    [
      'a test in a test',
      'if [ -e /a ]; then\nif [ -d /b ]; then touch /c; fi\nfi',
      '[ ! -e /a ] || [ ! -d /b ] || /bin/touch /c',
    ],
    ['a program', '[ -e /a ] && /usr/sbin/prep -x "b c"', "[ ! -e /a ] || /usr/sbin/prep -x 'b c'"],
    ['output', '[ -e /a ] && /usr/sbin/prep >/var/log/p', '[ ! -e /a ] || /usr/sbin/prep >/var/log/p'],
    [
      'more output',
      '[ -e /a ] && /usr/sbin/prep >>/var/log/p 2>/dev/null',
      '[ ! -e /a ] || /usr/sbin/prep >>/var/log/p 2>/dev/null',
    ],
    ['no test', 'echo 1 >/proc/sys/x', 'echo 1 >/proc/sys/x'],
    ['a percent sign', '[ -e /a ] && touch /50%', '[ ! -e /a ] || /bin/touch /50%%'],
  ])('%s', (_, steps, text) => {
    const [line, ...others] = linesOf(steps);
    expect(others).toEqual([]);
    expect(line?.replace(/^-/, '')).toBe(`/bin/sh -c ${text.includes("'") ? `"${text}"` : `'${text}'`}`);
  });

  test.each([
    ['nobody reads it', 'if [ -e /a ]; then touch /b; chmod 600 /b; fi', '-', '{ /bin/touch /b; /bin/chmod 600 /b; }'],
    [
      'of the first',
      'if [ -e /a ]; then touch /b || exit 1; chmod 600 /b; fi',
      '',
      '{ /bin/touch /b || exit; /bin/chmod 600 /b || :; }',
    ],
    [
      'of the last',
      'if [ -e /a ]; then touch /b; chmod 600 /b || exit 1; fi',
      '',
      '{ /bin/touch /b || :; /bin/chmod 600 /b; }',
    ],
    [
      'of both',
      'if [ -e /a ]; then touch /b || exit 1; chmod 600 /b || exit 1; fi',
      '',
      '{ /bin/touch /b || exit; /bin/chmod 600 /b; }',
    ],
    ['of the only one', 'if [ -e /a ]; then touch /b || exit 1; fi', '', '/bin/touch /b'],
  ])('the status: %s', (_, steps, dash, text) => {
    expect(linesOf(steps)).toEqual([`${dash}/bin/sh -c '[ ! -e /a ] || ${text}'`]);
  });

  test('each test has its line, in the order of the script', () => {
    expect(linesOf('[ -e /a ] && touch /b\n[ -e /b ] && touch /c\necho 1 >/d')).toEqual([
      "-/bin/sh -c '[ ! -e /a ] || /bin/touch /b'",
      "-/bin/sh -c '[ ! -e /b ] || /bin/touch /c'",
      "-/bin/sh -c 'echo 1 >/d'",
    ]);
  });

  test('the same test, made twice, is two tests', () => {
    expect(linesOf('[ -e /a ] && rm /a\n[ -e /a ] && touch /b')).toEqual([
      "-/bin/sh -c '[ ! -e /a ] || /bin/rm /a'",
      "-/bin/sh -c '[ ! -e /a ] || /bin/touch /b'",
    ]);
  });
});

describe('words of a line', () => {
  test.each<[string, string, string]>([
    ['a blank', '[ -e "/a b" ] && touch /c', `"[ ! -e '/a b' ] || /bin/touch /c"`],
    ['what a shell would read', `[ -e /a ] && touch '$x' 'a;b'`, `"[ ! -e /a ] || { /bin/touch '$$x' 'a;b'; }"`],
    ['a quote', `[ -e /a ] && touch "it's"`, `"[ ! -e /a ] || /bin/touch 'it'\\\\''s'"`],
    ['nothing', '[ -e /a ] && /usr/sbin/prep ""', `"[ ! -e /a ] || /usr/sbin/prep ''"`],
    ['brackets', 'if [ -e /a ] || [ -e /b ]; then touch /c; fi', `"[ ! '(' -e /a -o -e /b ')' ] || /bin/touch /c"`],
    ['a test of a setting', '[ "$ON" = no ] || touch /a', `'[ "$$ON" = no ] || /bin/touch /a'`],
    ['an empty setting', '[ -z "$ON" ] && touch /a', `'[ -n "$$ON" ] || /bin/touch /a'`],
    ['a setting as it is', '[ -e /a ] && /usr/sbin/prep $A "$B"', `'[ ! -e /a ] || /usr/sbin/prep $$A "$$B"'`],
    ['before a letter', '[ -e /a ] && /usr/sbin/prep x${A}y', "'[ ! -e /a ] || /usr/sbin/prep x$${A}y'"],
    ['before a slash', '[ -e /a ] && /usr/sbin/prep $A/y', "'[ ! -e /a ] || /usr/sbin/prep $$A/y'"],
  ])('%s', (_, steps, text) => {
    const told = started(`${steps}\n${DAEMON}`, ON);
    expect(told.values('ExecStartPre')).toEqual([`-/bin/sh -c ${text}`]);
    expect(told.values('EnvironmentFile')).toEqual(
      text.replaceAll('$$x', '').includes('$') ? ['-/etc/sysconfig/acmed'] : [],
    );
  });
});

describe('a helper says it better, or only it can', () => {
  test.each<[string, string]>([
    ['both sides of a test', 'if [ -e /a ]; then touch /b; else touch /c; fi'],
    ['more than three commands', 'if [ -e /a ]; then touch /b; chmod 600 /b; chown a /b; mkdir /c; fi'],
    ['a test of some only', 'if [ -e /a ]; then\ntouch /b\nif [ -e /c ]; then touch /d; fi\nfi'],
    ['a test that no word says', '[ -p /a ] && touch /b'],
    ['a pattern', '[ -e /a ] && rm -f /srv/*'],
    ['a computed word', '[ -e /a ] && touch $(ls)'],
    ['an input', '[ -e /a ] && /usr/sbin/prep </b'],
    ['a computed file', '[ -e /a ] && /usr/sbin/prep >$(ls)'],
    ['another user', '[ -e /a ] && su acme -c /usr/sbin/prep'],
    ['a loop', 'for f in /srv/*; do [ -e /a ] && touch /b; done'],
    ['a relative path from elsewhere', 'cd /srv\n[ -e /a ] && touch b\ncd /'],
    ['a state that the daemon does not have', '[ -e /a ] && /usr/sbin/prep\nulimit -n 9'],
  ])('%s', (_, steps) => {
    expect(linesOf(steps)).toEqual(HELPER);
  });

  test('at 200 characters of shell text', () => {
    const long = (length: number) => `[ -e /a ] && touch /${'x'.repeat(length - '[ ! -e /a ] || /bin/touch /'.length)}`;
    expect(linesOf(long(200))[0]).toMatch(/^-\/bin\/sh -c '.{200}'$/);
    expect(linesOf(long(201))).toEqual(HELPER);
  });
});

describe('a gate that the target has no directive for', () => {
  const exec = (steps: string, given: Given = ON) => started(steps, given).values('ExecStart');
  const GATE = '[ "$ON" = yes ] || exit 0';
  test.each<[string, string, string]>([
    ['a setting', GATE, `'[ "$$ON" = yes ] || exit 0; exec "$$0" "$$@"'`],
    ['a file', '[ -w /a ] || exit 0', `'[ -w /a ] || exit 0; exec "$$0" "$$@"'`],
    ['two', `${GATE}\n[ -w /a ] || exit 0`, `'[ "$$ON" = yes ] || exit 0; [ -w /a ] || exit 0; exec "$$0" "$$@"'`],
    ['turned round', '[ "$ON" = no ] && exit 0', `'[ "$$ON" != no ] || exit 0; exec "$$0" "$$@"'`],
  ])('%s', (_, gate, text) => {
    expect(exec(`${gate}\n/usr/sbin/acmed $A "$B" &`)).toEqual([`/bin/sh -c ${text} /usr/sbin/acmed $A \${B}`]);
  });

  test.each([
    ['a program that a shell starts already', `${GATE}\n/usr/sbin/acmed >/var/log/a &`, / \/bin\/sh -c 'exec "\$\$0"/],
    ['a test that no word says', '[ -p /a ] || exit 0\n/usr/sbin/acmed &', / \/usr\/sbin\/acmed$/],
    ['many tests', `${`${GATE}\n`.repeat(8)}/usr/sbin/acmed &`, / \/usr\/sbin\/acmed$/],
    ['steps between', `${GATE}\ntouch /a\n/usr/sbin/acmed &`, /start$/],
  ])('a helper for %s', (_, steps, rest) => {
    const [line = ''] = exec(steps);
    expect(line).toMatch(/^\/usr\/libexec\/sysv2systemd\/acmed\/start/);
    expect(line).toMatch(rest);
  });

  test('none where the target has one', () => {
    expect(exec(`${GATE}\n${DAEMON}`, { ...ON, target: 'rhel9' })).toEqual(['/usr/sbin/acmed']);
  });
});

describe('stop and reload, by turns with commands', () => {
  const BODY = '/usr/sbin/acmectl a\n[ -e /b ] && /usr/sbin/acmectl b\n/usr/sbin/acmectl c || exit 1';
  const expected = (name: string) => [
    `${name}=-/usr/sbin/acmectl a`,
    `${name}=-/bin/sh -c '[ ! -e /b ] || /usr/sbin/acmectl b'`,
    `${name}=/usr/sbin/acmectl c`,
  ];
  const lines = (name: string, more: Readonly<Record<string, string>>, target?: string) =>
    converted(rhel({ start: DAEMON, stop: 'killproc acmed', ...more }), target ? { target } : {}).lines.filter(line =>
      line.startsWith(`${name}=`),
    );

  test('stop', () => {
    expect(lines('ExecStop', { stop: BODY })).toEqual(expected('ExecStop'));
  });

  test('reload', () => {
    expect(lines('ExecReload', { reload: BODY })).toEqual(expected('ExecReload'));
  });

  test('one that no line can say makes all a helper', () => {
    expect(lines('ExecReload', { reload: `${BODY}\nrm -f /srv/*` })).toEqual([
      'ExecReload=/usr/libexec/sysv2systemd/acmed/reload',
    ]);
  });

  test('the rights of root', () => {
    const start = 'daemon --user acme /usr/sbin/acmed';
    expect(lines('ExecReload', { start, reload: '[ -e /b ] && /usr/sbin/acmectl b' }, 'rhel9')).toEqual([
      `ExecReload=-+/bin/sh -c '[ ! -e /b ] || /usr/sbin/acmectl b'`,
    ]);
  });
});
