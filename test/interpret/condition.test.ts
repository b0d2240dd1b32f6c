import { table } from './harness.ts';

table('tests of files', [
  ['[ -e /opt/x ] && a', 'if exists /opt/x', '  exec: a'],
  ['[ -f /opt/x ] && a', 'if file /opt/x', '  exec: a'],
  ['[ -d /opt/x ] && a', 'if directory /opt/x', '  exec: a'],
  ['[ -x /opt/x ] && a', 'if executable /opt/x', '  exec: a'],
  ['[ -r /opt/x ] && a', 'if readable /opt/x', '  exec: a'],
  ['[ -w /opt/x ] && a', 'if writable /opt/x', '  exec: a'],
  ['[ -s /opt/x ] && a', 'if not-empty /opt/x', '  exec: a'],
  ['[ -L /opt/x ] && a', 'if link /opt/x', '  exec: a'],
  ['[ -h /opt/x ] && a', 'if link /opt/x', '  exec: a'],
  // The script itself: boot called it by a link of rc3.d, systemd calls nothing.
  ['if [ -L $0 ]; then a; else b; fi', 'exec: b'],
  ['[ -x /etc/rc.d/init.d/acmed ] && a', 'exec: a'],
  ['[ -S /opt/x ] && a', 'if socket /opt/x', '  exec: a'],
  ['[ -p /opt/x ] && a', 'if other /opt/x', '  exec: a'],
  ['[ -b /opt/x ] && a', 'if other /opt/x', '  exec: a'],
  ['[ -c /opt/x ] && a', 'if other /opt/x', '  exec: a'],
  ['[ -g /opt/x ] && a', 'if other /opt/x', '  exec: a'],
  ['[ -u /opt/x ] && a', 'if other /opt/x', '  exec: a'],
  ['[ -k /opt/x ] && a', 'if other /opt/x', '  exec: a'],
  ['[ -O /opt/x ] && a', 'if other /opt/x', '  exec: a'],
  ['[ -G /opt/x ] && a', 'if other /opt/x', '  exec: a'],
  ['[ -N /opt/x ] && a', 'if other /opt/x', '  exec: a'],
  ['[ -a /opt/x ] && a', 'if exists /opt/x', '  exec: a'],
  ['test -x /opt/x && a', 'if executable /opt/x', '  exec: a'],
  ['[ ! -x /opt/x ] && a', 'if not executable /opt/x', '  exec: a'],
  ['[ ! ! -x /opt/x ] && a', 'if executable /opt/x', '  exec: a'],
  ['[ -x /opt/x ] || a', 'if not executable /opt/x', '  exec: a'],
  ['[ -x "" ] && a'],
  ['[ -x ] && a', 'exec: a'],
  ['[ -t 0 ] && a'],
  ['[ -o errexit ] && a', 'if <test -o>', '  exec: a'],
  ['[ -z -x ] && a'],
  ['[ -d /run/systemd/system ] && a || b', 'exec: b'],
  ['[ -e /run/systemd ] && a'],
  ['[ -d /run/systemdx ] && a', 'if directory /run/systemdx', '  exec: a'],
  ['[ -d /sys/fs/cgroup/systemd ] && a'],
  ['[ -d /proc ] && a', 'exec: a'],
  ['[ -c /dev/null ] && a', 'exec: a'],
  ['[ -n /dev/null -a ! -d /dev/null ] && a', 'exec: a'],
  ['[ -f /dev/null ] || a', 'exec: a'],
  ['[ -f /etc ] || a', 'exec: a'],
  ['[ -d /etc ] && a', 'exec: a'],
  ['[ -d /etc/acme ] && a', 'if directory /etc/acme', '  exec: a'],
  ['[ -e /proc/1 ] && a', 'if exists /proc/1', '  exec: a'],
  ['X=$(hostname); [ -f /etc/$X.conf ] && a', 'if <test of /etc/<output of $(hostname)>.conf>', '  exec: a'],
  [
    'if [ -f /opt/a ]; then X=/opt/a; else X=/opt/b; fi; [ -x $X ] && a',
    'if <test of one of several files>',
    '  exec: a',
  ],
  ['[ -x /opt/x -a -r /opt/y ] && a', 'if (executable /opt/x and readable /opt/y)', '  exec: a'],
  ['[ -x /opt/x -o -r /opt/y ] && a', 'if (executable /opt/x or readable /opt/y)', '  exec: a'],
  ['[ -x /opt/x ] && [ -r /opt/y ] && a', 'if executable /opt/x', '  if readable /opt/y', '    exec: a'],
]);

table('pid files and locks when starting', [
  ['[ -f /var/run/acmed.pid ] && a || b', 'exec: b'],
  ['[ ! -e /run/acmed/acmed.pid ] && a || b', 'exec: a', 'if not ok(a)', '  exec: b'],
  ['[ -s /var/run/acmed.pid ] && a'],
  ['[ -f /var/run/acmed_pid ] && a'],
  ['[ -f /run/acmed/pid_x ] && a', 'if file /run/acmed/pid_x', '  exec: a'],
  ['kill $(cat /opt/my.pid); [ -f /opt/my.pid ] && a', 'signal file:/opt/my.pid TERM process by kill'],
  // Of another service: nothing but this test says its name.
  ['[ -f /var/run/portmap.pid ] || exit 1; a', 'if not <whether portmap runs>', '  exit 1', 'exec: a'],
  ['pidof xfs || exit 1; a', 'noise already-running check', 'if not <whether xfs runs>', '  exit 1', 'exec: a'],
  ['[ -z "$(pidof xfs)" ] && exit 1; a', 'if <whether <output of $(pidof xfs)> is empty>', '  exit 1', 'exec: a'],
  ['[ -f /var/lock/subsys/acmed ] && a || b', 'exec: b'],
  ['[ -e /run/lock/acmed ] && a'],
  ['[ -e /var/run/lock/acmed ] && a'],
  ['[ -e /var/run/acmed.lock ] && a'],
  ['[ -e /run/acmed/x.lock ] && a'],
  // The lock of the second of two, where the first one runs: the script makes it only behind this line.
  [
    'a &\ntouch /var/lock/subsys/a\n[ -f /var/lock/subsys/b ] || b\ntouch /var/lock/subsys/b',
    'exec &: a',
    'noise lock file',
    'exec: b',
    'noise lock file',
  ],
  ['a &\ntouch /var/lock/subsys/a\n[ -f /var/lock/subsys/a ] || b', 'exec &: a', 'noise lock file'],
  [
    'L=/var/lock/subsys/b\na &\n[ -f $L ] || b\ntouch $L',
    'exec &: a',
    'if not <whether /var/lock/subsys/b is there>',
    '  exec: b',
    'noise lock file',
  ],
  // A pid is asked for in /proc as `kill -0` asks for it, wherever it was read; a name that is none is another question.
  ['read P < "$(acme-conf)"; [ -d "/proc/$P" ] && b; a', 'exec: acme-conf', 'exec: a'],
  ['P=`cat "$F"`; [ -e /proc/$P/exe ] || a', 'exec: a'],
  [
    'N=$(acme-conf net); [ -e /proc/$N ] && a',
    'exec: acme-conf net',
    'if <test of /proc/<output of $(acme-conf net)>>',
    '  exec: a',
  ],
  // A folder of locks is none: it tells what kind of host this is.
  ['[ -d /var/lock/subsys ] && a', 'if directory /var/lock/subsys', '  exec: a'],
  ['[ -d /var/lock/acmed/ ] && a', 'if directory /var/lock/acmed/', '  exec: a'],
  ['[ -e /opt/x.lock ] && a', 'if exists /opt/x.lock', '  exec: a'],
  ['echo $$ > /opt/state; [ -f /opt/state ] && a', 'noise pid file bookkeeping'],
  ['P=$(cat /var/run/acmed.pid); [ -n "$P" ] && a || b', 'exec: b'],
  ['P=`pidof acmed`; [ -z "$P" ] && a || b', 'exec: a', 'if not ok(a)', '  exec: b'],
  ['P=`pidof acmed`; [ "$P" ] && a'],
  ['P=`pidof acmed`; [ "$P" = "" ] && a', 'exec: a'],
  ['P=`pidof acmed`; [ "$P" != "" ] && a'],
  ['P=`pidof acmed`; [ x$P = x ] && a || b', 'exec: a', 'if not ok(a)', '  exec: b'],
  ['P=`pidof acmed`; [ -d /proc/$P ] && a || b', 'exec: b'],
  ['read P < /var/run/acmed.pid && a || b', 'exec: b'],
  ['[ -e /proc/$(cat /var/run/acmed.pid) ] && a'],
  ['pidof acmed && a || b', 'noise already-running check', 'exec: b'],
  ['pgrep acmed > /dev/null && a', 'noise already-running check'],
  ['ps ax | grep -q acmed && a || b', 'pipe', '  noise already-running check', '  noise query', 'exec: b'],
  ['! pidof acmed && a', 'noise already-running check', 'exec: a'],
  ['kill -0 `cat /var/run/acmed.pid` && a || b', 'noise already-running check', 'exec: b'],
  ['case "`pidof acmed`" in "") a;; *) b;; esac', 'exec: a'],
  ['case "`pidof acmed`" in [0-9]*) b;; *) a;; esac', 'exec: a'],
  ['case "`pidof acmed`" in [0-9]*|"") a;; *) b;; esac', 'exec: a'],
]);

table(
  'the same when stopping',
  [
    ['[ -f /var/run/acmed.pid ] && a || b', 'exec: a', 'if not ok(a)', '  exec: b'],
    ['[ ! -e /run/acmed/acmed.pid ] && a || b', 'exec: b'],
    ['[ -f /var/lock/subsys/acmed ] && a || b', 'exec: a', 'if not ok(a)', '  exec: b'],
    ['P=$(cat /var/run/acmed.pid); [ -n "$P" ] && a || b', 'exec: a', 'if not ok(a)', '  exec: b'],
    ['P=`pidof acmed`; [ -z "$P" ] && a || b', 'exec: b'],
    ['P=`pidof acmed`; [ "$P" = "" ] && a || b', 'exec: b'],
    ['P=`pidof acmed`; [ "$P" != "" ] && a || b', 'exec: a', 'if not ok(a)', '  exec: b'],
    ['P=`pidof acmed`; [ -d /proc/$P ] && a || b', 'exec: a', 'if not ok(a)', '  exec: b'],
    ['read P < /var/run/acmed.pid && a || b', 'exec: a', 'if not ok(a)', '  exec: b'],
    ['pidof acmed && a || b', 'noise already-running check', 'exec: a', 'if not ok(a)', '  exec: b'],
    [
      'ps ax | grep -q acmed && a || b',
      'pipe',
      '  noise already-running check',
      '  noise query',
      'exec: a',
      'if not ok(a)',
      '  exec: b',
    ],
    ['! pidof acmed && a', 'noise already-running check'],
    [
      'kill -0 `cat /var/run/acmed.pid` && a || b',
      'noise already-running check',
      'exec: a',
      'if not ok(a)',
      '  exec: b',
    ],
    ['case "`pidof acmed`" in "") a;; *) b;; esac', 'exec: b'],
    ['service acmed status && a || b', 'noise already-running check', 'exec: a', 'if not ok(a)', '  exec: b'],
  ],
  { action: 'stop' },
);

table('tests of known texts', [
  ['[ a = a ] && a', 'exec: a'],
  ['[ a = b ] && a || b', 'exec: b'],
  ['[ a == a ] && a', 'exec: a'],
  ['[ a != b ] && a', 'exec: a'],
  ['[ a != a ] && a || b', 'exec: b'],
  ['[ "" ] && a || b', 'exec: b'],
  ['[ x ] && a', 'exec: a'],
  ['[ ] && a || b', 'exec: b'],
  ['[ -n x ] && a', 'exec: a'],
  ['[ -n "" ] && a || b', 'exec: b'],
  ['[ -z "" ] && a', 'exec: a'],
  ['[ -z x ] && a || b', 'exec: b'],
  ['[ 1 -eq 1 ] && a', 'exec: a'],
  ['[ 1 -eq 2 ] && a || b', 'exec: b'],
  ['[ "" -eq "" ] && a || b', 'exec: b'],
  ['X=acme; [ "$X" -ne 1 ] && a || b', 'exec: b'],
  ['[ 1 -ne 2 ] && a', 'exec: a'],
  ['[ 1 -ne 1 ] && a || b', 'exec: b'],
  ['[ 1 -lt 2 ] && a', 'exec: a'],
  ['[ 2 -lt 2 ] && a || b', 'exec: b'],
  ['[ 2 -le 2 ] && a', 'exec: a'],
  ['[ 3 -le 2 ] && a || b', 'exec: b'],
  ['[ 3 -gt 2 ] && a', 'exec: a'],
  ['[ 2 -gt 2 ] && a || b', 'exec: b'],
  ['[ 2 -ge 2 ] && a', 'exec: a'],
  ['[ 1 -ge 2 ] && a || b', 'exec: b'],
  ['[ 01 -eq 1 ] && a', 'exec: a'],
  ['[ a \\< b ] && a', 'exec: a'],
  ['[ b \\> a ] && a', 'exec: a'],
  ['[ a \\> b ] && a || b', 'exec: b'],
  ['[ b \\< a ] && a || b', 'exec: b'],
  ['[ a \\< a ] && a || b', 'exec: b'],
  ['[ a \\> a ] && a || b', 'exec: b'],
  ['[ a = a -a b = c ] && a || b', 'exec: b'],
  ['[ a = b -o c = c ] && a', 'exec: a'],
  ['[ a = b -a c = c -o d = d ] && a', 'exec: a'],
  ['[ a = a -o b = b -a c = d ] && a', 'exec: a'],
  ['[ ! a = b ] && a', 'exec: a'],
  ['[ ! a = a -o b = b ] && a', 'exec: a'],
  ['[ ! x ] && a || b', 'exec: b'],
  ['[ \\( a = b -o c = c \\) -a d = d ] && a', 'exec: a'],
  ['[ \\( a = b \\) ] && a || b', 'exec: b'],
  ['[ a ] && [ "" ] || b', 'exec: b'],
  ['[ ! = ! ] && a', 'exec: a'],
  ['[ -f = -f ] && a', 'exec: a'],
  ['[ a = a b ] && a', 'if <test that was not understood>', '  exec: a'],
  ['[ x -foo y ] && a', 'if <test that was not understood>', '  exec: a'],
  ['[ $# -eq 1 ] && a', 'exec: a'],
  ['[ "$1" = start ] && a', 'exec: a'],
  ['[ "$1" = stop ] && a || b', 'exec: b'],
  ['[ $UID -ne 0 ] && exit 4; a', 'exec: a'],
  ['[ "`id -u`" = 0 ] || exit 1; a', 'exec: a'],
  ['[ "$RUNLEVEL" = 3 ] && a', 'if <<runlevel in $RUNLEVEL> = 3>', '  exec: a'],
  ['test && a || b', 'exec: b'],
  ['test a = a && a', 'exec: a'],
  ['[ x = "$UNSET" ] && a || b', 'exec: b'],
  ['[ -z "$UNSET" ] && a', 'exec: a'],
  ['[ -z $UNSET ] && a', 'exec: a'],
  ['[ -n $UNSET ] && a', 'exec: a'],
]);

table('tests of settings', [
  [
    `. /etc/sysconfig/acmed
[ "$ON" = yes ] && a`,
    'if [ ${ON} = yes ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ "$ON" != yes ] && a`,
    'if [ ${ON} != yes ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ "$ON" == yes ] && a`,
    'if [ ${ON} = yes ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ x$ON = xyes ] && a`,
    'if [ x${ON} = xyes ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ -z "$ON" ] && a`,
    'if [ -z ${ON} ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ -n "$ON" ] && a`,
    'if not [ -z ${ON} ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ "$ON" ] && a`,
    'if not [ -z ${ON} ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ ! "$ON" ] && a`,
    'if [ -z ${ON} ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ "$N" -gt 3 ] && a`,
    'if [ ${N} -gt 3 ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ 3 -lt $N ] && a`,
    'if [ 3 -lt ${N} ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ "$ON" = "$N" ] && a`,
    'if [ ${ON} = ${N} ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ "$ON" = yes -a -x /opt/x ] && a`,
    'if ([ ${ON} = yes ] and executable /opt/x)',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ "$ON" = yes -o "$N" = 1 ] && a`,
    'if ([ ${ON} = yes ] or [ ${N} = 1 ])',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ a = b -o "$ON" = yes ] && a`,
    'if [ ${ON} = yes ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ a = a -o "$ON" = yes ] && a`,
    'exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ a = a -a "$ON" = yes ] && a`,
    'if [ ${ON} = yes ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ a = b -a "$ON" = yes ] && a || b`,
    'exec: b',
  ],
  [
    `. /etc/sysconfig/acmed
[ "$ON" = yes -a a = b ] && a || b`,
    'exec: b',
  ],
  [
    `. /etc/sysconfig/acmed
[ "$ON" = yes -o a = a ] && a || b`,
    'exec: a',
    'if not ok(a)',
    '  exec: b',
  ],
  [
    `. /etc/sysconfig/acmed
[ "x$ON" = x ] && a`,
    'if [ x${ON} = x ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ -n "x$ON" ] && a`,
    'exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ -x $BIN ] && a`,
    'if executable $BIN',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ -x "$BIN" ] && a`,
    'if executable ${BIN}',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ -f $DIR/acmed.conf ] && a`,
    'if file $DIR/acmed.conf',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ -f /var/run/$N.pid ] && a`,
  ],
  [
    `. /etc/sysconfig/acmed
[ -f /var/lock/$N ] && a`,
  ],
  [
    `. /etc/sysconfig/acmed
[ "\${ON:-no}" = yes ] && a`,
    'if <<$ON|no> = yes>',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ "\${ON:-yes}" = yes ] && a`,
    'if <<$ON|yes> = yes>',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ \`hostname\` = $ON ] && a`,
    'if <<output of `hostname`> = $ON>',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ "$ON" -nt /x ] && a`,
    'if [ ${ON} -nt /x ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[ -f /var/run/acmed.pid -a "$ON" = yes ] && a || b`,
    'exec: b',
  ],
  [
    `. /etc/sysconfig/acmed
[ "$ON" = yes -a -f /var/run/acmed.pid ] && a || b`,
    'exec: b',
  ],
  [
    `. /etc/sysconfig/acmed
[ -f /var/run/acmed.pid -o "$ON" = yes ] && a || b`,
    'if [ ${ON} = yes ]',
    '  exec: a',
    '  if not ok(a)',
    '    exec: b',
    'else',
    '  exec: b',
  ],
  [
    `. /etc/sysconfig/acmed
[ ! -f /var/run/acmed.pid -a "$ON" = yes ] && a || b`,
    'if [ ${ON} = yes ]',
    '  exec: a',
    '  if not ok(a)',
    '    exec: b',
    'else',
    '  exec: b',
  ],
  [
    `. /etc/sysconfig/acmed
[ "$ON" = yes -o ! -f /var/run/acmed.pid ] && a || b`,
    'exec: a',
    'if not ok(a)',
    '  exec: b',
  ],
  [
    `. /etc/sysconfig/acmed
[ -t 1 -o -f /var/run/acmed.pid ] && a || b`,
    'exec: b',
  ],
]);

table('tests of a status', [
  [
    `acmed
[ $? -eq 0 ] && a`,
    'exec: acmed',
    'if ok(acmed)',
    '  exec: a',
  ],
  [
    `acmed
[ $? = 0 ] && a`,
    'exec: acmed',
    'if ok(acmed)',
    '  exec: a',
  ],
  [
    `acmed
[ $? == 0 ] && a`,
    'exec: acmed',
    'if ok(acmed)',
    '  exec: a',
  ],
  [
    `acmed
[ $? -ne 0 ] && a`,
    'exec: acmed',
    'if not ok(acmed)',
    '  exec: a',
  ],
  [
    `acmed
[ $? != 0 ] && a`,
    'exec: acmed',
    'if not ok(acmed)',
    '  exec: a',
  ],
  [
    `acmed
[ $? -gt 0 ] && a`,
    'exec: acmed',
    'if not ok(acmed)',
    '  exec: a',
  ],
  [
    `acmed
[ $? -ge 0 ] && a`,
    'exec: acmed',
    'exec: a',
  ],
  [
    `acmed
[ $? -ge 1 ] && a`,
    'exec: acmed',
    'if not ok(acmed)',
    '  exec: a',
  ],
  [
    `acmed
[ $? -lt 1 ] && a`,
    'exec: acmed',
    'if ok(acmed)',
    '  exec: a',
  ],
  [
    `acmed
[ $? -le 0 ] && a`,
    'exec: acmed',
    'if ok(acmed)',
    '  exec: a',
  ],
  [
    `acmed
[ $? -eq 1 ] && a`,
    'exec: acmed',
    'if not ok(acmed)',
    '  exec: a',
  ],
  [
    `acmed
[ $? -ne 1 ] && a`,
    'exec: acmed',
    'if ok(acmed)',
    '  exec: a',
  ],
  [
    `acmed
[ $? = 3 ] && a`,
    'exec: acmed',
    'if not ok(acmed)',
    '  exec: a',
  ],
  [
    `acmed
[ $? -nt 0 ] && a`,
    'exec: acmed',
    'if <<status> -nt 0>',
    '  exec: a',
  ],
  ['acmed; R=$?; [ $R = 0 ] && a', 'exec: acmed', 'if ok(acmed)', '  exec: a'],
  ['if P=$(pidof acmed); then a; else b; fi', 'exec: b'],
  ['if P=`cat /var/run/acmed.pid`; then a; else b; fi', 'exec: b'],
  ['X=$(false) && a'],
  ['X=$(basename $0) && a', 'exec: a'],
  ['X=1 && a', 'exec: a'],
  ['X=$(hostname) || exit 1; a', 'if not <answer of hostname>', '  exit 1', 'exec: a'],
  ['X=$(prog) || exit 1; a', 'exec: prog', 'if not ok(prog)', '  exit 1', 'exec: a'],
  ['false; X=1; [ $? = 0 ] && a', 'noise no effect', 'exec: a'],
  ['acmed; local X=$?; [ $X = 0 ] && a', 'exec: acmed', 'if ok(acmed)', '  exec: a'],
  ['acmed; R=$?; b; [ $R = 0 ] && a', 'exec: acmed', 'exec: b', 'if ok(acmed)', '  exec: a'],
  ['acmed; [ 0 -eq $? ] && a', 'exec: acmed', 'if ok(acmed)', '  exec: a'],
  ['acmed; [ 0 -lt $? ] && a', 'exec: acmed', 'if not ok(acmed)', '  exec: a'],
  ['acmed; [ 0 -ge $? ] && a', 'exec: acmed', 'if ok(acmed)', '  exec: a'],
  ['acmed; [ 1 -gt $? ] && a', 'exec: acmed', 'if ok(acmed)', '  exec: a'],
  ['acmed; [ 1 -le $? ] && a', 'exec: acmed', 'if not ok(acmed)', '  exec: a'],
  ['acmed; [ "x$?" = x0 ] && a', 'exec: acmed', 'if <x<status> = x0>', '  exec: a'],
  ['acmed; [ -n "$?" ] && a', 'exec: acmed', 'exec: a'],
  ['acmed; [ -z "$?" ] && a || b', 'exec: acmed', 'exec: b'],
  ['acmed; X=1; [ $? = 0 ] && a', 'exec: acmed', 'exec: a'],
  ['acmed; true; [ $? = 0 ] && a', 'exec: acmed', 'noise no effect', 'exec: a'],
  ['acmed; case $? in 0) a;; *) b;; esac', 'exec: acmed', 'if ok(acmed)', '  exec: a', 'else', '  exec: b'],
  [
    'acmed; case $? in 0|5) a;; 1) b;; *) c;; esac',
    'exec: acmed',
    'if ok(acmed)',
    '  exec: a',
    'else',
    '  if not ok(acmed)',
    '    exec: b',
    '  else',
    '    exec: c',
  ],
  [
    'acmed; case $? in 1) b;; 0) a;; esac',
    'exec: acmed',
    'if not ok(acmed)',
    '  exec: b',
    'else',
    '  if ok(acmed)',
    '    exec: a',
  ],
  ['acmed && a', 'exec: acmed', 'if ok(acmed)', '  exec: a'],
  ['acmed || a', 'exec: acmed', 'if not ok(acmed)', '  exec: a'],
  ['! acmed && a', 'exec: acmed', 'if not ok(acmed)', '  exec: a'],
  ['if acmed; then a; else b; fi', 'exec: acmed', 'if ok(acmed)', '  exec: a', 'else', '  exec: b'],
  ['if ! acmed; then a; fi', 'exec: acmed', 'if not ok(acmed)', '  exec: a'],
  ['acmed; exit $?', 'exec: acmed', 'exit'],
  [
    `f() { acmed; return $?; }
f && a`,
    'call f',
    '  exec: acmed',
    '  return',
    'if ok(acmed)',
    '  exec: a',
  ],
  [
    `f() { acmed; }
f && a`,
    'call f',
    '  exec: acmed',
    'if ok(acmed)',
    '  exec: a',
  ],
  [
    `f() { acmed; R=$?; b; return $R; }
f || a`,
    'call f',
    '  exec: acmed',
    '  exec: b',
    '  return',
    'if not ok(acmed)',
    '  exec: a',
  ],
  ['acmed; R=$?; b; exit $R', 'exec: acmed', 'exec: b', 'exit'],
  ['(( $? == 0 )) && a', 'exec: a'],
  ['acmed; if (( $? )); then a; fi', 'exec: acmed', 'if <arithmetic>', '  exec: a'],
]);

table('[[ ]]', [
  ['[[ a == a ]] && a', 'exec: a'],
  ['[[ a = b ]] && a || b', 'exec: b'],
  ['[[ a != b ]] && a', 'exec: a'],
  ['[[ abc == a* ]] && a', 'exec: a'],
  ['[[ abc == "a*" ]] && a || b', 'exec: b'],
  ['[[ abc != a* ]] && a || b', 'exec: b'],
  ['[[ abc != x* ]] && a', 'exec: a'],
  ['[[ abc == x* ]] && a || b', 'exec: b'],
  ['[[ $X == "" ]] && a', 'exec: a'],
  ['[[ -z $X ]] && a', 'exec: a'],
  ['[[ -n $X ]] && a || b', 'exec: b'],
  ['[[ -f /opt/x ]] && a', 'if file /opt/x', '  exec: a'],
  ['[[ ! -f /opt/x ]] && a', 'if not file /opt/x', '  exec: a'],
  ['[[ -f /opt/x && -r /opt/y ]] && a', 'if (file /opt/x and readable /opt/y)', '  exec: a'],
  ['[[ -f /opt/x || -r /opt/y ]] && a', 'if (file /opt/x or readable /opt/y)', '  exec: a'],
  [
    '[[ -f /opt/x && ( -r /opt/y || -r /opt/z ) ]] && a',
    'if (file /opt/x and (readable /opt/y or readable /opt/z))',
    '  exec: a',
  ],
  ['[[ a == a && b == c ]] && a || b', 'exec: b'],
  ['[[ a == a || b == c ]] && a', 'exec: a'],
  ['[[ ! a == a ]] && a || b', 'exec: b'],
  ['[[ ! ! a == a ]] && a', 'exec: a'],
  ['[[ a =~ ^a ]] && a', 'if <regular expression>', '  exec: a'],
  ['[[ -v X ]] && a', 'if <whether a variable is set>', '  exec: a'],
  ['[[ 1 -lt 2 ]] && a', 'exec: a'],
  ['[[ a < b ]] && a', 'exec: a'],
  ['[[ b > a ]] && a', 'exec: a'],
  ['[[ $1 == st* ]] && a', 'exec: a'],
  ['X="a b"; [[ $X == "a b" ]] && a', 'exec: a'],
  ['X="a b"; [[ -n $X ]] && a', 'exec: a'],
  ['[[ abc == a?c ]] && a', 'exec: a'],
  ['[[ abc == [a-c]bc ]] && a', 'exec: a'],
  ['[[ abc == $(hostname)* ]] && a', 'if <abc == <output of $(hostname)><file name pattern *>>', '  exec: a'],
  ['[[ x ]] && a', 'exec: a'],
  ['[[ a == @(a|b) ]] && a', 'if <a == <file name pattern @(a|b)>>', '  exec: a'],
  ['[[ -f /opt/x && a == b ]] && a || b', 'exec: b'],
  ['[[ a == b || -f /opt/x ]] && a', 'if file /opt/x', '  exec: a'],
  [
    `. /etc/sysconfig/acmed
[[ $ON == y* ]] && a`,
    'if <pattern match>',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[[ $ON == yes ]] && a`,
    'if [ ${ON} = yes ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[[ $ON = "yes" ]] && a`,
    'if [ ${ON} = yes ]',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[[ -n $ON && $ON != no ]] && a`,
    'if (not [ -z ${ON} ] and [ ${ON} != no ])',
    '  exec: a',
  ],
  [
    `. /etc/sysconfig/acmed
[[ $ON == \${Y}* ]] && a`,
    'if <$ON == $Y<file name pattern *>>',
    '  exec: a',
  ],
  ['P=`pidof acmed`; [[ -n $P ]] && a || b', 'exec: b'],
  ['Y=a; [[ abc == $Y* ]] && a', 'exec: a'],
  ['if [ -f /opt/a ]; then X=ab; else X=ac; fi; [[ $X == a* ]] && a', 'exec: a'],
  ['if [ -f /opt/a ]; then X=ab; else X=b; fi; [[ $X == a* ]] && a', 'if <pattern match>', '  exec: a'],
  ['if [ -f /opt/a ]; then X=ab; else X=b; fi; [[ $X != z* ]] && a', 'exec: a'],
]);

table('whose process is asked for, once one was started', [
  ['a & [ -f /var/run/a.pid ] || exit 1; c', 'exec &: a', 'exec: c'],
  ['/usr/sbin/crond & [ -f /var/run/cron.pid ] || exit 1; c', 'exec &: /usr/sbin/crond', 'exec: c'],
  ['a -p /var/run/x.pid & [ -f /var/run/x.pid ] || exit 1; c', 'exec &: a -p /var/run/x.pid', 'exec: c'],
  [
    'a & echo $! > /var/run/x.pid; [ -f /var/run/x.pid ] || exit 1; c',
    'exec &: a',
    'noise pid file bookkeeping',
    'exec: c',
  ],
  // Another program of the script may or may not run.
  ['a & [ -f /var/run/b.pid ] || b &', 'exec &: a', 'if not <whether b runs>', '  exec &: b'],
  ['a & pidof b || b &', 'exec &: a', 'noise already-running check', 'if not <whether b runs>', '  exec &: b'],
]);

table('a program that was simply called may stay', [
  ['acmed\nP=$(cat /var/run/acmed.pid)\nif [ -z "$P" ]; then exit 1; fi\nb', 'exec: acmed', 'exec: b'],
  ['prepare\n[ -f /var/run/acmed.pid ] && exit 0\nacmed', 'exec: prepare', 'exec: acmed'],
  // What is told a name of the program's may have started it or not.
  [
    'label /run/acmed\npidof acmed && exit 0\nacmed',
    'exec: label /run/acmed',
    'noise already-running check',
    'if <whether acmed runs>',
    '  exit 0',
    'exec: acmed',
  ],
  [
    'launch --pidfile /run/acmed.pid\n[ -f /run/acmed.pid ] || exit 1\nb',
    'exec: launch --pidfile /run/acmed.pid',
    'exec: b',
  ],
]);

table('a test of one word, whatever it is', [['[ ! ] && a', 'exec: a']]);
