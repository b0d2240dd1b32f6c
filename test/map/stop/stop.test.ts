import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';
import { mapped } from '../mapped.ts';

const PID = '/var/run/acmed.pid';
const FORKING = `daemon --pidfile ${PID} /usr/sbin/acmed -p ${PID}`;
const KILL = (signal: string) => `kill -${signal} \`cat ${PID}\``;
const TERM = KILL('TERM');

function stopped(stop: string, start = FORKING, target = 'rhel7') {
  return converted(rhel({ start, stop }), { target });
}
const stopLines = (stop: string, start?: string, target?: string) =>
  stopped(stop, start, target).lines.filter(line => /^(?:Kill|SendSIGKILL|ExecStop|TimeoutStop)/.test(line));
/** Without the limit, which is stop-limit.test.ts. */
const execLines = (stop: string, start?: string, target?: string) =>
  stopLines(stop, start, target).filter(line => !line.startsWith('TimeoutStop'));
const HELPER = 'ExecStop=-/usr/libexec/sysv2systemd/acmed/stop';
const AFTER = 'ExecStopPost=-/usr/libexec/sysv2systemd/acmed/after-stop';

describe('signals', () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ['one process', TERM, ['KillMode=process'], ['SV212']],
    ['another signal', KILL('INT'), ['KillMode=process', 'KillSignal=SIGINT'], ['SV212']],
    [
      'a signal of the program’s own, which it may take long to follow',
      KILL('USR1'),
      ['KillMode=process', 'KillSignal=SIGUSR1', 'SendSIGKILL=no'],
      [],
    ],
    ['by force', KILL('9'), ['KillMode=process', 'KillSignal=SIGKILL'], []],
    ['then by force', `${TERM}\nsleep 5\n${KILL('9')}`, ['KillMode=process', 'TimeoutStopSec=5'], []],
    ['by force at once', `${TERM}\n${KILL('9')}`, ['KillMode=process', 'TimeoutStopSec=1'], []],
    [
      'by force behind a loop that waits',
      `${TERM}\nwhile [ -d /proc/$(cat ${PID}) ]; do sleep 1; done\n${KILL('9')}`,
      ['KillMode=process'],
      ['SV212'],
    ],
    [
      'by force inside of the loop that waits',
      'killall acmed\nS=0\nwhile pidof acmed; do\n  sleep 1; S=$((S+1))\n  if [ $S -ge 20 ]; then killall -9 acmed; break; fi\ndone',
      [],
      ['SV212', 'SV213'],
    ],
    ['awake first', `${KILL('CONT')}\n${TERM}`, ['KillMode=process'], ['SV212']],
    [
      'awake behind it: the time is that of the signal',
      `start-stop-daemon --stop --pidfile ${PID} --retry TERM/5/CONT/2/KILL/5`,
      ['KillMode=process', 'TimeoutStopSec=7'],
      [],
    ],
    ['waits add up', `${TERM}\nsleep 5\nsleep 2\n${KILL('9')}`, ['KillMode=process', 'TimeoutStopSec=7'], []],
    [
      'only waits before the force count',
      `sleep 1\n${TERM}\nsleep 5\n${KILL('9')}\nsleep 3`,
      ['KillMode=process', 'TimeoutStopSec=5'],
      [],
    ],
    ['a wait and no force', `${TERM}\nsleep 3`, ['KillMode=process'], ['SV212']],
    ['the library waits', `killproc -p ${PID} -d 10 acmed`, ['KillMode=process', 'TimeoutStopSec=10'], []],
    [
      'a schedule',
      `start-stop-daemon --stop --pidfile ${PID} --retry QUIT/30/KILL/5`,
      ['KillMode=process', 'KillSignal=SIGQUIT', 'TimeoutStopSec=30'],
      [],
    ],
    ['all of a name', 'killall acmed', [], ['SV212', 'SV213']],
    ['all of a name, then by force', 'killall acmed\nsleep 2\nkillall -9 acmed', ['TimeoutStopSec=2'], ['SV213']],
    ['one process, then all', `${TERM}\nsleep 2\nkillall -9 acmed`, ['TimeoutStopSec=2'], []],
  ])('%s', (_, stop, lines, codes) => {
    const { codes: found } = stopped(stop);
    expect(stopLines(stop)).toEqual(lines);
    expect(found.filter(code => code === 'SV212' || code === 'SV213')).toEqual(codes);
  });

  test.each<[string, string, readonly string[]]>([
    [
      'processes of two pid files',
      `kill \`cat ${PID}\`\nkill \`cat /var/run/acmed-queue.pid\``,
      [HELPER, 'KillMode=process'],
    ],
    [
      'a signal that hurries where it comes again',
      `start-stop-daemon --stop --pidfile ${PID} --retry HUP/1/HUP/5/KILL/5`,
      [HELPER],
    ],
    [
      'SIGTERM, and SIGTERM once more',
      `start-stop-daemon --stop --pidfile ${PID} --retry TERM/1/TERM/5/KILL/5`,
      ['KillMode=process', 'TimeoutStopSec=6'],
    ],
    ['one of them, twice', `kill \`cat ${PID}\`\nsleep 1\nkill \`cat ${PID}\``, ['KillMode=process']],
  ])('%s', (_, stop, lines) => {
    expect(stopLines(stop)).toEqual(lines);
  });

  test('others than the service are left out of what its own look-up finds', () => {
    const agents = 'pids=$(ps ax | grep acme | grep -v acmed)';
    const stop = (look: string) => `${look}\n[ -n "$pids" ] && exit 1\nkillproc -p ${PID} acmed -HUP`;
    expect(stopLines(stop(agents))).toContain('KillSignal=SIGHUP');
  });

  test('one process is known as well where systemd starts it in the foreground', () => {
    expect(stopLines(TERM, `/usr/sbin/acmed &\necho $! >${PID}`)).toEqual(['KillMode=process']);
  });

  // systemd signals all processes of a service at once.
  test.each<[string, string, readonly string[]]>([
    ['one after the other', 'kill_it() { killall $1; sleep 1; }\nkill_it acmed\nkill_it helperd', [HELPER]],
    ['at once', 'killall acmed helperd', []],
    ['and a name that the start does not run', 'killproc acmed\nkillproc otherd', ['TimeoutStopSec=3']],
  ])('two programs of the start: %s', (_, stop, lines) => {
    expect(stopLines(stop, '/usr/sbin/acmed -d\n/usr/sbin/helperd -d')).toEqual(lines);
  });

  test('the unit’s folder is not that of the stop', () => {
    const { helper } = stopped('for d in /a/*; do rm $d; done\nkillall acmed', 'cd /srv/a\n/usr/sbin/acmed &', 'rhel9');
    expect(helper('stop')[0]).toBe('cd /');
  });

  test('nothing to do', () => {
    expect(stopLines('')).toEqual([]);
    expect(stopLines('sleep 1')).toEqual([]);
  });
});

describe('commands', () => {
  const BACK = '/usr/sbin/acmed &';
  test.each<[string, string, readonly string[]]>([
    ['one', '/usr/sbin/acmectl stop', ['ExecStop=-/usr/sbin/acmectl stop']],
    ['whose status counts', '/usr/sbin/acmectl stop || exit 1', ['ExecStop=/usr/sbin/acmectl stop']],
    [
      'two in order',
      'modprobe -r a\nmodprobe -r b',
      ['ExecStop=-/sbin/modprobe -r a', 'ExecStop=-/sbin/modprobe -r b'],
    ],
    [
      'before and after the signal',
      'modprobe -r a\nkillall acmed\nmodprobe -r b',
      ['ExecStop=-/sbin/modprobe -r a', 'ExecStopPost=-/sbin/modprobe -r b'],
    ],
    [
      'and a wait',
      'modprobe -r a\nkillall acmed\nsleep 4\nkillall -9 acmed\nmodprobe -r b',
      ['ExecStop=-/sbin/modprobe -r a', 'ExecStopPost=-/sbin/modprobe -r b'],
    ],
    [
      'into a file',
      '/usr/sbin/acmectl stop >/var/log/a',
      [`ExecStop=-/bin/sh -c '/usr/sbin/acmectl stop >/var/log/a'`],
    ],
    ['from a file', '/usr/sbin/acmectl stop </etc/a', [HELPER]],
    ['from a text', '/usr/sbin/acmectl stop <<EOF\nnow\nEOF', [HELPER]],
    ['two signals that end it', 'killproc acmed -HUP\nsleep 2\nkillproc acmed -TERM', [HELPER]],
    ['elsewhere', 'cd /srv\n/usr/sbin/acmectl stop', [HELPER]],
    ['of a user', 'su acme -c "/usr/sbin/acmectl stop"', [HELPER]],
    ['in the background', '/usr/sbin/acmectl stop &', [HELPER]],
    [
      'behind a condition',
      '[ -e /srv/a ] && /usr/sbin/acmectl stop',
      [`ExecStop=-/bin/sh -c '[ ! -e /srv/a ] || /usr/sbin/acmectl stop'`],
    ],
    ['behind what only a shell tests', '[ -p /srv/a ] && /usr/sbin/acmectl stop', [HELPER]],
    ['behind another', '/usr/sbin/acmectl stop && rm -rf /srv/a', [HELPER]],
    ['in a loop', 'for d in /srv/*; do rm $d; done', [HELPER]],
    ['a loop, then the signal', 'for d in /srv/*; do rm $d; done\nkillall acmed', [HELPER]],
    ['the signal, then a loop', 'killall acmed\nfor d in /srv/*; do rm $d; done', [AFTER]],
    [
      'loops on both sides',
      'for d in /a/*; do rm $d; done\nkillall acmed\nfor d in /b/*; do rm $d; done',
      [HELPER, AFTER],
    ],
    ['between two signals', 'killall acmed\nrm -rf /srv/a\nkillall -9 acmed', [HELPER]],
    ['a loop between two signals', 'killall acmed\nfor d in /a/*; do rm $d; done\nkillall -9 acmed', [HELPER]],
    ['a signal to whom only the run knows', 'for p in `cat /srv/pids`; do kill $p; done', [HELPER]],
    [
      'an answer from before',
      'if /usr/sbin/acmectl q; then Q=1; fi\nkillall acmed\nif [ "$Q" = 1 ]; then rm -rf /a; fi',
      [HELPER],
    ],
    ['an answer from after', 'killall acmed\n/usr/sbin/acmectl q && rm -rf /a', [AFTER]],
    ['if the signal found somebody', 'if killall acmed; then for d in /a/*; do rm $d; done; fi', [AFTER]],
  ])('%s', (_, stop, lines) => {
    expect(execLines(stop, BACK)).toEqual(lines);
  });

  test.each([
    ['the signals are systemd’s', 'for d in /a/*; do rm $d; done\nkillall acmed', false],
    ['the steps between need them', 'killall acmed\nrm -rf /srv/a\nkillall -9 acmed', true],
  ])('in the helper: %s', (_, stop, kept) => {
    expect(
      stopped(stop, BACK)
        .helper('stop')
        .some(line => line.includes('killall')),
    ).toBe(kept);
  });

  test('each helper has its own steps', () => {
    const { helper } = stopped('for d in /a/*; do rm $d; done\nkillall acmed\nfor d in /b/*; do mv $d /c; done', BACK);
    expect(helper('stop').join(' ')).toBe('for d in /a/*; do   rm $d done');
    expect(helper('after-stop').join(' ')).toBe('for d in /b/*; do   mv $d /c done');
  });

  test('a helper leaves the directory of the daemon, which the script’s stop was never in', () => {
    const { helper } = stopped('killall acmed\nfor d in /a/*; do rm $d; done', 'cd /srv\n/usr/sbin/acmed &');
    expect(helper('after-stop')[0]).toBe('cd /');
  });

  const LOOP = 'for d in /srv/a/*; do rm $d; done';
  test.each<[string, string, string, boolean]>([
    ['not where the start has made it', '[ -d /srv/a ] || exit 0\nkillall acmed', LOOP, false],
    ['behind a step', 'killall acmed\n/usr/bin/sweep\n[ -d /srv/a ] || exit 0', LOOP, true],
    [
      'behind a step, and once before',
      '[ -d /srv/a ] || exit 0\nkillall acmed\nrmdir /srv/a\n[ -d /srv/a ] || exit 0',
      LOOP,
      true,
    ],
    ['of a file that the start does not ask for', '[ -d /srv/b ] || exit 0\nkillall acmed', LOOP, true],
  ])('a test of a file before a step is made: %s', (_, before, step, made) => {
    const { helper } = stopped(`${before}\n${step}`, `[ -d /srv/a ] || exit 0\n${BACK}`);
    expect(helper('after-stop').some(line => /^\[ -d/.test(line))).toBe(made);
  });

  test('what now also runs after a failure is told', () => {
    expect(stopped('killall acmed\nrm -rf /srv/a', BACK).codes).toContain('SV228');
    expect(stopped('rm -rf /srv/a\nkillall acmed', BACK).codes).not.toContain('SV228');
  });
});

describe('a helper that signals by itself waits as the script did', () => {
  test.each([
    ['while pidof acmed; do\n  sleep 1\ndone'],
    ['until ! pgrep acmed; do\n  sleep 1\ndone'],
    ['while true; do\n  pidof acmed || break\n  sleep 1\ndone'],
    ['for i in 1 2 3; do\n  pidof acmed || break\n  sleep 1\ndone'],
    ['i=0\nwhile pidof acmed && [ $i -lt 5 ]; do\n  sleep 1\n  i=$((i+1))\ndone'],
  ])('%j', wait => {
    const stop = ['killall acmed', wait, 'rm -rf /srv/a', 'killall -9 acmed'].join('\n');
    expect(stopped(stop, '/usr/sbin/acmed &').helper('stop').join('\n')).toBe(stop);
  });

  test('systemd waits its own time for what it signals', () => {
    const stop = `${TERM}\nwhile pidof acmed; do sleep 1; done\n${KILL('9')}`;
    expect(stopLines(stop)).toEqual(['KillMode=process']);
    expect(stopped(stop).codes).toContain('SV212');
  });
});

test('rights of a helper that signals by itself', () => {
  const stop = 'for p in `cat /srv/pids`; do kill $p; done';
  expect(execLines(stop, 'daemon --user acme /usr/sbin/acmed', 'rhel9')).toEqual([HELPER.replace('-', '-+')]);
  expect(execLines(stop, 'daemon /usr/sbin/acmed', 'rhel9')).toEqual([HELPER]);
});

describe('where the statements are', () => {
  test.each([
    ['killall acmed', ['directive KillSignal= and TimeoutStopSec=']],
    ['killall acmed\nsleep 1', ['directive KillSignal= and TimeoutStopSec=', 'directive TimeoutStopSec=']],
    ['sleep 1\nkillall acmed', ['noise waiting', 'directive KillSignal= and TimeoutStopSec=']],
    [
      'rm -rf /a\nkillall acmed\nrm -rf /b',
      ['directive ExecStop=', 'directive KillSignal= and TimeoutStopSec=', 'directive ExecStopPost='],
    ],
    [
      '[ -e /etc/a ] || exit 0\nkillall acmed',
      [
        'guard systemd stops only what it started',
        'guard systemd stops only what it started',
        'directive KillSignal= and TimeoutStopSec=',
      ],
    ],
  ])('%j', (stop, expected) => {
    const { list } = stopped(stop, '/usr/sbin/acmed &').service.statements;
    expect(list.slice(2).map(({ place, detail }) => `${place} ${detail}`)).toEqual(expected);
  });
});

describe('a stop that ends more than the service', () => {
  const shown = (stop: string): readonly string[] =>
    mapped(`#!/bin/sh\n. /etc/rc.status\ncase $1 in\nstart) startproc /usr/sbin/a ;;\nstop) ${stop} ;;\nesac\n`)
      .directives.filter(({ name }) => /^(?:PIDFile|ExecStop|KillMode)$/.test(name))
      .map(({ name, value }) => `${name}=${value}`);
  const OWN = 'killproc -p /var/run/a.pid /usr/sbin/a';

  test.each<[string, string, readonly string[]]>([
    [
      'does so by itself, and the pid file is that of the program',
      `killproc -p /var/run/b.pid /usr/sbin/b; ${OWN}`,
      ['PIDFile=/run/a.pid', HELPER, 'KillMode=process'],
    ],
    ['is known by the paths alone', 'killproc /usr/sbin/b; killproc /usr/sbin/a', [HELPER]],
    ['is not one that ends it twice', `${OWN}; ${OWN}`, ['PIDFile=/run/a.pid', 'KillMode=process']],
    [
      'is not one that ends what a control program started',
      'killproc -p /var/run/b.pid /usr/sbin/b',
      ['PIDFile=/run/b.pid', 'KillMode=process'],
    ],
  ])('%s', (_shows, stop, expected) => expect(shown(stop)).toEqual(expected));
});

test('what a loop asks for and a function assigns that its body calls is asked in each round', () => {
  const script = `#!/bin/sh
. /lib/lsb/init-functions
start() {
  su acme -c "/opt/acme/start" > /dev/null
}
stop() {
  up
  if [ "$?" = 1 ]; then
    return 0
  fi
  n=0
  until [ "$pid" = "" ] || [ $n -gt 9 ]; do
    su acme -c "/opt/acme/stop" > /dev/null
    find
    sleep 3
    n=$((n+3))
  done
  if [ $n -gt 9 ]; then
    /bin/kill -9 $pid && sleep 5
  fi
}
find() {
  pid=""
  pid=$(pgrep -U acme -f "acme.jar")
  if ! [ "$pid" = "" ] && ! [ "$pid" -gt 0 ]; then
    exit 1
  fi
}
up() {
  find
  if [ "$pid" = "" ]; then
    return 1
  elif [ "$pid" -gt 0 ]; then
    return 0
  fi
}
case "$1" in
  start) start ;;
  stop) stop ;;
esac
`;
  expect(converted(script, { target: 'rhel7' }).helper('stop')).toContain(
    '  until [ "$pid" = "" ] || [ $n -gt 9 ]; do',
  );
});
