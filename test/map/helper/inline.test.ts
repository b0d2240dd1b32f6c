import { describe, expect, test } from '@jest/globals';
import { inlineText } from '../../../src/map/helper/inline.ts';
import { rhel } from '../harness.ts';
import { inputOf } from '../mapped.ts';

const SETTINGS = { '/etc/sysconfig/acmed': 'PORT=8080\nFILE=$DIR/x\n' };

function inlined(content: string, shebang = '#!/bin/sh', helperFiles = false): string | undefined {
  const script = rhel(
    { start: 'acmed $PORT', stop: 'killall acmed' },
    '[ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed',
  );
  const input = { ...inputOf(script, { settings: SETTINGS }), helperFiles };
  const trail = input.actions.get('start')?.trail;
  return trail && inlineText(input, trail, shebang, content);
}

describe('a short helper is a line of the unit', () => {
  test.each([
    ['as it is', 'a; b "$X" 100%', `/bin/sh -c 'a; b "$$X" 100%%'`],
    ['one command needs no shell', 'X=/etc/x\n/usr/bin/a -f $X', '/usr/bin/a -f /etc/x'],
    ['… unless it is looked up', 'a -f', `/bin/sh -c 'a -f'`],
    ['settings stay', 'PORT=1\nX=1\na $PORT $X', `/bin/sh -c 'PORT=1; a $$PORT 1'`],
    ['so does what a settings file reads', 'DIR=/srv\na $DIR $FILE', `/bin/sh -c 'DIR=/srv; a $$DIR $$FILE'`],
    [
      'what a script sets behind a file that nobody has read is its own',
      '. /opt/acme/x\nA=1\nrun $A',
      `/bin/sh -c '. /opt/acme/x; run 1'`,
    ],
    ['a command that the unit hands over', 'a || exit 0\nexec "$@"', `/bin/sh -c 'a || exit 0; exec "$$0" "$$@"'`],
    ['arguments of a function are its own', 'f() { a "$1"; }\nf b; f c', `/bin/sh -c 'f() { a "$$1"; }; f b; f c'`],
  ])('%s', (_shows, content, expected) => expect(inlined(content)).toBe(expected));

  test('in the shell of the script, with its options', () => {
    expect(inlined('a; b', '#!/bin/bash')).toBe(`/bin/bash -c 'a; b'`);
    expect(inlined('a; b', '#!/bin/sh -e')).toBe(`/bin/sh -ec 'a; b'`);
  });

  test.each([
    ['that asks for its name', 'a "$0"'],
    ['that would find itself', 'for p in `pgrep -f /opt/a.py`; do kill $p; done; a'],
    ['… by another way', "kill `ps ax | grep /opt/a.py | awk '{print $1}'`; a"],
    ['that reads arguments before it hands them over', 'a "$1"\nexec "$@"'],
    ['of many commands', 'a\n'.repeat(15)],
    ['of long commands', `a ${'x'.repeat(600)}\nb`],
    ['of long functions', `f() { a ${'x'.repeat(250)}; }\nf b; f c`],
    ['with a here-document', 'a <<E\nb\nE'],
  ])('not one %s', (_shows, content) => expect(inlined(content)).toBeUndefined());

  test('not where a person wants files', () => expect(inlined('a; b', '#!/bin/sh', true)).toBeUndefined());
});
