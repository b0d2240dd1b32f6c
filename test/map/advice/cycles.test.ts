import { describe, expect, test } from '@jest/globals';
import { cycleNotes } from '../../../src/map/advice/cycles.ts';
import type { Unit } from '../../../src/unit/unit.ts';

/** Units from lines such as `a After b c`. */
function units(...lines: readonly string[]): readonly Unit[] {
  const found = new Map<string, Unit['directives'][number][]>();
  for (const line of lines) {
    const [unit = '', name = '', ...others] = line.split(' ');
    const span = { path: unit, start: 0, end: 1, line: found.size + 1, column: 1, endLine: 1 };
    const section = name.startsWith('Service:') ? 'Service' : 'Unit';
    const own = found.get(unit) ?? [];
    found.set(unit, own);
    if (name !== '')
      own.push({
        section,
        name: name.replace(/^.*:/, ''),
        value: others.join(' '),
        by: 'test',
        evidence: [span],
        confidence: 'proved',
      });
  }
  return [...found].map(([name, directives]) => ({ name, directives }));
}

describe('circles of orders', () => {
  test.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ['none', ['a After b', 'b After c', 'c'], {}],
    ['two', ['a After b', 'b After a'], { a: 'a → b → a', b: 'b → a → b' }],
    ['by Before', ['a After b', 'b', 'a Before b'], { a: 'a → b → a', b: 'b → a → b' }],
    ['itself', ['a After a'], { a: 'a → a' }],
    ['three', ['a After b', 'b After c', 'c After a'], { a: 'a → b → c → a', b: 'b → c → a → b', c: 'c → a → b → c' }],
    ['one of several names', ['a After x b', 'b After y a'], { a: 'a → b → a', b: 'b → a → b' }],
    [
      'the shortest',
      ['a After b c', 'b After c', 'c After a'],
      {
        a: 'a → c → a',
        b: 'b → c → a → b',
        c: 'c → a → c',
      },
    ],
    ['beside one that only leads to it', ['a After b', 'b After c', 'c After b'], { b: 'b → c → b', c: 'c → b → c' }],
    ['through a unit that is not there', ['a After x', 'x2 After a'], {}],
    ['no orders', ['a Wants b', 'b Wants a'], {}],
    ['another section', ['a Service:After b', 'b After a'], {}],
    ['before a unit that is not there', ['a Before x', 'a After x'], {}],
  ])('%s', (_, lines, circles) => {
    const notes = cycleNotes(units(...lines));
    expect(Object.fromEntries([...notes].map(([name, note]) => [name, note.params.cycle]))).toEqual(circles);
  });

  test('it stands at the order of the unit', () => {
    const notes = cycleNotes(units('a Wants x', 'a After b', 'b Before x', 'b After a'));
    expect([...notes.values()].map(note => [note.code, note.span?.path])).toEqual([
      ['SV306', 'a'],
      ['SV306', 'b'],
    ]);
  });
});
