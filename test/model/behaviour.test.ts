import { expect, test } from '@jest/globals';
import { lineMap } from '../../src/base/span.ts';
import { type Condition, negate, settingsOf, testsIn } from '../../src/model/behaviour.ts';
import { literal, setting } from '../../src/model/word.ts';

const span = lineMap('x', '').span(0, 0);
const opaque: Condition = { kind: 'opaque', reason: '', span };
const file: Condition = { kind: 'file', test: 'exists', path: literal('/srv/a'), span };
const on: Condition = { kind: 'setting', argv: [setting('ON'), literal('='), setting('MODE')], span };

test('a condition negated twice is itself', () => {
  expect(negate(opaque)).toEqual({ kind: 'not', of: opaque, span });
  expect(negate(negate(opaque))).toBe(opaque);
});

test('a condition is made of the tests that stand in it', () => {
  const all: Condition = {
    kind: 'or',
    of: [{ kind: 'and', of: [file, negate(on)], span }, { kind: 'status', of: 1, span }, opaque],
    span,
  };
  expect(testsIn(all)).toEqual([file, on, { kind: 'status', of: 1, span }, opaque]);
  expect(settingsOf(all)).toEqual(['ON', 'MODE']);
});
