import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const BASE = { start: '/usr/sbin/acmectl -q start', stop: '/usr/sbin/acmectl -q stop' };

/** What is said of a restart: codes of its own, and where its last statement went. */
function said(actions: Readonly<Record<string, string>>) {
  const { codes, service } = converted(rhel({ ...BASE, ...actions }));
  const { place, detail } = service.statements.list.at(-1) ?? { place: '', detail: '' };
  return [...codes.filter(code => /^SV(?:202|206|245)$/.test(code)), place, detail];
}

describe('what only a restart does', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['the script again', { restart: '$0 stop; $0 start' }, ['noise', 'systemd does this']],
    ['a signal', { restart: 'killall acmed' }, ['noise', 'systemd signals the service itself']],
    ['a copy of the start', { restart: '/usr/sbin/acmectl -q start' }, ['directive', 'as in start or stop']],
    [
      'copies of the stop and the start',
      { restart: '/usr/sbin/acmectl -q start; /usr/sbin/acmectl -q stop' },
      ['directive', 'as in start or stop'],
    ],
    [
      'a verb for which there is no function',
      { condrestart: '[ -f /var/lock/subsys/acmed ] && restart' },
      ['noise', 'a verb that the script has no function for: systemd does what it meant'],
    ],
    [
      'a verb with a name, which Upstart’s restart takes',
      { condrestart: 'restart acme' },
      ['SV206', 'lost', 'no part of the unit does this in condrestart'],
    ],
    [
      'the program that starts',
      { restart: '/usr/sbin/acmectl -q restart now' },
      ['SV245', 'noise', 'systemd restarts by stop and start'],
    ],
    [
      'the same program with another option',
      { restart: '/usr/sbin/acmectl -v restart' },
      ['SV206', 'lost', 'no part of the unit does this in restart'],
    ],
    [
      'another program',
      { restart: '/usr/sbin/otherctl -q restart' },
      ['SV206', 'lost', 'no part of the unit does this in restart'],
    ],
  ])('%s', (_, actions, expected) => expect(said(actions)).toEqual(expected));
});
