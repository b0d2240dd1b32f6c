import { expect, test } from '@jest/globals';
import { interpret, run, table } from './harness.ts';

table('case', [
  ['case a in a) x;; esac', 'exec: x'],
  ['case a in b) x;; esac'],
  ['case a in b) x;; *) y;; esac', 'exec: y'],
  ['case a in b|a) x;; *) y;; esac', 'exec: x'],
  ['case abc in a*) x;; *) y;; esac', 'exec: x'],
  ['case abc in ?bc) x;; esac', 'exec: x'],
  ['case abc in [a-c]bc) x;; esac', 'exec: x'],
  ['case abc in [!a]bc) x;; *) y;; esac', 'exec: y'],
  ['case abc in [^a]bc) x;; *) y;; esac', 'exec: y'],
  ['case "a b" in a\\ b) x;; esac', 'exec: x'],
  ['case "a b" in "a b") x;; esac', 'exec: x'],
  ['case "*" in "*") x;; esac', 'exec: x'],
  ['case abc in "a*") x;; *) y;; esac', 'exec: y'],
  ['case abc in a\\*) x;; *) y;; esac', 'exec: y'],
  ['P="a*"; case abc in $P) x;; *) y;; esac', 'exec: x'],
  ['P="a*"; case abc in "$P") x;; *) y;; esac', 'exec: y'],
  ['case $1 in start) x;; stop) y;; esac', 'exec: x'],
  ['case "$1" in st*) x;; esac', 'exec: x'],
  ['case a in a) x;& b) y;; c) z;; esac', 'exec: x', 'exec: y'],
  ['case a in a) ;; *) y;; esac'],
  ['case "" in "") x;; esac', 'exec: x'],
  ['case $U in "") x;; *) y;; esac', 'exec: x'],
  ['case a in **) x;; esac', 'exec: x'],
  ['case 5 in [[:digit:]]) x;; esac', 'exec: x'],
  ['case ab in [[:upper:]]*) x;; [[:lower:]]*) y;; esac', 'exec: y'],
  ['case "]" in []]) x;; esac', 'exec: x'],
  ['case "[a" in [a) x;; *) y;; esac', 'exec: x'],
  ['case a.b in a.b) x;; esac', 'exec: x'],
  ['case axb in a.b) x;; *) y;; esac', 'exec: y'],
  ['case `hostname` in a) x;; *) y;; esac', 'if <case of a computed value>', '  exec: x', 'else', '  exec: y'],
  ['case $(uname -m) in Linux) x;; esac', 'if <case of a computed value>', '  exec: x'],
  ['case a in $(hostname)) x;; *) y;; esac', 'if <computed pattern>', '  exec: x', 'else', '  exec: y'],
  ['case a in @(a|b)) x;; *) y;; esac', 'if <computed pattern>', '  exec: x', 'else', '  exec: y'],
  ['case a in b) x;; $(hostname)|*) y;; esac', 'exec: y'],
  ['acmed; case a in b) ;; esac && x', 'exec: acmed', 'exec: x'],
  ['case start in start) exit 3;; esac; x', 'exit 3'],
  ['case a in (a) x;; esac', 'exec: x'],
  ['case "$1" in start|stop) $1;; esac', 'exec: start'],
  [
    `a-b() { :; }
case a-b in a[-x]b) x;; esac`,
    'exec: x',
  ],
  ['case A in [a-z]) x;; *) y;; esac', 'exec: y'],
  [
    `case "a
b" in *b) x;; esac`,
    'exec: x',
  ],
  [
    `. /etc/sysconfig/acmed
case "$ON" in yes) x;; esac`,
    'if [ ${ON} = yes ]',
    '  exec: x',
  ],
  [
    `. /etc/sysconfig/acmed
case "$ON" in yes) x;; *) y;; esac`,
    'if [ ${ON} = yes ]',
    '  exec: x',
    'else',
    '  exec: y',
  ],
  [
    `. /etc/sysconfig/acmed
case "$ON" in yes|true) x;; esac`,
    'if ([ ${ON} = yes ] or [ ${ON} = true ])',
    '  exec: x',
  ],
  [
    `. /etc/sysconfig/acmed
case "$ON" in y*) x;; *) y;; esac`,
    'if <case of a setting with a pattern>',
    '  exec: x',
    'else',
    '  exec: y',
  ],
  [
    `. /etc/sysconfig/acmed
case "$ON" in "") x;; esac`,
    "if [ ${ON} = '' ]",
    '  exec: x',
  ],
  [
    `. /etc/sysconfig/acmed
case x$ON in x) x;; xyes) y;; esac`,
    'if [ x${ON} = x ]',
    '  exec: x',
    'else',
    '  if [ x${ON} = xyes ]',
    '    exec: y',
  ],
  [
    `. /etc/sysconfig/acmed
case "$ON" in [yY]es) x;; esac`,
    'if <case of a setting with a pattern>',
    '  exec: x',
  ],
  [
    `. /etc/sysconfig/acmed
case "$ON" in "[yY]es") x;; esac`,
    'if [ ${ON} = [yY]es ]',
    '  exec: x',
  ],
  [
    `. /etc/sysconfig/acmed
case "\${ON:-no}" in no) x;; *) y;; esac`,
    'if <case of a computed value>',
    '  exec: x',
    'else',
    '  exec: y',
  ],
  [
    `. /etc/sysconfig/acmed
case $ON in a) exit;; b) x;; esac; z`,
    'if [ ${ON} = a ]',
    '  exit 0',
    'else',
    '  if [ ${ON} = b ]',
    '    exec: x',
    'exec: z',
  ],
  [
    `. /etc/sysconfig/acmed
case "$ON" in no) exit 0;; esac
acmed`,
    'if [ ${ON} = no ]',
    '  exit 0',
    'exec: acmed',
  ],
  [
    `. /etc/sysconfig/acmed
case $ON$(hostname) in a) x;; esac`,
    'if <case of a computed value>',
    '  exec: x',
  ],
  [
    'if [ -f /opt/a ]; then X=a; else X=b; fi; case $X in a) x;; *) y;; esac',
    'if <case of a computed value>',
    '  exec: x',
    'else',
    '  exec: y',
  ],
  ['if [ -f /opt/a ]; then X=aa; else X=ab; fi; case $X in a*) x;; *) y;; esac', 'exec: x'],
  ['if [ -f /opt/a ]; then X=aa; else X=ab; fi; case $X in b*) x;; *) y;; esac', 'exec: y'],
]);

table('if, && and ||', [
  ['if true; then a; else b; fi', 'noise no effect', 'exec: a'],
  ['if false; then a; else b; fi', 'noise no effect', 'exec: b'],
  ['if false; then a; fi; c', 'noise no effect', 'exec: c'],
  ['if a; then b; fi; c', 'exec: a', 'if ok(a)', '  exec: b', 'exec: c'],
  [
    'if a; then b; elif c; then d; else e; fi',
    'exec: a',
    'if ok(a)',
    '  exec: b',
    'else',
    '  exec: c',
    '  if ok(c)',
    '    exec: d',
    '  else',
    '    exec: e',
  ],
  [
    'if a; then b; elif true; then d; else e; fi',
    'exec: a',
    'if ok(a)',
    '  exec: b',
    'else',
    '  noise no effect',
    '  exec: d',
  ],
  ['if [ -f /opt/a ]; then exit 1; fi; b', 'if file /opt/a', '  exit 1', 'exec: b'],
  ['if [ -f /opt/a ]; then exit 1; else exit 2; fi; b', 'if file /opt/a', '  exit 1', 'else', '  exit 2'],
  ['if [ -f /opt/a ]; then X=1; else X=2; fi; a $X', 'exec: a <1|2>'],
  ['if [ -f /opt/a ]; then X=1; fi; a $X', "exec: a <1|''>"],
  ['X=0; if [ -f /opt/a ]; then X=1; fi; a $X', 'exec: a <1|0>'],
  ['if [ -f /opt/a ]; then X=1; else X=1; fi; a $X', 'exec: a 1'],
  ['X=0; if [ -f /opt/a ]; then X=1; exit 0; fi; a $X', 'if file /opt/a', '  exit 0', 'exec: a 0'],
  ['if [ -f /opt/a ]; then X=1; elif [ -f /opt/b ]; then X=2; else X=3; fi; a $X $X', 'exec: a <1|2|3> <1|2|3>'],
  ['if [ -f /opt/a ]; then umask 077; fi; a', 'exec umask=077 varying(umask): a'],
  ['if [ -f /opt/a ]; then cd /opt; else cd /srv; fi; a', 'exec cwd=/opt varying(cwd): a'],
  ['if [ -f /opt/a ]; then cd /opt; else cd /opt; fi; a', 'exec cwd=/opt: a'],
  ['if [ -f /opt/a ]; then export A=1; fi; a', 'exec env:A=1 varying(exported): a'],
  ['if [ -f /opt/a ]; then ulimit -n 5; fi; a', 'exec NOFILE=5:5 varying(limits): a'],
  ['a && b || c', 'exec: a', 'if ok(a)', '  exec: b', '  if not ok(b)', '    exec: c', 'else', '  exec: c'],
  ['a || b && c', 'exec: a', 'if not ok(a)', '  exec: b', '  if ok(b)', '    exec: c', 'else', '  exec: c'],
  ['a && b && c', 'exec: a', 'if ok(a)', '  exec: b', '  if ok(b)', '    exec: c'],
  ['a || b || c', 'exec: a', 'if not ok(a)', '  exec: b', '  if not ok(b)', '    exec: c'],
  ['true && a || b', 'noise no effect', 'exec: a', 'if not ok(a)', '  exec: b'],
  ['false && a || b', 'noise no effect', 'exec: b'],
  ['false || a', 'noise no effect', 'exec: a'],
  ['true || a', 'noise no effect'],
  ['true || a && b', 'noise no effect', 'exec: b'],
  ['false && a; b', 'noise no effect', 'exec: b'],
  ['a; false || exit 3; b', 'exec: a', 'noise no effect', 'exit 3'],
  ['[ -f /opt/a ] || exit 5; b', 'if not file /opt/a', '  exit 5', 'exec: b'],
  ['[ -f /opt/a ] && exit 5; b', 'if file /opt/a', '  exit 5', 'exec: b'],
  ['[ -f /opt/a ] || { a; exit 5; }; b', 'if not file /opt/a', '  exec: a', '  exit 5', 'exec: b'],
  [
    '[ -f /opt/a ] || [ -f /opt/b ] || exit 5; b',
    'if not file /opt/a',
    '  if not file /opt/b',
    '    exit 5',
    'exec: b',
  ],
  [
    '[ -f /opt/a ] && [ -f /opt/b ] || exit 5; b',
    'if file /opt/a',
    '  if not file /opt/b',
    '    exit 5',
    'else',
    '  exit 5',
    'exec: b',
  ],
  ['if [ -f /opt/a ] && [ -f /opt/b ]; then a; fi', 'if (file /opt/a and file /opt/b)', '  exec: a'],
  [
    'if [ -f /opt/a ] || [ -f /opt/b ]; then a; else b; fi',
    'if (file /opt/a or file /opt/b)',
    '  exec: a',
    'else',
    '  exec: b',
  ],
  ['if ! [ -f /opt/a ]; then a; fi', 'if not file /opt/a', '  exec: a'],
  ['if [ -f /opt/a ]; then :; else a; fi', 'if file /opt/a', '  noise no effect', 'else', '  exec: a'],
  ['{ a; b; }', 'exec: a', 'exec: b'],
  ['a & b', 'exec &: a', 'exec: b'],
  [
    `{ a; b; } &
c`,
    'exec &: a',
    'exec &: b',
    'exec: c',
  ],
  ['if exit 3; then a; fi; b', 'exit 3'],
  ['exit', 'exit 0'],
  ['exit 3; a', 'exit 3'],
  ['a; exit', 'exec: a', 'exit'],
  ['false; exit', 'noise no effect', 'exit 1'],
  ['exit 256', 'exit 0'],
  ['exit 257', 'exit 1'],
  ['true; if false; then a; fi; exit $?', 'noise no effect', 'noise no effect', 'exit 0'],
  ['false; if false; then a; fi; exit $?', 'noise no effect', 'noise no effect', 'exit 0'],
  [
    'a; if b; then false; else true; fi && c',
    'exec: a',
    'exec: b',
    'if ok(b)',
    '  noise no effect',
    'else',
    '  noise no effect',
    'if <exit status of a command>',
    '  exec: c',
  ],
  ['! true && a || b', 'noise no effect', 'exec: b'],
  ['! false && a', 'noise no effect', 'exec: a'],
  ['! a; exit $?', 'exec: a', 'exit'],
  ['if a; b; then c; fi', 'exec: a', 'exec: b', 'if ok(b)', '  exec: c'],
  [
    'a && { b; false; } || c',
    'exec: a',
    'if ok(a)',
    '  exec: b',
    '  noise no effect',
    '  exec: c',
    'else',
    '  exec: c',
  ],
  [
    'if [ -f /opt/a ]; then A=1; else exit; fi; if [ -f /opt/b ]; then A=2; fi; x $A',
    'if file /opt/a',
    'else',
    '  exit 0',
    'exec: x <2|1>',
  ],
]);

table('statuses of compound commands', [
  ['if [ -f /opt/a ] && [ -f /opt/b ]; then a; fi', 'if (file /opt/a and file /opt/b)', '  exec: a'],
  [
    'if [ -f /opt/a ] || [ -f /opt/b ]; then a; else b; fi',
    'if (file /opt/a or file /opt/b)',
    '  exec: a',
    'else',
    '  exec: b',
  ],
  ['if [ -f /opt/a ] || [ -f /opt/b ] && [ -f /opt/c ]; then a; fi', 'if <exit status of a command>', '  exec: a'],
  ['if [ -f /opt/a ] && ! [ -f /opt/b ]; then a; fi', 'if (file /opt/a and not file /opt/b)', '  exec: a'],
  ['if [ -f /opt/a ] && true; then a; fi', 'if file /opt/a', '  noise no effect', 'if file /opt/a', '  exec: a'],
  ['if [ -f /opt/a ] && false; then a; fi', 'if file /opt/a', '  noise no effect'],
  ['if [ -f /opt/a ] || true; then a; fi', 'if not file /opt/a', '  noise no effect', 'exec: a'],
  ['if ! { [ -f /opt/a ] && [ -f /opt/b ]; }; then a; fi', 'if not (file /opt/a and file /opt/b)', '  exec: a'],
  [
    'if if [ -f /opt/a ]; then false; else true; fi; then x; fi',
    'if file /opt/a',
    '  noise no effect',
    'else',
    '  noise no effect',
    'if not file /opt/a',
    '  exec: x',
  ],
  [
    'if if [ -f /opt/a ]; then false; else false; fi; then x; else y; fi',
    'if file /opt/a',
    '  noise no effect',
    'else',
    '  noise no effect',
    'exec: y',
  ],
  [
    `f() { [ -f /opt/a ] && [ -f /opt/b ]; }
f || exit 1; c`,
    'if not (file /opt/a and file /opt/b)',
    '  exit 1',
    'exec: c',
  ],
  ['if [ -f /opt/a ] && b; then c; fi', 'if file /opt/a', '  exec: b', 'if <exit status of a command>', '  exec: c'],
  ['if [ -f /opt/a ] && pidof x; then c; else d; fi', 'if file /opt/a', '  noise already-running check', 'exec: d'],
  [
    'if [ -f /opt/a ]; then :; else [ -f /opt/b ]; fi && c',
    'if file /opt/a',
    '  noise no effect',
    'if (file /opt/a or file /opt/b)',
    '  exec: c',
  ],
  [
    'if [ -f /opt/a ]; then false; else [ -f /opt/b ]; fi && c',
    'if file /opt/a',
    '  noise no effect',
    'if (not file /opt/a and file /opt/b)',
    '  exec: c',
  ],
  ['if [ -f /opt/a ]; then [ -f /opt/b ]; else [ -f /opt/c ]; fi && c', 'if <exit status of a command>', '  exec: c'],
  [
    'if [ -f /opt/a ]; then [ -f /opt/b ]; else false; fi && c',
    'if file /opt/a',
    'else',
    '  noise no effect',
    'if (file /opt/a and file /opt/b)',
    '  exec: c',
  ],
  [
    'if [ -f /opt/a ]; then [ -f /opt/b ]; else true; fi && c',
    'if file /opt/a',
    'else',
    '  noise no effect',
    'if (not file /opt/a or file /opt/b)',
    '  exec: c',
  ],
  [
    'for f in /opt/a /opt/b; do [ -f $f ] || exit 6; done; c',
    'if not file /opt/a',
    '  exit 6',
    'if not file /opt/b',
    '  exit 6',
    'exec: c',
  ],
]);

table('functions, return and exit', [
  [
    'f() { if [ -f /a ]; then return 1; else exit 2; fi; }\nf; b',
    'call f',
    '  if file /a',
    '    return 1',
    '  else',
    '    exit 2',
    'exec: b',
  ],
  [
    'f() { if [ -f /a ]; then exit 1; else exit 2; fi; }\nf; b',
    'call f',
    '  if file /a',
    '    exit 1',
    '  else',
    '    exit 2',
  ],
  [
    `f() { a; }
f`,
    'call f',
    '  exec: a',
  ],
  [
    `function f { a $1; }
f x`,
    'call f',
    '  exec: a x',
  ],
  [
    `f() { a "$@"; }
f x "y z"`,
    'call f',
    "  exec: a x 'y z'",
  ],
  [
    `f() { a $#; }
f; f 1 2`,
    'call f',
    '  exec: a 0',
    'call f',
    '  exec: a 2',
  ],
  [
    `f() { return 3; a; }
f; b $?`,
    'call f',
    '  return 3',
    'exec: b 3',
  ],
  [
    `f() { return; a; }
false
f; b $?`,
    'noise no effect',
    'call f',
    '  return 1',
    'exec: b 1',
  ],
  [
    `f() { exit 3; }
f; b`,
    'call f',
    '  exit 3',
  ],
  [
    `f() { if [ -f /opt/a ]; then return 1; fi; a; }
f; b`,
    'call f',
    '  if file /opt/a',
    '    return 1',
    '  exec: a',
    'exec: b',
  ],
  [
    `f() { if [ -f /opt/a ]; then return 1; fi; return 0; }
f && b`,
    'call f',
    '  if file /opt/a',
    '    return 1',
    '  return 0',
    'if <exit status of a command>',
    '  exec: b',
  ],
  [
    `f() { if [ -f /opt/a ]; then return 1; else return 1; fi; a; }
f || b`,
    'call f',
    '  if file /opt/a',
    '    return 1',
    '  else',
    '    return 1',
    'exec: b',
  ],
  [
    `f() { [ -f /opt/a ] && exit 1; a; }
f; b`,
    'call f',
    '  if file /opt/a',
    '    exit 1',
    '  exec: a',
    'exec: b',
  ],
  [
    `f() { X=1; }
f; a $X`,
    'exec: a 1',
  ],
  [
    `f() { local X=1; }
f; a x$X`,
    'exec: a x',
  ],
  [
    `X=0; f() { local X=1; a $X; }
f; a $X`,
    'call f',
    '  exec: a 1',
    'exec: a 0',
  ],
  [
    `X=0; f() { local X; X=1; }
f; a $X`,
    'exec: a 0',
  ],
  [
    `f() { X=$1; shift; a $X $1; }
f p q`,
    'call f',
    '  exec: a p q',
  ],
  // How many words they are, only the run knows.
  [
    `f() { a $1 "$@" $3 $#; }
f p $(hostname) q`,
    'call f',
    '  exec: a p p <output of $(hostname)> q <argument whose number only the run knows> <number of arguments>',
  ],
  [
    `f() { shift; a "$@"; }
f $(hostname) q`,
    'call f',
    '  exec: a <argument whose number only the run knows>',
  ],
  [
    `. /etc/sysconfig/acmed
f() { a "$@" $2; shift; b "$@"; }
f $OPTS q; f "$OPTS" q`,
    'call f',
    '  exec: a $OPTS q <argument whose number only the run knows>',
    '  exec: b <argument whose number only the run knows>',
    'call f',
    '  exec: a ${OPTS} q q',
    '  exec: b q',
  ],
  [
    `if [ -e /etc/p ]; then X=; else X=p; fi; if [ -e /etc/q ]; then Y=q; else Y=r; fi
f() { a $2; }
f $X s; f $Y s`,
    'call f',
    '  exec: a <argument whose number only the run knows>',
    'call f',
    '  exec: a s',
  ],
  [
    `f() { g; a; }
g() { b; return; c; }
f`,
    'call f',
    '  call g',
    '    exec: b',
    '    return',
    '  exec: a',
  ],
  [
    `f() { a; }
f() { b; }
f`,
    'call f',
    '  exec: b',
  ],
  [
    `f() { a; } >/var/log/f
f`,
    'call f',
    '  exec >/var/log/f: a',
  ],
  [
    `f() { a; }
f >/var/log/f`,
    'call f',
    '  exec >/var/log/f: a',
  ],
  [
    `f() { a; }
X=1 f`,
    'call f',
    '  exec env:X=1: a',
  ],
  [
    `f() ( cd /opt; a )
f; b`,
    'call f',
    '  call ( )',
    '    exec cwd=/opt: a',
    'exec: b',
  ],
  [
    `f() { false; }
f || a`,
    'call f',
    '  noise no effect',
    'exec: a',
  ],
  [
    `f() { true; }
f && a`,
    'call f',
    '  noise no effect',
    'exec: a',
  ],
  [
    `f() { :; }
f && a`,
    'call f',
    '  noise no effect',
    'exec: a',
  ],
  [
    `f() { if [ -f /opt/a ]; then X=1; return; fi; X=2; }
f; a $X`,
    'call f',
    '  if file /opt/a',
    '    return 0',
    'exec: a <2|1>',
  ],
  [
    `f() { if [ -f /opt/a ]; then X=1; return 0; else X=2; return 1; fi; }
f; a $X`,
    'call f',
    '  if file /opt/a',
    '    return 0',
    '  else',
    '    return 1',
    'exec: a <1|2>',
  ],
  [
    `start() { a; }
stop() { b; }
$1`,
    'call start',
    '  exec: a',
  ],
  [
    `start() { a; }
case $1 in start|stop) $1 now;; esac`,
    'call start',
    '  exec: a',
  ],
  ['return 3; a', 'exit 3'],
  // Only bash under its own name goes on behind it.
  ['#!/bin/bash\nf\n{ return 3; }\na', 'exec: f', 'noise no effect', 'exec: a'],
  [
    `f() { set -- x y; }
set -- 1; f; a $1 $#`,
    'exec: a 1 1',
  ],
  [
    `f() { for i in 1 2; do return $i; done; a; }
f; b $?`,
    'call f',
    '  return 1',
    'exec: b 1',
  ],
  [
    `f() { return 300; }
f; b $?`,
    'call f',
    '  return 44',
    'exec: b 44',
  ],
  [
    `f() { return $U; }
false; f; b $?`,
    'noise no effect',
    'call f',
    '  return 1',
    'exec: b 1',
  ],
  [
    `echo() { a; }
echo x`,
    'call echo',
    '  exec: a',
  ],
  [
    `f() { a; }
unset -f f
f`,
    'exec: f',
  ],
  [
    `f() { local X=1 Y; g; a x$X; }
g() { X=2; }
f; a x$X`,
    'call f',
    '  exec: a x2',
    'exec: a x',
  ],
  [
    `f() { declare X=1; }
f; a x$X`,
    'exec: a x',
  ],
  [
    `f() { export X=1; }
f; a $X`,
    'exec env:X=1: a 1',
  ],
  [
    `f() { readonly X=1; }
f; a $X`,
    'exec: a 1',
  ],
  [
    `f() { local X=1; return 3; }
f; a x$X $?`,
    'call f',
    '  return 3',
    'exec: a x 3',
  ],
  [
    `f() { local X=1; if [ -f /opt/a ]; then return 3; fi; }
X=0; f; a x$X`,
    'call f',
    '  if file /opt/a',
    '    return 3',
    'exec: a x0',
  ],
  [
    `f() { a; return 0; }
f || b`,
    'call f',
    '  exec: a',
    '  return 0',
  ],
  [
    `f() { a || return 1; b; }
f && c`,
    'call f',
    '  exec: a',
    '  if not ok(a)',
    '    return 1',
    '  exec: b',
    'if <exit status of a command>',
    '  exec: c',
  ],
  [
    `f() { a; [ $? = 0 ] || return 1; b; }
f || exit 1
c`,
    'call f',
    '  exec: a',
    '  if not ok(a)',
    '    return 1',
    '  exec: b',
    'if not <exit status of a command>',
    '  exit 1',
    'exec: c',
  ],
]);

table('subshells, pipes, background', [
  ['( a; b )', 'call ( )', '  exec: a', '  exec: b'],
  ['( X=1 ); a x$X', 'exec: a x'],
  ['( cd /opt; a ); b', 'call ( )', '  exec cwd=/opt: a', 'exec: b'],
  ['( exit 3 ); a', 'call ( )', '  exit 3', 'exec: a'],
  ['( exit 3 ) || a', 'call ( )', '  exit 3', 'exec: a'],
  ['( false ) || a', 'call ( )', '  noise no effect', 'exec: a'],
  ['( true ) && a', 'call ( )', '  noise no effect', 'exec: a'],
  ['( a ) && b', 'call ( )', '  exec: a', 'if ok(a)', '  exec: b'],
  ['( a & )', 'call ( )', '  exec &: a'],
  [
    `( a ) &
b`,
    'call ( )',
    '  exec &: a',
    'exec: b',
  ],
  ['a | b', 'pipe', '  exec: a', '  exec: b'],
  ['a | b && c', 'pipe', '  exec: a', '  exec: b', 'if ok(b)', '  exec: c'],
  ['echo x | a', 'pipe', '  noise message', '  exec: a'],
  ['echo x | tee /etc/acmed.id', 'pipe', '  noise message', '  exec: /usr/bin/tee /etc/acmed.id [write /etc/acmed.id]'],
  ['echo x | grep y && a', 'pipe', '  noise message', '  noise query', 'if <answer of grep>', '  exec: a'],
  ['! a | b', 'pipe', '  exec: a', '  exec: b'],
  ['X=1 | a; b x$X', 'pipe', '  exec: a', 'exec: b x'],
  ['a &', 'exec &: a'],
  ['a & b; wait; c', 'exec &: a', 'exec: b', 'residue waits for its jobs', 'exec: c'],
  [
    'kill $(cat /var/run/a.pid); wait $(cat /var/run/a.pid)',
    'signal file:/var/run/a.pid TERM process by kill',
    'noise waiting for the process',
  ],
  ['a & X=$!; b $X', 'exec &: a', 'exec: b <pid background>'],
  [
    `a &
echo $! > /var/run/a.pid`,
    'exec &: a',
    'noise pid file bookkeeping',
  ],
  ['{ a; b & }', 'exec: a', 'exec &: b'],
  ['nohup a &', 'exec &: a'],
  ['a && b &', 'exec &: a', 'if ok(a)', '  exec &: b'],
  [
    '(a && b) > /var/log/x 2>&1 &',
    'call ( )',
    '  exec & >/var/log/x 2>/var/log/x: a',
    '  if ok(a)',
    '    exec & >/var/log/x 2>/var/log/x: b',
  ],
  ['if [ -f /opt/x ]; then a & fi; b', 'if file /opt/x', '  exec &: a', 'exec: b'],
  [
    `f() { a; }
f &`,
    'call f',
    '  exec &: a',
  ],
  ['coproc a', 'residue coprocess'],
  ['time a', 'exec: a'],
]);

table('what the commands of a pipe ended with, the next command may ask', [
  ['a | b; [ ${PIPESTATUS[0]} -eq 0 ] && c', 'pipe', '  exec: a', '  exec: b', 'if ok(a)', '  exec: c'],
  ['a | b; R=${PIPESTATUS[1]}; [ $R = 0 ] || c', 'pipe', '  exec: a', '  exec: b', 'if not ok(b)', '  exec: c'],
]);

test.each([
  ['behind another command', 'a | b; d; [ ${PIPESTATUS[0]} = 0 ] && c'],
  ['behind a test', 'a | b; [ ${PIPESTATUS[0]} = 0 ] && [ ${PIPESTATUS[1]} = 0 ] && c'],
  ['behind a function', 'f() { a | b; }; f; [ ${PIPESTATUS[0]} = 0 ] && c'],
  ['of one command', 'a; [ ${PIPESTATUS[0]} = 1 ] && c'],
])('%s only the run knows it', (_, script) => {
  const { notes } = run(script);
  expect(notes.map(({ code }) => code)).toContain('SV901');
  expect(interpret(script).at(-1)).toMatch(/^ +exec: c$/);
});
