import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../../src/shell/fold.ts';
import { oneLine } from '../../src/shell/one-line.ts';
import { parseSource } from '../../src/shell/parse.ts';
import { withoutQuotes } from '../../src/shell/tidy.ts';

const short = (text: string, ...keeps: readonly string[]): string | undefined =>
  oneLine(
    parseSource(
      'x',
      fold('x', text, name => keeps.includes(name)),
    ),
  );

describe('constants in the place of their variables', () => {
  test.each([
    ['a constant of constants', 'N=acme\nD=/usr/sbin/$N\nexec $D -f', 'exec /usr/sbin/acme -f'],
    ['in quotes', 'N="a b"\nrun "x $N"', 'run "x a b"'],
    ['its own quotes in quotes', `N='a"b'\nrun "$N"`, 'run "a\\"b"'],
    ['a dollar in quotes', 'N=\'$x\'\nrun "$N"', 'run "\\$x"'],
    ['it splits where it is bare', 'N="a b"\nrun $N', 'run a b'],
    ['nothing', 'N=\nrun $N x', 'run  x'],
    ['a redirection of a loop', 'L=/etc/x\nwhile read a; do run $a; done <$L', 'while read a; do run $a; done </etc/x'],
    ['a redirection', 'L=/var/log/x\nrun >>$L', 'run >>/var/log/x'],
    ['a blank does not split there', "L='a b'\nrun >>$L", "L='a b'; run >>$L"],
    ['a case', 'N=a\ncase $N in a) run ;; esac', 'case a in a) run ;; esac'],
    ['in a substitution', 'N=a\nX=$(run $N)\nexec $X', 'X=$(run a); exec $X'],
    ['no home directory: in quotes it would be none', 'N=~/x\nrun "-f $N"', 'N=~/x; run "-f $N"'],
    ['in the default of another', 'N=a\nrun ${X:-$N}', 'run ${X:-a}'],
    ['its status stays', 'false\nN=a\nrun $N $?', 'false; :; run a $?'],
    ['in a function', 'f() { run $N; run $N; }\nN=a\nf\nf', 'f() { run a; run a; }; f; f'],
  ])('%s', (_shows, text, expected) => expect(short(text)).toBe(expected));

  test.each([
    ['given a value twice', 'N=a\nrun $N\nN=b\nrun $N'],
    ['given a value in a loop', 'N=a\nfor N in b; do run $N; done'],
    ['given a value by read', 'N=a\nread N\nrun $N'],
    ['given a value where it is asked for', 'N=a\nrun ${N:=b}'],
    ['given to one command', 'N=a\nN=b run $N'],
    ['used before it has a value', 'run $N\nN=a\nrun $N'],
    ['used by a function that was called before', 'f() { run $N; }\nf\nN=a\nf'],
    ['cut', 'N=a.b\nrun ${N%.b}'],
    ['measured', 'N=a\nrun ${#N}'],
    ['counted with', 'N=1\nrun $((N + 1))'],
    ['a pattern', 'N="*"\nrun $N'],
    ['a home', 'N=~\nrun $N'],
    ['the path of all commands', 'PATH=/opt/bin\nrun $PATH'],
    ['read again', "N=a\neval 'run $N'"],
    ['in the environment of all', 'set -a\nN=a\nrun $N'],
    ['at the end of a trap', "N=a\ntrap 'run $N' EXIT\nrun $N"],
    ['an assignment where a command stands', 'N=A=b\n$N run'],
    ['with an option', 'f() {\n  local -x k=/k\n  run $k\n  run\n}\nf'],
    ['meant as an index', 'f() {\n  local k=1\n  run ${all[k]} $k\n}\nf'],
    ['meant as an offset', 'f() {\n  local k=1\n  run ${v:k} $k\n}\nf'],
    ['read by its bare name', 'f() {\n  local k=/k\n  mapfile -t k < l\n  run $k\n}\nf'],
    ['asked for by its name', 'f() {\n  local k=/k\n  [ -v k ] && run $k\n  run\n}\nf'],
    ['a descriptor before a redirection', 'f() {\n  local k=3\n  run $k>f\n  run $k\n}\nf'],
    ['with blanks where IFS is another', 'f() {\n  local IFS=$X\n  local k="a b"\n  run $k\n  run\n}\nf'],
    ['in a here-document', 'N=a\nrun <<E\n$N\nE'],
    ['in [[ ]]', 'N=a\n[[ $X == $N ]]'],
    // The parser counts inside backquotes without the backslashes that only they need.
    ['behind backslashes in backquotes', "N=a\nX=`run 's/\\(b\\)/c/' <$N`\nrun $X"],
    ['in an assignment behind backslashes in backquotes', "N=a\nX=`A='\\(b\\)' B=$N; run $A $B`\nrun $X"],
  ])('not %s', (_shows, text) => expect(fold('x', text, () => false)).toBe(text));

  test('not what somebody else may set', () => expect(short('N=a\nrun $N', 'N')).toBe('N=a; run $N'));

  test('not where the text cannot be read', () =>
    expect(fold('x', 'N=a\nif run $N', () => false)).toBe('N=a\nif run $N'));
});

describe('options behind a test of their own', () => {
  test.each([
    ['an `if`', 'V=""\nif test -n "$X"; then V="-l $X"; fi\nrun $V', 'run ${X:+-l $X}'],
    ['a list', 'V=\n[ -n "$X" ] && V="-l $X"\nrun $V', 'run ${X:+-l $X}'],
    [
      'several, and one that stays',
      'V=\n[ "$X" ] && V="-l $X"\nW=\n[ "$Y" = no ] && W=-n\nrun $V $W',
      '[ "$Y" = no ] && W=-n; run ${X:+-l $X} $W',
    ],
  ])('%s', (_shows, text, expected) => expect(short(text)).toBe(expected));

  test.each([
    ['that were something before', 'V=-a\n[ -n "$X" ] && V="-l $X"\nrun $V'],
    ['that are used in quotes', 'V=\n[ -n "$X" ] && V="-l $X"\nrun "$V"'],
    ['whose test is asked for', 'V=\n[ -n "$X" ] && V="-l $X"\nR=$?\nrun $V $R'],
  ])('not those %s', (_shows, text) => expect(short(text)).not.toContain(':+'));

  test('not past a change of what they say', () => expect(short('V="-l $X"\nX=$(a)\nrun $V')).toContain('run $V'));
});

describe('functions in the place of their only call', () => {
  test.each([
    ['a statement', 'f() { a; b; }\nf', 'a; b'],
    ['whose name a program gets', 'f() { /bin/a f; b; }\nf', '/bin/a f; b'],
    ['a part of a list', 'f() { a; b; }\nf || exit 1', '{ a; b; } || exit 1'],
    ['one command there', 'f() { a; }\nf || exit 1', 'a || exit 1'],
    ['a test', 'f() { a | b; }\nif f; then c; d; fi', 'if a | b; then c; d; fi'],
    ['at the end its return ends all', 'f() { a || return 2; b; }\nc\nf', 'c; a || exit 2; b'],
    [
      'an answer',
      'f() { if [ "$A" = no ]; then return 1; else return 0; fi; }\nif f; then a; b; fi',
      'if ! [ "$A" = no ]; then a; b; fi',
    ],
    ['with arguments that it does not read', 'f() { a; }\nf b $C "$D"', 'a'],
    ['with a constant', 'f() { a $1 "x$1y" ${2}z; }\nf b "/c"', 'a b "xby" /cz'],
    ['with a variable in quotes', 'f() { a $1 "x$1y"; }\nf "$X"', 'a ${X} "x${X}y"'],
    ['that hands its arguments on', 'f() { a -x "$@"; }\nf -- b$C "d e"', 'a -x -- b$C "d e"'],
    ['named as an option of a program', 'f() { a --f; }\nf', 'a --f'],
    ['that says its last status again', 'f() { a; return $?; }\nf || exit 1', 'a || exit 1'],
    [
      'that keeps its last status for that',
      'f() { a; R=$?; return "$R"; }\nif f; then b; c; fi',
      'if a; then b; c; fi',
    ],
    [
      'an answer with something to do',
      'f() { if a; then return 0; else b; return 1; fi; }\nif f; then c; d; fi',
      'if a || { b; false; }; then c; d; fi',
    ],
    [
      'an answer as it is',
      'f() { if [ "$A" ]; then return 0; else return 1; fi; }\nif f; then a; b; fi',
      'if [ "$A" ]; then a; b; fi',
    ],
  ])('%s', (_shows, text, expected) => expect(short(text)).toBe(expected));

  test.each([
    ['called twice', 'f() { a; }\nf\nf'],
    ['called by itself', 'f() { a && f; }\nf'],
    ['that reads an argument that is not there', 'f() { a $1; }\nf'],
    ['that counts its arguments', 'f() { a $#; }\nf b'],
    ['that splits them again', 'f() { a $@; }\nf b'],
    ['that cuts one', 'f() { a ${1#b}; }\nf b'],
    ['that reads all of them twice', 'f() { a "$@"; b "$@"; }\nf b'],
    ['whose argument may split', 'f() { a $1; }\nf $X'],
    ['whose argument is computed', 'f() { a; }\nf $(b)'],
    ['whose argument gives a variable a value', 'f() { a; }\nf ${X:=b}'],
    ['whose argument is a status', 'f() { a "$@"; }\nf $?'],
    ['whose argument it changes', 'f() { X=$(b); a "$1"; }\nf "$X"'],
    ['whose argument another function changes', 'g() { X=$(b); }\nf() { g; g; a "$1"; }\nf "$X"'],
    ['whose argument a file changes', 'f() { . /etc/b; a "$1"; }\nf "$X"'],
    ['that reads an argument behind backslashes in backquotes', "f() { a `b '\\(' $1`; }\nf c"],
    ['with names of its own', 'f() { local x=$(b); a $x; }\nf'],
    ['that returns before the end', 'f() { a || return 2; b; }\nf\nc'],
    ['that returns into a test', 'f() { a || return 2; b; }\nf && c'],
    ['with a redirection', 'f() { a; }\nf >/dev/null'],
    ['whose name a text holds', "f() { a; }\nf\nsu x -c 'f'"],
    ['with another inside', 'f() { g() { a; }; g; g; }\nf'],
  ])('not %s', (_shows, text) => expect(fold('x', text, () => false)).toContain('f()'));
});

describe('constants that a function keeps to itself', () => {
  const file = (text: string) => fold('x', text, () => false, 'file').trim();
  test.each([
    ['one', 'f() {\n  local k=/etc/k\n  run $k "$k"\n}\nf\nf', 'f() {\n  run /etc/k "/etc/k"\n}\nf\nf'],
    ['two', 'f() {\n  local k=/k c=/c\n  run $k $c\n}\nf', 'f() {\n  run /k /c\n}\nf'],
    [
      'beside a computed one',
      'f() {\n  local k=/k t=`t`\n  run $k $t\n}\nf',
      'f() {\n  local t=`t`\n  run /k $t\n}\nf',
    ],
  ])('%s', (_shows, text, expected) => expect(file(text)).toBe(expected));

  test.each([
    ['given a value again', 'f() {\n  local k=/k\n  run $k\n  k=/l\n  run $k\n}\nf'],
    ['looked at before', 'f() {\n  run $k\n  local k=/k\n  run $k\n}\nf'],
    ['looked at by what it calls', 'g() {\n  run $k\n  run\n}\nf() {\n  local k=/k\n  g\n  g\n  run $k\n}\nf\nf'],
    ['with an option', 'f() {\n  local -x k=/k\n  run $k\n  run\n}\nf'],
    ['meant as an index', 'f() {\n  local k=1\n  run ${all[k]} $k\n}\nf'],
    ['meant as an offset', 'f() {\n  local k=1\n  run ${v:k} $k\n}\nf'],
    ['read by its bare name', 'f() {\n  local k=/k\n  mapfile -t k < l\n  run $k\n}\nf'],
    ['asked for by its name', 'f() {\n  local k=/k\n  [ -v k ] && run $k\n  run\n}\nf'],
    ['a descriptor before a redirection', 'f() {\n  local k=3\n  run $k>f\n  run $k\n}\nf'],
    ['with blanks where IFS is another', 'f() {\n  local IFS=$X\n  local k="a b"\n  run $k\n  run\n}\nf'],
    ['in a here-document', 'f() {\n  local k=/k\n  run <<E\n$k\nE\n  run\n}\nf'],
  ])('not one %s', (_shows, text) => expect(file(text)).toBe(text));
});

describe('what nobody needs', () => {
  test.each([
    ['behind exec', 'exec a b\nwhile c; do d; done\ne', 'exec a b'],
    ['a value that nobody asks for', 'X=$Y\na', 'a'],
    ['arguments that nobody asks for', 'set -- start "$@"\na', 'a'],
    ['a program that says what is known', 'a $(basename /usr/sbin/b) `dirname "/usr/sbin/b"`', 'a b /usr/sbin'],
    ['an export of its own for each', 'export A\nexport B C\nexport D=1 E="$F"', 'export A B C D=1 E="$F"'],
    ['an export apart from the value', 'A="b c"\nexport A\na', 'export A="b c"; a'],
    ['the default of an option', '[ -n "$X" ] && V="-x $X"\nb\na $V', 'V="${X:+-x $X}"; b; a $V'],
    ['blanks between options', 'V="-a \\\n   -b $X"\na $V', 'a -a -b $X'],
  ])('%s', (_shows, text, expected) => expect(short(text)).toBe(expected));

  test.each([
    ['a value that is empty anyway', 'X=\n. /etc/x\na $X', '. /etc/x; a $X'],
    ['even one that is asked for', 'X=""\n. /etc/x\n[ -z "$X" ] && a', '. /etc/x; [ -z "$X" ] && a'],
  ])('%s, which nobody else has set', (_shows, text, expected) => expect(short(text, 'X', 'PIDFILE')).toBe(expected));

  test.each([
    ['an empty value behind a file', '. /etc/x\nX=\na $X$X', '. /etc/x; X=; a $X$X'],
    ['an empty value behind another', 'X=$(b)\nX=\na $X$X', 'X=$(b); X=; a $X$X'],
    ['an empty value behind a function', 'f() { X=$1; }\nf b; f c\nX=\na $X', 'f() { X=$1; }; f b; f c; X=; a $X'],
    ['an empty value that is told from none', 'X=\n. /etc/x\na ${X-b}', 'X=; . /etc/x; a ${X-b}'],
    ['an empty value that goes on', 'X=\n. /etc/x\nexport X\na', 'X=; . /etc/x; export X; a'],
    ['what systemd sets', 'PIDFILE=\n. /etc/x\na $PIDFILE', 'PIDFILE=; . /etc/x; a $PIDFILE'],
    ['where none is an error', 'set -u\nX=\n. /etc/x\na $X', 'set -u; X=; . /etc/x; a $X'],
  ])('not %s', (_shows, text, expected) => expect(short(text, 'X', 'PIDFILE')).toBe(expected));

  test('what the unit has set stays, but where the text reads the same file', () => {
    const text = 'X=\n. /etc/x\na $X$X';
    const by = (...files: readonly string[]) =>
      oneLine(
        parseSource(
          'x',
          fold(
            'x',
            text,
            () => true,
            'line',
            () => files,
          ),
        ),
      );
    expect(by()).toBe('X=; . /etc/x; a $X$X');
    expect(by('/etc/y')).toBe('X=; . /etc/x; a $X$X');
    expect(by('/etc/y', '/etc/x')).toBe('. /etc/x; a $X$X');
  });

  test.each([
    ['exec for redirections', 'exec >/dev/null\na', 'exec >/dev/null; a'],
    ['exec behind a test', 'a && exec b\nc', 'a && exec b; c'],
    ['an export that reads another', 'export A=1\nexport B=$A', 'export A=1; export B=$A'],
    ['an export that asks for a status', 'export A\nexport B=$?', 'export A; export B=$?'],
    ['an export of what splits', 'A=$B\nexport A\na', 'A=$B; export A; a'],
    ['a value that is computed', 'X=$(b)\na', 'X=$(b); a'],
    ['arguments of a loop', 'set -- start "$@"\nfor a; do b; done', 'set -- start "$@"; for a; do b; done'],
    ['blanks of one word', 'V="-a \\\n   -b"\na "$V"', 'a "-a    -b"'],
  ])('not %s', (_shows, text, expected) => expect(short(text)).toBe(expected));
});

describe('as a file', () => {
  const file = (text: string): string => fold('x', text, () => false, 'file');
  test.each([
    ['no line is left that says nothing', 'N=a\nrun $N\nD=b\nrun $D', 'run a\nrun b'],
    ['nor one that a person wrote', ':\nrun a', 'run a'],
    ['but where its status is asked', 'false\nN=a\nrun $N $?', 'false\n:\nrun a $?'],
    ['or the status of all', 'false\n:', 'false\n:'],
    ['a line holds others too', 'N=a; run $N', ':; run a'],
    ['functions keep their lines', 'N=a\nf() {\n  run $N\n  :\n}\nf', 'f() {\n  run a\n  :\n}\nf'],
  ])('%s', (_shows, text, expected) => expect(file(text)).toBe(expected));
});

describe('options in the place where they are used', () => {
  test.each([
    ['collected by tests', 'A="-d"\n[ -n "$P" ] && A="$A -p $P"\nrun $A x', 'run -d ${P:+-p $P} x'],
    ['collected by ifs', 'A=\nif [ "$P" ]; then A="${A} -p ${P}"; fi\nexec run $A', 'exec run ${P:+-p ${P}}'],
    ['the other way round', 'A="-d"\n[ -z "$P" ] || A="$A -p $P"\nrun $A', 'run -d ${P:+-p $P}'],
    ['with +=', 'A="-d"\n[ -n "$P" ] && A+=" -p $P"\nrun $A', 'run -d ${P:+-p $P}'],
    ['two of them', 'A=-d\n[ "$P" ] && A="$A -p $P"\n[ "$Q" ] && A="$A -q"\nrun $A', 'run -d ${P:+-p $P} ${Q:+-q}'],
    [
      'past what changes nothing',
      'A="-p $P"\nmkdir -p /run/x\n[ -d /y ] || mkdir /y\nrun $A',
      'mkdir -p /run/x; [ -d /y ] || mkdir /y; run -p $P',
    ],
  ])('%s', (_shows, text, expected) => expect(short(text)).toBe(expected));

  test.each([
    ['in quotes', 'A="-p $P"\nrun "$A"'],
    ['twice', 'A="-p $P"\nrun $A\nrun $A'],
    ['as the command', 'A="run $P"\n$A'],
    ['past a change of what it reads', 'A="-p $P"\nP=2\nrun $A'],
    ['past a file that may change it', 'A="-p $P"\n. /etc/x\nrun $A'],
    ['past a program that may be a function', 'A="-p $P"\nf\nrun $A'],
    ['with quotes for an eval', 'A="-p \'$P\'"\nrun $A'],
    ['with what a shell would take for its own', 'A="a;b $P"\nrun $A'],
    ['where it does not split', 'A=-d\ntrue\n[ -n "$P" ] && A="$A -p $P"\nB=$A\nrun "$B"'],
    ['from a program', 'A="$(cat x)"\nrun $A'],
  ])('not %s', (_shows, text) => expect(fold('x', text, () => false)).toBe(text));

  test('not for a test that is asked', () => {
    const text = 'A=-d\n[ -n "$P" ] && A="$A -p $P"\nexit';
    expect(fold('x', text, name => name === 'A')).toBe(text);
  });
});

describe('a law: the short form runs what the long one runs', () => {
  const name = fc.constantFrom('A', 'B', 'C');
  const value = fc.constantFrom('-d', '"x y"', "'q r'", '""', '/usr/$P', '"$P -z"', '"${P:-u}"', '-n$Q');
  const use = fc.constantFrom('$A', '"$A"', '$B', '${B}', '"-x $C"', '$C', '${A:-$B}', 'lit');
  const check = fc.constantFrom('[ -n "$P" ]', '[ "$Q" = yes ]', '[ -z "$P" ]', 'true', 'false', 'f');
  const step = fc.oneof(
    fc.tuple(name, value).map(([n, v]) => `${n}=${v}`),
    fc.tuple(name, name).map(([n, v]) => `${n}=$${v}`),
    fc.tuple(name, fc.constantFrom('-o $P', '--q=$Q', '-v')).map(([n, v]) => `${n}="$${n} ${v}"`),
    fc.array(use, { minLength: 1, maxLength: 3 }).map(words => `run ${words.join(' ')}`),
  );
  const statement = fc.oneof(
    { weight: 4, arbitrary: step },
    fc.tuple(check, fc.constantFrom('&&', '||'), step).map(parts => parts.join(' ')),
    fc.tuple(check, step).map(([t, s]) => `if ${t}; then\n  ${s}\nfi`),
    fc.tuple(check, step, step).map(([t, a, b]) => `if ${t}; then\n  ${a}\nelse\n  ${b}\nfi`),
    fc
      .tuple(
        fc
          .constantFrom(
            check,
            fc.tuple(check, check).map(parts => parts.join(' && ')),
          )
          .chain(one => one),
        check,
        step,
      )
      .map(([a, b, s]) => `if ${a}; then\n  :\nelif ${b}; then\n  :\nelse\n  ${s}\nfi`),
    fc.constantFrom('g', 'g lit', 'g "$A"', 'g $B "x y"', 'g "$P" -c', 'g $?', 'g $(run a)'),
    fc.constantFrom('exec /bin/echo $A "$B"', 'export A', 'export B=$A', 'export C="$P"'),
  );
  const argument = fc.constantFrom(
    'run "$1"',
    'run $1x',
    'run -a "$@"',
    'run $@',
    'A="$1"',
    'B=-b',
    '[ -n "$1" ] && C="-c $1"',
    'local A=-l',
    'local C=/x B="y z"',
    'local B',
  );
  const end = fc.constantFrom(':', 'return $?', 'R=$?\n  return $R');
  const script = fc
    .tuple(
      fc.array(fc.oneof(step, argument), { maxLength: 3 }),
      end,
      check,
      fc.constantFrom('', 'run no\n    '),
      fc.array(statement, { minLength: 1, maxLength: 7 }),
    )
    .map(([body, last, t, more, all]) => {
      const f = `f() {\n  if ${t === 'f' ? 'true' : t}; then\n    return 0\n  else\n    ${more}return 1\n  fi\n}`;
      const g = `g() {\n  ${[...body, last].join('\n  ')}\n}`;
      return [f, g, ...all].join('\n');
    });

  const RUN = 'run() { printf \'<%s>\' "$@"; echo; }\n';
  const run = (text: string, env: Readonly<Record<string, string>>): string =>
    execFileSync('/bin/sh', ['-c', RUN + text], { env, encoding: 'utf8' });
  // All environments in one process: what counts is the text.
  const runs = (text: string): string =>
    run(
      [{}, { P: '1' }, { P: 'a b', Q: 'yes' }, { Q: 'no' }]
        .map(
          env =>
            `( ${
              Object.entries(env)
                .map(([k, v]) => `${k}='${v}'`)
                .join('; ') || ':'
            }\n${text}\n)\necho "= $?"`,
        )
        .join('\n'),
      {},
    );

  test('whatever the settings are', () => {
    fc.assert(
      fc.property(script, text => {
        const line = short(text);
        expect(line).toBeDefined();
        const long = runs(text);
        expect(runs(`${line}`)).toBe(long);
        expect(runs(withoutQuotes('x', `${line}`))).toBe(long);
        expect(runs(fold('x', text, () => false, 'file'))).toBe(long);
      }),
      { numRuns: 400 },
    );
  });
});
