import { describe, expect, test } from '@jest/globals';
import { frozenSettings, mapService } from '../../src/map/service.ts';
import { rhel } from './harness.ts';
import { inputOf, mapped, SOURCED, settings, started } from './mapped.ts';

const P = '/usr/sbin/acmed';

describe('what every init script had', () => {
  test.each<[string, string, Parameters<typeof started>[1], readonly string[]]>([
    ['forking', `daemon ${P}`, {}, ['TimeoutStartSec=0', 'IgnoreSIGPIPE=no']],
    ['forking, newer', `daemon ${P}`, { target: 'rhel9' }, ['TimeoutStartSec=infinity', 'IgnoreSIGPIPE=no']],
    ['oneshot', 'touch /a', { stop: 'rm /a' }, ['TimeoutStartSec=0', 'IgnoreSIGPIPE=no']],
    ['simple starts at once', `${P} &`, {}, ['IgnoreSIGPIPE=no']],
    [
      'notify',
      `start-stop-daemon --start --background --notify-await --exec ${P}`,
      {},
      ['TimeoutStartSec=0', 'IgnoreSIGPIPE=no'],
    ],
    ['a restart that was asked for', `${P} &`, { restart: 'on-failure' }, ['IgnoreSIGPIPE=no', 'Restart=on-failure']],
    [
      '… of a oneshot is none',
      'touch /a',
      { stop: 'rm /a', restart: 'on-failure' },
      ['TimeoutStartSec=0', 'IgnoreSIGPIPE=no'],
    ],
    [
      'a loop that starts it again',
      `while :; do ${P}; sleep 5; done &`,
      { restart: 'on-failure' },
      ['IgnoreSIGPIPE=no', 'Restart=always', 'RestartSec=5'],
    ],
    [
      'a loop around a program that a helper ends in',
      `while :; do ${P} $(ls); sleep 2; done &`,
      {},
      ['IgnoreSIGPIPE=no', 'Restart=always', 'RestartSec=2'],
    ],
    [
      'a loop that a helper keeps',
      `while :; do ${P} $(ls); sleep 2; done &\n/usr/sbin/post`,
      {},
      ['TimeoutStartSec=0', 'IgnoreSIGPIPE=no'],
    ],
    ['… at once', `while :; do ${P}; done &`, {}, ['IgnoreSIGPIPE=no', 'Restart=always']],
  ])('%s', (_, start, given, lines) => {
    const { directives } = started(start, given);
    expect(directives.filter(one => one.by === 'map/supervision').map(one => `${one.name}=${one.value}`)).toEqual(
      lines,
    );
  });

  test('the loop is what the restart comes from', () => {
    const { traced } = started(`while :; do\n${P}\nsleep 5; done &`);
    expect(traced('Restart')).toEqual(['always (supervision, proved, 8)']);
    expect(traced('RestartSec')).toEqual(['5 (supervision, proved, 8)']);
    expect(started(`${P} &`).traced('IgnoreSIGPIPE')).toEqual(['no (supervision, proved)']);
  });
});

describe('how sure a service is', () => {
  test.each<[string, string, Parameters<typeof started>[1], string, string, string]>([
    ['lines', `daemon ${P}`, {}, 'native', 'proved', ''],
    ['an assumed type is told apart', P, {}, 'native', 'proved', ''],
    ['a line of a shell', `[ -e /a ] && touch /b\n${P} &`, {}, 'native', 'proved', ''],
    ['a helper', `[ -p /a ] && touch /b\n${P} &`, {}, 'native+helper', 'proved', 'a step behind a condition'],
    ['a line whose setting is one word', `${P} -p$A &`, settings('A=1\n'), 'native', 'proved', ''],
    ['a line whose setting nobody knows', `${P} -p$A &`, { before: SOURCED }, 'native', 'inferred', ''],
  ])('%s', (_, start, given, tier, confidence, reason) => {
    const told = started(start, given);
    expect([told.tier, told.confidence, told.reason]).toEqual([tier, confidence, reason]);
  });

  test('a statement that is lost', () => {
    const { confidence, statements } = mapped(
      rhel({ start: `daemon ${P}`, stop: 'killproc acmed', restart: '/usr/sbin/tell restart\n$0 stop\n$0 start' }),
    );
    expect(statements.places.lost).toBe(1);
    expect(confidence).toBe('assumed');
  });
});

test('the action that ExecReload= came from is a reload', () => {
  const { actions } = mapped(rhel({ start: `daemon ${P}`, stop: 'killproc acmed', reload: 'killproc acmed -HUP' }));
  expect(actions.find(action => action.name === 'reload')?.becomes).toBe('systemctl reload acmed.service');
});

test('a note is told once', () => {
  expect(started(`${P} $A $A &`, settings('A=1\n')).notes('SV411')).toEqual(['SV411 7 setting=A']);
  expect(started(`${P} $A $B &`, settings('A=1\nB=2\n')).notes('SV411')).toHaveLength(2);
});

describe('settings where no variable can stand', () => {
  test.each<[string, string, Readonly<Record<string, string>>]>([
    ['the program', '$A &', { A: 'ExecStart=' }],
    ['an argument is none', `${P} $A &`, {}],
    ['the pid file', `daemon --pidfile $A ${P}`, { A: 'PIDFile=' }],
    ['the user', `daemon --user $A ${P}`, { A: 'User=' }],
    ['the group', `start-stop-daemon --start --chuid acme --group $A --exec ${P}`, { A: 'Group=' }],
    ['the directory', `cd $A\n${P} &`, { A: 'WorkingDirectory=' }],
    ['another root', `chroot $A ${P} &`, { A: 'RootDirectory=' }],
    ['the mask', `umask $A\n${P} &`, { A: 'UMask=' }],
    ['the priority', `nice -n $A ${P} &`, { A: 'Nice=' }],
    ['a limit', `ulimit -n $A\n${P} &`, { A: 'LimitNOFILE=' }],
    ['a soft limit', `ulimit -S -n $A\n${P} &`, { A: 'LimitNOFILE=' }],
    ['the output', `${P} >>$A &`, { A: 'StandardOutput=' }],
    ['the errors', `${P} 2>>$A &`, { A: 'StandardOutput=' }],
    ['the first place counts', `cd $A\n$A &`, { A: 'ExecStart=' }],
    ['two', `cd $A\n$B &`, { B: 'ExecStart=', A: 'WorkingDirectory=' }],
    ['one without a value', `cd $C\n${P} &`, {}],
    ['one with the script’s own value', `cd $D\n${P} &`, { D: 'WorkingDirectory=' }],
    ['no daemon', 'touch $A', {}],
  ])('%s', (_, start, frozen) => {
    const input = inputOf(rhel({ start, stop: 'killall acmed' }, `D=/srv\n${SOURCED}`), {
      once: true,
      settings: { '/etc/sysconfig/acmed': 'A=/srv/a\nB=/srv/b\n#C=\n#D=\n' },
    });
    expect(Object.fromEntries(frozenSettings(input))).toEqual(frozen);
  });
});

describe('what runs only where the service runs already', () => {
  const told = (script: string): readonly string[] =>
    mapService(inputOf(script)).notes.flatMap(({ code, params }) => (code === 'SV205' ? [`${params.action}`] : []));
  const again = (restart: string): string =>
    rhel({ start: `status acmed >/dev/null && exit 0\ndaemon ${P}`, stop: 'killproc acmed', restart });

  test('the start of a restart is systemd’s own', () => {
    const script = `. /etc/init.d/functions
start() { [ -f /var/lock/subsys/acmed ] && return 0; daemon ${P}; }
stop() { killproc acmed; }
case "$1" in start) start ;; stop) stop ;; restart) stop; start ;; esac`;
    expect(told(script)).toEqual([]);
  });

  test('a program of its own is told of', () => {
    expect(told(again('status acmed >/dev/null || /opt/acme/bin/first'))).toEqual(['restart']);
    expect(told(rhel({ start: `status acmed >/dev/null && /opt/acme/bin/again\ndaemon ${P}` }))).toEqual(['start']);
  });
});
