import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { redirectedArgv, renderLine, shellWord } from '../../src/map/exec.ts';
import type { ExecEffect } from '../../src/model/effect.ts';
import { INITIAL_PROCESS, type Stream } from '../../src/model/process.ts';
import { EMPTY, literal, setting, textOf, unknown, type Value } from '../../src/model/word.ts';
import { mapInput } from './harness.ts';

const SCRIPT = '. /etc/sysconfig/acmed\n/usr/sbin/acmed $OPTS $BAD $ONE\n';
const SETTINGS = { '/etc/sysconfig/acmed': 'OPTS="-v -x"\nONE=1\nBAD="\'a b\'"\n' };

/** The command line for words, or `undefined` where there can be none. */
function render(words: readonly (string | Value)[], target = 'rhel7', prefix?: string, cwd?: string, path?: string) {
  const input = mapInput(SCRIPT, { target, settings: SETTINGS });
  const trail = input.actions.get('start')?.trail;
  if (!trail) throw new Error('no start');
  const argv = words.map(word => (typeof word === 'string' ? literal(word) : word));
  const process = {
    ...INITIAL_PROCESS,
    ...(cwd !== undefined && { cwd: literal(cwd) }),
    exported: new Map(path === undefined ? [] : [['PATH', literal(path)]]),
  };
  const line = renderLine(input, trail, argv, prefix, cwd === undefined && path === undefined ? undefined : process);
  return line.ok ? line.value : undefined;
}

describe('a command line', () => {
  test.each<[string, readonly string[], string | undefined, string | undefined, string]>([
    ['rhel7', ['/usr/sbin/acmed', '-v', 'a b'], undefined, undefined, "/usr/sbin/acmed -v 'a b'"],
    ['rhel7', ['modprobe', 'acme'], undefined, undefined, '/sbin/modprobe acme'],
    ['rhel7', ['modprobe', 'acme'], '-', undefined, '-/sbin/modprobe acme'],
    ['rhel9', ['modprobe', 'acme'], '-+', undefined, '-+/sbin/modprobe acme'],
    ['rhel7', ['acmectl', 'modprobe'], undefined, undefined, '/usr/bin/env acmectl modprobe'],
    ['rhel8', ['acmectl', 'modprobe'], undefined, undefined, 'acmectl modprobe'],
    ['rhel7', ['./acmed', './x'], undefined, '/opt/acme', '/opt/acme/acmed ./x'],
    ['rhel7', ['././bin/acmed'], undefined, '/opt/acme/', '/opt/acme/bin/acmed'],
    ['rhel7', ['bin/acmed'], undefined, '/', '/bin/acmed'],
    ['rhel7', ['../acmed'], undefined, '/opt/acme', '/opt/acme/../acmed'],
    ['rhel7', ['/usr/sbin/acmed'], undefined, '/opt/acme', '/usr/sbin/acmed'],
  ])('%s: %j', (target, words, prefix, cwd, expected) => {
    expect(render(words, target, prefix, cwd)).toEqual({ text: expected, settings: [], unsplit: [], sure: true });
  });

  test.each([
    ['rhel9', '/bin:/usr/bin:/opt/acme', '/usr/bin/env acmed -d'],
    ['rhel9', '/sbin:/usr/sbin:/bin:/usr/bin', 'acmed -d'],
    ['rhel7', '/sbin:/usr/sbin:/bin:/usr/bin', '/usr/bin/env acmed -d'],
  ])('%s: systemd does not look in the PATH %s of the unit', (target, path, text) => {
    expect(render(['acmed', '-d'], target, undefined, undefined, path)?.text).toBe(text);
  });

  const behindX = (name: string): Value => ({
    parts: [
      { kind: 'literal', text: '-x' },
      { kind: 'setting', name },
    ],
  });
  test.each<[string, readonly (string | Value)[], string, readonly string[], readonly string[], boolean]>([
    ['a setting', ['/sbin/a', setting('OPTS')], '/sbin/a $OPTS', ['OPTS'], [], true],
    ['each of them', ['/sbin/a', setting('OPTS'), setting('X')], '/sbin/a $OPTS $X', ['OPTS', 'X'], [], true],
    ['one that has to stay a word', ['/sbin/a', behindX('X')], '/sbin/a -x${X}', ['X'], ['X'], false],
    ['one that is one', ['/sbin/a', behindX('ONE')], '/sbin/a -x${ONE}', ['ONE'], ['ONE'], true],
    [
      'one that is one, one that is not known',
      ['/sbin/a', behindX('ONE'), behindX('X')],
      '/sbin/a -x${ONE} -x${X}',
      ['ONE', 'X'],
      ['ONE', 'X'],
      false,
    ],
  ])('%s', (_, words, text, settings, unsplit, sure) => {
    expect(render(words)).toEqual({ text, settings, unsplit, sure });
  });

  test.each<[string, readonly (string | Value)[]]>([
    ['a program from a setting', [setting('OPTS')]],
    ['a program of the run', [unknown('a loop'), 'x']],
    ['an argument of the run', ['/sbin/a', unknown('a loop')]],
    ['a relative path, the directory unknown', ['bin/acmed']],
    ['a setting that systemd would read otherwise', ['/sbin/a', setting('BAD')]],
    ['several words in one', ['/sbin/a', behindX('OPTS')]],
    ['no words', []],
  ])('none for %s', (_, words) => {
    expect(render(words, 'rhel8')).toBeUndefined();
  });
});

describe('redirections in a shell', () => {
  const INHERIT: Stream = { kind: 'inherit' };
  const file = (path: string, append = false): Stream => ({ kind: 'file', path: literal(path), append });
  const effect = (stdin: Stream, stdout: Stream, stderr: Stream): ExecEffect => ({
    kind: 'exec',
    id: 1,
    span: mapInput('true\n').source.lines.span(0, 4),
    argv: [literal('acmed'), EMPTY],
    process: { ...INITIAL_PROCESS, stdin, stdout, stderr },
    starter: 'plain',
    background: true,
  });

  test.each<[string, Stream, Stream, Stream]>([
    ['>/var/log/a', INHERIT, file('/var/log/a'), INHERIT],
    ['>>/var/log/a', INHERIT, file('/var/log/a', true), { kind: 'null' }],
    ['2>/var/log/a', INHERIT, { kind: 'null' }, file('/var/log/a')],
    ['2>>/var/log/a', INHERIT, INHERIT, file('/var/log/a', true)],
    ['>/var/log/a 2>&1', INHERIT, file('/var/log/a'), file('/var/log/a')],
    ['>/var/log/a 2>>/var/log/b', INHERIT, file('/var/log/a'), file('/var/log/b', true)],
    ['</etc/in', file('/etc/in'), INHERIT, INHERIT],
    ["<'/etc/i n' >>'/var/log/a;b' 2>&1", file('/etc/i n'), file('/var/log/a;b', true), file('/var/log/a;b', true)],
  ])('%s', (expected, stdin, stdout, stderr) => {
    const made = redirectedArgv(effect(stdin, stdout, stderr), [literal('acmed'), setting('OPTS')]);
    expect(made).toEqual({
      ok: true,
      value: [
        literal('/bin/sh'),
        literal('-c'),
        literal(`exec "$0" "$@" ${expected}`),
        literal('acmed'),
        setting('OPTS'),
      ],
    });
  });

  test('none is needed', () => {
    const argv = [literal('acmed')];
    expect(redirectedArgv(effect(INHERIT, { kind: 'null' }, INHERIT), argv)).toEqual({ ok: true, value: argv });
  });

  test.each([0, 1, 2])('a file from a setting cannot be said: stream %d', i => {
    const given: Stream = { kind: 'file', path: setting('LOG'), append: true };
    const [stdin = INHERIT, stdout = INHERIT, stderr = INHERIT] = [0, 1, 2].map(n => (n === i ? given : INHERIT));
    expect(redirectedArgv(effect(stdin, stdout, stderr), [literal('acmed')]).ok).toBe(false);
  });
});

describe('a word for a shell', () => {
  test.each([
    ['/usr/sbin/a-b_c.d', '/usr/sbin/a-b_c.d'],
    ['a@b%c+d=e:f,g', 'a@b%c+d=e:f,g'],
    ['a b', "'a b'"],
    ["it's", "'it'\\''s'"],
    ['$x', "'$x'"],
    ['x;', "'x;'"],
    ['', "''"],
  ])('%j', (text, word) => {
    expect(shellWord(text)).toBe(word);
  });

  test('is read back as the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a1 \'"$`\\*?[#;&|<>(){}!~=\n') }), text => {
        const trail = mapInput(`show ${shellWord(text)} end\n`).actions.get('start')?.trail;
        const [effect] = [...(trail?.effects.values() ?? [])];
        expect(effect?.kind === 'exec' ? effect.argv.map(textOf) : []).toEqual(['show', text, 'end']);
      }),
    );
  });
});
