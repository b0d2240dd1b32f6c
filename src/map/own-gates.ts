import type { Span } from '../base/span.ts';
import { isPure } from '../interpret/branch.ts';
import { canonical } from '../interpret/paths.ts';
import { type Condition, negate, settingsOf, testsIn } from '../model/behaviour.ts';
import type { Effect } from '../model/effect.ts';
import type { MapInput } from './draft.ts';
import { asksForLibrary } from './gates.ts';
import { filesIn } from './timeline/files.ts';
import { daemonsOf } from './timeline/main-process.ts';
import { isBehindSetUp } from './timeline/set-up.ts';
import { startTimelineOf } from './timeline/start-timeline.ts';
import type { Gate, Item, Timeline } from './timeline/timeline.ts';

/**
 * Tests of files that a stop or a reload makes behind a step, or that the start does not make: whether the service runs
 * does not answer them. In: the steps and gates of that action. Out: the steps with such gates as tests of their own; the
 * signals of a stop are systemd's, and have none.
 */
export function behindOwnGates(
  input: MapInput,
  { items, gates }: Timeline,
  of: ReadonlySet<Effect['kind']>,
): readonly Item[] {
  const own = ownGates(input, { items, gates }).map(gate => {
    const { require, from: _, to: __, ...rest } = gate;
    return { gate, guard: { ...rest, condition: require } as const };
  });
  if (own.length === 0) return items;
  return items.map((item, i) => {
    const before = own.filter(({ gate }) => isBefore(gate, i));
    if (!of.has(item.effect.kind) || before.length === 0) return item;
    return { ...item, guards: [...before.map(({ guard }) => guard), ...item.guards] };
  });
}

/**
 * The tests that keep a stop from its signals: gates of its own, and what it asks about files before one of them. Whether
 * a program is installed, or a pid file is there, is asked of what the service is.
 */
export function testsOfSignals(input: MapInput, timeline: Timeline): readonly Span[] {
  const own = ownGates(input, timeline, isPure);
  const told = timeline.items.flatMap(({ effect }) =>
    effect.kind === 'signal' && effect.target.kind === 'file' ? [effect.target.path] : [],
  );
  const pidFiles = [...told, ...(input.actions.get('start')?.trail.pidFiles ?? [])].map(canonical);
  const start = startTimelineOf(input);
  const switches = new Set(
    [
      ...start.gates.map(({ require }) => require),
      ...daemonsOf(start).flatMap(one => one.guards.map(({ condition }) => condition)),
    ].flatMap(settingsOf),
  );
  const keeps = (condition: Condition): boolean =>
    isPure(condition) &&
    // What the start asks, too, says whether there is anything to stop.
    !settingsOf(condition).some(name => switches.has(name)) &&
    !isOfPrograms(condition) &&
    filesIn(condition).every(path => path.startsWith('/') && !pidFiles.includes(path));
  /** Of each target: the tests before each of its signals. */
  const behind = new Map<string, (readonly Condition[])[]>();
  for (const [i, { effect, guards }] of timeline.items.entries()) {
    if (effect.kind !== 'signal') continue;
    const target = JSON.stringify(effect.target);
    const before = [
      ...own.filter(gate => isBefore(gate, i)).map(({ require }) => require),
      ...guards.map(one => one.condition),
    ];
    behind.set(target, [...(behind.get(target) ?? []), before.filter(keeps)]);
  }
  // One that is sent in any case, or on either side of a test, is kept from nobody.
  const found = [...behind.values()].filter(tests => tests.every(one => one.length > 0)).flatMap(tests => tests.flat());
  const all = new Set(found.map(textOfCondition));
  const kept = found.filter(one => !all.has(textOfCondition(negate(one))));
  return [...new Map(kept.map(({ span }) => [span.start, span])).values()];
}

function textOfCondition(condition: Condition): string {
  return JSON.stringify(condition, (key, value: unknown) => (key === 'span' ? undefined : value));
}

function isOfPrograms(condition: Condition): boolean {
  return testsIn(condition).every(one => one.kind === 'file' && one.test === 'executable');
}

function ownGates(
  input: MapInput,
  { items, gates }: Timeline,
  isOf: (condition: Condition) => boolean = isOfFiles,
): readonly Gate[] {
  const asked = new Set(startTimelineOf(input).gates.map(textOfGate));
  return gates.filter(
    gate =>
      isOf(gate.require) &&
      !asksForLibrary(gate.require) &&
      !(asked.has(textOfGate(gate)) && isBehindSetUp(input, items, gate.from)),
  );
}

/** Does the item at this index run only where the gate lets it? */
function isBefore({ from, to }: Gate, index: number): boolean {
  return from <= index && (to === undefined || to > index);
}

/** The same test of a function, called with another file, is another. */
function textOfGate({ span, require }: Gate): string {
  return JSON.stringify([span.start, require]);
}

function isOfFiles(condition: Condition): boolean {
  return testsIn(condition).every(({ kind }) => kind === 'file');
}
