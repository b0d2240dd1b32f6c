import type { Interpretation } from '../interpret/action.ts';
import { libraryAt } from '../interpret/source.ts';
import type { Condition } from '../model/behaviour.ts';
import { textOf } from '../model/word.ts';
import type { Draft, MapInput } from './draft.ts';
import { mapGate, placeGuard } from './guards.ts';
import type { Gate } from './timeline.ts';

/** Tests that the unit makes (by the keys of their decisions), and those that only a shell can make. */
export interface MappedGates {
  readonly settled: ReadonlyMap<string, 'run' | 'skip'>;
  readonly unsettled: readonly Gate[];
}

/** Gates as conditions and test lines; those that only a shell can test are given back. */
export function mapGates(
  draft: Draft,
  input: MapInput,
  interpretation: Interpretation,
  gates: readonly Gate[],
  prefix: string,
  which: 'file' | 'all',
): MappedGates {
  const settled = new Map<string, 'run' | 'skip'>();
  const unsettled: Gate[] = [];
  for (const gate of gates) {
    if (asksForLibrary(gate.require)) {
      placeGuard(draft, interpretation.trail, 'start', gate.span, 'the unit needs no init library');
      if (gate.key) settled.set(gate.key, gate.goesOn);
      continue;
    }
    const onlyFiles = which === 'all' || !JSON.stringify(gate.require).includes('"kind":"setting"');
    const outcome = onlyFiles ? mapGate(draft, input, interpretation.trail, gate, prefix) : 'helper';
    if (outcome === 'helper') {
      unsettled.push(gate);
      continue;
    }
    placeGuard(
      draft,
      interpretation.trail,
      'start',
      gate.span,
      outcome === 'unit' ? 'a condition of the unit' : 'a test before the start',
    );
    if (gate.key) settled.set(gate.key, gate.goesOn);
  }
  return { settled, unsettled };
}

/** The script only makes sure that the library of its system is there; the target may have none. */
export function asksForLibrary(condition: Condition): boolean {
  switch (condition.kind) {
    case 'file':
      return libraryAt(textOf(condition.path) ?? '') !== undefined;
    case 'not':
      return asksForLibrary(condition.of);
    case 'and':
    case 'or':
      return condition.of.every(asksForLibrary);
    case 'setting':
    case 'status':
    case 'opaque':
      return false;
  }
}
