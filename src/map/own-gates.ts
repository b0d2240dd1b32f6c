import type { Condition } from '../model/behaviour.ts';
import type { MapInput } from './draft.ts';
import { asksForLibrary } from './gates.ts';
import { isBehindSetUp } from './timeline/set-up.ts';
import { startTimelineOf } from './timeline/start-timeline.ts';
import type { Gate, Guard, Item } from './timeline/timeline.ts';

/**
 * Tests of files that a stop or a reload makes behind a step, or that the start does not make: whether the service runs
 * does not answer them. In: the steps and gates of that action. Out: the programs with such gates as tests of their own.
 */
export function behindOwnGates(input: MapInput, items: readonly Item[], gates: readonly Gate[]): readonly Item[] {
  const asked = new Set(startTimelineOf(input).gates.map(({ span }) => span.start));
  const own = gates.filter(
    ({ require, from, span }) =>
      isOfFiles(require) && !asksForLibrary(require) && !(asked.has(span.start) && isBehindSetUp(input, items, from)),
  );
  if (own.length === 0) return items;
  return items.map((item, i) => {
    const before = own.filter(({ from, to }) => from <= i && (to === undefined || to > i));
    if (item.effect.kind !== 'exec' || before.length === 0) return item;
    const guards = before.map(({ require, from: _, to: __, ...gate }): Guard => ({ ...gate, condition: require }));
    return { ...item, guards: [...guards, ...item.guards] };
  });
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
