import { describe, expect, test } from '@jest/globals';
import { validate } from '../../../src/map/validate/validate.ts';
import { parseUnit } from '../../../src/unit/parse.ts';
import { mapInput, rhel } from '../harness.ts';

/** What ending a unit does otherwise than the stop. */
function differences(stop: string, service: string, reload?: string): readonly string[] | undefined {
  const actions = { start: '/usr/sbin/acmed &', stop, ...(reload !== undefined && { reload }) };
  const input = mapInput(rhel(actions), { target: 'rhel9', actions: Object.keys(actions) });
  const text = `[Service]\nExecStart=/usr/sbin/acmed\n${service}\n`;
  return validate(input, parseUnit('acmed.service', text, input.target), [], reload && 'reload')?.map(
    one => `${one.field}: ${one.script} / ${one.unit}`,
  );
}
const KILL = 'kill -HUP `cat /run/acmed.pid`';

describe('how systemd ends a unit', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['by the same signal', KILL, 'KillSignal=SIGHUP', []],
    ['by its own default', KILL, '', ['stop: HUP / TERM']],
    ['by the unit’s own line', KILL, 'ExecStop=/bin/kill -HUP $MAINPID', []],
    [
      'with one signal for several processes',
      'kill `cat /run/acmed.pid`\nkill `cat /run/acmeq.pid`',
      'KillMode=process',
      ['stop: TERM, TERM to /run/acmed.pid, /run/acmeq.pid / a signal to the main process'],
    ],
    ['with one for all of them', 'kill `cat /run/acmed.pid`\nkill `cat /run/acmeq.pid`', '', []],
  ])('%s', (_, stop, service, expected) => {
    expect(differences(stop, service)).toEqual(expected);
  });
});

describe('what the script asks before it reloads', () => {
  test.each<[string, string, readonly string[] | undefined]>([
    ['whether the service runs', 'status acmed >/dev/null || exit 7', []],
    [
      'a program, whose answer systemd does not hear',
      'if netstat -lnt | grep -q :80; then echo -n; else exit 3; fi',
      undefined,
    ],
  ])('%s', (_, first, expected) => {
    expect(differences(KILL, 'KillSignal=SIGHUP\nExecReload=/usr/sbin/acmectl', `${first}\n/usr/sbin/acmectl`)).toEqual(
      expected,
    );
  });
});
