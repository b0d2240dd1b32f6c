import { describe, expect, test } from '@jest/globals';
import { actionsOf, statusWhereFails } from '../../src/interpret/action.ts';
import { parseSource } from '../../src/shell/parse.ts';

describe('the actions of a script', () => {
  test.each<[string, string, readonly string[]]>([
    ['are what it asks for', 'case "$1" in start) a;; stop) b;; esac', ['start', 'stop']],
    ['are those of init where it hands them on', 'exec /usr/libexec/acmed/control "$@"', ['start', 'stop']],
    ['… to a program that it also tells its name', '/usr/sbin/control acmed $1', ['start', 'stop']],
    [
      '… also where it asks for one of its own',
      'case $1 in restart) c stop; c start;; *) /opt/c $*;; esac',
      ['start', 'stop', 'restart'],
    ],
    ['are none where it hands nothing on', 'exec /usr/libexec/acmed/control start', []],
    ['are unknown where a function of who knows what gets them', '. /opt/acme/lib\nacme_main "$@"', []],
  ])('%s', (_shows, text, expected) =>
    expect(actionsOf(parseSource('/etc/init.d/acmed', text), { settings: () => undefined })).toEqual(expected),
  );
});

describe('the end of a start where a command fails', () => {
  test.each<[string, string, number | undefined]>([
    ['is the failure of the last command', 'acme; bad', 1],
    ['is what a later command makes of it', 'bad; true', 0],
    ['is what the script says', 'bad || exit 6', 6],
    ['is a status that was kept', 'bad; R=$?; echo no; exit $R', 1],
    ['is that of a function', 'f() { bad || return 3; acme; }; f', 3],
    ['is not that of an early end elsewhere', '[ -x /usr/sbin/acme ] || exit 5; bad', 1],
    ['is unknown where another command decides', 'bad; acme', undefined],
  ])('%s', (_shows, text, expected) => {
    const script = `#!/bin/bash\n${text}\n`;
    const source = parseSource('/etc/init.d/acmed', script);
    const at = script.lastIndexOf('bad');
    expect(statusWhereFails(source, 'start', { settings: () => undefined }, new Set(), at)).toBe(expected);
  });
});
