import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

// More than a program and its words: the library's function stays, and with it the rest of the start.
const DAEMON = 'daemon nice -n 5 /usr/sbin/acmed $X';
const COMPUTED = `for f in /etc/acme.d/*; do X="$X -c $f"; done\n${DAEMON}`;

/** The last lines of the helper that a start becomes. */
function end(start: string, lines: number): readonly string[] {
  return converted(rhel({ start, stop: 'killproc acmed' }, 'RETVAL=0'))
    .helper('start')
    .slice(-lines);
}

// systemd takes the status of the helper for that of the start, and ends the daemon where it failed.
describe('a start that stays shell code ends as the script did', () => {
  test.each<[string, string, readonly string[]]>([
    ['the daemon comes last', COMPUTED, [DAEMON]],
    [
      'it asks for the first command of a pipe',
      'acmed start 2>&1 | logger -t acmed\nRETVAL=${PIPESTATUS[0]}\nexit $RETVAL',
      ['acmed start 2>&1 | logger -t acmed', 'RETVAL=${PIPESTATUS[0]}', 'exit $RETVAL'],
    ],
    ['a pipe ends as its last command', 'acmed start | acme-tail\nexit $?', ['acmed start | acme-tail']],
    [
      'the script said so',
      `${COMPUTED}\nRETVAL=$?\n[ -f /etc/a ] && /usr/sbin/actl -R\nexit $RETVAL`,
      ['exit $RETVAL'],
    ],
    [
      'the script looks what became of the program that it left running',
      `$D &\nP=$!\nRETVAL=0\nfor i in $(seq 9); do\n  /usr/sbin/actl ping && break\n  if ! kill -0 $P; then RETVAL=1; break; fi\n  sleep 1\ndone\nif [ $RETVAL -eq 0 ]; then success; else failure; fi\nexit $RETVAL`,
      ['done', 'exit $RETVAL'],
    ],
    [
      'a pid file from a file of the program, which may not be there yet',
      `su - acme -c "acmed &" >>/var/log/acmed 2>&1\nsleep 1\nif pidof acmed; then head -n 1 /srv/acme/acmed.pid >/var/run/acmed.pid; fi\nexit 0`,
      ['head -n 1 /srv/acme/acmed.pid >/var/run/acmed.pid', 'exit 0'],
    ],
    [
      'a group behind a test',
      `${COMPUTED}\n[ -f /etc/a ] && {\n  sleep 1\n  touch /srv/a && touch /srv/b\n}\nexit 0`,
      ['exit 0'],
    ],
    [
      'a function behind a test, and a message',
      `behind() { touch /srv/a; }\n${COMPUTED}\n[ -f /etc/a ] && behind\necho`,
      ['true'],
    ],
    [
      'an if has no status where its test does not hold',
      `${COMPUTED}\nif [ -f /etc/a ]; then\n  touch /srv/a\nfi\nexit 0`,
      ['if [ -f /etc/a ]; then', '  touch /srv/a', 'fi'],
    ],
    ['a message was last', `${COMPUTED}\n[ -f /etc/a ] && /usr/sbin/actl -R\necho`, ['true']],
    ['a program behind it may fail', `${COMPUTED}\n/usr/sbin/actl -R\nexit 0`, ['exit 0']],
    [
      'a test of the daemon itself',
      `${COMPUTED}\nRETVAL=$?\n[ $RETVAL -eq 0 ] && touch /srv/a\nexit $RETVAL`,
      ['[ $RETVAL -eq 0 ] && touch /srv/a'],
    ],
    [
      'a lock file whose name only the run knows',
      `${COMPUTED}\nRETVAL=$?\n[ $RETVAL -eq 0 ] && touch /var/lock/subsys/$(uname -n)\nexit $RETVAL`,
      [DAEMON],
    ],
    [
      'a pid file that is written where it started',
      `${COMPUTED}\nRETVAL=$?\nif [ $RETVAL -eq 0 ]; then\n  ps -C acmed -o pid= | while read p; do echo $p >/run/a.pid; done\nfi\nexit $RETVAL`,
      ['exit $RETVAL'],
    ],
    [
      'a check that must pass before it',
      `for f in /etc/acme.d/*; do X="$X -c $f"; done\nif /usr/sbin/acmed -t $X; then\n  ${DAEMON}\nelse\n  exit 6\nfi`,
      ['if /usr/sbin/acmed -t $X; then', `  ${DAEMON}`, 'else', '  exit 6', 'fi'],
    ],
    [
      'lines of a file that are looked at in a shell of their own',
      `( while read f; do\ntest -r "$f" || exit 1\ndone </etc/acme.list\n) || exit 6\n${COMPUTED}`,
      [
        '{',
        '  (',
        '    while read f; do',
        '      test -r "$f" || exit 1',
        '    done </etc/acme.list',
        '  )',
        '} || exit 6',
        'for f in /etc/acme.d/*; do',
        '  X="$X -c $f"',
        'done',
        DAEMON,
      ],
    ],
    ['a pause behind it', `${COMPUTED}\nRETVAL=$?\nsleep 5\nexit $RETVAL`, ['sleep 5', 'exit $RETVAL']],
    ['a pause behind it, and no word of it', `${COMPUTED}\nsleep 5\nexit 0`, [DAEMON, 'sleep 5']],
    [
      'a step where it succeeded, and an end where it did not',
      `${COMPUTED}\nif [ $? -eq 0 ]; then\n  touch /srv/a\nelse\n  exit 7\nfi`,
      ['if [ $? -eq 0 ]; then', '  touch /srv/a', 'else', '  exit 7', 'fi'],
    ],
    ['a link that may be there', `${COMPUTED}\nRETVAL=$?\nln -s /srv/a /srv/b\nexit $RETVAL`, ['exit $RETVAL']],
    [
      'one whose failure the script looks for',
      `${COMPUTED}\nif ! mkdir -p /srv/a; then exit 1; fi\nexit 0`,
      ['if ! mkdir -p /srv/a; then', '  exit 1', 'fi', 'exit 0'],
    ],
    [
      'a round of a loop, which the loop itself takes for done',
      'for i in $(ls /etc/acme.d); do\n  daemon /usr/sbin/acmed $i\n  RETVAL=$?\ndone\nexit $RETVAL',
      ['  RETVAL=$?', 'done', 'exit $RETVAL'],
    ],
    [
      'each of several daemons has a say in it',
      'daemon /usr/sbin/a\nR1=$?\ndaemon /usr/sbin/b\nR2=$?\nexit $((R1 + R2))',
      ['daemon /usr/sbin/a', 'R1=$?', 'daemon /usr/sbin/b', 'R2=$?', 'exit $((R1 + R2))'],
    ],
    ['a write to the kernel', `${COMPUTED}\necho 1 >/proc/sys/net/ipv4/ip_forward\nexit 0`, ['exit 0']],
  ])('%s', (_, start, lines) => {
    expect(end(start, lines.length)).toEqual(lines);
  });
});

describe('a start that fails where its daemon is not run, or does not stay', () => {
  const CHECK =
    'N=$(cat /etc/acme.n)\n/usr/sbin/prepare\nif [ "$N" = 1 ]; then\n  daemon /usr/sbin/acmed $(ls /etc/acme.d)\n';
  test('a variable says it', () => {
    expect(end(`${CHECK}  RETVAL=$?\nelse\n  RETVAL=1\nfi\nexit $RETVAL`, 5)).toEqual([
      '  RETVAL=$?',
      'else',
      '  RETVAL=1',
      'fi',
      'exit $RETVAL',
    ]);
  });

  test('a program before it is no line of the unit', () => {
    const check = 'check() { /usr/sbin/acmed -t; return $?; }\ncheck\nif [ $? -eq 0 ]; then\n';
    const start = `${check}daemon /usr/sbin/acmed $(ls /etc/acme.d)\nRETVAL=$?\nelse\nRETVAL=1\nfi\nexit $RETVAL`;
    expect(end(start, 5).filter(line => /acmed/.test(line))).toEqual([
      '  /usr/sbin/acmed -t || exit 1',
      'daemon /usr/sbin/acmed $(ls /etc/acme.d)',
    ]);
  });

  test('a look behind it says it', () => {
    const looks =
      'if [ -x /sbin/runuser ]; then SU=runuser; else SU=su; fi\n$SU - acme -c "acmed &" >>/var/log/acmed 2>&1\nsleep 2\npid=`pidof acmed`\n[ $pid ] || RETVAL=1\nexit $RETVAL';
    expect(end(looks, 4)).toEqual(['sleep 2', 'pid=`pidof acmed`', '[ $pid ] || RETVAL=1', 'exit $RETVAL']);
  });

  test('the books of SUSE say it, without its library', () => {
    const text = `#!/bin/sh
### BEGIN INIT INFO
# Provides: acmed
# Default-Start: 3 5
### END INIT INFO
. /etc/rc.status
case "$1" in
start)
  N=$(cat /etc/acme.n)
  /usr/sbin/prepare
  if [ "$N" = 1 ]; then
    startproc /usr/sbin/acmed $(ls /etc/acme.d)
    rc_status -v
  else
    rc_failed
  fi
  ;;
stop) killproc /usr/sbin/acmed; rc_status -v ;;
esac
rc_exit
`;
    const helper = converted(text).helper('start');
    expect(helper.slice(0, 2)).toEqual(['rc=0', 'keep_status() { [ $1 -eq 0 ] || rc=$1; return $1; }']);
    expect(helper.slice(-5)).toEqual(['  keep_status $?', 'else', '  rc=1', 'fi', 'exit $rc']);
  });
});

test('what rc.status remembers stays behind a loop of which nobody knows how it ends', () => {
  const text = `#!/bin/sh
### BEGIN INIT INFO
# Provides: acmed
### END INIT INFO
. /etc/rc.status
case "$1" in
start)
  while read net gate; do
    case "$net" in
    '') rc_failed 1 ;;
    *) /sbin/route add $net gw $gate ;;
    esac
  done </etc/acme.routes
  rc_status -v
  ;;
stop) /usr/sbin/acmectl flush ;;
esac
rc_exit
`;
  expect(converted(text).helper('start').slice(-3)).toEqual(['done </etc/acme.routes', 'keep_status $?', 'exit $rc']);
});

test('rc_status takes the status before it for that of the script', () => {
  const text = `#!/bin/sh
### BEGIN INIT INFO
# Provides: acmed
# Required-Start: $syslog
# Default-Start: 3 5
### END INIT INFO
. /etc/rc.status
case "$1" in
start)
  /usr/sbin/prep; lsmod | grep -q acme || modprobe acme
  [ -f /proc/acme/1 ] && startproc -u acme /usr/sbin/acmed -x $(ls /etc/acme.d)
  rc_status -v
  ;;
stop)
  killproc -TERM /usr/sbin/acmed
  rc_status -v
  ;;
esac
rc_exit
`;
  expect(converted(text).helper('start').at(-1)).toMatch(/^\[ -f \/proc\/acme\/1 \] && /);
});

describe('a start without a program that anybody knows of', () => {
  const line = (behind: string): string | undefined =>
    converted(rhel({ start: `echo acmed | su acme\n${behind}` })).lines.find(one => one.startsWith('ExecStart='));
  test.each([
    ['fails where the script says the status', 'RETVAL=$?\necho\nexit $RETVAL', 'ExecStart=/'],
    ['and is a success where nobody asks', 'echo', 'ExecStart=-/'],
    ['or another status is told', 'RETVAL=$?\nexit 0', 'ExecStart=-/'],
    ['or one of something else', 'RETVAL=$?\n[ -f /a ]\nRETVAL=$?\nexit $RETVAL', 'ExecStart=-/'],
  ])('%s', (_, behind, expected) => {
    expect(line(behind)).toContain(expected);
  });
});

describe('a name behind a file that nobody could read may be a function of that file', () => {
  const lineOf = (start: string, before = '. /opt/acme/functions') =>
    converted(rhel({ start, stop: 'killproc acmed' }, before));

  test.each<[string, string]>([
    ['with a line between its words', 'acme_start'],
    ['with a capital', 'startAcme'],
  ])('%s', (_, name) => {
    const { lines, helper } = lineOf(`${name} now`);
    expect(lines).toContain('ExecStart=/usr/libexec/sysv2systemd/acmed/start');
    expect(helper('start')).toEqual(['. /opt/acme/functions', `${name} now`]);
  });

  test('and its status is that of the start, where nothing else is said', () => {
    expect(lineOf('acme_start').lines).toContain('ExecStart=/usr/libexec/sysv2systemd/acmed/start');
    expect(lineOf('acme_start\necho done').lines).toContain('ExecStart=-/usr/libexec/sysv2systemd/acmed/start');
  });

  test.each<[string, string, string | undefined]>([
    ['a path is a program', '/usr/sbin/acme_start', undefined],
    ['without such a file it is a program', 'acme_start', '. /etc/sysconfig/acmed'],
    ['a known program is one', 'acmed', undefined],
  ])('%s', (_, name, before) => {
    expect(lineOf(name, before).lines.some(line => /^ExecStart=(?:\/usr\/bin\/env )?[\w/]*acme/.test(line))).toBe(true);
  });
});
