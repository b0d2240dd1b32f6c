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
 * The points of a boot that units stand before or behind, each with those it comes after (bootup(7)): a boot script
 * that waits for a service waits, with that, for the boot itself.
 */
const POINTS: Order = new Map([
  ['basic.target', new Set(['sysinit.target'])],
  ['sysinit.target', new Set(['local-fs.target'])],
  ['local-fs.target', new Set(['local-fs-pre.target'])],
  ['local-fs-pre.target', new Set<string>()],
]);

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
      const step = weakest(circle, strength);
      // A unit that asks for a point which its own default has behind it.
      if (!step) break;
      const { after, before } = step;
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

/** What each unit comes after, of those that are given and of the points of a boot. */
export function orderOf(units: readonly Unit[]): Order {
  const after = new Map<string, Set<string>>([...POINTS].map(([point, others]) => [point, new Set(others)]));
  for (const unit of units) after.set(unit.name, new Set(implied(unit)));
  for (const unit of units)
    for (const { section, name, value } of unit.directives) {
      if (section !== 'Unit' || (name !== 'After' && name !== 'Before')) continue;
      for (const other of value.split(/\s+/))
        if (name === 'After') after.get(unit.name)?.add(other);
        else after.get(other)?.add(unit.name);
    }
  return after;
}

/** systemd.service(5), systemd.socket(5) and their like, Default Dependencies. */
function implied({ name, directives }: Unit): readonly string[] {
  if (/\.(?:target|mount|automount|swap|slice)$/.test(name)) return [];
  if (directives.some(one => one.name === 'DefaultDependencies' && /^(?:no|false|off|0)$/.test(one.value))) return [];
  return [name.endsWith('.service') ? 'basic.target' : 'sysinit.target'];
}

/** The step of a circle that least speaks for, the first of several; over a point of the boot, that to a unit behind it. */
function weakest(
  circle: readonly string[],
  strength: Strength,
): { readonly after: string; readonly before: string } | undefined {
  const steps = circle.slice(1).map((before, at) => ({ after: circle[at] ?? before, before }));
  const late = circle.find((unit, at) => !POINTS.has(unit) && POINTS.has(circle[at + 1] ?? ''));
  if (late) return steps.find(({ after, before }) => before === late && !POINTS.has(after));
  return steps.reduce((least, one) =>
    strength(one.after, one.before) < strength(least.after, least.before) ? one : least,
  );
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
