import type { Interpretation } from '../interpret/action.ts';
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
