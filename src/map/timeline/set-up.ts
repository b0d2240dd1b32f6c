import type { MapInput } from '../draft.ts';
import type { Item } from './timeline.ts';

/**
 * Set-up before the `case`, which every action runs: what the start has made is there when the service stops or
 * reloads, and to make it again changes nothing.
 */
export function isRepeated(input: MapInput, { effect }: Item): boolean {
  const operation = effect.kind === 'exec' ? effect.operation?.kind : undefined;
  const idempotent = operation === 'mkdir' || operation === 'chown' || operation === 'chmod';
  return idempotent && startRuns(input, effect.span.start);
}

/**
 * Does the start run all that comes before this one of them, too? What is tested there has the answer that it had then,
 * as far as the script goes.
 */
export function isBehindSetUp(input: MapInput, items: readonly Item[], from: number): boolean {
  return items.slice(0, from).every(({ effect }) => effect.kind === 'exec' && startRuns(input, effect.span.start));
}

function startRuns(input: MapInput, offset: number): boolean {
  for (const effect of input.actions.get('start')?.trail.effects.values() ?? [])
    if (effect.kind === 'exec' && effect.span.start === offset) return true;
  return false;
}
