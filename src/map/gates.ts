import type { Interpretation } from '../interpret/action.ts';
import { libraryAt } from '../interpret/init-library.ts';
import { type Condition, testsIn } from '../model/behaviour.ts';
import type { Operation } from '../model/effect.ts';
import { textOf } from '../model/word.ts';
import type { Draft, MapInput } from './draft.ts';
import { allOf, mapGate, placeGuard } from './guards.ts';
import { networkGates } from './start/network-gate.ts';
import type { Gate, Item, Timeline } from './timeline/timeline.ts';

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
  timeline: Timeline = { items: [], gates: [] },
): MappedGates {
  const settled = new Map<string, 'run' | 'skip'>();
  const unsettled: Gate[] = [];
  for (const gate of gates) {
    if (asksForLibrary(gate.require)) {
      placeGuard(draft, interpretation.trail, 'start', gate.span, 'the unit needs no init library');
      if (gate.key) settled.set(gate.key, gate.goesOn);
      continue;
    }
    const network = which === 'all' ? networkGates(draft, input, gate) : undefined;
    if (network?.length === 0) {
      placeGuard(draft, interpretation.trail, 'start', gate.span, 'a test before the start');
      if (gate.key) settled.set(gate.key, gate.goesOn);
      continue;
    }
    const onlyFiles = which === 'all' || !JSON.stringify(gate.require).includes('"kind":"setting"');
    const hoisted = onlyFiles && !mayChange(timeline, gate);
    const rest = network === undefined ? gate : { ...gate, require: allOf(network, gate.span) };
    const outcome = hoisted ? mapGate(draft, input, interpretation.trail, rest, prefix) : 'helper';
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

/**
 * May an earlier step make what the test asks for, or is it done whatever the test finds? A condition of the unit is
 * asked before any step. Programs to execute are installed and not made by a step of a start, but where one is missing
 * `acme-setup; [ -x /usr/sbin/acmed ] || exit 5` has set up all the same.
 */
function mayChange({ items, gates }: Timeline, gate: Gate): boolean {
  if (items.slice(0, gate.from).some(item => isDone(item, gate))) return true;
  // `sleep 10; [ -e /dev/acme0 ] || exit 0`: it waited for just that.
  const waits = items
    .slice(0, gate.from)
    .some(({ effect }) => effect.kind === 'exec' && effect.operation?.kind === 'sleep');
  if (waits && testedPaths(gate.require).some(path => !isInstalled(path))) return true;
  return testedPaths(gate.require).some(path =>
    items.slice(0, gate.from).some(({ effect, guards }, i) => {
      if (effect.kind === 'residue') return true;
      if (effect.kind !== 'exec' || effect.query) return false;
      const before = gates.filter(({ from, to }) => from <= i && to !== undefined && to > i).map(one => one.require);
      const asked = [...before, ...guards.map(guard => guard.condition)];
      if (asked.some(condition => testedPaths(condition).includes(path))) return true;
      const { operation } = effect;
      // A program that nothing is known of may make any file that is not installed.
      if (actsElsewhere(operation) && !isInstalled(path)) return true;
      const touched =
        operation && 'paths' in operation ? operation.paths : operation && 'path' in operation ? [operation.path] : [];
      return [...touched, ...(operation ? [] : effect.argv)].some(field => textOf(field) === path);
    }),
  );
}

/**
 * A step that does something beside the service's own files, or may do so. `V=$(acmed -x version)` before `[ -x acmed ]`
 * does nothing where the test fails.
 */
function isDone({ effect }: Item, gate: Gate): boolean {
  if (effect.kind !== 'exec') return effect.kind === 'signal';
  const [program] = effect.argv;
  const { require } = gate;
  const isAsked =
    effect.captured === true &&
    require.kind === 'file' &&
    require.test === 'executable' &&
    program !== undefined &&
    textOf(program) === textOf(require.path);
  return !effect.query && actsElsewhere(effect.operation) && !isAsked;
}

/** What it changes stands in other files than its words: an unknown program, a module, another service. */
function actsElsewhere(operation: Operation | undefined): boolean {
  return operation === undefined || operation.kind === 'modprobe' || operation.kind === 'service';
}

function isInstalled(path: string): boolean {
  return /^\/(?:usr|s?bin|lib(?:64)?)\//.test(path);
}

function testedPaths(condition: Condition): readonly string[] {
  return testsIn(condition).flatMap(one => {
    if (one.kind !== 'file') return [];
    // `[ -x /run/acme ]` asks for a folder that the start may make.
    const path = textOf(one.path) ?? '';
    return one.test === 'executable' && isInstalled(path) ? [] : [path];
  });
}

/** The script only makes sure that the library of its system is there; the target may have none. */
export function asksForLibrary(condition: Condition): boolean {
  return testsIn(condition).every(one => one.kind === 'file' && libraryAt(textOf(one.path) ?? '') !== undefined);
}
