import { expect, test } from '@jest/globals';
import { rhel } from '../harness.ts';
import { mapped } from '../mapped.ts';

const MADE = 'start-stop-daemon --start -b -m --pidfile /var/run/a.pid --exec /usr/sbin/a';
const WRITES = ['ExecStartPost=-/bin/sh -c \'echo "$$MAINPID" >/run/a.pid\'', 'ExecStopPost=-/bin/rm -f /run/a.pid'];

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'a stop of several signals reads it',
    { start: MADE, stop: 'start-stop-daemon -K --retry USR2/5/TERM/5/KILL -p /run/a.pid; rm -f /run/a.pid' },
    WRITES,
  ],
  [
    'an action of the script’s own reads it',
    { start: MADE, stop: 'start-stop-daemon -K -p /run/a.pid; rm -f /run/a.pid', rotate: 'a-rotate $(cat /run/a.pid)' },
    WRITES,
  ],
  [
    'an action of the script’s own removes it and no more',
    {
      start: `P=/run/a.pid; ${MADE}`,
      stop: 'P=/run/a.pid; start-stop-daemon -K -p $P; rm -f $P',
      purge: 'P=/run/a.pid; a-purge; rm -f $P',
    },
    [],
  ],
  ['systemd signals by itself', { start: MADE, stop: 'start-stop-daemon -K -p /run/a.pid; rm -f /run/a.pid' }, []],
  [
    'the program writes it',
    {
      start: 'start-stop-daemon --start -b --pidfile /run/a.pid --exec /usr/sbin/a',
      stop: 'start-stop-daemon -K --retry USR2/5/TERM/5/KILL -p /run/a.pid',
    },
    [],
  ],
])('a pid file that the script wrote, where %s', (_shows, actions, lines) => {
  const found = mapped(rhel(actions)).directives.map(({ name, value }) => `${name}=${value}`);
  expect(found.filter(line => /a\.pid/.test(line) && /^Exec(?:StartPost|StopPost)=/.test(line))).toEqual(lines);
});
