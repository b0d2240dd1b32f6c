import { type Gate, type Item, timelineOf } from '../../../src/map/timeline/timeline.ts';
import { printCondition, printEffect, run } from '../../interpret/harness.ts';

/** The timeline of a start: a line for each gate and the items that it guards, then one for each item. */
export function timeline(script: string): readonly string[] {
  const { steps, trail } = run(script);
  const { items, gates } = timelineOf(steps);
  const line = (item: Item): string =>
    [
      ...item.guards.map(guard => `if ${printCondition(guard.condition, trail)}:`),
      ...(item.shellOnly ? [`(${item.shellOnly})`] : []),
      printEffect(item.effect, trail),
      ...(item.respawn === undefined ? [] : [`again after ${item.respawn}`]),
      ...(item.checked ? ['checked'] : []),
    ].join(' ');
  const test = (gate: Gate) =>
    `gate ${gate.from}-${gate.to ?? ''} ${printCondition(gate.require, trail)} ${gate.goesOn} ${gate.code ?? '?'}`;
  return [...gates.map(test), ...items.map(line)];
}
