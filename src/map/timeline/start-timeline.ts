import type { Step } from '../../model/behaviour.ts';
import { type Gate, type Item, type Timeline, timelineOf } from './timeline.ts';

/**
 * The timeline of a start. A guard around all that it does is a gate: where it does not hold, nothing is started and
 * the script ends, `if [ -f CONF ]; then start; fi` as much as `[ -f CONF ] || exit 0`.
 */
export function startTimelineOf(steps: readonly Step[]): Timeline {
  let { items, gates } = timelineOf(steps);
  for (;;) {
    const guard = items[0]?.guards[0];
    if (!guard || !items.every(item => item.guards[0] === guard)) return { items, gates };
    const { condition, goesOn, span, key, code = 0 } = guard;
    const gate: Gate = { require: condition, goesOn, span, from: 0, code, ...(key !== undefined && { key }) };
    gates = [...gates, gate];
    items = items.map((item): Item => ({ ...item, guards: item.guards.slice(1) }));
  }
}
