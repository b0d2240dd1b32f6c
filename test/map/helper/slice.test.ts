import { describe, expect, test } from '@jest/globals';
import { interpretAction } from '../../../src/interpret/action.ts';
import { cutSlice } from '../../../src/map/helper/slice.ts';
import { parseSource } from '../../../src/shell/parse.ts';
import { run } from '../../interpret/harness.ts';

/** The helper that is cut for the statement in which `mark` stands. */
function sliceFor(script: string, mark: string, replacement?: string): string {
  const { trail } = run(script);
  const source = parseSource('/etc/init.d/acmed', script);
  const offset = script.indexOf(mark);
  return cutSlice({
    source,
    trail,
    seeds: new Set([offset]),
    withState: false,
    action: 'start',
    ...(replacement !== undefined && { replacements: new Map([[offset, replacement]]) }),
  }).body;
}

describe('arguments', () => {
  test('the words of a loop and of a case ask for them', () => {
    expect(sliceFor('for a in $@ /srv/*; do\n  run $a\ndone', 'run')).toBe(
      'set -- start "$@"\nfor a in $@ /srv/*; do\n  run $a\ndone',
    );
    // Those of a function are its own.
    expect(sliceFor('f() {\n  for a in $@; do\n    run $a\n  done\n}\nf /a /srv/*', 'run')).not.toContain('set --');
  });

  test('those that eval gives come along', () => {
    const script = 'OPTS="-C \'a b\'"\neval "set -- $OPTS"\nrun "$@" -t';
    expect(sliceFor(script, 'run')).toContain('eval "set -- $OPTS"');
  });
});

describe('functions', () => {
  test('action of the init library calls one of the script’s own', () => {
    const script = '. /etc/rc.d/init.d/functions\nf() {\n  run\n}\naction "Starting" f';
    expect(sliceFor(script, 'run').trimEnd()).toBe('f() {\nrun\n}\n. /etc/rc.d/init.d/functions\naction "Starting" f');
  });
});

describe('a function by the name that a variable has', () => {
  test('where several settings of it are possible, comes along', () => {
    const script =
      '[ -d /a ] && done=success\n[ -d /b ] && done=own\nown() {\n  echo ok\n}\nfor i in *; do\n  run\n  $done\ndone';
    expect(sliceFor(script, '$done')).toMatch(/^own\(\) \{\n/);
    expect(sliceFor(script.replace('done=own', 'done=other'), '$done')).not.toContain('own');
  });
});

describe('a function of the init library that the script has too', () => {
  test('where the run does not come to the script’s own', () => {
    const script =
      '. /etc/rc.d/init.d/functions\nif ! type action >/dev/null; then\n  action() {\n    echo "$@"\n  }\nfi\naction "Starting" run';
    expect(sliceFor(script, 'action "Starting"').trimEnd()).toBe('. /etc/rc.d/init.d/functions\naction "Starting" run');
  });
});

describe('the program in the place of the shell', () => {
  test('leaves no shell above it', () => {
    expect(sliceFor('cd /srv\n(run -x &)', 'run', 'exec run -x').trimEnd()).toBe('exec run -x');
  });
});

describe('set -e', () => {
  test.each<[string, string, string, string]>([
    ['goes along', 'set -e\na\nfor i in *; do run; done', 'run', 'set -e\nfor i in *; do\n  run\ndone'],
    ['says nothing before the last command', 'set -e\na\nrun', 'run', 'run'],
    ['goes along with a function', 'set -e\nf() {\na\nrun\n}\nf', 'run', 'f() {\n  run\n}\nset -e\nf'],
    ['was never set', 'set +e\na\nfor i in *; do run; done', 'run', 'for i in *; do\n  run\ndone'],
    [
      'does not end at what was asked for',
      'set -e\nfor i in *; do run || log_warning_msg no; done',
      'run',
      'set -e\nfor i in *; do\n  run || :\ndone',
    ],
  ])('%s', (_, script, mark, expected) => {
    const { trail } = run(script);
    const source = parseSource('/etc/init.d/acmed', script);
    const seeds = new Set([script.indexOf(mark)]);
    expect(cutSlice({ source, trail, seeds, withState: true, action: 'start' }).body.trimEnd()).toBe(expected);
  });
});

test('a library gives the daemon its variables behind set -a, where the target has it', () => {
  const script = 'set -a\n. /lib/init/vars.sh\nfor i in *; do run; done';
  const cut = (name: 'lsb' | 'rhel'): string => {
    const { trail } = run(script, { library: { name, seen: false } });
    const source = parseSource('/etc/init.d/acmed', script);
    return cutSlice({ source, trail, seeds: new Set([script.indexOf('run')]), withState: true, action: 'start' }).body;
  };
  expect(cut('lsb')).toBe('set -a\n. /lib/init/vars.sh\nfor i in *; do\n  run\ndone');
  expect(cut('rhel')).toBe('set -a\nfor i in *; do\n  run\ndone');
});

test('an export with a computed name needs the assignment with one', () => {
  const script = 'for v in A B; do eval $v="\\$RC_$v"; export $v; done\nrun';
  const { trail } = run(script);
  const source = parseSource('/etc/init.d/acmed', script);
  const { body } = cutSlice({
    source,
    trail,
    seeds: new Set([script.indexOf('run')]),
    withState: true,
    action: 'start',
  });
  expect(body).toContain('eval $v="\\$RC_$v"\n  export $v');
});

describe('what a helper needs', () => {
  test.each([
    ['eval assigns', 'eval opts=\\$OPTS_$X\nrun $opts', 'run', undefined, 'eval opts=\\$OPTS_$X\nrun $opts'],
    [
      'a name put together may be that of any variable',
      'a_port=1\nfor w in a b; do eval port=\\$${w}_port; run $port; done',
      'run',
      undefined,
      'a_port=1\nfor w in a b; do\n  eval port=\\$${w}_port\n  run $port\ndone',
    ],
    [
      'so may an indirect one',
      'a_port=1\nx=${w}_port\nrun ${!x}',
      'run',
      undefined,
      'a_port=1\nx=${w}_port\nrun ${!x}',
    ],
    [
      'daemon reads variables of its own',
      '. /etc/rc.d/init.d/functions\nNICELEVEL=-5\nA=1\ndaemon /usr/sbin/acmed',
      'daemon',
      undefined,
      '. /etc/rc.d/init.d/functions\nNICELEVEL=-5\ndaemon /usr/sbin/acmed',
    ],
    [
      '$0 is the script, also in other text for a statement',
      'acmed --name $(basename $0)',
      'acmed',
      'exec acmed --name $(basename $0)',
      'exec acmed --name acmed',
    ],
    [
      '$0 of another shell is its own',
      'acmed',
      'acmed',
      'exec sh -c \'echo \\$0 "$$"\'',
      'exec sh -c \'echo \\$0 "$$"\'',
    ],
    [
      'a function that ends the script guards what follows its call',
      'die() {\n  echo "$2"\n  exit $1\n}\nprepare || die 1 no\nacmed',
      'acmed',
      undefined,
      'die() {\n  exit $1\n}\nprepare || die 1 no\nacmed',
    ],
    [
      'so does one that calls it',
      'die() {\n  exit $1\n}\noff() {\n  echo off\n  die 6\n}\n[ -f /etc/x ] || off\nacmed',
      'acmed',
      undefined,
      'die() {\n  exit $1\n}\noff() {\n  die 6\n}\n[ -f /etc/x ] || off\nacmed',
    ],
    [
      'the file that a loop reads',
      'T=/etc/t\nU=1\nwhile read a; do\n  acmed $a\ndone <$T',
      'acmed',
      undefined,
      'T=/etc/t\nwhile read a; do\n  acmed $a\ndone <$T',
    ],
    [
      'a here-document of a loop',
      'T=/etc/t\nwhile read a; do\n  acmed $a\ndone <<E\n$T\nE',
      'acmed',
      undefined,
      'T=/etc/t\nwhile read a; do\n  acmed $a\ndone <<E\n$T\nE',
    ],
    [
      'one that only returns does not',
      'say() {\n  echo "$2"\n  return $1\n}\nprepare || say 1 no\nacmed',
      'acmed',
      undefined,
      'acmed',
    ],
  ])('%s', (_, script, mark, replacement, body) => {
    expect(sliceFor(script, mark, replacement)).toBe(body);
  });

  const LIBRARY = '. /etc/rc.d/init.d/functions';
  test.each<[string, string, string]>([
    ['a variable', 'A=1\nB=2\nrun $A', 'A=1\nrun $A'],
    ['what the variable is made of', 'C=1\nB=2\nA=$C\nrun "${A}"', 'C=1\nA=$C\nrun "${A}"'],
    ['all that may set it', 'A=1\n[ -e /a ] && A=2\nrun $A', 'A=1\n[ -e /a ] && A=2\nrun $A'],
    ['a default', ': ${A:=1}\nB=2\nrun $A', ': ${A:=1}\nrun $A'],
    ['a default that is only read', 'echo ${A:-1}\nrun $A', 'run $A'],
    ['export', 'export A=1\nrun $A', 'export A=1\nrun $A'],
    ['export by name', 'A=1\nexport A\nrun $A', 'A=1\nexport A\nrun $A'],
    ['declare', 'declare A=1\nrun $A', 'declare A=1\nrun $A'],
    ['typeset', 'typeset A=1\nrun $A', 'typeset A=1\nrun $A'],
    ['readonly', 'readonly A=1\nrun $A', 'readonly A=1\nrun $A'],
    ['read', 'read A </etc/a\nrun $A', 'read A </etc/a\nrun $A'],
    ['unset', 'A=1\nunset A\nrun $A', 'A=1\nunset A\nrun $A'],
    ['let', 'B=1\nlet A=B+1\nrun $A', 'B=1\nlet A=B+1\nrun $A'],
    ['arithmetic', 'B=1\nC=2\nA=$((B+1))\nrun $A', 'B=1\nA=$((B+1))\nrun $A'],
    ['text for another user', "A=1\nB=2\nsu acme -c 'run $A'", "A=1\nsu acme -c 'run $A'"],
    ['text that is evaluated', "A=1\nB=2\neval 'run $A'", "A=1\neval 'run $A'"],
    ['a name that only begins so', 'AB=1\nA=2\nrun $A', 'A=2\nrun $A'],
    ['a function', 'f() { run; }\ng() { echo; }\ng\nf', 'f() {\n  run\n}\nf'],
    ['a function in a substitution', 'f() { echo 1; }\ng() { echo 2; }\nrun $(f)', 'f() {\necho 1;\n}\nrun $(f)'],
    ['a function in a process substitution', 'f() { echo 1; }\nrun <(f)', 'f() {\necho 1;\n}\nrun <(f)'],
    ['a function in text', 'f() { echo 1; }\neval "run; f"', 'f() {\necho 1;\n}\neval "run; f"'],
    ['a word that is no call', 'f() { echo 1; }\nrun f', 'run f'],
    [
      'a word of a message is none either',
      'start() { run; }\nif run; then\n  log_msg "do not start this"\n  exit 2\nfi\nstart',
      'start() {\n  run\n}\nif run; then\n  exit 2\nfi\nstart',
    ],
    ['a library where it is called', `${LIBRARY}\naction text run`, `${LIBRARY}\naction text run`],
    ['… in a substitution', `${LIBRARY}\nrun $(pidofproc acmed)`, `${LIBRARY}\nrun $(pidofproc acmed)`],
    ['… and where it is not', `${LIBRARY}\nrun`, 'run'],
    ['a word that is no call of it', `${LIBRARY}\nrun action`, 'run action'],
    ['… in text', `${LIBRARY}\neval "action text run"`, `${LIBRARY}\neval "action text run"`],
    ['a function that the action names', 'start() { run $2; }\n$1 all', 'start() {\n  run $2\n}\nstart all'],
    ['a settings file', '. /etc/sysconfig/acmed\nrun $A', '. /etc/sysconfig/acmed\nrun $A'],
    ['what arithmetic among its words reads', 'a=$B\nrun $((a+1)) $(date)', 'a=$B\nrun $((a+1)) $(date)'],
    ['what let says with blanks', 'B=$(date)\nlet "N = B + 1"\nrun $N', 'B=$(date)\nlet "N = B + 1"\nrun $N'],
    [
      'what arithmetic counts',
      'n=0\nfor i in *; do\n  (( n++ ))\n  run $n\ndone',
      'n=0\nfor i in *; do\n  (( n++ ))\n  run $n\ndone',
    ],
    [
      '… in a word',
      'n=0\nfor i in *; do\n  : $((n += 2))\n  run $n\ndone',
      'n=0\nfor i in *; do\n  : $((n += 2))\n  run $n\ndone',
    ],
    ['… of another name', 'n=0\nfor i in *; do\n  (( n++ ))\n  run $i\ndone', 'for i in *; do\n  run $i\ndone'],
    ['how many a list has', 'A=(x)\nrun ${#A[@]}', 'A=(x)\nrun ${#A[@]}'],
    ['PATH with a folder of its own', 'PATH=/opt/acme/bin:$PATH\nrun', 'PATH=/opt/acme/bin:$PATH\nrun'],
    ['a PATH that every service has', 'PATH=/usr/local/sbin:/usr/bin:/sbin:$PATH\nrun', 'run'],
    ['a PATH that is one folder', 'PATH=/opt/bin\nrun', 'PATH=/opt/bin\nrun'],
    ['a PATH for one command', 'PATH=/opt/bin other\nrun', 'run'],
    ['state before it, and not behind it', 'umask 077\nrun\numask 022', 'umask 077\nrun'],
    ['options for words', 'set -- a b\nrun $1', 'set -- start "$@"\nset -- a b\nrun $1'],
    ['options that no word needs', 'set -f\nrun', 'run'],
    ['the action’s own words', 'run "$@"', 'set -- start "$@"\nrun "$@"'],
    ['words of a function', 'f() { run $1; }\nf a', 'f() {\n  run $1\n}\nf a'],
    ['a trap is none', 'trap "" HUP\nrun', 'run'],
    [
      'not a function’s local variable of the name',
      'f() { local A=1; run $A; }\ng() { A=2; }\ng\nf',
      'f() {\n  local A=1\n  run $A\n}\nf',
    ],
    [
      'what a function that is called gives to a local variable',
      'g() { A=2; }\nf() { local A=1; g; run $A; }\nf',
      'g() {\n  A=2\n}\nf() {\n  local A=1\n  g\n  run $A\n}\nf',
    ],
    [
      'what a local variable is made of',
      'A=2\nf() { local A=$A; run $A; }\nf',
      'f() {\n  local A=$A\n  run $A\n}\nA=2\nf',
    ],
    [
      'a variable before it is declared local',
      'A=2\nf() { run $A; local A=1; }\nf',
      'f() {\n  run $A\n  local A=1\n}\nA=2\nf',
    ],
    ['what $? is read of', 'grep -q a /b\nA=$?\nrun $A', 'grep -q a /b\nA=$?\nrun $A'],
    [
      'what $? is read of in a test',
      'grep -q a /b\nif [ $? -ne 0 ]; then run; fi',
      'grep -q a /b\nif [ $? -ne 0 ]; then\n  run\nfi',
    ],
    ['no message that $? is read of', 'log_end_msg 1\nA=$?\nrun $A', 'A=$?\nrun $A'],
    [
      'an alias that is called, before the functions that call it',
      'alias run=act\nalias other=act\nf() { run; }\nf',
      'alias run=act\nf() {\n  run\n}\nf',
    ],
    ['the test before it', '[ -e /a ] && run', '[ -e /a ] && run'],
    ['an end before it', '[ -e /a ] || exit 1\nrun', '[ -e /a ] || exit 1\nrun'],
    ['the script itself', 'run ${0##*/} $0', 'run acmed /etc/init.d/acmed'],
    [
      'and no word of another language',
      "A=$(awk '{ print $0 }' /etc/acme)\nrun $A $0",
      "A=$(awk '{ print $0 }' /etc/acme)\nrun $A /etc/init.d/acmed",
    ],
    [
      'the script itself, as bash has it',
      'run "${BASH_SOURCE[0]}" $BASH_SOURCE',
      'run "/etc/init.d/acmed" /etc/init.d/acmed',
    ],
    ['a question to the script', 'A=`$0 version`\nrun $A', 'A=`/etc/init.d/acmed version`\nrun $A'],
  ])('with the state: %s', (_, script, body) => {
    const { trail } = run(script);
    const source = parseSource('/etc/init.d/acmed', script);
    const seeds = new Set([...trail.visits.keys()].filter(at => /^(?:run|action|eval|su)\b/.test(script.slice(at))));
    expect(cutSlice({ source, trail, seeds, withState: true, action: 'start' }).body).toBe(body);
  });
});

test('a check that has one answer before the start and another behind it is made', () => {
  const script = [
    'running() {',
    '[ ! -f /var/run/acmed.pid ] && return 1',
    '[ "$(head -1 /x)" = y ] || return 1',
    'return 0',
    '}',
    'running && exit 0',
    'start-stop-daemon --start -b -m --pidfile /var/run/acmed.pid --exec /usr/sbin/acmed',
    'running || exit 1',
    'run | sort > /x',
  ].join('\n');
  const slice = sliceFor(script, 'run | sort');
  expect(slice).toContain('  [ ! -f /var/run/acmed.pid ] && return 1\n');
  expect(slice).not.toMatch(/^\s*return 1$/m);
});

test('a stop that stays shell code asks behind its signal whether the program still runs', () => {
  const script =
    'PID=`cat /run/a.pid`\nkill -0 $PID || exit 0\nkill $PID\nsleep 3\nif kill -0 $PID; then\nkill -KILL $PID\nfi';
  const { trail } = run(script, { action: 'stop' });
  const source = parseSource('/etc/init.d/acmed', script);
  const seeds = new Set(['kill $PID', 'kill -KILL'].map(mark => script.indexOf(mark)));
  expect(cutSlice({ source, trail, seeds, withState: true, action: 'stop' }).body.trimEnd()).toBe(
    'PID=`cat /run/a.pid`\nkill $PID\nif kill -0 $PID; then\n  kill -KILL $PID\nfi',
  );
});

test('text in quotes that is evaluated where it is handed to brings its variables and functions along', () => {
  const script = [
    'most() { echo $(($1 > $2 ? $1 : $2)); }',
    'each() {',
    'for p in /x/*; do',
    'PORT=$(basename $p)',
    'eval "$1"',
    'done',
    '}',
    "each 'run $PORT; R=$(most $R $?)'",
  ].join('\n');
  const slice = sliceFor(script, 'eval');
  expect(slice).toContain('    PORT=$(basename $p)\n');
  expect(slice).toContain('most() {');
});

test('of a function that is defined for each distribution, the one that the action came to', () => {
  const script = `if [ -f /etc/redhat-release ]; then
  run() { daemon --user $1 $2; }
fi
if [ -f /etc/debian_version ]; then
  run() { start-stop-daemon --start --chuid $1 --exec $2; }
fi
run acme /usr/sbin/acmed`;
  const source = parseSource('/etc/init.d/acmed', script);
  const { trail } = interpretAction(source, 'start', { settings: () => undefined, family: 'rhel' });
  const seeds = new Set([script.indexOf('daemon --user')]);
  expect(cutSlice({ source, trail, seeds, withState: false, action: 'start' }).body).toBe(
    'run() {\n  daemon --user $1 $2\n}\nrun acme /usr/sbin/acmed',
  );
});

test.each([
  ['at the end', 'run\nRC=$?\nexit $RC', 'run'],
  ['at the end of a function', 'f() {\nrun\nRC=$?\n}\nf', 'f() {\n  run\n}\nf'],
  ['alone in a group', 'f() {\nrun\n}\nf\n[ -e /a ] && {\nRC=$?\n}', 'f() {\n  run\n}\nf\n[ -e /a ] && RC=$?'],
  [
    'and read',
    'f() {\nrun\nRC=$?\n}\nf\n[ -e /a$RC ] && exit 3',
    'f() {\n  run\n  RC=$?\n}\nf\n[ -e /a$RC ] && exit 3',
  ],
])('a status that is kept %s', (_shows, text, expected) => {
  const script = `${text}\n`;
  const { trail } = run(script);
  const source = parseSource('/etc/init.d/acmed', script);
  const exit = script.indexOf('exit 3');
  const seeds = new Set([script.indexOf('run'), script.indexOf('RC=$?'), ...(exit < 0 ? [] : [exit])]);
  expect(cutSlice({ source, trail, seeds, withState: false, action: 'start' }).body).toBe(expected);
});

test('what is put into the background behind an operator stays in its braces', () => {
  expect(sliceFor('a || { [ -e /b ] && { run & }; }', 'run')).toBe('a || {\n  [ -e /b ] && {\n    run &\n  }\n}');
});

describe('a function of the script that a library has too', () => {
  const call = 'for i in *; do killproc x; done';
  test.each([
    ['behind the library: it is not read', '. /lib/lsb/init-functions\nkillproc() { a; }', false],
    ['before the library, which has the last word', 'killproc() { a; }\n. /lib/lsb/init-functions', true],
  ])('%s', (_shows, top, read) => {
    const body = sliceFor(`${top}\n${call}`, 'killproc x');
    expect(body.includes('. /lib/lsb/init-functions')).toBe(read);
  });
});

describe('functions that only a substitution calls', () => {
  test.each<[string, string, string]>([
    ['one', 'f() { run; }\nout=$(f)', 'f() {\nrun;\n}\nout=$(f)'],
    ['one behind another', 'f() { run; }\ng() {\n  out=$(f)\n}\ng', 'f() {\nrun;\n}\ng() {\n  out=$(f)\n}\ng'],
    [
      'and not those that run something else',
      'f() { run; }\ng() { other; }\na=$(g)\nout=$(f)',
      'f() {\nrun;\n}\nout=$(f)',
    ],
  ])('%s', (_, script, expected) => {
    expect(sliceFor(script, 'run').trimEnd()).toBe(expected);
  });
});
