import { describe, expect, test } from '@jest/globals';
import { interpret, run } from './harness.ts';

/** The programs whose failure ends the script, of those that the start runs. */
function fatal(script: string): readonly string[] {
  const effects = [...run(script).trail.effects.values()].filter(effect => effect.kind === 'exec');
  const names = effects.map(({ argv: [program], checked }) => {
    const [part] = program?.parts ?? [];
    return `${part?.kind === 'literal' ? part.text : '?'}${checked ? '!' : ''}`;
  });
  // A loop and what follows a chain are interpreted more than once.
  return [...new Set(names)];
}

describe('under set -e a failure ends the script, but where it is asked for', () => {
  test.each<[string, string, readonly string[]]>([
    ['a command', 'set -e\na', ['a!']],
    ['before it is set', 'a\nset -e\nb', ['a', 'b!']],
    ['no longer set', 'set -e\nset +e\na', ['a']],
    ['set -o errexit', 'set -o errexit\na', ['a!']],
    ['with another option', 'set -eu\na', ['a!']],
    ['by the first line', '#!/bin/sh -e\na', ['a!']],
    ['in a function', 'set -e\nf() { a; }\nf', ['a!']],
    ['in a function whose status is asked for', 'set -e\nf() { a; }\nf || b', ['a', 'b!']],
    ['in a test', 'set -e\nif a; then b; fi', ['a', 'b!']],
    ['in the test of a loop', 'set -e\nwhile a; do b; done', ['a', 'b!']],
    ['left of && and ||', 'set -e\na && b || c', ['a', 'b', 'c!']],
    ['behind !', 'set -e\n! a', ['a']],
    ['in a pipe', 'set -e\na | b', ['a', 'b!']],
    ['in a subshell', 'set -e\n( a; b )', ['a!', 'b!']],
    ['in the background', 'set -e\na &', ['a']],
  ])('%s', (_, script, expected) => expect(fatal(script)).toEqual(expected));
});

describe('a test that stands alone', () => {
  test.each<[string, string, readonly string[]]>([
    ['goes on where it holds', 'set -e\n[ -e /a ]\nb', ['if exists /a', 'else', '  exit 1', 'exec: b']],
    ['says nothing without set -e', '[ -e /a ]\nb', ['exec: b']],
    ['that never holds', 'set -e\nfalse\nb', ['noise no effect', 'exit 1']],
  ])('%s', (_, script, expected) => expect(interpret(script)).toEqual(expected));
});

test('a failure that is told only because the service is supposed not to run ends nothing', () => {
  const script = '. /lib/lsb/init-functions\nset -e\nif pidof a; then :; else log_end_msg 1; fi\nb';
  expect(fatal(script)).toContain('b!');
});

test('log_end_msg 1 ends the script, and a helper says so without the message', () => {
  const script = '. /lib/lsb/init-functions\nset -e\n[ -e /a ] || log_end_msg 1\nb';
  const { trail } = run(script);
  expect([...trail.visits.values()].flatMap(({ spelled }) => spelled ?? [])).toEqual(['exit 1']);
});
