import { describe, expect, test } from '@jest/globals';
import { parseUnit } from '../../src/unit/parse.ts';
import { wrapLine } from '../../src/unit/wrap-line.ts';

const LONG = '/usr/sbin/acme-prepare --with a-rather-long-argument --and another-one';

describe('long shell lines', () => {
  test('break behind commands', () =>
    expect(wrapLine(`ExecStart=/bin/sh -c '${LONG}; ${LONG}; ${LONG}' acmed`)).toEqual([
      `ExecStart=/bin/sh -c '${LONG}; \\`,
      `    ${LONG}; \\`,
      `    ${LONG}' acmed`,
    ]));

  test('several commands share a line', () =>
    expect(wrapLine(`ExecStart=/bin/sh -c 'a; b; ${LONG}; c; ${LONG}'`)).toEqual([
      `ExecStart=/bin/sh -c 'a; b; ${LONG}; c; \\`,
      `    ${LONG}'`,
    ]));

  test.each([
    ['a short one', "ExecStart=/bin/sh -c 'a; b'"],
    [
      "one whose shell text is another program's argument",
      `ExecStart=/usr/bin/screen -m /bin/sh -c '${LONG}; ${LONG}'`,
    ],
    ['one without a shell', `ExecStart=/usr/bin/x ${LONG}; ${LONG}; ${LONG}`],
    ['between quotes of the shell', `ExecStart=/bin/sh -c 'a "${LONG}; ${LONG}; ${LONG}"'`],
    ['between its single quotes', `ExecStart=/bin/sh -c 'a \\'${LONG}; ${LONG}; ${LONG}\\''`],
    ['between its quotes in double ones', `ExecStart=/bin/sh -c "a \\"${LONG}; ${LONG}; ${LONG}\\""`],
    ['behind a backslash of the shell', `ExecStart=/bin/sh -c 'a \\\\" "${LONG}; ${LONG}; ${LONG}'`],
    ['before a word that closes', `ExecStart=/bin/sh -c 'if ${LONG}; then ${LONG}; fi'`],
  ])('not %s', (_shows, text) => expect(wrapLine(text)).toEqual([text]));

  test('systemd reads one line again, with more blanks between commands', () => {
    const text = `ExecStart=/bin/sh -c '${LONG}; ${LONG} "x; y"; ${LONG}' acmed`;
    const unit = parseUnit('acmed.service', `[Service]\n${wrapLine(text).join('\n')}\n`);
    expect(unit.directives.map(({ name, value }) => `${name}=${value.replace(/ {2,}/g, ' ')}`)).toEqual([text]);
  });
});
