import { expect, test } from '@jest/globals';
import { converted } from '../harness.ts';

/** The line of the stop, and what is said of it. */
function stopped(stop: string) {
  const text = `#!/bin/sh
# chkconfig: 345 85 15
# description: acme
case "$1" in
  start) /opt/acme/up ;;
  stop) ${stop} ;;
esac
`;
  const { helper, codes } = converted(text);
  return { end: helper('stop').slice(-2), told: codes.includes('SV260') };
}

// systemd signals what is left as soon as the lines of the stop are done.
test.each([
  ['one program', '/opt/acme/down &', ['/opt/acme/down &', 'wait']],
  ['one of two', '/opt/acme/down & /opt/acme/log', ['/opt/acme/log', 'wait']],
  ['as another user', 'su acme -c /opt/acme/down &', ['su acme -c /opt/acme/down &', 'wait']],
  ['each of a loop', 'for i in /etc/acme.d/*; do /opt/acme/down $i & done', ['done', 'wait']],
  ['the script waits itself', '/opt/acme/down & wait', ['/opt/acme/down &', 'wait']],
  ['the script waits for the service', '/opt/acme/down & while pgrep acmed; do sleep 1; done', ['  sleep 1', 'done']],
  ['nothing in the background', 'for i in /etc/acme.d/*; do /opt/acme/down $i; done', ['  /opt/acme/down $i', 'done']],
])('a stop waits for what it left in the background: %s', (_, stop, end) => {
  expect(stopped(stop)).toEqual({ end, told: false });
});

test.each([
  ['su acme -c "/opt/acme/down &"', 'su acme -c "/opt/acme/down &"'],
  ["su -c '/opt/acme/down &' acme", "su -c '/opt/acme/down &' acme"],
])('of another shell’s background it can only tell: %s', (stop, line) => {
  const { end, told } = stopped(stop);
  expect([end.at(-1), told]).toEqual([line, true]);
});
