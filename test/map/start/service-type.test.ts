import { expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';
import { mapped } from '../mapped.ts';

/** A script without an init library, which tells nothing of its own accord. */
function typed(start: string, others: string): readonly string[] {
  const text = `#!/bin/sh
# chkconfig: 345 85 15
# description: acme
case "$1" in
  start) ${start} ;;
  stop) /opt/acme/ctl stop ;;
  ${others}
esac
`;
  return linesOf(text);
}

/** How systemd sees the service, and what is said of it. */
function linesOf(text: string): readonly string[] {
  const { lines, codes } = converted(text);
  return [
    ...lines.filter(line => /^(?:Type|GuessMainPID|RemainAfterExit|PIDFile)=/.test(line)),
    ...codes.filter(code => /^SV(?:207|229|241|249|259)$/.test(code)),
  ];
}

const CONTROL = ['Type=forking', 'RemainAfterExit=yes', 'GuessMainPID=no', 'SV207', 'SV249'];
const ONESHOT = ['Type=oneshot', 'RemainAfterExit=yes', 'SV207', 'SV229'];

test.each([
  ['nothing asks for a process', '', ONESHOT],
  ['a question that is none of a process', 'status) /opt/acme/ctl status ;;', ONESHOT],
  ['the status looks for its process', 'status) pgrep -f acmed ;;', CONTROL],
  ['… by its pid file', 'status) [ -f /var/run/acmed.pid ] && echo runs ;;', CONTROL],
  ['an action signals it', 'rotate) kill -USR1 $(cat /var/run/acmed.pid) ;;', CONTROL],
])('a program that starts and ends: %s', (_, others, expected) => {
  expect(typed('/opt/acme/ctl start', others)).toEqual(expected);
});

// Type=simple alone would end what the program has started as soon as it ends (service.c, service_enter_running).
test.each([
  ['a stop that calls another program', '/opt/acme/up &', '/opt/acme/down', ['RemainAfterExit=yes', 'SV259']],
  [
    'a stop that calls the same one',
    'nohup /opt/acme/ctl start &',
    '/opt/acme/ctl stop',
    ['RemainAfterExit=yes', 'SV259'],
  ],
  ['a stop that signals another one', '/opt/acme/up.sh &', 'killall acmed', ['RemainAfterExit=yes', 'SV259']],
  ['a stop that finds it by its arguments', 'java -jar /opt/acme.jar &', 'pkill -f acme.jar', []],
  ['a stop that signals', '/opt/acme/acmed &', 'killall acmed', []],
  ['its pid is noted', '/opt/acme/acmed & echo $! >/run/acmed.pid', '/opt/acme/ctl stop', []],
  ['a starter of daemons', 'start-stop-daemon -S -b -x /opt/acme/acmed', '/opt/acme/ctl stop', []],
  ['no stop', '/opt/acme/acmed &', 'echo no', []],
  ['started again each time it ends', 'while :; do /opt/acme/up; sleep 5; done &', '/opt/acme/down', []],
])('a program in the background: %s', (_, start, stop, expected) => {
  expect(linesOf(rhel({ start, stop }))).toEqual(expected);
});

test('where its lines come from', () => {
  const actions = { start: '/usr/sbin/acmectl up', stop: '/usr/sbin/acmectl down', status: 'status acmed' };
  const { traced } = mapped(rhel(actions));
  expect(traced('Type')).toEqual(['forking (start, assumed, 7)']);
  expect(traced('GuessMainPID')).toEqual(['no (start, proved)']);
  expect(traced('RemainAfterExit')).toEqual(['yes (start, proved)']);
});
