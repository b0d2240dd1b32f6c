import { describe, expect, test } from '@jest/globals';
import { testWords } from '../../src/map/guards.ts';
import type { Condition } from '../../src/model/behaviour.ts';
import { literal, setting, describe as show } from '../../src/model/word.ts';
import { converted, mapInput, rhel } from './harness.ts';

const SETTINGS = { '/etc/sysconfig/acmed': 'ENABLED=yes\nN=3\nCONFIG=/etc/acme.conf\n' };

/** A start behind a test; `script` is what stands before the daemon. */
function behind(script: string, target: string, daemon = 'daemon /usr/sbin/acmed') {
  return converted(rhel({ start: `${script}\n${daemon}`, stop: 'killproc acmed' }, '. /etc/sysconfig/acmed'), {
    target,
    settings: SETTINGS,
  });
}
/** Conditions, assertions and test lines of its unit; `helper` where a helper makes the test, the text of a shell. */
function tests(script: string, target: string, daemon?: string): readonly string[] {
  const { lines, helper } = behind(script, target, daemon);
  return [
    ...lines.filter(line => /^(?:Condition|Assert|ExecCondition|ExecStartPre)/.test(line)),
    ...lines.flatMap(line => /^ExecStart=\/bin\/sh -c (.*)/.exec(line)?.[1] ?? []),
    ...(helper('start').length > 0 ? ['helper'] : []),
  ];
}

describe('files', () => {
  test.each([
    ['[ -e /etc/a ] || exit 0', ['ConditionPathExists=/etc/a']],
    ['[ -f /etc/a ] || exit 0', ['ConditionPathExists=/etc/a']],
    ['[ -r /etc/a ] || exit 0', ['ConditionPathExists=/etc/a']],
    ['[ -S /etc/a ] || exit 0', ['ConditionPathExists=/etc/a']],
    ['[ -d /etc/a ] || exit 0', ['ConditionPathIsDirectory=/etc/a']],
    ['[ -x /etc/a ] || exit 0', ['ConditionFileIsExecutable=/etc/a']],
    ['[ -x /usr/sbin ] || exit 0', ['ConditionPathIsDirectory=/usr/sbin']],
    ['[ -s /etc/a ] || exit 0', ['ConditionFileNotEmpty=/etc/a']],
    ['[ -L /etc/a ] || exit 0', ['ConditionPathIsSymbolicLink=/etc/a']],
    ['[ -e /etc/a ] || exit 5', ['AssertPathExists=/etc/a']],
    ['[ -e /etc/a ] && exit 0', ['ConditionPathExists=!/etc/a']],
    ['[ ! -d /etc/a ] && exit 6', ['AssertPathIsDirectory=/etc/a']],
    ['[ ! -e /etc/a ] || exit 0', ['ConditionPathExists=!/etc/a']],
    ['if ! [ ! -e /etc/a ]; then exit 0; fi', ['ConditionPathExists=!/etc/a']],
    ['[ -e /etc/a -a -d /etc/b ] || exit 6', ['AssertPathExists=/etc/a', 'AssertPathIsDirectory=/etc/b']],
    ['if [ ! -e /a ] || [ ! -d /b ]; then exit 0; fi', ['ConditionPathExists=/a', 'ConditionPathIsDirectory=/b']],
    ['if [ -e /a ] || [ -d /b ]; then exit 0; fi', ['ConditionPathExists=!/a', 'ConditionPathIsDirectory=!/b']],
    [
      'if [ -e /a ] || [ -d /b -a -e /c ]; then exit 0; fi',
      [`"[ ! -e /a ] || exit 0; [ ! '(' -d /b -a -e /c ')' ] || exit 0; exec \\"$$0\\" \\"$$@\\"" /usr/sbin/acmed`],
    ],
    ['[ -f /a ] || exit 0\n[ -e /a ] || exit 0', ['ConditionPathExists=/a']],
    ['[ -e /a ] || exit 0\n[ -e /b ] || exit 0', ['ConditionPathExists=/a', 'ConditionPathExists=/b']],
    ['[ -e /a ] || exit 0\n[ -d /a ] || exit 0', ['ConditionPathExists=/a', 'ConditionPathIsDirectory=/a']],
    ['[ -e /var/run/a ] || exit 0', ['ConditionPathExists=/run/a']],
    ['[ -e /etc/50% ] || exit 0', ['ConditionPathExists=/etc/50%%']],
    ['[ -w /etc/a ] || exit 1', ['ExecStartPre=/usr/bin/test -w /etc/a']],
    ['[ ! -w /etc/a ] || exit 1', ['ExecStartPre=/usr/bin/test ! -w /etc/a']],
    ['[ -e "/etc/a b" ] || exit 1', ["ExecStartPre=/usr/bin/test -e '/etc/a b'"]],
    ['[ -e a ] || exit 1', ['ExecStartPre=/usr/bin/test -e a']],
    ['[ -w /etc/a ] || exit 0', [`'[ -w /etc/a ] || exit 0; exec "$$0" "$$@"' /usr/sbin/acmed`]],
    ['[ -p /etc/a ] || exit 1', ['helper']],
    ['grep -q acme /etc/passwd || exit 1', ['helper']],
  ])('%s', (script, expected) => {
    expect(tests(script, 'rhel7')).toEqual(expected);
  });

  test.each([
    ['its log is there', '/usr/sbin/acmed >/srv/a/log &'],
    ['it runs there', 'cd /srv/a/\n/usr/sbin/acmed &'],
    ['a file below it is named', 'daemon /usr/sbin/acmed -f /srv/a/conf'],
    ['its pid file is there', 'daemon --pidfile /srv/a/acmed.pid /usr/sbin/acmed'],
    ['it is made one', 'mkdir -p /srv/a\ndaemon /usr/sbin/acmed'],
  ])('-x asks for a folder: %s', (_, daemon) => {
    expect(tests('[ -x /srv/a ] || exit 0', 'rhel7', daemon)[0]).toBe('ConditionPathIsDirectory=/srv/a');
  });

  test('208 has no assertions', () => {
    expect(tests('[ -e /a ] || exit 5', 'rhel7.1')).toEqual(['ExecStartPre=/usr/bin/test -e /a']);
    expect(tests('[ -e /a ] || exit 0', 'rhel7.1')).toEqual(['ConditionPathExists=/a']);
  });

  test('a missing file is not quite a file that is none', () => {
    const sure = (script: string) =>
      behind(script, 'rhel7').service.units[0]?.directives.find(one => one.name === 'ConditionPathExists')?.confidence;
    expect(sure('[ -f /a ] || exit 0')).toBe('proved');
    expect(sure('[ -e /a ] && exit 0')).toBe('proved');
    expect(sure('[ -f /a ] && exit 0')).toBe('inferred');
  });
});

describe('where the statements of a test are', () => {
  const CONDITION = 'guard a condition of the unit';
  const LINE = 'guard a test before the start';
  const SHELL = 'guard a test in ExecStart=';
  const HELPER = 'helper /usr/libexec/sysv2systemd/acmed/start';
  test.each([
    ['[ -e /a ] || exit 0', [CONDITION, CONDITION]],
    ['[ -w /a ] || exit 1', [LINE, LINE]],
    ['[ -p /a ] || exit 1', [HELPER, HELPER]],
    ['[ -w /a ] || exit 0', [SHELL, SHELL]],
    ['if [ -e /a ] || [ -d /b ]; then\n echo no\n exit 1\nfi', [CONDITION, CONDITION, 'noise message', CONDITION]],
    ['[ -w /a ] || exit 1\n[ -p /b ] || exit 2', [LINE, LINE, HELPER, HELPER]],
  ])('%j', (script, expected) => {
    const { service } = behind(script, 'rhel7');
    const places = service.statements.list.map(({ place, detail }) => `${place} ${detail}`);
    // Before it the two that source, behind it daemon and killproc.
    expect(places.slice(2, -2)).toEqual(expected);
  });

  test('a helper makes the tests that the unit does not, in the order of the script', () => {
    const { helper } = behind('[ -p /a ] || exit 1\n[ -w /b ] || exit 2\n[ -p /c ] || exit 3', 'rhel7');
    expect(helper('start').filter(line => line.startsWith('['))).toEqual([
      '[ -p /a ] || exit 1',
      '[ -p /c ] || exit 3',
    ]);
  });
});

describe('settings, read again at each start', () => {
  test.each([
    ['[ "$ENABLED" = yes ] || exit 0', ['ExecCondition=/usr/bin/test ${ENABLED} = yes']],
    ['[ "$ENABLED" = no ] && exit 0', ['ExecCondition=/usr/bin/test ${ENABLED} != no']],
    ['[ "$ENABLED" != yes ] && exit 0', ['ExecCondition=/usr/bin/test ${ENABLED} = yes']],
    ['[ "$ENABLED" = "" ] && exit 0', ['ExecCondition=/usr/bin/test ${ENABLED} != ""']],
    ['[ "$ENABLED" = yes ] || exit 1', ['ExecStartPre=/usr/bin/test ${ENABLED} = yes']],
    ['[ "$N" -eq 3 ] && exit 1', ['ExecStartPre=/usr/bin/test ${N} -ne 3']],
    ['[ "$N" -ne 3 ] && exit 1', ['ExecStartPre=/usr/bin/test ${N} -eq 3']],
    ['[ "$N" -lt 3 ] && exit 1', ['ExecStartPre=/usr/bin/test ${N} -ge 3']],
    ['[ "$N" -ge 3 ] && exit 1', ['ExecStartPre=/usr/bin/test ${N} -lt 3']],
    ['[ "$N" -gt 3 ] && exit 1', ['ExecStartPre=/usr/bin/test ${N} -le 3']],
    ['[ "$N" -le 3 ] && exit 1', ['ExecStartPre=/usr/bin/test ${N} -gt 3']],
    ['[ -z "$N" ] && exit 1', ['ExecStartPre=/usr/bin/test -n ${N}']],
    ['[ -n "$N" ] || exit 1', ['ExecStartPre=/usr/bin/test -n ${N}']],
    ['[ -f "$CONFIG" ] || exit 6', ['ExecStartPre=/usr/bin/test -f ${CONFIG}']],
    ['[ "$N" = 3 -o "$N" = 4 ] || exit 1', ['ExecStartPre=/usr/bin/test ${N} = 3 -o ${N} = 4']],
    ['[ "$N" = 3 -o "$N" = 4 ] && exit 1', ['ExecStartPre=/usr/bin/test ${N} != 3 -a ${N} != 4']],
    ['if [ -n "$N" ] && [ -e /a ]; then exit 1; fi', ['ExecStartPre=/usr/bin/test ! ( -n ${N} -a -e /a )']],
  ])('%s', (script, expected) => {
    const { lines } = behind(script, 'rhel9');
    expect(tests(script, 'rhel9')).toEqual(expected);
    expect(lines).toContain('EnvironmentFile=/etc/sysconfig/acmed');
  });

  test('before 243 no line skips a start', () => {
    expect(tests('[ "$ENABLED" = yes ] || exit 0', 'systemd-242')).toEqual([
      `'[ "$$ENABLED" = yes ] || exit 0; exec "$$0" "$$@"' /usr/sbin/acmed`,
    ]);
    expect(tests('[ "$ENABLED" = yes ] || exit 1', 'systemd-242')).toEqual([
      'ExecStartPre=/usr/bin/test ${ENABLED} = yes',
    ]);
  });
});

describe('a test of root before a daemon of somebody else', () => {
  const daemon = 'daemon --user acme /usr/sbin/acmed';
  test.each([
    ['rhel9', '[ -w /a ] || exit 1', 'ExecStartPre=+/usr/bin/test -w /a', false],
    ['rhel9', '[ -n "$N" -a -w /a ] || exit 1', 'ExecStartPre=+/usr/bin/test -n ${N} -a -w /a', false],
    ['rhel9', '[ -n "$N" ] || exit 1', 'ExecStartPre=/usr/bin/test -n ${N}', false],
    ['rhel9', '[ -z "$N" ] || exit 1', 'ExecStartPre=/usr/bin/test -z ${N}', false],
    ['rhel7', '[ -w /a ] || exit 1', 'ExecStartPre=/usr/bin/test -w /a', true],
    ['rhel7', '[ -e /a ] || exit 1', 'AssertPathExists=/a', false],
  ])('%s: %s', (target, script, expected, all) => {
    const { lines } = behind(script, target, daemon);
    expect(lines).toContain(expected);
    expect(lines.includes('PermissionsStartOnly=yes')).toBe(all);
  });
});

describe('words of test(1)', () => {
  const span = mapInput('true\n').source.lines.span(0, 4);
  const file = (path: string): Condition => ({ kind: 'file', test: 'exists', path: literal(path), span });
  const not = (of: Condition): Condition => ({ kind: 'not', of, span });
  const both = (kind: 'and' | 'or', ...of: readonly Condition[]): Condition => ({ kind, of, span });
  const opaque: Condition = { kind: 'opaque', reason: 'a pattern', span };
  const [a, b, c] = [file('a'), file('b'), file('c')] as const;
  const word: Condition = { kind: 'setting', argv: [setting('N')], span };

  test.each<[string, Condition, string | undefined]>([
    ['one of three', both('or', a, b, c), '-e a -o -e b -o -e c'],
    ['or binds less', both('and', both('or', a, b), c), '( -e a -o -e b ) -a -e c'],
    ['and in or', both('or', a, both('and', b, c)), '-e a -o ( -e b -a -e c )'],
    ['the same kind inside', both('and', both('and', a, b), c), '-e a -a -e b -a -e c'],
    ['not of several', not(both('or', a, b)), '! ( -e a -o -e b )'],
    ['not of one', not(a), '! -e a'],
    ['not of a word', not(word), '! $N'],
    ['twice not', not(not(a)), '! ! -e a'],
    ['what only a shell knows', opaque, undefined],
    ['not of that', not(opaque), undefined],
    ['in company', both('or', a, opaque), undefined],
    ['what a command said', { kind: 'status', of: 1, span }, undefined],
    ['a rare test', { kind: 'file', test: 'other', path: literal('a'), span }, undefined],
  ])('%s', (_, condition, expected) => {
    expect(testWords(condition)?.map(show).join(' ')).toBe(expected);
  });

  test.each([
    ['file', '-f'],
    ['directory', '-d'],
    ['executable', '-x'],
    ['readable', '-r'],
    ['writable', '-w'],
    ['not-empty', '-s'],
    ['link', '-L'],
    ['socket', '-S'],
  ] as const)('%s', (kind, operator) => {
    expect(testWords({ kind: 'file', test: kind, path: literal('a'), span })?.map(show)).toEqual([operator, 'a']);
  });
});
