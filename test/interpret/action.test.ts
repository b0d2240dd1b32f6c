import { describe, expect, test } from '@jest/globals';
import { actionsOf } from '../../src/interpret/action.ts';
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
