import { type Note, note } from '../../base/finding.ts';
import type { Unit } from '../../unit/unit.ts';

/**
 * Circles in the order of the batch's units: systemd breaks one at boot by leaving a unit out. In: all units. Out: for
 * each unit that lies on a circle a note with its shortest one.
 */
export function cycleNotes(units: readonly Unit[]): ReadonlyMap<string, Note> {
  const after = new Map<string, Set<string>>(units.map(unit => [unit.name, new Set()]));
  for (const unit of units)
    for (const { section, name, value } of unit.directives) {
      if (section !== 'Unit' || (name !== 'After' && name !== 'Before')) continue;
      for (const other of value.split(/\s+/))
        if (name === 'After') after.get(unit.name)?.add(other);
        else after.get(other)?.add(unit.name);
    }
  const notes = new Map<string, Note>();
  for (const unit of units) {
    const circle = circleOf(after, unit.name);
    if (!circle) continue;
    const span = unit.directives.find(directive => directive.name === 'After')?.evidence[0];
    notes.set(unit.name, note('SV306', span, { cycle: circle.join(' \u2192 ') }));
  }
  return notes;
}

/** The shortest way from a unit back to itself. */
function circleOf(after: ReadonlyMap<string, ReadonlySet<string>>, start: string): readonly string[] | undefined {
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
