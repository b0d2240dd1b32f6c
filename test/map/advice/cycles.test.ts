import { describe, expect, test } from '@jest/globals';
import { breakCycles, orderOf } from '../../../src/map/advice/cycles.ts';
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
  /** Circle and what was given up, of each note. */
  const told = (lines: readonly string[], weak: readonly string[] = []) =>
    [...breakCycles(units(...lines), (a, b) => (weak.includes(`${a}>${b}`) ? 0 : 1)).notes.values()]
      .flat()
      .map(({ params }) => `${params.cycle}: ${params.given}`);

  test.each<[string, readonly string[], readonly string[]]>([
    ['none', ['a After b', 'b After c', 'c'], []],
    ['two', ['a After b', 'b After a'], ['a → b → a: a no longer waits for b']],
    ['by Before', ['a After b', 'b', 'a Before b'], ['a → b → a: a no longer waits for b']],
    ['itself', ['a After a'], ['a → a: a no longer waits for a']],
    ['three', ['a After b', 'b After c', 'c After a'], ['a → b → c → a: a no longer waits for b']],
    ['one of several names', ['a After x b', 'b After y a'], ['a → b → a: a no longer waits for b']],
    [
      'the shortest',
      ['a After b c', 'b After c', 'c After a'],
      ['a → c → a: a no longer waits for c', 'a → b → c → a: a no longer waits for b'],
    ],
    [
      'beside one that only leads to it',
      ['a After b', 'b After c', 'c After b'],
      ['b → c → b: b no longer waits for c'],
    ],
    ['through a unit that is not there', ['a After x', 'x2 After a'], []],
    ['no orders', ['a Wants b', 'b Wants a'], []],
    ['another section', ['a Service:After b', 'b After a'], []],
    [
      'a boot script that waits for a service',
      ['a.service DefaultDependencies no', 'a.service Before sysinit.target', 'a.service After b.service', 'b.service'],
      [
        'a.service \u2192 b.service \u2192 basic.target \u2192 sysinit.target \u2192 a.service: a.service no longer waits for b.service',
      ],
    ],
    [
      'a boot script behind another that waits for a service',
      [
        'a.service DefaultDependencies no',
        'a.service Before sysinit.target',
        'a.service After b.service',
        'b.service DefaultDependencies no',
        'b.service After c.service',
        'c.service',
      ],
      [
        'a.service \u2192 b.service \u2192 c.service \u2192 basic.target \u2192 sysinit.target \u2192 a.service: b.service no longer waits for c.service',
      ],
    ],
    [
      'a boot script that waits for a boot script',
      [
        'a.service DefaultDependencies no',
        'a.service Before sysinit.target',
        'a.service After b.service',
        'b.service DefaultDependencies no',
      ],
      [],
    ],
    ['a service before the boot that it waits for', ['a.service Before sysinit.target'], []],
    ['before a unit that is not there', ['a Before x', 'a After x'], []],
  ])('%s', (_, lines, notes) => {
    expect(told(lines)).toEqual(notes);
  });

  test('the weakest order is given up, at whichever end it stands', () => {
    expect(told(['a After b', 'b After c', 'c After a'], ['c>a'])).toEqual(['a → b → c → a: c no longer waits for a']);
    const { units: changed } = breakCycles(units('a After b', 'b', 'a Before b x'), (unit, other) =>
      unit === 'b' && other === 'a' ? 0 : 1,
    );
    expect(changed.get('a')?.directives.map(({ name, value }) => `${name}=${value}`)).toEqual(['After=b', 'Before=x']);
  });

  test('what is left has no circle, and keeps all other orders', () => {
    const all = units('a After b c', 'b After c a', 'c After a d', 'd After b');
    const { units: changed } = breakCycles(all, () => 1);
    const after = orderOf(all.map(unit => changed.get(unit.name) ?? unit));
    expect(
      breakCycles(
        all.map(unit => changed.get(unit.name) ?? unit),
        () => 1,
      ).notes.size,
    ).toBe(0);
    const own = [...after].filter(([unit]) => !unit.endsWith('.target'));
    expect(own.map(([unit, others]) => `${unit}: ${[...others].filter(one => !one.includes('.')).join(' ')}`)).toEqual([
      'a: ',
      'b: a',
      'c: a d',
      'd: b',
    ]);
  });

  test('it stands at the order of the unit', () => {
    const { notes } = breakCycles(units('a Wants x', 'a After b', 'b Before x', 'b After a'), () => 1);
    expect([...notes.values()].flat().map(note => [note.code, note.span?.path])).toEqual([['SV306', 'a']]);
  });
});
