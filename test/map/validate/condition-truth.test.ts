import { describe, expect, test } from '@jest/globals';
import { conditionText } from '../../../src/map/validate/compare-conditions.ts';
import { saysTheSame } from '../../../src/map/validate/condition-truth.ts';
import type { Condition } from '../../../src/model/behaviour.ts';
import { literal, setting } from '../../../src/model/word.ts';
import { parseSource } from '../../../src/shell/parse.ts';

const span = parseSource('x', 'x').lines.span(0, 1);

function file(path: string): Condition {
  return { kind: 'file', test: 'exists', path: literal(path), span };
}

function is(operator: string, value: string): Condition {
  return { kind: 'setting', argv: [setting('A'), literal(operator), literal(value)], span };
}

function not(of: Condition): Condition {
  return { kind: 'not', of, span };
}

function or(...of: readonly Condition[]): Condition {
  return { kind: 'or', of, span };
}

function and(...of: readonly Condition[]): Condition {
  return { kind: 'and', of, span };
}

const [a, b, c] = [file('/a'), file('/b'), file('/c')];

describe('tests that say the same', () => {
  test.each<[string, readonly Condition[], readonly Condition[], boolean]>([
    ['in another order', [a, b], [b, a], true],
    ['put together otherwise', [or(a, or(b, c))], [or(or(a, b), c)], true],
    ['by their negation', [not(and(a, b))], [or(not(a), not(b))], true],
    ['one list, one condition', [a, not(b)], [and(a, not(b))], true],
    ['by the opposite operator', [is('!=', 'x')], [not(is('=', 'x'))], true],
    ['one is missing', [a, b], [a], false],
    ['one is the other way round', [a], [not(a)], false],
    ['one for both', [or(a, b)], [and(a, b)], false],
    ['nothing and nothing', [], [], true],
    ['what can never hold', [a, not(a)], [b, not(b)], false],
    ['another value', [is('=', 'x')], [is('=', 'y')], false],
  ])('%s', (_, some, others, expected) => {
    expect(saysTheSame(some, others, conditionText)).toBe(expected);
    expect(saysTheSame(others, some, conditionText)).toBe(expected);
  });

  test('more than a reader could compare are not said to be the same', () => {
    const many = Array.from({ length: 11 }, (_, i) => file(`/${i}`));
    expect(saysTheSame(many, many, conditionText)).toBe(false);
  });
});
