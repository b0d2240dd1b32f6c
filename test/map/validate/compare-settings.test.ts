import { expect, test } from '@jest/globals';
import { validate } from '../../../src/map/validate/validate.ts';
import { parseUnit } from '../../../src/unit/parse.ts';
import { converted, mapInput, rhel } from '../harness.ts';

const FILE = '/etc/sysconfig/acmed';

/** Differences that the validation finds in a unit that reads the file, for a start that uses OPTS in this way. */
function differences(file: string, start: string, service: string): readonly string[] | undefined {
  const script = `#!/bin/sh\ncase "$1" in\nstart)\n. ${FILE}\n${start}\n;;\nesac\n`;
  const input = mapInput(script, { settings: { [FILE]: `${file}\n` } });
  const unit = parseUnit('acmed.service', `[Service]\nEnvironmentFile=${FILE}\n${service}\n`, input.target);
  return validate(input, unit, [])?.map(one => one.field);
}

test.each([
  ['an assignment', 'OPTS=a', true],
  ['a comment', '#OPTS=$(uname)', true],
  ['systemd knows no export', 'export OPTS=a', false],
  ['nor commands', 'OPTS=$(uname)', false],
  ['nor tests', '[ -f /a ] && OPTS=a', false],
])('what systemd reads: %s', (_, file, alike) => {
  const argument = differences(file, '/usr/sbin/acmed "$OPTS" &', 'ExecStart=/usr/sbin/acmed ${OPTS}');
  expect(argument?.includes('argv')).toBe(!alike);
  const exported = differences(file, 'export OPTS; /usr/sbin/acmed &', 'ExecStart=/usr/sbin/acmed');
  expect(exported?.includes('environment')).toBe(!alike);
  const shell = 'ExecStart=/bin/sh -c \'exec /usr/sbin/acmed "$$OPTS"\'';
  expect(differences(file, '/usr/sbin/acmed "$OPTS" &', shell)?.includes('argv')).toBe(!alike);
});

test('a shell that reads the file itself has what the script has', () => {
  const service = `ExecStart=/bin/sh -c '. ${FILE}; exec /usr/sbin/acmed "$$OPTS"'`;
  expect(differences('export OPTS=a', '/usr/sbin/acmed "$OPTS" &', service)).toEqual([]);
});

test.each([
  ['plain', 'export OPTS', 'OPTS=a', 'ExecStart=/usr/sbin/acmed'],
  ['exported by the file', ':', 'export OPTS=a', 'ExecStart=/usr/libexec/sysv2systemd/acmed/start'],
  ['computed by it', ':', 'export OPTS=$(uname)', 'ExecStart=/usr/libexec/sysv2systemd/acmed/start'],
])('a variable that only the environment has: %s', (_, before, file, expected) => {
  const script = rhel({ start: '/usr/sbin/acmed &', stop: 'killproc acmed' }, `. ${FILE}\n${before}`);
  const { lines, helper } = converted(script, { settings: { [FILE]: `${file}\n` } });
  expect(lines).toContain(expected);
  if (expected.endsWith('start')) expect(helper('start')).toContain(`. ${FILE}`);
});
