import { table, words } from './harness.ts';

const GET = 'get() { pidof acmed; }; count() { n=0; echo $n; }';

words('what functions print', `${GET}; two() { echo a; echo "b  c"; }; none() { :; }; name() { echo "$1-$2"; }`, [
  ['$(get)', '<pid name:acmed>'],
  ['`count`', '0'],
  ['$(echo "b  c")', 'b', 'c'],
  ['$(two)', 'a', 'b', 'c'],
  ['"$(two)"', 'a\nb  c'],
  ['"$(none)"', ''],
  ['"$(name x y)"', 'x-y'],
  ['"$(name "$(count)" y)"', '0-y'],
  ['"$(two >/dev/null)"', ''],
  ['"$(two >&2)"', ''],
  ['"$({ two; count; } 2>/dev/null)"', 'a\nb  c\n0'],
  ['"$( (two) )"', 'a\nb  c'],
  ['"$(echo -n a; echo b)"', 'ab'],
  ['"$(printf "%s\\n" a)"', 'a'],
  ['"$(printf "a\\n"; printf "%s" b)"', 'a\nb'],
  ['"$(true && echo a || echo b)"', 'a'],
  ['"$(for i in 1 2; do echo $i; done)"', '1\n2'],
  ['"$(for i in 1 2; do echo $i; break; done)"', '1'],
  ['"$(if false; then echo a; else echo b; fi)"', 'b'],
  ['"$(grep -q x /etc/x; echo a)"', 'a'],
  ['"$(ulimit -n 100; umask 022; echo a)"', 'a'],
]);

/** A row for each that is not known. */
const open = (text: string): [string, string] => [`"$(${text})"`, `"<output of $(${text})>"`];

words('what they print and nobody knows', `f() { acme; }; loop() { while acme; do echo x; done; }`, [
  open('f'),
  open('loop'),
  open('echo a; acme'),
  open('acme & echo a'),
  open('printf "%d" 1'),
  open('ulimit -H -n'),
  open('umask'),
  open('kill -l'),
  open('rm /x 2>&1'),
  open('if acme; then exit 1; fi; echo a'),
  open('echo a | acme'),
]);

words(
  'streams that lead elsewhere, and back',
  'quiet() { { echo x; return 0; } >/dev/null; }; two() { echo a; echo b >&2; }',
  [
    ['"$(quiet && echo ok)"', 'ok'],
    ['"$(quiet; echo a)"', 'a'],
    ['"$(two)"', 'a'],
    open('{ echo a; echo b >&3; } 3>&1 >/dev/null'),
    open('echo a > /dev/stdout'),
    open('acme -version 3>&1 1>&2 2>&3'),
  ],
);

words('options and tricks', 'echo_() { echo -n -e "foo"; }; mine() { basename() { acme; }; basename /a/b; }', [
  ['"$(echo_)"', 'foo'],
  ['"$(echo -ne bar)"', 'bar'],
  ['"$(echo -n -e baz)"', 'baz'],
  open('mine'),
  open('declare -F custom; echo a'),
  open('umask -S 022; echo a'),
  open('cd -; echo a'),
  open('mkdir -pv /x; echo a'),
  open('trap "echo bye" EXIT; echo hi'),
  open('cd /bin; pwd -P'),
  open('pidof acmed || echo none'),
  ['"$(ps ax | grep acmed > /dev/null && echo yes)"', ''],
  open('ps -o rss= -C acmed'),
  open("ps ax | grep -v grep | grep acmed | awk '{print $5}'"),
  open('cat /var/run/a.pid /var/run/b.pid'),
]);

words('what a substitution changes stays in it', 'n=1; A=$(echo $((n++))); B=$(echo ${Z:=y})', [
  ['$A$n', '11'],
  ['"$B$Z"', 'y'],
]);

words(
  'a loop whose rounds end in several ways',
  'f() { while read k v; do case $k in p) echo $v; break;; *) continue;; esac; done; }',
  [open('f')],
);

words(
  'variables before a function and before eval',
  'join() { echo "$*"; }; A=$(IFS=, join a b); IFS=, eval \'set -- $L\'',
  [['$A', 'a,b']],
);

table('one of two texts', [
  ['f() { if [ -f /opt/a ]; then echo "-a"; else echo "-b"; fi; }; acmed $(f)', 'exec: acmed <-a|-b>'],
]);

table('a start asks a function whether the service runs', [
  [
    'pid() { echo `ps aux | grep acmed | grep -v grep | awk \'{ print $2 }\'`; }; p=$(pid); [ -n "$p" ] || acmed',
    'exec: acmed',
  ],
]);
