import { expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const PID = '/var/run/acmed.pid';
const START = `daemon --pidfile ${PID} /usr/sbin/acmed -p ${PID}`;
const KILL = `kill \`cat ${PID}\`\nsleep 3\nkill -9 \`cat ${PID}\``;

test.each<[string, string, string, string | undefined, boolean]>([
  ['signals alone keep the seconds between them', START, KILL, '3', false],
  ['a program before them takes as long as it takes', START, `/usr/bin/acmectl flush\n${KILL}`, '300', true],
  ['… and what only changes files does not', START, `touch /var/lib/acme/clean\n${KILL}`, '3', false],
  [
    'a wait of the script that is longer stays',
    START,
    `/usr/bin/acmectl flush\n${KILL.replace('3', '900')}`,
    '900',
    false,
  ],
  ['a program stops it: not the 90 seconds of systemd', START, '/usr/bin/acmectl stop', '300', false],
  ['what is set up and taken down', 'touch /run/acme.a', '/usr/sbin/acme-clean', undefined, false],
])('%s', (_, start, stop, limit, told) => {
  const { lines, codes } = converted(rhel({ start, stop }));
  expect(lines.find(line => line.startsWith('TimeoutStopSec='))).toBe(limit && `TimeoutStopSec=${limit}`);
  expect(codes.includes('SV212')).toBe(told);
});
