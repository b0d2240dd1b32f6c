import { table } from './harness.ts';

table('priority', [
  ['nice a', 'exec nice=10: a'],
  ['nice -n 5 a b', 'exec nice=5: a b'],
  ['nice -5 a', 'exec nice=5: a'],
  ['nice --5 a', 'exec nice=-5: a'],
  ['nice -n -5 a', 'exec nice=-5: a'],
  ['nice --adjustment=3 a', 'exec nice=3: a'],
  ['nice --adjustment 3 a', 'exec nice=3: a'],
  ['nice -n5 a -n 7', 'exec nice=5: a -n 7'],
  ['nice', 'noise query'],
  ['chrt 50 a', 'exec sched=rr rtprio=50: a'],
  ['chrt -f 50 a', 'exec sched=fifo rtprio=50: a'],
  ['chrt --fifo 5 a', 'exec sched=fifo rtprio=5: a'],
  ['chrt -r 5 a', 'exec sched=rr rtprio=5: a'],
  ['chrt -b 0 a', 'exec sched=batch rtprio=0: a'],
  ['chrt -i 0 a -f', 'exec sched=idle rtprio=0: a -f'],
  ['chrt -o 0 a', 'exec sched=other rtprio=0: a'],
  ['chrt -p 5 123', 'exec: chrt -p 5 123'],
  ['ionice -c 2 -n 7 a', 'exec io=2 ioprio=7: a'],
  ['ionice -c3 a', 'exec io=3: a'],
  ['ionice -c 2 -n 0 nice -n 5 a', 'exec nice=5 io=2 ioprio=0: a'],
  ['ionice --class 1 --classdata 4 a', 'exec io=1 ioprio=4: a'],
  ['ionice -t -c 2 a', 'exec io=2: a'],
  ['ionice -p 5', 'noise query'],
  ['ionice -c 3 -p $$'],
  ['taskset 3 a', 'exec cpus=0,1: a'],
  ['taskset 0x5 a', 'exec cpus=0,2: a'],
  ['taskset -c 0-3,5 a', 'exec cpus=0-3,5: a'],
  ['taskset ff a', 'exec cpus=0,1,2,3,4,5,6,7: a'],
  ['taskset zz a', 'exec cpus=zz: a'],
  ['taskset -p 5', 'noise query'],
  ['taskset --cpu-list 1 a', 'exec cpus=1: a'],
  ['renice 5 1', 'exec: renice 5 1'],
  ['renice 5 $$; a', 'exec nice=5: a'],
  ['renice -n 5 -p $$; a', 'exec nice=5: a'],
  ['renice -n 5 1 2', 'exec: renice -n 5 1 2'],
  ['ionice -c2 -n3 -p $$; a', 'exec io=2 ioprio=3: a'],
  ['ionice -c 3 -p 5', 'exec: ionice -c 3 -p 5'],
  ['ionice -c 3 -p5', 'exec: ionice -c 3 -p5'],
  ['taskset -p 3 5', 'exec: taskset -p 3 5'],
  ['chrt -p 5', 'noise query'],
  ['chrt -f -p 5 1', 'exec: chrt -f -p 5 1'],
  ['nice -n 5 nohup a &', 'exec & nice=5: a'],
  [
    `. /etc/sysconfig/acmed
nice -n $N a`,
    'exec nice=$N: a',
  ],
  [
    `. /etc/sysconfig/acmed
taskset -c $C a`,
    'exec cpus=$C: a',
  ],
  [
    `. /etc/sysconfig/acmed
ionice -c $C a`,
    'exec io=$C: a',
  ],
]);

table('wrappers', [
  ['nohup a b', 'exec: a b'],
  ['nohup a > /dev/null 2>&1 &', 'exec & >null 2>null: a'],
  ['setsid a', 'exec: a'],
  ['setsid -w a', 'exec: a'],
  ['setsid -c -f a', 'exec: a'],
  ['env a', 'exec: a'],
  ['env A=1 B="x y" a c', "exec env:A=1 env:B='x y': a c"],
  ['env -i A=1 a', 'exec clean env:A=1: a'],
  ['env - A=1 a', 'exec clean env:A=1: a'],
  ['env -u A a', 'exec: a'],
  ['export A=1; env -u A a', 'exec: a'],
  ['export A=1; env --unset=A a', 'exec: a'],
  ['export A=1; env -i a', 'exec clean: a'],
  ['export A=1; env A=2 a', 'exec env:A=2: a'],
  ['env -C /opt a', 'exec cwd=/opt: a'],
  ['export A=1 B=2; env -u A -u B a', 'exec: a'],
  ['env', 'noise query'],
  ['env A=1', 'noise query'],
  ['/usr/bin/env A=1 a', 'exec env:A=1: a'],
  ['env A=1 nice -n 5 a', 'exec nice=5 env:A=1: a'],
  [
    `. /etc/sysconfig/acmed
env A=$X a`,
    'exec env:A=$X: a',
  ],
  [
    `. /etc/sysconfig/acmed
env A="x $X" a`,
    "exec env:A='x ${X}': a",
  ],
  [
    `. /etc/sysconfig/acmed
nohup $BIN x`,
    'exec: $BIN x',
  ],
  ['chroot /jail a b', 'exec cwd=/ root=/jail: a b'],
  ['chroot --userspec=u:g /jail a', 'exec user=u group=g cwd=/ root=/jail: a'],
  ['chroot --userspec=u: / a', 'exec user=u cwd=/: a'],
  ['cd /opt; chroot /jail a', 'exec cwd=/ root=/jail: a'],
  ['cgexec -g cpu:x a', 'exec cgroup=cpu:x: a'],
  ['cgexec -g cpu:x --sticky a', 'exec cgroup=cpu:x: a'],
  ['cgexec a', 'exec: a'],
  ['stdbuf -oL a', 'exec: /usr/bin/stdbuf -oL a'],
  ['nohup', 'noise query'],
  ['time a', 'exec: a'],
  ['nohup nice -n 3 env A=1 setsid a b', 'exec nice=3 env:A=1: a b'],
  ['exec nohup a', 'exec: a', 'exit'],
  ['/usr/bin/nohup a', 'exec: a'],
  ['/usr/local/bin/nohup a', 'exec: a'],
  ['/opt/bin/nohup a', 'exec: /opt/bin/nohup a'],
  ['nohup rm -f /x', 'exec: /bin/rm -f /x [remove /x]'],
  [
    `f() { a; }
nohup f`,
    'exec: f',
  ],
  ['nohup cd /opt; a', 'exec: cd /opt', 'exec: a'],
]);

table('users', [
  ['su acme -c a', 'exec su user=acme: a'],
  ['su acme -c "a ~/x"', 'exec su user=acme: a <home directory ~/x>'],
  ['su root -c "a ~/x"', 'exec su user=root: a /root/x'],
  ['su - acme -c a', 'exec su user=acme cwd=<home directory of the user> login: a'],
  ['su -l acme -c a', 'exec su user=acme cwd=<home directory of the user> login: a'],
  ['su --login acme -c a', 'exec su user=acme cwd=<home directory of the user> login: a'],
  ['su -c a acme', 'exec su user=acme: a'],
  ['su -c "a b; c" acme', 'exec su user=acme: a b', 'exec su user=acme: c'],
  ['su -s /bin/sh acme -c a', 'exec su user=acme: a'],
  ['su acme --command "a b"', 'exec su user=acme: a b'],
  ['su acme --command=a', 'exec su user=acme: a'],
  ['su -c a', 'exec su user=root: a'],
  ['su - -c a', 'exec su user=root cwd=<home directory of the user> login: a'],
  ['su acme -m -c a', 'exec su user=acme: a'],
  ['su acme -p -c a', 'exec su user=acme: a'],
  ['su -g staff acme -c a', 'exec su user=acme group=staff: a'],
  ['su acme -c "a $X"', 'exec su user=acme: a'],
  ["X=1; su acme -c 'a $X'", 'exec su user=acme: a'],
  ["export X=1; su acme -c 'a $X'", 'exec su user=acme env:X=1: a 1'],
  ["export X=1; su - acme -c 'a $X'", 'exec su user=acme cwd=<home directory of the user> login: a'],
  ["su acme -c 'a $1' x y", 'exec su user=acme: a y'],
  ['su acme', 'residue su without a command'],
  ['su acme -', 'residue su without a command'],
  [
    `su acme << E
a
b $X
E`,
    'exec su user=acme <<here-document>: a',
    'exec su user=acme <<here-document>: b',
  ],
  [
    `X=1; su acme << E
a $X
E`,
    'exec su user=acme <<here-document>: a 1',
  ],
  [
    `X=1; su acme << 'E'
a $X
E`,
    'exec su user=acme <<here-document>: a',
  ],
  [
    'su - acme -c "nohup a > /var/log/a 2>&1 &"',
    'exec su & user=acme cwd=<home directory of the user> login >/var/log/a 2>/var/log/a: a',
  ],
  ['su acme -c "a &"', 'exec su & user=acme: a'],
  ['su acme -c "cd /opt && ./a"', 'exec su user=acme cwd=/opt: ./a'],
  ['su - acme -c "cd x; a"', 'exec su user=acme cwd=<relative directory> login: a'],
  ['su acme -c "umask 027; ulimit -n 5; a"', 'exec su user=acme umask=027 NOFILE=5:5: a'],
  ['su acme -c a > /var/log/a', 'exec su user=acme >/var/log/a: a'],
  ['su acme -c a && b', 'exec su user=acme: a', 'if ok(a)', '  exec: b'],
  ['su acme -c "exec a"; b', 'call ( )', '  exec su user=acme: a', '  exit', 'exec: b'],
  ['runuser -u acme a b', 'exec user=acme: a b'],
  ['runuser -u acme -- a b', 'exec user=acme: a b'],
  ['runuser -l acme -c a', 'exec su user=acme cwd=<home directory of the user> login: a'],
  ['runuser acme -c a', 'exec su user=acme: a'],
  // Which of the two there is, the unit does not ask: either makes another user's program.
  ['if [ -x /sbin/runuser ]; then SU=runuser; else SU=su; fi; $SU acme -c a', 'exec su user=acme: a'],
  ['if [ -x /sbin/runuser ]; then SU=/sbin/runuser; else SU=/bin/su; fi; $SU acme -c a', 'exec su user=acme: a'],
  ['if [ -x /usr/bin/sudo ]; then SU=sudo; else SU=su; fi; $SU acme -c a', 'exec: <sudo|su> acme -c a'],
  [
    'su() { b; }; if [ -x /sbin/runuser ]; then SU=runuser; else SU=su; fi; $SU acme -c a',
    'exec: <runuser|su> acme -c a',
  ],
  ['runuser -s /bin/sh acme -c a', 'exec su user=acme: a'],
  ['runuser -u acme -g staff a', 'exec user=acme group=staff: a'],
  ['runuser - acme -c a', 'exec su user=acme cwd=<home directory of the user> login: a'],
  ['sudo a', 'exec su user=root: a'],
  ['sudo -u acme a b', 'exec su user=acme: a b'],
  ['sudo -u acme -g staff a', 'exec su user=acme group=staff: a'],
  ['sudo -n -H -E -u acme a', 'exec su user=acme: a'],
  ['sudo -i -u acme a', 'exec su user=acme cwd=<home directory of the user> login: a'],
  ['sudo -s -u acme "a; b"', 'exec su user=acme: a', 'exec su user=acme: b'],
  ['sudo -u acme -s -- sh -c "A=1 B=2 a b"', 'exec su user=acme env:A=1 env:B=2: a b'],
  ['sudo -i -u acme a "b c"', "exec su user=acme cwd=<home directory of the user> login: a 'b c'"],
  ['sudo -b a', 'exec su & user=root: a'],
  ['sudo --user=acme a', 'exec su user=acme: a'],
  ['sudo -u acme A=1 a', 'exec su user=acme env:A=1: a'],
  ['sudo --preserve-env -u acme a', 'exec su user=acme: a'],
  ['setuidgid acme a b', 'exec user=acme: a b'],
  ['setuidgid -s acme a', 'exec user=acme: a'],
  ['envuidgid acme a', 'exec: envuidgid acme a'],
  ['chpst -u acme a', 'exec user=acme: a'],
  ['chpst -u acme:staff -n 5 a', 'exec user=acme group=staff nice=5: a'],
  ['chpst -/ /jail a', 'exec root=/jail: a'],
  ['chpst -P -o 5 a', 'exec: chpst -P -o 5 a'],
  ['setpriv --reuid acme --regid staff --init-groups a', 'exec user=acme group=staff: a'],
  ['setpriv --reuid=acme --clear-groups a', 'exec user=acme: a'],
  ['setpriv --groups x a', 'exec groups=x: a'],
  ['setpriv --regid staff a', 'exec group=staff: a'],
  ['chpst -e /x a', 'exec: chpst -e /x a'],
  ['cd /opt; su acme -c a', 'exec su user=acme cwd=/opt: a'],
  ['cd /opt; su - acme -c a', 'exec su user=acme cwd=<home directory of the user> login: a'],
  ['su acme -c "su b -c a"', 'exec su user=b: a'],
  [
    `su acme -c "f"
f() { a; }`,
    'exec su user=acme: f',
  ],
  ['umask 077; su acme -c a', 'exec su user=acme umask=077: a'],
  [
    `. /etc/sysconfig/acmed
su $U -c a`,
    'exec su user=$U: a',
  ],
  [
    `. /etc/sysconfig/acmed
su - $U -c "$BIN $OPTS"`,
    'exec su user=$U cwd=<home directory of the user> login: $BIN^2 $OPTS^2',
  ],
  [
    `. /etc/sysconfig/acmed
su acme -c "$BIN $OPTS"`,
    'exec su user=acme: $BIN^2 $OPTS^2',
  ],
  [
    `. /etc/sysconfig/acmed
su acme -c "$BIN \\"$OPTS\\""`,
    'exec su user=acme: $BIN^2 ${OPTS^2}',
  ],
  [
    `. /etc/sysconfig/acmed
su acme -c $CMD`,
    'exec su user=acme: $CMD^2',
  ],
  [
    `. /etc/sysconfig/acmed
runuser -u "$U" a`,
    'exec user=${U}: a',
  ],
  [
    `. /etc/sysconfig/acmed
sudo -u $U a`,
    'exec su user=$U: a',
  ],
  [
    `. /etc/sysconfig/acmed
chpst -u $U a`,
    'exec user=$U: a',
  ],
  [
    `. /etc/sysconfig/acmed
setuidgid $U a`,
    'exec user=$U: a',
  ],
]);

table('shells and daemonizers', [
  ['sh -c a', 'exec: a'],
  ['sh -c "a b; c"', 'exec: a b', 'exec: c'],
  ['bash -c "a &"', 'exec &: a'],
  ["sh -c 'a $0 $1' x y", 'exec: a x y'],
  ['sh -lc a', 'exec login: a'],
  ['bash -l -c a', 'exec login: a'],
  ['bash --login -c a', 'exec login: a'],
  ['sh -ec a', 'exec: a'],
  ['sh a b', 'exec: /bin/sh a b'],
  ['/bin/sh /opt/x', 'exec: /bin/sh /opt/x'],
  ['bash /opt/x -c', 'exec: /bin/bash /opt/x -c'],
  ['sh -x /opt/x', 'exec: /bin/sh -x /opt/x'],
  ["X=1; sh -c 'a $X'", 'exec: a'],
  ['sh -c "exec a > /var/log/a"; b', 'call ( )', '  exec >/var/log/a: a', '  exit', 'exec: b'],
  ['ksh -c a', 'exec: a'],
  ['dash -c a', 'exec: a'],
  ['bash -o pipefail -c a', 'exec: a'],
  ['sh -c a && b', 'exec: a', 'if ok(a)', '  exec: b'],
  [
    `. /etc/sysconfig/acmed
sh -c "$X"`,
    'exec: $X^2',
  ],
  [
    `. /etc/sysconfig/acmed
sh -c "a $X"`,
    'exec: a $X^2',
  ],
  [
    `. /etc/sysconfig/acmed
sh $X -c a`,
    'exec: /bin/sh $X -c a',
  ],
  ['daemonize a b', 'exec daemonize & cwd=/ <null >null 2>null: a b'],
  [
    'daemonize -u acme -c /opt -p /run/a.pid -o /var/log/a -e /var/log/b -a a -c',
    'exec daemonize & pidfile=/run/a.pid(made) user=acme cwd=/opt <null >+/var/log/a 2>+/var/log/b: a -c',
  ],
  ['daemonize -E A=1 -l /x -v a', 'exec daemonize & cwd=/ env:A=1 <null >null 2>null: a'],
  ['daemonize -u acme:staff a', 'exec daemonize & user=acme group=staff cwd=/ <null >null 2>null: a'],
  ['daemonize -o /x a', 'exec daemonize & cwd=/ <null >/x 2>null: a'],
  ['daemonize -E A=1 -E B=x a', 'exec daemonize & cwd=/ env:A=1 env:B=x <null >null 2>null: a'],
  ['screen -dmS x a', 'exec screen: /usr/bin/screen -dmS x a'],
  ['/usr/bin/screen -dmS x a', 'exec screen: /usr/bin/screen -dmS x a'],
  ['tmux new -d a', 'exec screen: /usr/bin/tmux new -d a'],
  ['daemon -- a', 'exec daemonize: /usr/bin/daemon -- a'],
  [
    'daemon --name=a --running || daemon --name=a -- b',
    'noise already-running check',
    'exec daemonize: /usr/bin/daemon --name=a -- b',
  ],
  ['daemon --name=a -- b --running', 'exec daemonize: /usr/bin/daemon --name=a -- b --running'],
  ['su acme -c "screen -dmS x a"', 'exec screen user=acme: /usr/bin/screen -dmS x a'],
  ['/opt/bin/screen a', 'exec: /opt/bin/screen a'],
]);
