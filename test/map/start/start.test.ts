import { describe, expect, test } from '@jest/globals';
import { mapped, SOURCED, started } from '../mapped.ts';

const ON = { before: SOURCED, settings: { '/etc/sysconfig/acmed': 'ON=yes\nOPTS=-v\n' } };
const START = '/usr/libexec/sysv2systemd/acmed/start';
const DOWN = { stop: '/usr/sbin/acmectl down' };

/** The Service lines of a start that say what runs. */
function lines(start: string, given: Parameters<typeof started>[1] = {}): readonly string[] {
  const told = started(start, given);
  const names = /^(?:Type|RemainAfterExit|PIDFile|User|RuntimeDirectory|Exec(?:Condition|Start\w*)|Assert\w+)$/;
  return told.directives.filter(one => names.test(one.name)).map(one => `${one.name}=${one.value}`);
}

describe('a start that leaves nothing behind', () => {
  test.each<[string, string, Parameters<typeof started>[1], readonly string[]]>([
    ['does nothing', 'echo hello', DOWN, ['Type=oneshot', 'RemainAfterExit=yes', 'ExecStart=/bin/true']],
    [
      'only changes files',
      'touch /run/acme.a\nmkdir /run/acme || exit 1',
      DOWN,
      ['Type=oneshot', 'RemainAfterExit=yes', 'ExecStart=-/bin/touch /run/acme.a', 'ExecStart=/bin/mkdir /run/acme'],
    ],
    [
      'behind a setting',
      '[ "$ON" = yes ] || exit 0\ntouch /run/acme.a\nmkdir /run/acme',
      { ...ON, ...DOWN },
      ['Type=oneshot', 'RemainAfterExit=yes', `ExecStart=${START}`],
    ],
    [
      '… where the target can test it',
      '[ "$ON" = yes ] || exit 0\ntouch /run/acme.a',
      { ...ON, ...DOWN, target: 'rhel9' },
      [
        'ExecCondition=/usr/bin/test ${ON} = yes',
        'Type=oneshot',
        'RemainAfterExit=yes',
        'ExecStart=-/bin/touch /run/acme.a',
      ],
    ],
    [
      'a return guards its own function only',
      'f() {\n[ -e /etc/a ] || return 1\ntouch /run/acme.a\n}\nf\nmkdir /run/acme',
      DOWN,
      ['Type=oneshot', 'RemainAfterExit=yes', `ExecStart=-${START}`, 'ExecStart=-/bin/mkdir /run/acme'],
    ],
    [
      '… all, where the function is all',
      'f() {\n[ -e /etc/a ] || return 1\ntouch /run/acme.a\n}\nf',
      DOWN,
      ['AssertPathExists=/etc/a', 'Type=oneshot', 'RemainAfterExit=yes', 'ExecStart=-/bin/touch /run/acme.a'],
    ],
    [
      'jobs end where it waits for them',
      'mount /a &\nmount /b &\nwait',
      DOWN,
      ['Type=oneshot', 'RemainAfterExit=yes', `ExecStart=-${START}`],
    ],
    [
      '… all of it in one shell',
      'touch /run/acme.a\n/usr/sbin/a &\np=$!\nmkdir /run/acme\nwait $p || exit 1',
      DOWN,
      ['Type=oneshot', 'RemainAfterExit=yes', `ExecStart=${START}`],
    ],
    [
      'an end behind what acts',
      'if [ -e /etc/a ]; then\ntouch /run/acme.a\nexit 0\nfi\nmkdir /run/acme',
      DOWN,
      // Nobody reads the status of mkdir.
      ['Type=oneshot', 'RemainAfterExit=yes', `ExecStart=-${START}`],
    ],
  ])('%s', (_, start, given, expected) => {
    expect(lines(start, given)).toEqual(expected);
  });

  test('what is inferred says so', () => {
    const { traced } = started('touch /run/acme.a', DOWN);
    expect(traced('Type')).toEqual(['oneshot (start, inferred)']);
    expect(traced('RemainAfterExit')).toEqual(['yes (start, proved)']);
    expect(traced('ExecStart')).toEqual(['-/bin/touch /run/acme.a (start, proved, 7)']);
    expect(started('[ "$ON" = yes ] || exit 0\ntouch /a', { ...ON, ...DOWN }).traced('ExecStart')).toEqual([
      `${START} (start, proved, 8)`,
    ]);
    expect(started('echo hello', DOWN).traced('ExecStart')).toEqual(['/bin/true (start, proved)']);
  });
});

describe('a start with a main process', () => {
  const GATE = '[ "$ON" = yes ] || exit 0';
  const PID = 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed -p /var/run/acmed.pid';
  const stop = 'killproc -p /var/run/acmed.pid acmed';
  test.each<[string, string, Parameters<typeof started>[1], readonly string[]]>([
    [
      'forks',
      PID,
      { stop },
      ['Type=forking', 'PIDFile=/run/acmed.pid', 'ExecStart=/usr/sbin/acmed -p /var/run/acmed.pid'],
    ],
    ['stays in the foreground', '/usr/sbin/acmed &', {}, ['ExecStart=/usr/sbin/acmed']],
    [
      'comes back',
      '/usr/sbin/acmectl up',
      DOWN,
      ['Type=oneshot', 'RemainAfterExit=yes', 'ExecStart=/usr/sbin/acmectl up'],
    ],
    [
      'nothing starts where the gate says so: no pid file to wait for',
      `${GATE}\n${PID}`,
      { ...ON, stop },
      [
        'Type=forking',
        `ExecStart=/bin/sh -c '[ "$$ON" = yes ] || exit 0; exec "$$0" "$$@"' /usr/sbin/acmed -p /var/run/acmed.pid`,
      ],
    ],
    [
      'a gate that the unit tests',
      `${GATE}\n${PID}`,
      { ...ON, stop, target: 'rhel9' },
      [
        'ExecCondition=/usr/bin/test ${ON} = yes',
        'Type=forking',
        'PIDFile=/run/acmed.pid',
        'ExecStart=/usr/sbin/acmed -p /var/run/acmed.pid',
      ],
    ],
    [
      'a gate that fails the start',
      `[ "$ON" = yes ] || exit 6\n${PID}`,
      { ...ON, stop },
      [
        'ExecStartPre=/usr/bin/test ${ON} = yes',
        'Type=forking',
        'PIDFile=/run/acmed.pid',
        'ExecStart=/usr/sbin/acmed -p /var/run/acmed.pid',
      ],
    ],
    [
      'a computed gate that fails the start',
      `[ "$(mode)" = on ] || exit 6\n${PID}`,
      { stop },
      ['Type=forking', 'PIDFile=/run/acmed.pid', `ExecStart=${START}`],
    ],
    [
      'a gate in a function',
      `f() {\n${GATE}\n/usr/sbin/acmed $OPTS &\n}\nf`,
      ON,
      [`ExecStart=/bin/sh -c '[ "$$ON" = yes ] || exit 0; exec "$$0" "$$@"' /usr/sbin/acmed $OPTS`],
    ],
    [
      'a gate that only a shell can test',
      '[ -p /a ] || exit 0\n/usr/sbin/acmed -x &',
      {},
      [`ExecStart=${START} /usr/sbin/acmed -x`],
    ],
    [
      '"$@" in a function is its own',
      'f() {\n[ -p /a ] || exit 0\n/usr/sbin/acmed -x &\n}\nf',
      {},
      [`ExecStart=${START}`],
    ],
    [
      'a guard around it is a gate',
      'if [ -f /etc/acme.x ]; then daemon /usr/sbin/acmed; fi',
      {},
      ['Type=forking', 'ExecStart=/usr/sbin/acmed'],
    ],
    [
      'an end behind two tests',
      'if [ -e /b ]; then\n[ -x /a ] || exit 5\nfi\ndaemon /usr/sbin/acmed',
      {},
      ['ExecStartPre=/usr/bin/test ! -e /b -o -x /a', 'Type=forking', 'ExecStart=/usr/sbin/acmed'],
    ],
    ['steps between the gate and it', `${GATE}\nchmod 700 /etc/x\n/usr/sbin/acmed $OPTS &`, ON, [`ExecStart=${START}`]],
    [
      'a folder that systemd makes',
      'mkdir -p /var/run/acme\nchown acme /var/run/acme\nsu acme -c /usr/sbin/acmed &',
      {},
      ['RuntimeDirectory=acme', 'User=acme', 'ExecStart=/usr/sbin/acmed'],
    ],
    [
      'steps before and after it, and a wait',
      'touch /a\n/usr/sbin/acmed &\nsleep 1\nchmod 600 /b',
      {},
      ['ExecStartPre=-/bin/touch /a', 'ExecStart=/usr/sbin/acmed', 'ExecStartPost=-/bin/chmod 600 /b'],
    ],
    [
      'an own test of what follows it',
      '/usr/sbin/acmed &\n[ -e /etc/x ] || exit 0\nchmod 644 /b',
      {},
      ['ExecStart=/usr/sbin/acmed', 'ExecStartPost=-/usr/libexec/sysv2systemd/acmed/after-start'],
    ],
    [
      'a test of whether it was started',
      '/usr/sbin/acmed &\nRETVAL=$?\nif [ $RETVAL -eq 0 ]; then [ -d /opt/acme ] && touch acmed; fi',
      {},
      ['ExecStart=/usr/sbin/acmed', "ExecStartPost=-/bin/sh -c '[ ! -d /opt/acme ] || /bin/touch acmed'"],
    ],
    [
      'an own test of what comes before',
      'f() { [ -e /etc/x ] || return\nchmod 644 /b\n}\nf\n/usr/sbin/acmed &',
      {},
      ['ExecStartPre=-/usr/libexec/sysv2systemd/acmed/prepare', 'ExecStart=/usr/sbin/acmed'],
    ],
  ])('%s', (_, start, given, expected) => {
    expect(lines(start, given)).toEqual(expected);
  });

  test('a type that nothing tells is assumed', () => {
    const told = started('touch /a\n/usr/sbin/acmed -d');
    expect(told.traced('Type')).toEqual(['forking (start, assumed, 8)']);
    expect(told.notes('SV207')).toEqual(['SV207 8 type=forking program=/usr/sbin/acmed']);
    const sure = started('touch /a\ndaemon /usr/sbin/acmed');
    expect(sure.traced('Type')).toEqual(['forking (start, proved, 8)']);
    expect(sure.notes('SV207')).toEqual([]);
    expect(started('/usr/sbin/acmectl up', DOWN).traced('RemainAfterExit')).toEqual(['yes (start, proved)']);
  });

  test('each statement has its place', () => {
    const { statements } = started(
      'mkdir -p /var/run/acme\nchown acme /var/run/acme\nsu acme -c /usr/sbin/acmed &\nsleep 2\nchmod 600 /b',
    );
    expect(statements.list.slice(1, 6).map(one => [one.place, one.detail])).toEqual([
      ['directive', 'RuntimeDirectory='],
      ['directive', 'RuntimeDirectory='],
      ['directive', 'ExecStart='],
      ['noise', 'waiting for the process'],
      ['directive', 'ExecStartPost='],
    ]);
  });
});

test('a script without a start has nothing of it', () => {
  const { values } = mapped('#!/bin/sh\ncase "$1" in\nstop) killall acmed;;\nesac\n');
  expect(values('ExecStart')).toEqual(['/bin/true']);
});
