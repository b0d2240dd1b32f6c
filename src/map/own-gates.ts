import type { Condition } from '../model/behaviour.ts';
import type { Effect } from '../model/effect.ts';
import type { MapInput } from './draft.ts';
import { asksForLibrary } from './gates.ts';
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
  const asked = new Set(startTimelineOf(input).gates.map(textOfGate));
  const own = gates
    .filter(
      gate =>
        isOfFiles(gate.require) &&
        !asksForLibrary(gate.require) &&
        !(asked.has(textOfGate(gate)) && isBehindSetUp(input, items, gate.from)),
    )
    .map(({ require, from, to, ...gate }) => ({ from, to, guard: { ...gate, condition: require } as const }));
  if (own.length === 0) return items;
  return items.map((item, i) => {
    const before = own.filter(({ from, to }) => from <= i && (to === undefined || to > i));
    if (!of.has(item.effect.kind) || before.length === 0) return item;
    return { ...item, guards: [...before.map(({ guard }) => guard), ...item.guards] };
  });
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
