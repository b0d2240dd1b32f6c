import { expect, test } from '@jest/globals';
import { run, table } from './harness.ts';

table('start-stop-daemon --start', [
  ['start-stop-daemon --start --exec /usr/sbin/a', 'exec start-stop-daemon cwd=/: /usr/sbin/a'],
  ['start-stop-daemon -S -x /usr/sbin/a', 'exec start-stop-daemon cwd=/: /usr/sbin/a'],
  [
    'start-stop-daemon --start --quiet --oknodo --exec /usr/sbin/a -- -c x --pidfile y',
    'exec start-stop-daemon cwd=/: /usr/sbin/a -c x --pidfile y',
  ],
  ['start-stop-daemon -Sx /usr/sbin/a -- -d', 'exec start-stop-daemon cwd=/: /usr/sbin/a -d'],
  [
    'start-stop-daemon --start --pidfile /run/a.pid --exec /usr/sbin/a',
    'exec start-stop-daemon pidfile=/run/a.pid cwd=/: /usr/sbin/a',
  ],
  [
    'start-stop-daemon --start --pidfile=/run/a.pid --exec=/usr/sbin/a',
    'exec start-stop-daemon pidfile=/run/a.pid cwd=/: /usr/sbin/a',
  ],
  [
    'start-stop-daemon -S -p /run/a.pid -m -b -x /a',
    'exec start-stop-daemon & pidfile=/run/a.pid(made) cwd=/ <null >null 2>null: /a',
  ],
  [
    'start-stop-daemon --start --make-pidfile --pidfile /run/a.pid --background --exec /a',
    'exec start-stop-daemon & pidfile=/run/a.pid(made) cwd=/ <null >null 2>null: /a',
  ],
  [
    'start-stop-daemon --start -b --no-close --exec /a > /var/log/a 2>&1',
    'exec start-stop-daemon & cwd=/ >/var/log/a 2>/var/log/a: /a',
  ],
  ['start-stop-daemon --start -b -C -x /a', 'exec start-stop-daemon & cwd=/: /a'],
  [
    'start-stop-daemon --start -b --output /var/log/a -x /a',
    'exec start-stop-daemon & cwd=/ <null >+/var/log/a 2>+/var/log/a: /a',
  ],
  ['start-stop-daemon --start --startas /b --exec /a', 'exec start-stop-daemon cwd=/: /b'],
  ['start-stop-daemon -S -a /b -x /a -- -x', 'exec start-stop-daemon cwd=/: /b -x'],
  ['start-stop-daemon --start --user acme --exec /a', 'exec start-stop-daemon cwd=/: /a'],
  ['start-stop-daemon --start --name a --startas /a', 'exec start-stop-daemon cwd=/: /a'],
  ['start-stop-daemon --start --chuid acme --exec /a', 'exec start-stop-daemon user=acme cwd=/: /a'],
  ['start-stop-daemon --start -c acme:staff -x /a', 'exec start-stop-daemon user=acme group=staff cwd=/: /a'],
  ['start-stop-daemon --start -c acme --group staff -x /a', 'exec start-stop-daemon user=acme group=staff cwd=/: /a'],
  ['start-stop-daemon --start -c acme:x -g y -x /a', 'exec start-stop-daemon user=acme group=y cwd=/: /a'],
  ['start-stop-daemon --start --chroot /jail -x /a', 'exec start-stop-daemon cwd=/ root=/jail: /a'],
  ['start-stop-daemon --start --chdir /opt -x /a', 'exec start-stop-daemon cwd=/opt: /a'],
  ['start-stop-daemon -S -d /opt -x /a', 'exec start-stop-daemon cwd=/opt: /a'],
  ['start-stop-daemon -S -N 5 -x /a', 'exec start-stop-daemon cwd=/ nice=5: /a'],
  ['start-stop-daemon --start --nicelevel -5 -x /a', 'exec start-stop-daemon cwd=/ nice=-5: /a'],
  ['start-stop-daemon -S --procsched fifo:50 -x /a', 'exec start-stop-daemon cwd=/ sched=fifo rtprio=50: /a'],
  ['start-stop-daemon -S -P rr -x /a', 'exec start-stop-daemon cwd=/ sched=rr: /a'],
  ['start-stop-daemon -S -I best-effort:7 -x /a', 'exec start-stop-daemon cwd=/ io=best-effort ioprio=7: /a'],
  ['start-stop-daemon -S --iosched idle -x /a', 'exec start-stop-daemon cwd=/ io=idle: /a'],
  ['start-stop-daemon -S --umask 027 -x /a', 'exec start-stop-daemon cwd=/ umask=027: /a'],
  ['start-stop-daemon -S -k 077 -x /a', 'exec start-stop-daemon cwd=/ umask=077: /a'],
  ['start-stop-daemon -S -x /a --notify-await', 'exec start-stop-daemon notify cwd=/: /a'],
  ['start-stop-daemon -S -x /a --notify-await --notify-timeout 10', 'exec start-stop-daemon notify cwd=/: /a'],
  ['start-stop-daemon -S --test -x /a', 'noise already-running check'],
  // Asked whether there is something to stop, a start finds nothing: the code is 1.
  ['start-stop-daemon -K --test -x /a; [ $? -eq 1 ] && b', 'noise already-running check', 'exec: b'],
  ['start-stop-daemon -S -t -x /a > /dev/null || exit 1', 'noise already-running check'],
  ['start-stop-daemon --start --exec /a -- --test', 'exec start-stop-daemon cwd=/: /a --test'],
  ['start-stop-daemon -T -p /run/a.pid', 'noise already-running check'],
  ['start-stop-daemon --status -p /run/a.pid && b', 'noise already-running check'],
  ['start-stop-daemon -S -p /dev/null -x /a', 'exec start-stop-daemon cwd=/: /a'],
  ['start-stop-daemon -S -x /a --remove-pidfile', 'exec start-stop-daemon cwd=/: /a'],
  [
    'start-stop-daemon -S -x /a --unknown',
    'exec start-stop-daemon shell(option --unknown of start-stop-daemon): /sbin/start-stop-daemon -S -x /a --unknown',
  ],
  [
    'start-stop-daemon -S -x /a -Z',
    'exec start-stop-daemon shell(option -Z of start-stop-daemon): /sbin/start-stop-daemon -S -x /a -Z',
  ],
  ['start-stop-daemon -S -x /a --pid 5 --ppid 1', 'exec start-stop-daemon cwd=/: /a'],
  ['start-stop-daemon -S --exec /a --back', 'exec start-stop-daemon & cwd=/ <null >null 2>null: /a'],
  ['start-stop-daemon -S -v -x /a', 'exec start-stop-daemon cwd=/: /a'],
  [
    `. /etc/sysconfig/acmed
start-stop-daemon --start --exec $D -- $OPTS`,
    'exec start-stop-daemon cwd=/: $D $OPTS',
  ],
  [
    `. /etc/sysconfig/acmed
start-stop-daemon $SSD --start --exec /a`,
    'exec start-stop-daemon shell(options of start-stop-daemon come from a variable): /sbin/start-stop-daemon $SSD --start --exec /a',
  ],
  [
    `. /etc/sysconfig/acmed
start-stop-daemon -S -p $PID -x /a`,
    'exec start-stop-daemon pidfile=$PID cwd=/: /a',
  ],
  [
    `. /etc/sysconfig/acmed
start-stop-daemon -S -c $U -x /a`,
    'exec start-stop-daemon user=$U cwd=/: /a',
  ],
  [
    `. /etc/sysconfig/acmed
start-stop-daemon -S -x /a $OPTS`,
    'exec start-stop-daemon shell(options of start-stop-daemon come from a variable): /sbin/start-stop-daemon -S -x /a $OPTS',
  ],
  ['cd /opt; start-stop-daemon -S -x /a', 'exec start-stop-daemon cwd=/: /a'],
  ['/sbin/start-stop-daemon -S -x /a', 'exec start-stop-daemon cwd=/: /a'],
  ['/usr/sbin/start-stop-daemon -S -x /a &', 'exec start-stop-daemon & cwd=/: /a'],
  [
    'if [ -f /x ]; then X=/a; else X=/b; fi; start-stop-daemon -S -x $X',
    'exec start-stop-daemon shell(options of start-stop-daemon come from a variable): /sbin/start-stop-daemon -S -x </a|/b>',
  ],
  ['start-stop-daemon -S -x /a && b', 'exec start-stop-daemon cwd=/: /a', 'if ok(/a)', '  exec: b'],
  ['start-stop-daemon -S -x /a || exit 2', 'exec start-stop-daemon cwd=/: /a', 'if not ok(/a)', '  exit 2'],
  ['start-stop-daemon -S -x /bin/sh -- -c "exec /a -d"', "exec start-stop-daemon cwd=/: /bin/sh -c 'exec /a -d'"],
]);

table(
  'start-stop-daemon --stop',
  [
    [
      'start-stop-daemon --stop --pidfile /run/a.pid',
      'signal file:/run/a.pid TERM process by start-stop-daemon --stop pidfile=/run/a.pid',
    ],
    [
      'start-stop-daemon -K -p /run/a.pid',
      'signal file:/run/a.pid TERM process by start-stop-daemon --stop pidfile=/run/a.pid',
    ],
    ['start-stop-daemon --stop --exec /a', 'signal executable:/a TERM group by start-stop-daemon --stop'],
    [
      'start-stop-daemon -K -x /a -p /run/a.pid',
      'signal file:/run/a.pid TERM process by start-stop-daemon --stop pidfile=/run/a.pid',
    ],
    ['start-stop-daemon -K -n a', 'signal name:a TERM group by start-stop-daemon --stop'],
    ['start-stop-daemon -K -u acme', 'signal unknown:processes of user acme TERM group by start-stop-daemon --stop'],
    ['start-stop-daemon -K -x /a -n a', 'signal executable:/a TERM group by start-stop-daemon --stop'],
    [
      'start-stop-daemon -K -s INT -p /run/a.pid',
      'signal file:/run/a.pid INT process by start-stop-daemon --stop pidfile=/run/a.pid',
    ],
    ['start-stop-daemon --stop --signal 9 --exec /a', 'signal executable:/a KILL group by start-stop-daemon --stop'],
    ['start-stop-daemon --stop --signal SIGHUP -x /a', 'signal executable:/a HUP group by start-stop-daemon --stop'],
    ['start-stop-daemon -K -s 0 -p /run/a.pid', 'noise already-running check'],
    [
      'start-stop-daemon --stop --retry 30 -x /a',
      'signal executable:/a TERM 30 KILL 30 group by start-stop-daemon --stop',
    ],
    [
      'start-stop-daemon -K -R 5 -p /run/a.pid',
      'signal file:/run/a.pid TERM 5 KILL 5 process by start-stop-daemon --stop pidfile=/run/a.pid',
    ],
    [
      'start-stop-daemon -K --retry TERM/30/KILL/5 -p /run/a.pid',
      'signal file:/run/a.pid TERM 30 KILL 5 process by start-stop-daemon --stop pidfile=/run/a.pid',
    ],
    [
      'start-stop-daemon -K --retry=QUIT/5/TERM/5/KILL -p /run/a.pid',
      'signal file:/run/a.pid QUIT 5 TERM 5 KILL process by start-stop-daemon --stop pidfile=/run/a.pid',
    ],
    [
      'start-stop-daemon -K --retry HUP/forever -x /a',
      'signal executable:/a HUP Infinity group by start-stop-daemon --stop',
    ],
    [
      'start-stop-daemon -K --retry -TERM/5/-KILL/5 -x /a',
      'signal executable:/a TERM 5 KILL 5 group by start-stop-daemon --stop',
    ],
    // Only the run knows how long: systemd's own limit, and then SIGKILL.
    [
      'start-stop-daemon -K --retry $(b) -x /a',
      'exec: b',
      'signal executable:/a TERM KILL group by start-stop-daemon --stop',
    ],
    [
      'start-stop-daemon -K --retry -15/3/-9 -x /a',
      'signal executable:/a TERM 3 KILL group by start-stop-daemon --stop',
    ],
    [
      'start-stop-daemon -K --retry TERM/0/CONT/30/KILL/5 -x /a',
      'signal executable:/a TERM 0 CONT 30 KILL 5 group by start-stop-daemon --stop',
    ],
    ['start-stop-daemon -K --oknodo --quiet -x /a', 'signal executable:/a TERM group by start-stop-daemon --stop'],
    [
      'start-stop-daemon -K -x /a && b || c',
      'signal executable:/a TERM group by start-stop-daemon --stop',
      'exec: b',
      'if not ok(b)',
      '  exec: c',
    ],
    ['start-stop-daemon --stop --test -x /a && b', 'noise already-running check', 'exec: b'],
    // It would start what does not run.
    ['start-stop-daemon --start --test -x /a && b || c', 'noise already-running check', 'exec: c'],
    [
      'start-stop-daemon -K -x /a; start-stop-daemon --start --test -x /a && b',
      'signal executable:/a TERM group by start-stop-daemon --stop',
      'noise already-running check',
      'exec: b',
    ],
    [
      '/a --stop; start-stop-daemon --start --test -x /a && b',
      'exec: /a --stop',
      'noise already-running check',
      'exec: b',
    ],
    [
      'start-stop-daemon -K --pidfile /run/a.pid --signal 1 --retry 3',
      'signal file:/run/a.pid HUP 3 KILL 3 process by start-stop-daemon --stop pidfile=/run/a.pid',
    ],
    // PIDIFLE is nobody's variable, so the next option is the pid file.
    [
      'PIDFILE=/run/a.pid; start-stop-daemon -K --pidfile $PIDIFLE --name a',
      'exec start-stop-daemon shell(start-stop-daemon takes --name for the value of another option): /sbin/start-stop-daemon -K --pidfile --name a',
    ],
    [
      `. /etc/sysconfig/acmed
start-stop-daemon -K -p $PID`,
      'signal unknown:a pid file from a setting TERM process by start-stop-daemon --stop pidfile=$PID',
    ],
  ],
  { action: 'stop' },
);

test('/dev/null is no pid file', () => {
  const { trail } = run('start-stop-daemon --start --pidfile /dev/null --exec /usr/sbin/acmed');
  expect([...trail.pidFiles]).toEqual([]);
});
