import { noteTable, table } from './harness.ts';

const FILES = {
  '/etc/sysconfig/acmed': `ON=yes
OPTS="-a -b"
# LATER=1
#EMPTY=
export JAVA=/opt/j
BASE=/opt/acme
DER=$BASE/x
`,
};

const OTHERS = {
  '/opt/acme/env': 'A=1\nexport B=2\n',
  '/opt/acme/lib': 'f() { a $1; }\nX=1\n',
  '/opt/acme/run': 'b\nreturn\nc',
  '/opt/acme/nest': '. /opt/acme/env2\n',
  '/etc/sysconfig/sh': '[ -f /x ] && A=1\nulimit -n 5\nB=2\n',
  '/opt/acme/bad': 'if (',
};

const NOTED = {
  '/etc/sysconfig/sh': '[ -f /x ] && A=1\nB=2\n',
  '/etc/sysconfig/plain': 'A=1\n#B=2\n',
  '/opt/acme/nest': '. /opt/acme/env2\n',
};

table('libraries', [
  [
    `. /etc/init.d/functions
a $PATH`,
    'exec umask=022 env:PATH=/sbin:/usr/sbin:/bin:/usr/bin: a /sbin:/usr/sbin:/bin:/usr/bin',
  ],
  ['. /etc/rc.d/init.d/functions; a', 'exec umask=022 env:PATH=/sbin:/usr/sbin:/bin:/usr/bin: a'],
  ['source /etc/rc.d/init.d/functions; a', 'exec umask=022 env:PATH=/sbin:/usr/sbin:/bin:/usr/bin: a'],
  ['. /lib/lsb/init-functions; a', 'exec: a'],
  ['. /etc/rc.status; a', 'exec env:LC_ALL=POSIX: a'],
  // What is sourced later has the last word.
  ['log_end_msg() { a; }; . /lib/lsb/init-functions; log_end_msg 0', 'noise message'],
  ['. /lib/lsb/init-functions; log_end_msg() { a; }; log_end_msg 0', 'call log_end_msg', '  exec: a'],
  ['. /lib/init/vars.sh; a', 'exec: a'],
  [
    '[ -f /etc/init.d/functions ] && . /etc/init.d/functions; a',
    'exec umask=022 env:PATH=/sbin:/usr/sbin:/bin:/usr/bin: a',
  ],
  [
    `. "/etc/init.d/functions"
umask 077; a`,
    'exec umask=077 env:PATH=/sbin:/usr/sbin:/bin:/usr/bin: a',
  ],
  ['if [ -r /lib/lsb/init-functions ]; then . /lib/lsb/init-functions; fi; a', 'exec: a'],
  ['. /etc/init.d/functions || exit 1; a', 'exec umask=022 env:PATH=/sbin:/usr/sbin:/bin:/usr/bin: a'],
  ['test -f /etc/rc.status || exit 1; a', 'if not file /etc/rc.status', '  exit 1', 'exec: a'],
  ['. /etc/sysconfig/network; a $NETWORKING', 'noise systemd does this', 'exec: a $NETWORKING'],
  [
    `. /etc/sysconfig/network
[ "$NETWORKING" = no ] && exit 0
a`,
    'noise systemd does this',
    'if [ ${NETWORKING} = no ]',
    '  exit 0',
    'exec: a',
  ],
  [
    `. /etc/sysconfig/network
[ "$NETWORKING" = yes ] || exit 0
a`,
    'noise systemd does this',
    'exec: a',
  ],
  ['. /etc/default/rcS; a $VERBOSE $UTC', 'noise systemd does this', 'exec: a no yes'],
  ['. /etc/os-release; a $ID', 'noise systemd does this', 'exec: a <$ID of /etc/os-release>'],
  ['. /etc/rc.conf; a', 'noise systemd does this', 'exec: a'],
  ['. /opt/acme/lib.sh; a $X', 'exec: a <$X may come from a file that was not read>'],
  ['. $LIB; a $X', 'exec: a <$X may come from a file that was not read>'],
  ['. ./lib; a', 'exec: a'],
  ['PATH=/opt; . /etc/init.d/functions; a', 'exec umask=022 env:PATH=/sbin:/usr/sbin:/bin:/usr/bin: a'],
  ['. /etc/init.d/functions; PATH=/opt; a', 'exec umask=022 env:PATH=/opt: a'],
]);

table('settings that are not at hand', [
  ['. /etc/sysconfig/acmed; a $X', 'exec: a $X'],
  ['X=1; . /etc/sysconfig/acmed; a $X', 'exec: a $X'],
  ['X=1; . /etc/sysconfig/acmed; X=2; a $X', 'exec: a 2'],
  ['. /etc/rc.status; . /etc/sysconfig/acmed; a', 'exec env:LC_ALL=POSIX: a'],
  // No file says what system it is.
  ['X=$(uname -s); . /etc/sysconfig/acmed; case $X in SunOS) a ;; *) b ;; esac', 'exec: b'],
  ['X=1; [ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed; a $X', 'exec: a $X'],
  ['X=1; if [ -r /etc/default/acmed ]; then . /etc/default/acmed; fi; a $X', 'exec: a $X'],
  ['X=1; test -e /etc/default/acmed && . /etc/default/acmed; a', 'exec: a'],
  [
    'if [ -f /etc/sysconfig/acmed ]; then . /etc/sysconfig/acmed; else exit 6; fi; a $X',
    'if file /etc/sysconfig/acmed',
    'else',
    '  exit 6',
    'exec: a $X',
  ],
  [
    '[ -f /etc/sysconfig/acmed ] || exit 6; . /etc/sysconfig/acmed; a $X',
    'if not file /etc/sysconfig/acmed',
    '  exit 6',
    'exec: a $X',
  ],
  ['PATH=/x; RETVAL=0; _x=1; A=(1 2); . /etc/sysconfig/acmed; a $PATH $RETVAL $_x $A', 'exec env:PATH=/x: a /x 0 1 1'],
  ['. /etc/conf.d/acmed; a $X', 'exec: a $X'],
  ['if [ -f /etc/sysconfig/acmed ]; then . /etc/sysconfig/acmed; export X; fi; a', 'exec env:X=$X: a'],
  [
    'if [ -f /etc/sysconfig/acmed ]; then . /etc/sysconfig/acmed; b; fi; a',
    'if file /etc/sysconfig/acmed',
    '  exec: b',
    'exec: a',
  ],
  ['[ -f /etc/default/$NAME ] && . /etc/default/$NAME; a $X', 'exec: a $X'],
  ['N=acmed; [ -f /etc/default/$N ] && . /etc/default/$N; a $X', 'exec: a $X'],
  ['F=/etc/sysconfig/acmed; [ -f $F ] && . $F; a $X', 'exec: a $X'],
  ['[ -f /etc/sysconfig/other ] && . /etc/sysconfig/acmed; a $X', 'exec: a $X'],
  ['[ -f /etc/sysconfig/acmed ] && { . /etc/sysconfig/acmed; }; a $X', 'exec: a $X'],
  ['[ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed && a', 'exec: a'],
  ['if [ -f /etc/sysconfig/acmed ]; then . /etc/sysconfig/acmed; fi; a', 'exec: a'],
  // Nor does a value that the file gives; a fixed one tells later whether the file was there.
  ['O=; if [ -f /etc/sysconfig/acmed ]; then . /etc/sysconfig/acmed; O="$X"; fi; a $O', 'exec: a $X'],
  ['O=0; if [ -f /etc/sysconfig/acmed ]; then . /etc/sysconfig/acmed; O=1; fi; a $O', 'exec: a <1|0>'],
  // Nor text of the script's own, which nobody adds without the file.
  ['if [ -f /etc/sysconfig/acmed ]; then . /etc/sysconfig/acmed; O="-c $X"; fi; a $O', "exec: a <'-c $X'|''>"],
  ['. /etc/sysconfig/acmed; [ -n "$X" ] || X=5; a $X', 'exec: a <5|$X>'],
  ['. /etc/sysconfig/acmed; X=${X:-5}; a $X', 'exec: a <$X|5>'],
  ['. /etc/sysconfig/acmed; : ${X:=5}; a $X', 'noise no effect', 'exec: a <$X|5>'],
  ['. /etc/sysconfig/acmed; : ${X=5}; a $X', 'noise no effect', 'exec: a $X'],
  ['. /etc/sysconfig/acmed; . /etc/sysconfig/b; a $X', 'exec: a $X'],
  [
    `f() { a $X; }
. /etc/sysconfig/acmed
f`,
    'call f',
    '  exec: a $X',
  ],
]);

table(
  'settings at hand',
  [
    [
      '. /etc/sysconfig/acmed; a $ON $OPTS $LATER $EMPTY $JAVA $DER',
      'exec env:JAVA=$JAVA: a $ON $OPTS $LATER $EMPTY $JAVA $DER',
    ],
    [
      'if [ -f /etc/sysconfig/acmed ]; then . /etc/sysconfig/acmed; O="-c $ON"; fi; a $O',
      'exec env:JAVA=$JAVA: a -c $ON',
    ],
    ['X=1; . /etc/sysconfig/acmed; a $X', 'exec env:JAVA=$JAVA: a 1'],
    ['ON=no; . /etc/sysconfig/acmed; a $ON', 'exec env:JAVA=$JAVA: a $ON'],
    ['. /etc/sysconfig/acmed; a $OTHER', 'exec env:JAVA=$JAVA: a $OTHER'],
    ['. /etc/sysconfig/acmed; [ "$ON" = yes ] && a', 'if [ ${ON} = yes ]', '  exec env:JAVA=$JAVA: a'],
    ['. /etc/sysconfig/acmed; [ "$OTHER" = yes ] && a || b', 'exec env:JAVA=$JAVA: b'],
    ['. /etc/sysconfig/acmed; [ -z "$OTHER" ] && a', 'exec env:JAVA=$JAVA: a'],
    ['. /etc/sysconfig/acmed; [ -n "$LATER" ] && a', 'if not [ -z ${LATER} ]', '  exec env:JAVA=$JAVA: a'],
    ['. /etc/sysconfig/acmed; case "$OTHER" in "") a;; *) b;; esac', 'exec env:JAVA=$JAVA: a'],
    ['. /etc/sysconfig/acmed; [ "$OTHER$ON" = yes ] && a', 'if [ ${ON} = yes ]', '  exec env:JAVA=$JAVA: a'],
    ['. /etc/sysconfig/acmed; [ "${OTHER:-no}" = yes ] && a || b', 'exec env:JAVA=$JAVA: b'],
    ['. /etc/sysconfig/acmed; [ "${OTHER-no}" = no ] && a', 'if [ ${OTHER} = no ]', '  exec env:JAVA=$JAVA: a'],
    ['[ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed; a $ON', 'exec env:JAVA=$JAVA: a $ON'],
    ['. /etc/sysconfig/acmed; ${ON:-a} b', 'exec env:JAVA=$JAVA: <$ON|a> b'],
    ['. /etc/sysconfig/acmed; [ -x $BASE/bin ] && a', 'if executable $BASE/bin', '  exec env:JAVA=$JAVA: a'],
  ],
  { settings: FILES },
);

table(
  'other files',
  [
    ['. /opt/acme/env; a $A $B', 'exec env:B=$B: a $A $B'],
    ['A=0; . /opt/acme/env; a $A', 'exec env:B=$B: a $A'],
    ['. /opt/acme/lib; f x; a $X', 'call f', '  exec: a x', 'exec: a 1'],
    ['. /opt/acme/run; d', 'residue runs /opt/acme/run', 'exec: d'],
    ['. /opt/acme/nest; a', 'exec: a'],
    ['. /etc/sysconfig/sh; a $A $B', 'exec NOFILE=5:5: a $A $B'],
    ['. /opt/acme/bad; a $U', 'exec: a <$U may come from a file that was not read>'],
    ['. /opt/acme/lib; a $U', 'exec: a <$U may come from a file that was not read>'],
    [
      `. /opt/acme/lib
[ "$U" ] && a`,
      'if not <whether <$U may come from a file that was not read> is empty>',
      '  exec: a',
    ],
    // A switch is there for the file to turn it; an option keeps its text, and a result is no switch.
    ['run=0; . /opt/none; [ $run = 0 ] && exit 0; a', 'if [ ${run} = 0 ]', '  exit 0', 'exec: a'],
    ['RUN=no; . /opt/none; [ $RUN = yes ] && a', 'if [ ${RUN} = yes ]', '  exec: a'],
    ['OPTS=-x; . /opt/none; a $OPTS', 'exec: a -x'],
    ['rc=0; . /opt/none; [ $rc = 0 ] && a; rc=$?', 'exec: a'],
  ],
  { settings: OTHERS },
);

noteTable(
  'what is said about files',
  [
    ['. /etc/sysconfig/sh', 'SV402 file=/etc/sysconfig/sh problem=it holds more than assignments'],
    ['. /etc/sysconfig/plain'],
    ['. /etc/sysconfig/none'],
    ['. /opt/none', 'SV116 file=/opt/none'],
    ['. $X', 'SV116 file='],
    ['. /opt/acme/nest', 'SV116 file=/opt/acme/env2'],
    ['. /etc/os-release'],
    ['read X', 'SV218'],
    ['read X < /x'],
    ['a $RUNLEVEL', 'SV413 variable=RUNLEVEL'],
    ['runlevel', 'SV413 variable=runlevel'],
    ['[ "$previous" = N ] && a', 'SV413 variable=previous'],
    ['a $2', 'SV217 argument=2 action=start'],
    ['a $2; b $2', 'SV217 argument=2 action=start', 'SV217 argument=2 action=start'],
    [
      `f() { a $2; }
f`,
    ],
    ['service b start', 'SV220 service=b action=start'],
    ['service b status'],
    ['modprobe dummy', 'SV221 modules=dummy'],
    ['modprobe -q dummy', 'SV221 modules=dummy'],
    ['su - acme -c a', 'SV405 user=acme'],
    ['su acme -c a', 'SV407 user=acme'],
    [
      `. /etc/init.d/functions
daemon --user acme a`,
      'SV407 user=acme',
    ],
    ['runuser -u acme a', 'SV407 user=acme'],
    ['export $X=1', 'SV436 how=export of a computed name'],
    ['eval "$X ("', 'SV901 construct=text that is no shell syntax before the run fills it in'],
    ['[ -f /var/run/acmed.pid ] && a', 'SV205 reason=already-running check action=start'],
    [
      '[ -f /var/run/acmed.pid ] && { a; b; }',
      'SV205 reason=already-running check action=start',
      'SV205 reason=already-running check action=start',
    ],
    ['[ -f /var/run/acmed.pid ] && echo x'],
    ['[ -f /var/run/acmed.pid ] && exit 0'],
    ['pidof acmed && { kill 1; exit; }', 'SV205 reason=already-running check action=start'],
    ['a; a $2', 'SV217 argument=2 action=start'],
    [
      `f() { su - acme -c a; }
[ -t 0 ] && f`,
      'SV205 reason=terminal action=start',
    ],
  ],
  { settings: NOTED },
);

table('a file that nobody could read', [
  ['OPTS=\n. /opt/acme/env.sh\na $OPTS', 'exec: a <$OPTS may come from a file that was not read>'],
  // What the script gave a text keeps it, with a finding.
  ['OPTS=-v\n. /opt/acme/env.sh\na $OPTS', 'exec: a -v'],
  [
    'for f in /etc/acme/*.conf; do X=; . $f; [ "$X" ] && a $X; done',
    'loop',
    '  if <loop>',
    '    if not <whether <$X may come from a file that was not read> is empty>',
    '      exec: a <$X may come from a file that was not read>',
  ],
  ['. /opt/acme/env.sh\n. /etc/sysconfig/acmed\na $X', 'exec: a <$X may come from a file that was not read>'],
]);

table(
  'what a settings file changes of the process',
  [
    ['. /etc/sysconfig/acmed; a $A', 'exec umask=027 NOFILE=4096:4096: a $A'],
    ['ulimit -n 9; . /etc/sysconfig/acmed; a', 'exec umask=027 NOFILE=4096:4096: a'],
  ],
  { settings: { '/etc/sysconfig/acmed': 'A=1\nulimit -n 4096\numask 027\n' } },
);

table('output into a file whose name is computed', [
  [
    'T=$(mktemp); echo x > $T/conf',
    'exec: mktemp',
    'exec shell(redirection) ><<output of $(mktemp)>/conf>: echo x [write <output of $(mktemp)>/conf]',
  ],
]);

table(
  'a file that the script cannot do without, and the host does not have',
  [
    ['. /etc/sysconfig/acmed; [ -z "$MODE" ] && exit 1; a', 'if [ -z ${MODE} ]', '  exit 1', 'exec: a'],
    ['[ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed; [ -z "$MODE" ] && exit 1; a', 'exit 1'],
  ],
  { complete: true },
);

table(
  'what else a file of the host gives a value',
  [
    [
      '. /etc/sysconfig/i18n; a $SUPPORTED $OTHER',
      'noise systemd does this',
      'exec: a <$SUPPORTED of /etc/sysconfig/i18n>',
    ],
    ['SITE=s; . /etc/sysconfig/i18n; a $SITE', 'noise systemd does this', 'exec: a <$SITE of /etc/sysconfig/i18n>'],
    ['. /etc/sysconfig/clock; a $TIMEZONE', 'exec: a $TIMEZONE'],
  ],
  {
    settings: {
      '/etc/sysconfig/i18n': 'LANG=C\nSUPPORTED=de\n[ -z "$SITE" ] || SITE=n\n',
      '/etc/sysconfig/clock': 'TIMEZONE=UTC\n',
    },
  },
);
