import type { Span } from '../base/span.ts';
import { canonical } from '../interpret/paths.ts';
import type { Condition } from '../model/behaviour.ts';
import type { Effect } from '../model/effect.ts';
import type { MapInput } from './draft.ts';
import { asksForLibrary } from './gates.ts';
import { filesIn } from './timeline/files.ts';
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
  const own = ownGates(input, timeline);
  const told = timeline.items.flatMap(({ effect }) =>
    effect.kind === 'signal' && effect.target.kind === 'file' ? [effect.target.path] : [],
  );
  const pidFiles = [...told, ...(input.actions.get('start')?.trail.pidFiles ?? [])].map(canonical);
  const keeps = (condition: Condition): boolean =>
    isOfFiles(condition) &&
    !isOfPrograms(condition) &&
    filesIn(condition).every(path => path.startsWith('/') && !pidFiles.includes(path));
  const found = timeline.items.flatMap(({ effect, guards }, i) =>
    effect.kind === 'signal'
      ? [...own.filter(gate => isBefore(gate, i)).map(({ require }) => require), ...guards.map(one => one.condition)]
      : [],
  );
  return [...new Map(found.filter(keeps).map(({ span }) => [span.start, span])).values()];
}

function isOfPrograms(condition: Condition): boolean {
  if (condition.kind === 'file') return condition.test === 'executable';
  if (condition.kind === 'not') return isOfPrograms(condition.of);
  return (condition.kind === 'and' || condition.kind === 'or') && condition.of.every(isOfPrograms);
}

function ownGates(input: MapInput, { items, gates }: Timeline): readonly Gate[] {
  const asked = new Set(startTimelineOf(input).gates.map(textOfGate));
  return gates.filter(
    gate =>
      isOfFiles(gate.require) &&
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
  switch (condition.kind) {
    case 'file':
      return true;
    case 'not':
      return isOfFiles(condition.of);
    case 'and':
    case 'or':
      return condition.of.every(isOfFiles);
    case 'setting':
    case 'status':
    case 'opaque':
      return false;
  }
}
