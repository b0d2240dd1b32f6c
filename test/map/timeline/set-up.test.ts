import { expect, test } from '@jest/globals';
import { validate } from '../../../src/map/validate/validate.ts';
import { parseUnit } from '../../../src/unit/parse.ts';
import { mapInput, rhel } from '../harness.ts';

/** What a unit does otherwise than a script with this set-up before its actions. */
function programs(setUp: string, stop: string): readonly string[] | undefined {
  const input = mapInput(rhel({ start: '/usr/sbin/acmed &', stop: 'killall acmed' }, setUp));
  const lines = `ExecStartPre=-/bin/sh -c '${setUp}'\nExecStart=/usr/sbin/acmed\nExecStop=-/bin/sh -c "${stop}"`;
  return validate(input, parseUnit('acmed.service', `[Service]\n${lines}\n`, input.target), [])?.map(one => one.unit);
}

test.each([
  ['chown acme /srv/acme', 'chown acme /srv/acme', []],
  // For whom may be a setting to one side and its value to the other.
  ['chown acme /srv/acme', 'chown $$ACME_USER /srv/acme', []],
  ['chown acme /srv/acme', 'chown acme /srv/other', ['chown ␣ acme ␣ /srv/other']],
  ['chown acme /srv/acme', 'chmod 755 /srv/acme', ['chmod ␣ 755 ␣ /srv/acme']],
])('%s, and at the stop %s', (setUp, stop, expected) => expect(programs(setUp, stop)).toEqual(expected));
