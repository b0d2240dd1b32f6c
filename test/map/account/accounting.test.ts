import { describe, expect, test } from '@jest/globals';
import { rhel } from '../harness.ts';
import { mapped } from '../mapped.ts';

const BASE = { start: 'daemon /usr/sbin/acmed -x', stop: 'killproc acmed' };

/** Place and detail of the statements on which a text stands. */
function placesOf(actions: Readonly<Record<string, string>>, mark: string, before = ''): readonly string[] {
  const text = rhel({ ...BASE, ...actions }, before);
  const told = mapped(text);
  return told.statements.list
    .filter(one => text.slice(one.span.start, one.span.end).includes(mark))
    .map(one => `${one.place}: ${one.detail} (${one.actions.join(' ')})`);
}

const NOWHERE = 'reason=no part of the unit does this in';
const PART = 'directive: as in';
describe('where a statement goes', () => {
  test.each<[string, Readonly<Record<string, string>>, string, string, readonly string[]]>([
    ['a line', {}, '', 'daemon', ['directive: ExecStart= (start)']],
    ['an assignment', {}, 'A=1', 'A=1', ['noise: status bookkeeping (start stop)']],
    [
      'a call',
      { start: 'foo' },
      'foo() {\ntouch /a\ndaemon /usr/sbin/acmed\n}',
      'foo',
      ['noise: calls a function whose statements are placed themselves (start)'],
    ],
    [
      'a state that is inherited',
      { start: 'ulimit -n 9\ndaemon /usr/sbin/acmed' },
      '',
      'ulimit',
      ['directive: process state (start)'],
    ],
    [
      'a state that nothing inherits',
      { stop: 'umask 077\nkillproc acmed' },
      '',
      'umask',
      ['noise: process state that nothing left inherits (stop)'],
    ],
    ['a message', { start: 'echo hello\ndaemon /usr/sbin/acmed' }, '', 'echo', ['noise: message (start)']],
    ['a library', {}, '', '. /etc/rc.d', ['noise: init library or settings file (start stop)']],
    ['what no action reaches', {}, 'f() { touch /a; }', 'touch', ['unreached: no known action reaches it ()']],
    ['a definition', {}, 'f() { touch /a; }', 'f()', []],
    ['a wait', { start: 'daemon /usr/sbin/acmed\nsleep 1' }, '', 'sleep', ['noise: waiting for the process (start)']],
    ['a wait of another action', { restart: '$0 stop; sleep 1; $0 start' }, '', 'sleep', ['noise: waiting (restart)']],
  ])('%s', (_, actions, before, mark, places) => {
    expect(placesOf(actions, mark, before)).toEqual(places);
  });
});

describe('actions that systemd composes', () => {
  const shared = 'start() { daemon /usr/sbin/acmed -x; }\nstop() { killproc acmed; }';
  test.each<[string, Readonly<Record<string, string>>, string, string, readonly string[]]>([
    [
      'the functions of start and stop',
      { start: 'start', stop: 'stop', restart: 'stop; start' },
      shared,
      'daemon',
      ['directive: ExecStart= (start restart)'],
    ],
    ['the script again', { restart: '$0 stop; $0 start' }, '', '$0 stop', ['noise: systemd does this (restart)']],
    [
      'another script',
      { restart: 'service other restart' },
      '',
      'service other',
      ['lost: no part of the unit does this in restart (restart)'],
    ],
    ['a copy of the start', { restart: 'killproc acmed\ndaemon /usr/sbin/acmed -x\n:' }, '', 'acmed -x\n', []],
    [
      'a copy of a command',
      { restart: '/usr/sbin/acmed -x' },
      '',
      'acmed -x',
      ['directive: ExecStart= (start)', `${PART} start or stop (restart)`],
    ],
    [
      'a command of its own',
      { restart: '/usr/sbin/acmed -y' },
      '',
      'acmed -y',
      ['lost: no part of the unit does this in restart (restart)'],
    ],
    [
      'a signal',
      { restart: 'killall -HUP acmed' },
      '',
      'killall',
      ['noise: systemd signals the service itself (restart)'],
    ],
    [
      'what status runs',
      { status: '/usr/sbin/acmed -z' },
      '',
      'acmed -z',
      ['helper: /usr/libexec/sysv2systemd/acmed/status (status)'],
    ],
  ])('%s', (_, actions, before, mark, places) => {
    expect(placesOf(actions, mark, before)).toEqual(places);
  });
});

describe('what is lost has a finding', () => {
  const LOST = NOWHERE;
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['nothing', { restart: '$0 stop; $0 start' }, []],
    [
      'in a restart',
      { restart: '$0 stop\n/usr/sbin/clean\n$0 start' },
      [`SV206 14 statement=/usr/sbin/clean ${LOST} restart`],
    ],
    [
      'a test before a restart',
      { restart: '/usr/sbin/check || exit 1\nkillproc acmed\ndaemon /usr/sbin/acmed -x' },
      ['SV223 13 test=/usr/sbin/check'],
    ],
    [
      'a test behind the signal',
      { restart: 'killproc acmed\n/usr/sbin/check || exit 1\ndaemon /usr/sbin/acmed -x' },
      [`SV206 14 statement=/usr/sbin/check ${LOST} restart`],
    ],
    [
      'a command before it whose status nobody reads',
      { restart: '/usr/sbin/check\nkillproc acmed' },
      [`SV206 13 statement=/usr/sbin/check ${LOST} restart`],
    ],
    [
      'a command before it that only `set -e` ends the restart for',
      { restart: 'set -e\n/usr/sbin/check\nkillproc acmed' },
      [`SV206 14 statement=/usr/sbin/check ${LOST} restart`],
    ],
    ['in status: none is lost', { status: '/usr/sbin/check' }, []],
  ])('%s', (_, actions, notes) => {
    expect(mapped(rhel({ ...BASE, ...actions })).notes('SV202', 'SV206', 'SV223')).toEqual(notes);
  });
});

test.each(['restart', 'condrestart', 'try-restart', 'cond-restart', 'force-reload', 'condreload', 'reload-or-restart'])(
  'systemd has no place for what %s does besides',
  name => {
    const told = mapped(rhel({ ...BASE, reload: 'killproc acmed -HUP', [name]: '/usr/sbin/clean\n$0 stop\n$0 start' }));
    expect(told.notes('SV202', 'SV206')).toEqual([`SV206 16 statement=/usr/sbin/clean ${NOWHERE} ${name}`]);
  },
);

test('what other actions share with stop and reload is in the unit', () => {
  const shared = 'stop() { /usr/sbin/acmectl down; }\nreload() { /usr/sbin/acmectl reload; }';
  const actions = {
    start: '/usr/sbin/acmed &',
    stop: 'stop',
    reload: 'reload',
    restart: 'stop\n$0 start',
    'force-reload': 'reload',
  };
  expect(placesOf(actions, 'acmectl', shared)).toEqual([
    'directive: ExecStop= (stop restart)',
    'directive: ExecReload= (reload force-reload)',
  ]);
});

test('a long statement is cut in its finding', () => {
  const [line = ''] = mapped(rhel({ ...BASE, restart: `/usr/sbin/check ${'x'.repeat(300)}` })).notes('SV206');
  expect(/statement=(.*) reason=/.exec(line)?.[1]).toBe(`/usr/sbin/check ${'x'.repeat(184)}`);
});

test('the places add up', () => {
  const { statements } = mapped(
    rhel({ ...BASE, restart: '$0 stop\n/usr/sbin/clean\n$0 start' }, 'f() { touch /a; }\nA=1'),
  );
  const { places, list, total } = statements;
  expect(Object.values(places).reduce((a, b) => a + b, 0)).toBe(total);
  expect(list).toHaveLength(total);
  expect([places.lost, places.unreached, places.directive]).toEqual([1, 1, 2]);
});
