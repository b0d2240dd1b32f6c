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
  const { lines, codes } = converted(text);
  return [
    ...lines.filter(line => /^(?:Type|GuessMainPID|RemainAfterExit|PIDFile)=/.test(line)),
    ...codes.filter(code => /^SV(?:207|229|241|249)$/.test(code)),
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

test('what the program leaves running is seen by itself where the script puts it into the background', () => {
  expect(typed('/opt/acme/acmed &', 'status) pgrep acmed ;;')).toEqual([]);
});

test('where its lines come from', () => {
  const actions = { start: '/usr/sbin/acmectl up', stop: '/usr/sbin/acmectl down', status: 'status acmed' };
  const { traced } = mapped(rhel(actions));
  expect(traced('Type')).toEqual(['forking (start, assumed, 7)']);
  expect(traced('GuessMainPID')).toEqual(['no (start, proved)']);
  expect(traced('RemainAfterExit')).toEqual(['yes (start, proved)']);
});
