import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { actionsOf, interpretAction } from '../../src/interpret/action.ts';
import { cutSlice } from '../../src/map/helper/slice.ts';
import { parseSource, type Source } from '../../src/shell/parse.ts';
import { statementsOf } from '../../src/shell/statements.ts';
import { sampleScripts, sampleSettings } from '../samples.ts';

interface Options {
  readonly action?: string;
  readonly withState?: boolean;
  /** Other text for statements, by their text. */
  readonly replacements?: Readonly<Record<string, string>>;
  /** Tests that the unit makes: `[ -f /x ]` by its text. */
  readonly settled?: Readonly<Record<string, 'run' | 'skip'>>;
}

/** Offsets of the statements with one of the texts; `a;;b` names two. */
function offsets(source: Source, texts: readonly string[]): readonly number[] {
  return statementsOf(source.ast)
    .map(({ node }) => node)
    .filter(node => texts.includes(source.text.slice(node.pos, node.end)))
    .map(node => node.pos);
}

/** The helper that runs the statements `seeds` of a script. */
function slice(script: string, seeds: string, options: Options = {}): string {
  const source = parseSource('/etc/init.d/acmed', script);
  const action = options.action ?? 'start';
  const { trail } = interpretAction(source, action, { settings: () => undefined });
  const at = (text: string): number => offsets(source, [text])[0] ?? -1;
  return cutSlice({
    source,
    trail,
    seeds: new Set(offsets(source, seeds.split(';;'))),
    withState: options.withState ?? false,
    action,
    replacements: new Map(Object.entries(options.replacements ?? {}).map(([text, other]) => [at(text), other])),
    settled: new Map(Object.entries(options.settled ?? {}).map(([text, way]) => [`${at(text)}:0`, way])),
  }).body;
}

type Row = readonly [script: string, seeds: string, ...lines: string[]];

function table(name: string, rows: readonly Row[], options: Options = {}): void {
  describe(name, () => {
    test.each(rows.map(([script, seeds, ...lines]) => [script, seeds, lines.join('\n')] as const))(
      '%s: %s',
      (script, seeds, expected) => {
        expect(slice(script, seeds, options)).toBe(expected);
      },
    );
  });
}

table('what is kept', [
  ['a\nb\nc', 'b', 'b'],
  ['a; b; c', 'a;;c', 'a', 'c'],
  ['X=1\nY=2\na $X', 'a $X', 'X=1', 'a $X'],
  ['X=$Y\nY=1\nZ=2\na $X', 'a $X', 'X=$Y', 'Y=1', 'a $X'],
  ['X=1; X=$X$X; a $X', 'a $X', 'X=1', 'X=$X$X', 'a $X'],
  ['. /etc/sysconfig/acmed\na $X', 'a $X', '. /etc/sysconfig/acmed', 'a $X'],
  ['. /etc/init.d/functions\nX=1\na $X', 'a $X', 'X=1', 'a $X'],
  ['. /etc/init.d/functions\ndaemon a', 'daemon a', '. /etc/init.d/functions', 'daemon a'],
  ['. /etc/rc.status\nstartproc a', 'startproc a', '. /etc/rc.status', 'startproc a'],
  ['X=1\neval "a \\$X"', 'eval "a \\$X"', 'X=1', 'eval "a \\$X"'],
  ["X=1\nsu acme -c 'a $X'", "su acme -c 'a $X'", 'X=1', "su acme -c 'a $X'"],
  ['X=1\na $((X+1))', 'a $((X+1))', 'X=1', 'a $((X+1))'],
  ['X=1\nlet Y=X\na $Y', 'a $Y', 'X=1', 'let Y=X', 'a $Y'],
  ['i=1\nlet i++\na $i', 'a $i', 'i=1', 'let i++', 'a $i'],
  ['read X < /y\na $X', 'a $X', 'read X < /y', 'a $X'],
  [': ${X:=1}\na $X', 'a $X', ': ${X:=1}', 'a $X'],
  ['A=(1 2)\na "${A[@]}"', 'a "${A[@]}"', 'A=(1 2)', 'a "${A[@]}"'],
  ['export X=1\na $X', 'a $X', 'export X=1', 'a $X'],
  ['X=1; unset X; a $X', 'a $X', 'X=1', 'unset X', 'a $X'],
]);

table('open and decided tests', [
  ['if [ -f /x ]; then\n  a\nelse\n  b\nfi', 'a', 'if [ -f /x ]; then', '  a', 'fi'],
  ['if [ -f /x ]; then a; else b; fi', 'b', '[ -f /x ] || b'],
  ['if [ -f /x ]; then a; else b $?; fi', 'b $?', '[ -f /x ] || b $?'],
  ['if [ -f /x ]; then a; else b; c; fi', 'b;;c', 'if ! [ -f /x ]; then', '  b', '  c', 'fi'],
  ['if [ ! -f /x ]; then a; else b; fi', 'b', '[ ! -f /x ] || b'],
  ['if ! grep x /y; then a; else b; fi', 'b', 'if grep x /y; then', '  b', 'fi'],
  // What reads the status of the test needs the test as it stands, and several commands do not join one operator.
  ['if grep x /y; then a; else b; c $?; fi', 'b;;c $?', 'if grep x /y; then', '  :', 'else', '  b', '  c $?', 'fi'],
  ['if grep x /y && grep z /y; then a; else b; fi', 'b', 'if grep x /y && grep z /y; then', '  :', 'else', '  b', 'fi'],
  ['if [ -f /x ]; then a; b; else c; d; fi; e', 'a;;c', 'if [ -f /x ]; then', '  a', 'else', '  c', 'fi'],
  [
    'if [ -f /x ]; then a; elif [ -f /y ]; then b; else c; fi',
    'b',
    'if [ -f /x ]; then',
    '  :',
    'elif [ -f /y ]; then',
    '  b',
    'fi',
  ],
  [
    'if [ -f /x ]; then a; elif [ -f /y ]; then b; else c; fi',
    'c',
    'if [ -f /x ]; then',
    '  :',
    'elif [ -f /y ]; then',
    '  :',
    'else',
    '  c',
    'fi',
  ],
  ['if true; then a; else b; fi', 'a', 'a'],
  ['if false; then a; else b; fi', 'b', 'b'],
  ['if false; then a; elif [ -f /x ]; then b; fi', 'b', 'if [ -f /x ]; then', '  b', 'fi'],
  ['if [ -f /x ]; then a; elif true; then b; else c; fi', 'b', '[ -f /x ] || b'],
  ['if [ -f /x ] && [ -f /y ]; then a; fi', 'a', 'if [ -f /x ] && [ -f /y ]; then', '  a', 'fi'],
  ['if [ -f /x ] || [ -f /y ]; then a; fi', 'a', 'if [ -f /x ] || [ -f /y ]; then', '  a', 'fi'],
  ['if true && [ -f /y ]; then a; fi', 'a', 'if [ -f /y ]; then', '  a', 'fi'],
  ['if ! [ -f /x ]; then a; fi', 'a', 'if ! [ -f /x ]; then', '  a', 'fi'],
  ['if a; then b; fi', 'b', 'if a; then', '  b', 'fi'],
  ['if a; then b; fi', 'a', 'a'],
  ['if a; [ -f /x ]; then b; fi', 'b', 'if [ -f /x ]; then', '  b', 'fi'],
  ['if a; [ -f /x ]; then b; fi', 'a;;b', 'if', '  a', '  [ -f /x ]', 'then', '  b', 'fi'],
  ['[ -f /x ] && a', 'a', '[ -f /x ] && a'],
  ['[ -f /x ] || a', 'a', '[ -f /x ] || a'],
  ['[[ -f /x ]] && a', 'a', '[[ -f /x ]] && a'],
  ['[ -f /x ] && a && b || c', 'a', '[ -f /x ] && a'],
  ['[ -f /x ] && a && b || c', 'b', '[ -f /x ] && a && b'],
  ['[ -f /x ] && a && b || c', 'c', '[ -f /x ] && a && b || c'],
  ['true && a', 'a', 'a'],
  ['false || a', 'a', 'a'],
  ['(( 1 )) && a', 'a', 'a'],
  ['[ -f /x ] && { a; b; }', 'a;;b', '[ -f /x ] && {', '  a', '  b', '}'],
  ['[ -f /x ] && { a; b; }', 'a', '[ -f /x ] && a'],
  [
    '. /etc/sysconfig/x\ncase $Y in 1) a;; *) b;; esac',
    'b',
    '. /etc/sysconfig/x',
    'case $Y in',
    '  1)',
    '    :',
    '    ;;',
    '  *)',
    '    b',
    '    ;;',
    'esac',
  ],
  [
    '. /etc/sysconfig/x\ncase "$Y" in 1|2) a;; 3) b;; esac',
    'a',
    '. /etc/sysconfig/x',
    'case "$Y" in',
    '  1|2)',
    '    a',
    '    ;;',
    'esac',
  ],
  [
    '. /etc/sysconfig/x\ncase "$Y" in 3) b;; *) a;; esac',
    'a',
    '. /etc/sysconfig/x',
    'case "$Y" in',
    '  3)',
    '    :',
    '    ;;',
    '  *)',
    '    a',
    '    ;;',
    'esac',
  ],
  ['case $1 in start) a;; stop) b;; esac', 'a', 'a'],
  ['case $1 in start|restart) a;; *) b;; esac', 'a', 'a'],
]);

table('what guards the rest', [
  ['[ -f /x ] || exit 5\na', 'a', '[ -f /x ] || exit 5', 'a'],
  ['if [ -f /x ]; then exit 0; fi\na', 'a', 'if [ -f /x ]; then', '  exit 0', 'fi', 'a'],
  ['[ -f /x ] || exit 5\na\n[ -f /y ] || exit 6', 'a', '[ -f /x ] || exit 5', 'a'],
  ['a || exit 1\nb', 'b', 'a || exit 1', 'b'],
  ['a || exit 1\nb', 'a', 'a'],
  ['a || { b; exit 1; }\nc', 'c', 'a || exit 1', 'c'],
  ['f() { [ -f /x ] || return 1; a; }\nf\nb', 'a', 'f() {', '  [ -f /x ] || return 1', '  a', '}', 'f'],
  [
    'f() { [ -f /x ] || return 1; a; }\nf || exit 1\nb',
    'b',
    'f() {',
    '  [ -f /x ] || return 1',
    '  a',
    '}',
    'f || exit 1',
    'b',
  ],
  ['f() { [ -f /x ] || return 1; }\nf && a', 'a', 'f() {', '  [ -f /x ] || return 1', '}', 'f && a'],
]);

table('functions', [
  ['f() { a; b; }\nf', 'a', 'f() {', '  a', '}', 'f'],
  ['f() { a $1; }\nf x', 'a $1', 'f() {', '  a $1', '}', 'f x'],
  ['f() { g; }\ng() { a; }\nf', 'a', 'g() {', '  a', '}', 'f() {', '  g', '}', 'f'],
  ['f() { a; }\ng() { b; }\nf; g', 'a', 'f() {', '  a', '}', 'f'],
  ['start() { a; }\ncase $1 in start|stop) $1;; esac', 'a', 'start() {', '  a', '}', 'start'],
  ['start() { a; }\ncase $1 in start|stop) $1 now;; esac', 'a', 'start() {', '  a', '}', 'start now'],
  ['f() { local X=1; a $X; }\nf', 'a $X', 'f() {', '  local X=1', '  a $X', '}', 'f'],
  ['f() { X=1; }\nf\na $X', 'a $X', 'f() {', '  X=1', '}', 'f', 'a $X'],
  ['f() { a; }\nf > /x', 'a', 'f() {', '  a', '}', 'f > /x'],
  ['f() ( a; b )\nf', 'a', 'f() {', '  ( a )', '}', 'f'],
  ['function f { a; }\nf', 'a', 'f() {', '  a', '}', 'f'],
]);

table('groups, pipes, here-documents and loops', [
  ['a | b', 'a', 'a | b'],
  ['a | b | c', 'b', 'a | b | c'],
  ['! a | b', 'b', '! a | b'],
  ['a |& b', 'b', 'a |& b'],
  ['echo x | a', 'a', 'echo x | a'],
  ['a | { b; c; }', 'a', 'a | { b; c; }'],
  ['X=1\na | while read l; do\n  b $l $X\ndone', 'a', 'X=1', 'a | while read l; do', '  b $l $X', 'done'],
  ['f() { b; }\na | while read l; do f; done', 'a', 'f() {', '  b', '}', 'a | while read l; do f; done'],
  ['a | { b $0; c; }', 'a', 'a | {', '  b /etc/init.d/acmed', '  c', '}'],
  ['a | ( b ) > /x', 'a', 'a | ( b ) > /x'],
  ['a | b\nc', 'c', 'c'],
  ['Y=1\na << E\nx $Y\nE', 'a << E', 'Y=1', 'a << E', 'x $Y', 'E'],
  ['if [ -f /x ]; then\n  a << E\n  text\nE\nfi', 'a << E', 'if [ -f /x ]; then', '  a << E', '  text', 'E', 'fi'],
  ["a <<-'E'\n\tx\n\tE", "a <<-'E'", "a <<-'E'", '\tx', 'E'],
  ['a <<A <<B\n1\nA\n2\nB', 'a <<A <<B', 'a <<A <<B', '1', 'A', '2', 'B'],
  ['a "x\n  y"', 'a "x\n  y"', 'a "x', '  y"'],
  ['if [ -f /x ]; then a "x\n y"; fi', 'a "x\n y"', 'if [ -f /x ]; then', '  a "x', ' y"', 'fi'],
  ['{ a; b; } > /x', 'a', 'a > /x'],
  ['{ a; b; } > /x', 'a;;b', '{', '  a', '  b', '} > /x'],
  ['{ a; b; }', 'a', 'a'],
  ['( a; b ) > /x 2>&1', 'b', '( b ) > /x 2>&1'],
  ['( a; b )', 'a;;b', '(', '  a', '  b', ')'],
  ['for i in a b; do x $i; done > /z', 'x $i', 'for i in a b; do', '  x $i', 'done > /z'],
  ['if [ -f /x ]; then a; fi > /z', 'a', 'if [ -f /x ]; then', '  a', 'fi > /z'],
  ['for i in 1 2; do a $i; b; done', 'a $i', 'for i in 1 2; do', '  a $i', 'done'],
  ['for i; do a $i; done', 'a $i', 'i=start', 'a $i'],
  ['for i in a; do a $i; done', 'a $i', 'i=a', 'a $i'],
  ['for i in a; do a $i; b $i; done < /z', 'a $i', '{', '  i=a', '  a $i', '} < /z'],
  ['for i in ${X:=a}; do a $i; done', 'a $i', 'for i in ${X:=a}; do', '  a $i', 'done'],
  ["for i in 'a b'; do a $i; done", 'a $i', "for i in 'a b'; do", '  a $i', 'done'],
  ['for i in a; do [ -f /x ] && break; a $i; done', 'a $i', 'for i in a; do', '  [ -f /x ] && break', '  a $i', 'done'],
  [
    'f() { for i in $1; do a $i; done; }\nf x\nf y',
    'a $i',
    'f() {',
    '  for i in $1; do',
    '    a $i',
    '  done',
    '}',
    'f x',
    'f y',
  ],
  ['L="x y"\nfor i in $L; do a $i; done', 'a $i', 'L="x y"', 'for i in $L; do', '  a $i', 'done'],
  ['for ((i=0;i<3;i++)); do a $i; done', 'a $i', 'for ((i=0;i<3;i++)); do', '  a $i', 'done'],
  ['while [ -f /x ]; do a; b; done', 'a', 'while [ -f /x ]; do', '  a', 'done'],
  ['until b; do a; done', 'a', 'until b; do', '  a', 'done'],
  ['while a; b; do c; done', 'a;;c', 'while', '  a', '  b', 'do', '  c', 'done'],
  [
    'while [ -f /x ]; do [ -f /y ] && break; a; done',
    'a',
    'while [ -f /x ]; do',
    '  [ -f /y ] && break',
    '  a',
    'done',
  ],
  [
    'i=0\nwhile [ $i -lt 9 ]; do a; i=$((i+1)); done',
    'a',
    'i=0',
    'while [ $i -lt 9 ]; do',
    '  a',
    '  i=$((i+1))',
    'done',
  ],
  ['select i in a b; do x; done', 'x', 'select i in a b; do', '  x', 'done'],
  ['a &', 'a', 'a &'],
  ['{ a; b; } &', 'a;;b', '{', '  a', '  b', '} &'],
  ['( a ) &', 'a', '( a ) &'],
  ['a && b &', 'b', 'a && b &'],
]);

table('the script itself and its arguments', [
  ['a $0', 'a $0', 'a /etc/init.d/acmed'],
  ['a ${0##*/}', 'a ${0##*/}', 'a acmed'],
  ['a "${0}"', 'a "${0}"', 'a "/etc/init.d/acmed"'],
  ['$0 stop', '$0 stop', 'systemctl stop acmed'],
  ['exec "$0" stop', 'exec "$0" stop', 'systemctl stop acmed'],
  ['a $1', 'a $1', 'set -- start "$@"', 'a $1'],
  ['a "$@"', 'a "$@"', 'set -- start "$@"', 'a "$@"'],
  ['a $#', 'a $#', 'set -- start "$@"', 'a $#'],
  ['set -- x\na $1', 'a $1', 'set -- start "$@"', 'set -- x', 'a $1'],
  ['shift\na $1', 'a $1', 'set -- start "$@"', 'shift', 'a $1'],
  ['shift\na', 'a', 'a'],
]);

table(
  'with the process state',
  [
    ['cd /opt\numask 077\nexport A=1\nulimit -n 5\na', 'a', 'cd /opt', 'umask 077', 'export A=1', 'ulimit -n 5', 'a'],
    ['trap "rm x" 1\na', 'a', 'a'],
    ['set -e\na', 'a', 'a'],
  ],
  { withState: true },
);

table('a status that is asked for keeps what gives it', [
  [
    'f() { [ -f /x ] || [ -f /y ]; return $?; }\nif f; then a; fi',
    'a',
    'f() {',
    '  [ -f /x ] || [ -f /y ]',
    '  return $?',
    '}',
    'if f; then',
    '  a',
    'fi',
  ],
  ['test -f /x\nRC=$?\n[ $RC -ne 0 ] && exit 0\na', 'a', 'test -f /x', 'RC=$?', '[ $RC -ne 0 ] && exit 0', 'a'],
  [
    'f() { [ -f /x ] || return 3; }\nf\ncase $? in 3) ;; *) a;; esac',
    'a',
    'f() {',
    '  [ -f /x ] || return 3',
    '}',
    'f',
    'case $? in',
    '  3)',
    '    :',
    '    ;;',
    '  *)',
    '    a',
    '    ;;',
    'esac',
  ],
  ['echo x\nRC=$?\na $RC', 'a $RC', 'RC=$?', 'a $RC'],
]);

table('without it', [['cd /opt\numask 077\nexport A=1\na', 'a', 'a']]);

table('other text', [['X=1\nY=2\na $X\nb', 'a $X;;b', 'Y=2', 'c $Y', 'b']], { replacements: { 'a $X': 'c $Y' } });
table('groups keep their braces where an operator stands in them', [
  ['[ -f /x ] || { a && b; }', 'a;;b', '[ -f /x ] || { a && b; }'],
  ['{ a || b; } && [ -f /x ] && c', 'a;;b;;c', '{ a || b; } && [ -f /x ] && c'],
  ['[ -f /x ] || { a; }', 'a', '[ -f /x ] || a'],
]);
table('other text with arguments of the script', [['b -d $1', 'b -d $1', 'set -- start "$@"', 'exec b -d $1']], {
  replacements: { 'b -d $1': 'exec b -d $1' },
});
table('other text with what the unit hands over', [['b -d $1', 'b -d $1', 'exec "$@"']], {
  replacements: { 'b -d $1': 'exec "$@"' },
});
table('no text', [['a\nb', 'a;;b', 'b']], { replacements: { a: '' } });
table('text of several lines', [['if [ -f /x ]; then a; fi', 'a', 'if [ -f /x ]; then', '  b', '  c', 'fi']], {
  replacements: { a: 'b\nc' },
});

describe('tests that the unit makes', () => {
  test('are not made again', () => {
    expect(slice('[ -f /x ] && a', 'a', { settled: { '[ -f /x ]': 'run' } })).toBe('a');
  });
  test('leave nothing where they fail', () => {
    expect(slice('[ -f /x ] && a', 'a', { settled: { '[ -f /x ]': 'skip' } })).toBe('');
    // Not even what the test of another part let through, when the first one was passed.
    const chain = '[ ! -r /x ] && echo -n no && failure && echo && exit 5\na';
    expect(slice(chain, 'a', { settled: { '[ ! -r /x ]': 'skip' } })).toBe('a');
    // Behind an open part it is the other operator that goes on.
    const open = 'V=1\n[ -f /x ] && [ "$V" = 2 ] && b || e';
    expect(slice(open, 'e')).toBe('V=1\n[ -f /x ] && [ "$V" = 2 ] && b || e');
    expect(slice('[ -f /x ] && b || c\na', 'c;;a', { settled: { '[ -f /x ]': 'skip' } })).toBe('c\na');
  });
});

describe('every slice of every sample', () => {
  const bash = spawnSync('bash', ['-c', ':']).status === 0;

  test.each(sampleScripts().map(script => [script.name, script] as const))('%s', (_, script) => {
    const source = parseSource(script.path, script.text);
    if (source.errors.length > 0) return;
    const host = { settings: sampleSettings };
    const statements = statementsOf(source.ast).map(({ node }) => node.pos);
    const whole: string[] = [];
    for (const action of new Set(['start', 'stop', ...actionsOf(source, host)].slice(0, 12))) {
      const { trail } = interpretAction(source, action, host);
      const reached = statements.filter(pos => trail.visits.get(pos)?.role === 'effect');
      const every = Math.ceil(reached.length / 25);
      const seeds = [reached, ...reached.filter((_, i) => i % every === 0).map(pos => [pos])];
      for (const [i, some] of seeds.entries())
        for (const withState of i === 0 ? [true, false] : [false]) {
          const { body } = cutSlice({ source, trail, seeds: new Set(some), withState, action });
          expect(parseSource('helper', body).errors).toEqual([]);
          if (i === 0) whole.push(body);
        }
    }
    if (!bash) return;
    const text = whole.map((body, i) => `helper${i}() {\n:\n${body}\n}`).join('\n');
    expect(spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' }).stderr).toBe('');
  });
});

table('what helpers must not lose', [
  // A comment behind `do` is no part of the loop's head.
  ['for i in 1 2; do # each\n  # of them\n  a $i | b\ndone', 'a $i', 'for i in 1 2; do', '  a $i | b', 'done'],
  ['for i in $(ls); do\n  # each\n  a $i\ndone', 'a $i', 'for i in $(ls); do', '  a $i', 'done'],
  ['for ((i=0; i<$((2)); i++)); do # up\n  a $i\ndone', 'a $i', 'for ((i=0; i<$((2)); i++)); do', '  a $i', 'done'],
  // `shift` takes from the arguments, which the helper has to have.
  ['action=$1\nshift\nfor i in $(ls); do\n  a $i\ndone', 'a $i', 'for i in $(ls); do', '  a $i', 'done'],
  ['shift\na "$@"', 'a "$@"', 'set -- start "$@"', 'shift', 'a "$@"'],
  // `eval` calls what its text names.
  ['f() { a; }\nX=f\neval $X', 'a', 'f() {', '  a', '}', 'X=f', 'eval $X'],
  // How words are split.
  ['IFS=:\nfor d in $PATH; do\n  a $d\ndone', 'a $d', 'IFS=:', 'for d in $PATH; do', '  a $d', 'done'],
  // The library first, where the script has a function of the same name.
  [
    '. /lib/lsb/init-functions\nstart_daemon() { log_daemon_msg x; a; }\nstart_daemon',
    'log_daemon_msg x;;a',
    '. /lib/lsb/init-functions',
    'start_daemon() {',
    '  log_daemon_msg x',
    '  a',
    '}',
    'start_daemon',
  ],
]);

table('sh -e goes on where the script did', [
  ['#!/bin/sh -e\na || true\nb', 'a;;b', 'a || :', 'b'],
  ['#!/bin/sh -e\na && echo done\nb', 'a;;b', 'a || :', 'b'],
  ['#!/bin/sh -e\nif a; then echo done; fi\nb', 'a;;b', 'a || :', 'b'],
  ['#!/bin/sh -e\n! a || true\nb', 'a;;b', '! a', 'b'],
  // The last one's failure is the helper's.
  ['#!/bin/sh -e\na || echo failed', 'a', 'a'],
  ['#!/bin/sh\na || true\nb', 'a;;b', 'a', 'b'],
]);
