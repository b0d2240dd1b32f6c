import { table } from './harness.ts';

const FRAMEWORK = '#!/usr/bin/env /lib/init/init-d-script\n';

table('ulimit', [
  ['ulimit -n 5; a', 'exec NOFILE=5:5: a'],
  ['ulimit -Sn 5; a', 'exec NOFILE=5:: a'],
  ['ulimit -Hn 5; a', 'exec NOFILE=:5: a'],
  ['ulimit -SHn 5; a', 'exec NOFILE=5:5: a'],
  ['ulimit -HSn 5; a', 'exec NOFILE=5:5: a'],
  ['ulimit -S -n 5; a', 'exec NOFILE=5:: a'],
  ['ulimit -n 5 -u 6; a', 'exec NOFILE=5:5 NPROC=6:6: a'],
  ['ulimit -c unlimited; a', 'exec CORE=infinity:infinity: a'],
  ['ulimit -c 0; a', 'exec CORE=0:0: a'],
  ['ulimit -n hard; a', 'exec NOFILE=hard:hard: a'],
  ['ulimit -s 8192; a', 'exec STACK=8388608:8388608: a'],
  ['ulimit -d 1; a', 'exec DATA=1024:1024: a'],
  ['ulimit -e 1; a', 'exec NICE=1:1: a'],
  ['ulimit -f 2; a', 'exec FSIZE=2048:2048: a'],
  ['ulimit -i 3; a', 'exec SIGPENDING=3:3: a'],
  ['ulimit -l 4; a', 'exec MEMLOCK=4096:4096: a'],
  ['ulimit -m 5; a', 'exec RSS=5120:5120: a'],
  ['ulimit -q 7; a', 'exec MSGQUEUE=7:7: a'],
  ['ulimit -r 8; a', 'exec RTPRIO=8:8: a'],
  ['ulimit -t 9; a', 'exec CPU=9:9: a'],
  ['ulimit -u 10; a', 'exec NPROC=10:10: a'],
  ['ulimit -v 11; a', 'exec AS=11264:11264: a'],
  ['ulimit -w 12; a', 'exec LOCKS=12:12: a'],
  ['ulimit -x 13; a', 'exec LOCKS=13:13: a'],
  ['ulimit 5; a', 'exec FSIZE=5120:5120: a'],
  ['ulimit -a', 'noise message'],
  ['ulimit -n', 'noise message'],
  ['ulimit -n5; a', 'exec NOFILE=5:5: a'],
  ['ulimit -Sn 5; ulimit -Hn 6; a', 'exec NOFILE=5:6: a'],
  ['ulimit -n 5 || exit 1; a', 'exec NOFILE=5:5: a'],
  ['ulimit -l unlimited; a', 'exec MEMLOCK=infinity:infinity: a'],
  ['ulimit -S -c 0 > /dev/null 2>&1; a', 'exec CORE=0:: a'],
  ['ulimit -n $((1024*4)); a', 'exec NOFILE=4096:4096: a'],
  ['ulimit -v 99999999999999999999; a', 'exec AS=102399999999999999998976:102399999999999999998976: a'],
  [
    `. /etc/sysconfig/acmed
ulimit -n $N; a`,
    'exec NOFILE=$N:$N: a',
  ],
  [
    `. /etc/sysconfig/acmed
ulimit -n \${N:-1024}; a`,
    'exec NOFILE=<$N|1024>:<$N|1024>: a',
  ],
  [
    `. /etc/sysconfig/acmed
ulimit -c $C; a`,
    'exec CORE=<limit from a setting in another unit>:<limit from a setting in another unit>: a',
  ],
  [
    `. /etc/sysconfig/acmed
ulimit -u "$N"; a`,
    'exec NPROC=${N}:${N}: a',
  ],
]);

table(
  'ulimit of dash',
  [
    ['ulimit -c 4; a', 'exec CORE=2048:2048: a'],
    ['ulimit -f 4; a', 'exec FSIZE=2048:2048: a'],
    ['ulimit -s 4; a', 'exec STACK=4096:4096: a'],
    ['ulimit -n 4; a', 'exec NOFILE=4:4: a'],
    ['ulimit -p 4; a', 'exec NPROC=4:4: a'],
  ],
  { before: '#!/bin/sh\n' },
);

table(
  'init-d-script',
  [
    [
      'DAEMON=/usr/sbin/a',
      'if not executable /usr/sbin/a',
      '  exit 0',
      'exec start-stop-daemon pidfile=/var/run/a.pid cwd=/: /usr/sbin/a',
    ],
    [
      `DAEMON=/usr/sbin/a
DAEMON_ARGS="-x y"`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'exec start-stop-daemon pidfile=/var/run/a.pid cwd=/: /usr/sbin/a $DAEMON_ARGS',
    ],
    [
      `DAEMON=/usr/sbin/a
NAME=b`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'exec start-stop-daemon pidfile=/var/run/b.pid cwd=/: /usr/sbin/a',
    ],
    [
      `DAEMON=/usr/sbin/a
PIDFILE=none`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'exec start-stop-daemon cwd=/: /usr/sbin/a',
    ],
    [
      `DAEMON=/usr/sbin/a
PIDFILE=/run/b.pid
COMMAND_NAME=c`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'exec start-stop-daemon pidfile=/run/b.pid cwd=/: /usr/sbin/a',
    ],
    [
      `DAEMON=/usr/sbin/a
COMMAND_NAME=none`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'exec start-stop-daemon pidfile=/var/run/a.pid cwd=/: /usr/sbin/a',
    ],
    [
      `DAEMON=/usr/sbin/a
START_ARGS="--background --make-pidfile --chuid acme"`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'exec start-stop-daemon shell(options of start-stop-daemon come from a variable): /sbin/start-stop-daemon --start --quiet --pidfile /var/run/a.pid --name a --exec /usr/sbin/a $START_ARGS --',
    ],
    [
      `DAEMON=none
do_start_cmd() { b; }
NAME=x`,
      'call do_start_cmd',
      '  exec: b',
    ],
    [
      `DAEMON=/usr/sbin/a
do_start_prepare() { b; }
do_start_cleanup() { c; }`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'call do_start_prepare',
      '  exec: b',
      'exec start-stop-daemon pidfile=/var/run/a.pid cwd=/: /usr/sbin/a',
      'call do_start_cleanup',
      '  exec: c',
    ],
    [
      `DAEMON=/usr/sbin/a
do_start_cmd_override() { b; }`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'call do_start_cmd',
      '  exec: b',
    ],
    [
      `DAEMON=/usr/sbin/a
do_start_cmd() { b; }`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'call do_start_cmd',
      '  exec: b',
    ],
    [
      `DAEMON=/usr/sbin/a
do_start() { b; }`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'call do_start',
      '  exec: b',
    ],
    [
      `DAEMON=/usr/sbin/a
do_start_override() { b; }`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'call do_start',
      '  exec: b',
    ],
  ],
  { complete: true, before: FRAMEWORK },
);

table(
  'init-d-script, stop',
  [
    [
      'DAEMON=/usr/sbin/a',
      'if not executable /usr/sbin/a',
      '  exit 0',
      'signal file:/var/run/a.pid TERM 0 CONT 30 KILL 5 process by start-stop-daemon --stop pidfile=/var/run/a.pid',
      'signal executable:/usr/sbin/a KILL 5 group by start-stop-daemon --stop',
      'noise pid file bookkeeping',
    ],
    [
      `DAEMON=/usr/sbin/a
PIDFILE=none`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'signal executable:/usr/sbin/a TERM 0 CONT 30 KILL 5 group by start-stop-daemon --stop',
      'signal executable:/usr/sbin/a KILL 5 group by start-stop-daemon --stop',
    ],
    [
      `DAEMON=/usr/sbin/a
STOP_ARGS="--user acme"`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'exec start-stop-daemon shell(options of start-stop-daemon come from a variable): /sbin/start-stop-daemon --stop --quiet --retry=TERM/0/CONT/30/KILL/5 --pidfile /var/run/a.pid --name a --exec /usr/sbin/a $STOP_ARGS',
      'exec start-stop-daemon shell(options of start-stop-daemon come from a variable): /sbin/start-stop-daemon --stop --quiet --oknodo --retry=0/30/KILL/5 --exec /usr/sbin/a $STOP_ARGS',
      'noise pid file bookkeeping',
    ],
    [
      `DAEMON=/usr/sbin/a
do_stop_prepare() { b; }
do_stop_cleanup() { c; }`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'call do_stop_prepare',
      '  exec: b',
      'signal file:/var/run/a.pid TERM 0 CONT 30 KILL 5 process by start-stop-daemon --stop pidfile=/var/run/a.pid',
      'signal executable:/usr/sbin/a KILL 5 group by start-stop-daemon --stop',
      'noise pid file bookkeeping',
      'call do_stop_cleanup',
      '  exec: c',
    ],
    [
      `DAEMON=/usr/sbin/a
do_stop_cmd() { b; }`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'call do_stop_cmd',
      '  exec: b',
    ],
    [
      `DAEMON=/usr/sbin/a
NAME=n
PIDFILE=none`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'signal executable:/usr/sbin/a TERM 0 CONT 30 KILL 5 group by start-stop-daemon --stop',
      'signal executable:/usr/sbin/a KILL 5 group by start-stop-daemon --stop',
    ],
    // Only the run knows the file, and it is not the usual one.
    [
      `DAEMON=/usr/sbin/a
PIDFILE=$(a --which-pid-file)`,
      'exec: a --which-pid-file',
      'if not executable /usr/sbin/a',
      '  exit 0',
      'signal unknown:a pid file from a setting TERM 0 CONT 30 KILL 5 process by start-stop-daemon --stop pidfile=$PIDFILE',
      'signal executable:/usr/sbin/a KILL 5 group by start-stop-daemon --stop',
    ],
  ],
  { complete: true, before: FRAMEWORK, action: 'stop' },
);

table(
  'init-d-script, reload',
  [
    [
      'DAEMON=/usr/sbin/a',
      'if not executable /usr/sbin/a',
      '  exit 0',
      'signal file:/var/run/a.pid TERM process by start-stop-daemon --stop pidfile=/var/run/a.pid',
    ],
    [
      `DAEMON=/usr/sbin/a
RELOAD_SIGNAL=USR1`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'signal file:/var/run/a.pid USR1 process by start-stop-daemon --stop pidfile=/var/run/a.pid',
    ],
    [
      `DAEMON=/usr/sbin/a
RELOAD_SIGNAL=1
RELOAD_ARGS="--user acme"
do_reload_prepare() { b; }
do_reload_cleanup() { c; }`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'call do_reload_prepare',
      '  exec: b',
      'exec start-stop-daemon shell(options of start-stop-daemon come from a variable): /sbin/start-stop-daemon --stop --oknodo --signal 1 --quiet --pidfile /var/run/a.pid --name a --exec /usr/sbin/a $RELOAD_ARGS',
      'call do_reload_cleanup',
      '  exec: c',
    ],
    [
      `DAEMON=/usr/sbin/a
do_reload_cmd() { b; }`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'call do_reload_cmd',
      '  exec: b',
    ],
    [
      `DAEMON=/usr/sbin/a
do_reload() { b; }`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'call do_reload',
      '  exec: b',
    ],
  ],
  { complete: true, before: FRAMEWORK, action: 'reload' },
);

table(
  'init-d-script, other actions',
  [
    [
      `DAEMON=/usr/sbin/a
do_unknown() { b; }`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'call do_unknown',
      '  exec: b',
    ],
    ['DAEMON=/usr/sbin/a', 'if not executable /usr/sbin/a', '  exit 0'],
    [
      `DAEMON=/usr/sbin/a
do_flush() { b; }`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'call do_flush',
      '  exec: b',
    ],
  ],
  { complete: true, before: FRAMEWORK, action: 'flush' },
);

table(
  'init-d-script, its options known',
  [
    [
      `DAEMON=/usr/sbin/a
START_ARGS="--background --make-pidfile --chuid acme"`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'exec start-stop-daemon & pidfile=/var/run/a.pid(made) user=acme cwd=/ <null >null 2>null: /usr/sbin/a',
    ],
    [
      `DAEMON=/usr/sbin/a
START_ARGS="-b -m"
DAEMON_ARGS=-x`,
      'if not executable /usr/sbin/a',
      '  exit 0',
      'exec start-stop-daemon & pidfile=/var/run/a.pid(made) cwd=/ <null >null 2>null: /usr/sbin/a $DAEMON_ARGS',
    ],
  ],
  { constants: ['START_ARGS', 'STOP_ARGS'], complete: true, before: FRAMEWORK },
);

const START = 'exec start-stop-daemon pidfile=/var/run/acmed.pid cwd=/: /usr/sbin/acmed';

table(
  'overrides that call the framework',
  [
    [
      'DAEMON=/usr/sbin/acmed\ndo_start_cmd_override() { prepare; do_start_cmd; }',
      'if not executable /usr/sbin/acmed',
      '  exit 0',
      'call do_start_cmd',
      '  exec: prepare',
      `  ${START}`,
    ],
    [
      'DAEMON=/usr/sbin/acmed\ndo_start_override() { call do_start_cmd; }',
      'if not executable /usr/sbin/acmed',
      '  exit 0',
      'call do_start',
      `  ${START}`,
    ],
    [
      'DAEMON=/usr/sbin/acmed\ndo_start_cmd_override() { DAEMON_ARGS="start $DAEMON_ARGS"; do_start_cmd; }',
      'if not executable /usr/sbin/acmed',
      '  exit 0',
      'call do_start_cmd',
      `  ${START} start`,
    ],
  ],
  { before: FRAMEWORK, complete: true },
);

table(
  'a pid file that only a settings file could name',
  [
    [
      'DAEMON=/usr/sbin/a',
      'if not executable /usr/sbin/a',
      '  exit 0',
      'exec start-stop-daemon shell(options of start-stop-daemon come from a variable): /sbin/start-stop-daemon --start --quiet --pidfile /var/run/a.pid --name a --exec /usr/sbin/a $START_ARGS -- $DAEMON_ARGS',
    ],
  ],
  { before: FRAMEWORK },
);
