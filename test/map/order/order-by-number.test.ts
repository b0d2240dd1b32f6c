import { describe, expect, test } from '@jest/globals';
import { type Numbered, orderByNumbers } from '../../../src/map/order/order-by-number.ts';

/** `name number [levels|off] [named]`: a script of the row. */
function row(...lines: readonly string[]): readonly Numbered[] {
  return lines.map(line => {
    const [unit = '', start = '', levels = '345', named] = line.split(' ');
    const on = levels !== 'off';
    return {
      unit,
      start: Number(start),
      levels: on ? [...levels] : [],
      on,
      follows: named === undefined,
      span: undefined,
    };
  });
}

function order(lines: readonly string[], known: Readonly<Record<string, readonly string[]>> = {}) {
  const after = new Map(Object.entries(known).map(([unit, others]) => [unit, new Set(others)]));
  return Object.fromEntries(
    [...orderByNumbers(row(...lines), after)].map(([unit, { directive }]) => [unit, directive.value]),
  );
}

describe('order by start numbers', () => {
  test.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ['one alone', ['a 85'], {}],
    ['the smaller first, however they are listed', ['b 90', 'a 85'], { b: 'a' }],
    ['a chain, and no word more', ['a 10', 'b 20', 'c 30', 'd 40'], { b: 'a', c: 'b', d: 'c' }],
    ['equal numbers are not ordered', ['a 85', 'b 85', 'c 90'], { c: 'b a' }],
    ['one that is off holds no place', ['a 10', 'b 20 off', 'c 30'], { b: 'a', c: 'a' }],
    ['only levels that both are in', ['a 10 3', 'b 20 5', 'c 30 35'], { c: 'b a' }],
    ['one that goes by names is waited for, and waits by names', ['a 10', 'b 20 345 named', 'c 30'], { c: 'b a' }],
  ])('%s', (_, lines, words) => {
    expect(order(lines)).toEqual(words);
  });

  test('what a unit waits for anyway is not said again', () => {
    expect(order(['a 10', 'b 20 345 named', 'c 30'], { b: ['a'] })).toEqual({ c: 'b' });
    expect(order(['a 10', 'c 30'], { c: ['a'] })).toEqual({});
  });

  test('a name in a header wins over the number', () => {
    expect(order(['a 10', 'b 20'], { a: ['b'] })).toEqual({});
    expect(order(['a 10', 'b 20', 'c 30'], { a: ['x'], x: ['c'] })).toEqual({ b: 'a' });
  });

  test('the finding names a few of many', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map(name => `${name} 10`);
    const found = orderByNumbers(row(...names, 'z 20'), new Map());
    expect(found.get('z')?.note).toMatchObject({
      code: 'SV311',
      params: { start: '20', others: 'f (10), e (10), d (10), c (10) and 2 more' },
    });
  });
});
