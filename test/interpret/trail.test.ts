import { describe, expect, test } from '@jest/globals';
import { actionsOf } from '../../src/interpret/action.ts';
import { parseSource } from '../../src/shell/parse.ts';
import { statementsOf } from '../../src/shell/statements.ts';
import { host, interpret, notesOf, type Options, printEffect, printValue, run } from './harness.ts';

type Row = readonly [script: string, ...expected: string[]];
const rows = (table: readonly Row[]) => table.map(([script, ...expected]) => [script, expected] as const);

describe('the actions that a script knows', () => {
  const actions = (script: string) => actionsOf(parseSource('/etc/init.d/acmed', script), host({}));
  test.each(
    rows([
      ['case $1 in start) a;; stop) b;; esac', 'start', 'stop'],
      ['case "$1" in start|restart) a;; esac', 'start', 'restart'],
      ['case "${1}" in start) a;; *) echo usage; exit 2;; esac', 'start'],
      ['case "$1" in st*) a;; "") b;; re-load) c;; esac', 're-load'],
      ['if [ "$1" = start ]; then a; elif [ stop = "$1" ]; then b; fi', 'start', 'stop'],
      ['[ "$1" == start ] && a; [[ $1 == stop ]] && b', 'start', 'stop'],
      ['[ "$1" != start ] && exit 1; a', 'start'],
      ['A=$1; case $A in start) a;; esac', 'start'],
      ['f() { case $1 in start) a;; esac; }; f "$1"', 'start'],
      ['[ $# -eq 1 ] || exit 1; case $1 in start) a;; esac', 'start'],
      ['case x$1 in xstart) a;; esac'],
      ['case $1 in start) case $2 in now) a;; esac;; esac', 'start'],
      ['case a in start) a;; esac'],
      ['a; b'],
      ['#!/usr/bin/env /lib/init/init-d-script\nDAEMON=/a', 'start', 'stop', 'restart', 'status'],
      [
        '#!/usr/bin/env /lib/init/init-d-script\nDAEMON=/a\nRELOAD_SIGNAL=1',
        'start',
        'stop',
        'restart',
        'status',
        'reload',
      ],
      [
        '#!/bin/sh /lib/init/init-d-script\nDAEMON=/a\ndo_reload() { b; }',
        'start',
        'stop',
        'restart',
        'status',
        'reload',
      ],
      ['#!/bin/sh\nDAEMON=/a\n. /lib/init/init-d-script', 'start', 'stop', 'restart', 'status'],
      ['#!/bin/sh\n# . /lib/init/init-d-script\ncase $1 in a) b;; esac', 'a'],
    ]),
  )('%s', (script, expected) => {
    expect(actions(script)).toEqual(expected);
  });
});

/** `text: role` for every statement, with its effects and callees. */
function visits(script: string, options: Options = {}): readonly string[] {
  const source = parseSource('/etc/init.d/acmed', script);
  const { trail } = run(script, options);
  return statementsOf(source.ast).flatMap(({ node }) => {
    const visit = trail.visits.get(node.pos);
    if (!visit) return [];
    const callees = visit.callees ? ` calls ${[...visit.callees].join(',')}` : '';
    const effects = visit.effects.size > 0 ? ` makes ${visit.effects.size}` : '';
    return [`${source.text.slice(node.pos, node.end)}: ${visit.role}${effects}${callees}`];
  });
}

describe('what each statement was', () => {
  test.each(
    rows([
      ['a', 'a: effect makes 1'],
      ['X=1', 'X=1: assignment'],
      ['[ -f /a ]', '[ -f /a ]: condition'],
      ['test -f /a', 'test -f /a: condition'],
      ['[[ -f /a ]]', '[[ -f /a ]]: condition'],
      ['(( 1 ))', '(( 1 )): condition'],
      ['exit 1', 'exit 1: control'],
      ['f() { return 1; }\nf', 'return 1: control', 'f: call calls f'],
      ['for i in a; do break; done', 'break: control'],
      ['for i in a; do continue; done', 'continue: control'],
      ['f() { a; }'],
      ['f() { a; }\nf; f', 'a: effect makes 2', 'f: call calls f', 'f: call calls f'],
      [
        'f() { a; }\ng() { b; }\nfor x in f g; do $x; done',
        'a: effect makes 1',
        'b: effect makes 1',
        '$x: call calls f,g',
      ],
      ['cd /opt', 'cd /opt: state'],
      ['umask 022', 'umask 022: state'],
      ['ulimit -n 5', 'ulimit -n 5: state'],
      ['export A=1', 'export A=1: state'],
      ['set -e', 'set -e: state'],
      ['unset A', 'unset A: state'],
      ['exec 2> /dev/null', 'exec 2> /dev/null: state'],
      ['local A=1', 'local A=1: assignment'],
      ['declare A=1', 'declare A=1: assignment'],
      ['shift', 'shift: state'],
      ['let i=1', 'let i=1: assignment'],
      ['getopts a o', 'getopts a o: condition'],
      ['read A < /x', 'read A < /x: assignment'],
      ['. /etc/sysconfig/a', '. /etc/sysconfig/a: source'],
      ['. /etc/init.d/functions', '. /etc/init.d/functions: source'],
      ['echo x', 'echo x: effect makes 1'],
      ['trap "rm x" 1', 'trap "rm x" 1: effect makes 1'],
      ['$E', '$E: effect makes 1'],
      ['command -v a', 'command -v a: effect makes 1'],
      ['exit 1; a', 'exit 1: control'],
      ['if false; then a; fi', 'false: effect makes 1'],
      ['case b in a) x;; b) y;; esac', 'y: effect makes 1'],
      ['a $(b; c)', 'a $(b; c): effect makes 3'],
      ['X=$(b)', 'X=$(b): effect makes 1'],
      ['eval "a; b"', 'eval "a; b": effect makes 2'],
      ['su acme -c "a; b"', 'su acme -c "a; b": effect makes 2'],
      ['killall a b', 'killall a b: effect makes 2'],
      ['[ -f /run/a.pid ] && a', '[ -f /run/a.pid ]: condition', 'a: effect makes 1'],
      ['for i in a b; do x $i; done', 'x $i: effect makes 2'],
      ['a | b', 'a: effect makes 1', 'b: effect makes 1'],
      ['( a ) &', 'a: effect makes 1'],
      ['f() { g; }\ng() { a; }\n( f )', 'g: call calls g', 'a: effect makes 1', 'f: call calls f'],
    ]),
  )('%s', (script, expected) => {
    expect(visits(script)).toEqual(expected);
  });
});

/** `test as text: decision` of every test that was decided, in source order. */
function decisions(script: string, options: Options = {}): readonly string[] {
  const { trail } = run(script, options);
  return [...trail.decisions]
    .map(([key, decision]) => ({ at: key.split(':').map(Number), decision }))
    .sort((a, b) => (a.at[0] ?? 0) - (b.at[0] ?? 0) || (a.at[1] ?? 0) - (b.at[1] ?? 0))
    .map(({ at, decision }) => `${script.slice(at[0], (at[0] ?? 0) + 6)}#${at[1]} ${decision}`);
}

describe('how each test came out', () => {
  test.each(
    rows([
      ['true && a', 'true &#0 run'],
      ['true || a', 'true |#0 skip'],
      ['false && a', 'false #0 skip'],
      ['false || a', 'false #0 run'],
      ['a && b', 'a && b#0 open'],
      ['a && b || c', 'a && b#0 open', 'a && b#1 open'],
      ['if true; then a; fi', 'if tru#0 run'],
      ['if false; then a; elif b; then c; fi', 'if fal#0 skip', 'if fal#1 open'],
      ['case a in b) x;; a) y;; *) z;; esac', 'case a#0 skip', 'case a#1 run'],
      ['for i in a b; do [ $i = a ] && x; done', '[ $i =#0 open'],
      ['for i in a b; do [ $i = c ] && x; done', '[ $i =#0 skip'],
      ['f() { [ $1 = a ] && x; }\nf a; f a', '[ $1 =#0 run'],
      ['f() { [ $1 = a ] && x; }\nf a; f b', '[ $1 =#0 open'],
      ['[ -f /run/a.pid ] && { true && b; }', '[ -f /#0 skip'],
      ['[ -f /etc/sysconfig/a ] && . /etc/sysconfig/a', '[ -f /#0 open'],
      ['X=$(true && echo a)'],
      ['pidof a && b', 'pidof #0 skip'],
    ]),
  )('%s', (script, expected) => {
    expect(decisions(script)).toEqual(expected);
  });

  test('a branch carries the key of its test', () => {
    const { steps } = run('a\nif [ -f /x ]; then b; fi');
    expect(steps.find(step => step.kind === 'branch')).toMatchObject({ key: '2:0' });
  });
});

describe('settings', () => {
  const FILES = { '/etc/sysconfig/acmed': 'A=1\nB="x y"\n#C=3\nexport D=4\nE=$A/x\nF=$(hostname)\n' };
  const settings = (script: string, options: Options = {}): readonly string[] => {
    const { trail } = run(script, options);
    return [...trail.settings.values()].map(use =>
      [
        use.name,
        use.files.join(','),
        ...(use.fallback ? [`fallback=${printValue(use.fallback, trail)}`] : []),
        ...(use.today === undefined ? [] : [`today=${use.today}`]),
        ...(use.mentioned ? ['mentioned'] : []),
      ].join(' '),
    );
  };

  test.each(
    rows([
      ['. /etc/sysconfig/none; a $X', 'X /etc/sysconfig/none'],
      ['X=1; . /etc/sysconfig/none; a', 'X /etc/sysconfig/none fallback=1'],
      ['X=1; . /etc/sysconfig/none; . /etc/default/none; a', 'X /etc/sysconfig/none,/etc/default/none fallback=1'],
      ['. /etc/sysconfig/none; a ${X-5}', 'X /etc/sysconfig/none fallback=5'],
      ['. /etc/sysconfig/none; a ${X:-5}', 'X /etc/sysconfig/none'],
      ['. /etc/sysconfig/none; a ${X-$(b)}', 'X /etc/sysconfig/none'],
      ['a $X'],
      [
        '. /etc/sysconfig/acmed',
        'A /etc/sysconfig/acmed today=1 mentioned',
        'B /etc/sysconfig/acmed today=x y mentioned',
        'D /etc/sysconfig/acmed today=4 mentioned',
        'E /etc/sysconfig/acmed today=1/x mentioned',
        'F /etc/sysconfig/acmed mentioned',
        'C /etc/sysconfig/acmed mentioned',
      ],
      [
        'A=0; B=0; . /etc/sysconfig/acmed',
        'A /etc/sysconfig/acmed fallback=0 today=1 mentioned',
        'B /etc/sysconfig/acmed fallback=0 today=x y mentioned',
        'D /etc/sysconfig/acmed today=4 mentioned',
        'E /etc/sysconfig/acmed today=1/x mentioned',
        'F /etc/sysconfig/acmed mentioned',
        'C /etc/sysconfig/acmed mentioned',
      ],
    ]),
  )('%s', (script, expected) => {
    expect(settings(script, { settings: FILES })).toEqual(expected);
  });

  const files = (script: string): readonly string[] =>
    [...run(script, { settings: FILES }).trail.files.values()].map(
      file => `${file.path}${file.required ? ' required' : ''}${file.atHand ? ' at hand' : ''}`,
    );

  test.each(
    rows([
      ['. /etc/sysconfig/none', '/etc/sysconfig/none required'],
      ['. /etc/sysconfig/acmed', '/etc/sysconfig/acmed required at hand'],
      ['#!/bin/bash\n. /etc/sysconfig/none', '/etc/sysconfig/none'],
      ['#!/bin/sh\n. /etc/sysconfig/none', '/etc/sysconfig/none required'],
      ['[ -f /etc/sysconfig/none ] && . /etc/sysconfig/none', '/etc/sysconfig/none'],
      ['if [ -f /x ]; then . /etc/sysconfig/none; fi', '/etc/sysconfig/none'],
      ['. /etc/sysconfig/none; . /etc/sysconfig/none', '/etc/sysconfig/none required'],
      ['. /etc/init.d/functions'],
    ]),
  )('files of %s', (script, expected) => {
    expect(files(script)).toEqual(expected);
  });

  test.each(
    rows([
      ['X=/opt; . /etc/sysconfig/none; cat $X/y > /dev/null; mkdir $X', 'X: a path'],
      ['U=acme; . /etc/sysconfig/none; su $U -c a', 'U: User='],
      ['P=/run/x.pid; . /etc/sysconfig/none; start-stop-daemon -S -p $P -x /a', 'P: start-stop-daemon'],
      ['X=/opt; . /etc/sysconfig/none; [ -d $X ]', 'X: a test of a file'],
      ['X=/opt; . /etc/sysconfig/none; a ${X%/}', 'X: an expansion'],
      ['X=/opt; . /etc/sysconfig/none; a $(basename $X)', 'X: the argument of basename'],
      ['. /etc/sysconfig/none; mkdir $X'],
      ['X=$(b); . /etc/sysconfig/none; mkdir $X'],
      ['X=/opt; . /etc/sysconfig/none; a $X'],
      ['A=/opt; . /etc/sysconfig/acmed; mkdir $A'],
    ]),
  )('frozen by %s', (script, expected) => {
    const { trail } = run(script, { settings: FILES });
    expect([...trail.frozen].map(([name, role]) => `${name}: ${role}`)).toEqual(expected);
  });

  test.each([
    ['X=1; . /etc/sysconfig/none; a $X', ['X'], ['exec: a 1']],
    ['A=0; . /etc/sysconfig/acmed; a $A', ['A'], ['exec env:D=$D: a 1']],
    ['. /etc/sysconfig/none; a $X', ['X'], ['exec: a']],
    ['. /etc/sysconfig/none; a ${X-5}', ['X'], ['exec: a 5']],
    ['. /etc/sysconfig/none; a ${X:-5}', ['X'], ['exec: a 5']],
    ['. /etc/sysconfig/acmed; a $C $A', ['C'], ['exec env:D=$D: a $A']],
  ])('constants in %s', (script, constants, expected) => {
    expect(interpret(script, { settings: FILES, constants })).toEqual(expected);
  });

  test.each(
    rows([
      ['echo $$ > /opt/x', '/opt/x'],
      ['start-stop-daemon -S -p /opt/y -x /a', '/opt/y'],
      ['. /etc/init.d/functions; status -p /opt/z a', '/opt/z'],
      ['. /etc/init.d/functions; daemon --pidfile /opt/z a', '/opt/z'],
      ['. /etc/init.d/functions; killproc -p /opt/z a', '/opt/z'],
      ['. /lib/lsb/init-functions; pidofproc -p /opt/z a', '/opt/z'],
      ['. /lib/lsb/init-functions; start_daemon -p /opt/z a', '/opt/z'],
      ['. /lib/lsb/init-functions; killproc -p /opt/z a', '/opt/z'],
      ['. /etc/rc.status; checkproc -p /opt/z a', '/opt/z'],
      ['. /etc/rc.status; startproc -p /opt/z a', '/opt/z'],
      ['. /etc/rc.status; killproc -p /opt/z a', '/opt/z'],
      ['cat /opt/x'],
    ]),
  )('pid files of %s', (script, expected) => {
    expect([...run(script).trail.pidFiles]).toEqual(expected);
  });
});

describe('what an assumption excludes', () => {
  const away = (script: string, action = 'start') =>
    [...run(script, { action }).trail.assumedAway].map(
      ([offset, reason]) => `${script.slice(offset).split('\n')[0]}: ${reason}`,
    );
  test.each(
    rows([
      ['[ -f /run/a.pid ] && b', 'b: already-running check'],
      ['[ -f /run/a.pid ] && echo x'],
      ['[ -f /run/a.pid ] && exit 0'],
      ['[ -f /run/a.pid ] || b'],
      ['[ -f /var/lock/a ] && b', 'b: lock file'],
      ['[ -t 0 ] && b', 'b: terminal'],
      ['if pidof a; then\nb\nelse c; fi', 'b: already-running check'],
      ['f() {\nb\n}\npidof a && f', 'b: already-running check'],
      ['[ -d /run/systemd/system ] && b', 'b: systemd does this'],
    ]),
  )('%s', (script, expected) => {
    expect(away(script)).toEqual(expected);
  });

  test('nothing of it is kept', () => {
    const script = 'X=1; [ -f /run/a.pid ] && { X=2; cd /opt; b; }; a $X';
    expect(interpret(script)).toEqual(['exec: a 1']);
    expect(notesOf(script)).toEqual(['SV205 reason=already-running check action=start']);
  });

  test('a stale pid file of whatever place is bookkeeping', () => {
    expect(notesOf('pidof acmed && rm -f /srv/acme/acme-`hostname`.pid; b')).toEqual([]);
  });

  test('its returns do not arrive', () => {
    expect(interpret('f() { pidof a && { X=2; return 1; }; X=3; }\nf; b $X $?')).toEqual([
      'call f',
      '  noise already-running check',
      'exec: b 3 0',
    ]);
  });

  test('a stop finds the service running', () => {
    expect(away('[ -f /run/a.pid ] || b', 'stop')).toEqual(['b: already-running check']);
  });
});

describe('limits', () => {
  test('functions that call each other without end', () => {
    const lines = interpret('f() { f; }\nf; a');
    expect(lines.filter(line => line.includes('call f'))).toHaveLength(24);
    expect(lines.at(-2)?.trim()).toBe('residue functions call each other too deep');
    expect(lines.at(-1)).toBe('exec: a');
  });

  test('functions that double', () => {
    const script = Array.from({ length: 20 }, (_, i) => `f${i}() { f${i + 1}; f${i + 1}; }`).join('\n');
    const { notes, trail } = run(`${script}\nf20() { a; }\nf0`);
    expect(notes.map(note => note.code)).toContain('SV905');
    expect([...trail.effects.values()].filter(effect => effect.kind === 'exec').length).toBeLessThan(20_000);
  });

  test('sixty-four items are unrolled, sixty-five are a loop', () => {
    const items = (count: number) => Array.from({ length: count }, (_, i) => `v${i}`).join(' ');
    expect(interpret(`for i in ${items(64)}; do x $i; done`)).toHaveLength(64);
    expect(interpret(`for i in ${items(65)}; do x $i; done`)).toEqual([
      'loop',
      '  if <loop>',
      '    exec: x <$i changes in a loop>',
    ]);
  });

  test('many open tests do not multiply', () => {
    const tests = Array.from({ length: 200 }, (_, i) => `[ -f /opt/${i} ] && x${i}`).join('\n');
    expect(interpret(tests)).toHaveLength(400);
  });

  test('more than sixteen values of a variable are not known', () => {
    const script = Array.from({ length: 17 }, (_, i) => `[ -f /opt/${i} ] && X=${i}`).join('\n');
    expect(interpret(`${script}\na $X`)).toEqual(['exec: a <16|<too many alternatives>>']);
  });
});

describe('where effects stand', () => {
  const spans = (script: string) =>
    [...run(script).trail.effects.values()].map(
      effect => `${script.slice(effect.span.start, effect.span.end)} -> ${printEffect(effect, run(script).trail)}`,
    );
  test.each(
    rows([
      ['a b; c', 'a b -> exec: a b', 'c -> exec: c'],
      ['X=1 a', 'X=1 a -> exec env:X=1: a'],
      ['if a; then b; fi', 'a -> exec: a', 'b -> exec: b'],
      ['su acme -c "a; b"', 'su acme -c "a; b" -> exec su user=acme: a', 'su acme -c "a; b" -> exec su user=acme: b'],
      ['eval "a"', 'eval "a" -> exec: a'],
      ['f() { a; }\nf', 'a -> exec: a'],
      ['X=$(a)', 'X=$(a) -> exec: a'],
      ['{ a; } > /x', 'a -> exec >/x: a'],
    ]),
  )('%s', (script, expected) => {
    expect(spans(script)).toEqual(expected);
  });

  test('a note says its place', () => {
    const { notes } = run('a\nb $2');
    expect(notes[0]?.span).toMatchObject({ start: 2, end: 6, line: 2 });
  });

  test('evidence of the process state', () => {
    const script = 'cd /opt\numask 077\na';
    const { trail } = run(script);
    const [effect] = trail.effects.values();
    const evidence = effect?.kind === 'exec' ? effect.process.evidence : [];
    expect(evidence.map(span => script.slice(span.start, span.end))).toEqual(['cd /opt', 'umask 077']);
  });
});
