import { type Note, note } from '../../base/finding.ts';
import type { Directive, Unit } from '../../unit/unit.ts';

/** How much speaks for `unit` after `other`: what is smaller is given up first. */
export type Strength = (unit: string, other: string) => number;

export interface Unwound {
  /** Units that lost a word of After= or Before=. */
  readonly units: ReadonlyMap<string, Unit>;
  /** For each of them what was given up, and why. */
  readonly notes: ReadonlyMap<string, readonly Note[]>;
}

type Order = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Circles in the order of the batch's units: systemd would break one at boot by leaving a unit out. In: all units, and
 * how much speaks for each order. Out: the units without the weakest order of each circle, with a note.
 */
export function breakCycles(units: readonly Unit[], strength: Strength): Unwound {
  const own = new Map(units.map(unit => [unit.name, unit]));
  const changed = new Map<string, Unit>();
  const notes = new Map<string, readonly Note[]>();
  let order = orderOf(units);
  for (const { name } of units)
    for (let circle = circleOf(order, name); circle; ) {
      const { after, before } = weakest(circle, strength);
      const span = ordersOf(own.get(after), 'After', before)?.evidence[0];
      const by = ordersOf(own.get(before), 'Before', after)?.evidence[0];
      for (const [unit, key, other] of [
        [after, 'After', before],
        [before, 'Before', after],
      ] as const) {
        const old = own.get(unit);
        if (!old || !ordersOf(old, key, other)) continue;
        own.set(unit, without(old, key, other));
        changed.set(unit, without(old, key, other));
      }
      const given = `${after} no longer waits for ${before}`;
      const told = note('SV306', span ?? by, { cycle: circle.join(' \u2192 '), given });
      notes.set(after, [...(notes.get(after) ?? []), told]);
      order = orderOf([...own.values()]);
      circle = circleOf(order, name);
    }
  return { units: changed, notes };
}

/** What each unit comes after, of those that are given. */
export function orderOf(units: readonly Unit[]): Order {
  const after = new Map<string, Set<string>>(units.map(unit => [unit.name, new Set()]));
  for (const unit of units)
    for (const { section, name, value } of unit.directives) {
      if (section !== 'Unit' || (name !== 'After' && name !== 'Before')) continue;
      for (const other of value.split(/\s+/))
        if (name === 'After') after.get(unit.name)?.add(other);
        else after.get(other)?.add(unit.name);
    }
  return after;
}

/** The step of a circle that least speaks for; the first of several. */
function weakest(
  circle: readonly string[],
  strength: Strength,
): { readonly after: string; readonly before: string; readonly strength: number } {
  const steps = circle.slice(1).map((before, at) => {
    const after = circle[at] ?? before;
    return { after, before, strength: strength(after, before) };
  });
  const [first = { after: '', before: '', strength: 0 }] = steps;
  return steps.reduce((least, one) => (one.strength < least.strength ? one : least), first);
}

function ordersOf(unit: Unit | undefined, key: string, other: string): Directive | undefined {
  return unit?.directives.find(
    ({ section, name, value }) => section === 'Unit' && name === key && value.split(/\s+/).includes(other),
  );
}

function without(unit: Unit, key: string, other: string): Unit {
  const directives = unit.directives.flatMap(one => {
    if (one.section !== 'Unit' || one.name !== key) return [one];
    const value = one.value.split(/\s+/).filter(word => word !== other);
    return value.length === 0 ? [] : [{ ...one, value: value.join(' ') }];
  });
  return { ...unit, directives };
}

/** The shortest way from a unit back to itself. */
function circleOf(after: Order, start: string): readonly string[] | undefined {
  const from = new Map<string, string>();
  const queue = [start];
  for (const unit of queue)
    for (const next of after.get(unit) ?? []) {
      if (next === start) {
        const way = [start];
        for (let at = unit; at !== start; at = from.get(at) ?? start) way.unshift(at);
        return [start, ...way];
      }
      if (from.has(next) || !after.has(next)) continue;
      from.set(next, unit);
      queue.push(next);
    }
  return undefined;
}
