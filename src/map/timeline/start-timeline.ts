import { type Interpretation, statusWhereFails } from '../../interpret/action.ts';
import { isProgram, stays } from '../../interpret/running.ts';
import type { MapInput } from '../draft.ts';
import { type Gate, type Guard, type Item, type Timeline, timelineOf } from './timeline.ts';

/**
 * The timeline of a start. A guard around all that it does is a gate: where it does not hold, nothing is started and
 * the script ends, `if [ -f CONF ]; then start; fi` as much as `[ -f CONF ] || exit 0`.
 */
export function startTimelineOf(input: MapInput): Timeline {
  let { items, gates } = timelineOf(input.actions.get('start')?.steps ?? []);
  for (;;) {
    const from = items.findIndex(item => !isPause(item));
    const guard = items[from]?.guards[0];
    if (!guard || !items.every(item => item.guards[0] === guard || isPause(item)))
      return { items: askedFirst(input, passed(items)), gates };
    const { condition, goesOn, span, key, code = 0 } = guard;
    const gate: Gate = { require: condition, goesOn, span, from, code, ...(key !== undefined && { key }) };
    gates = [...gates, gate];
    items = items.map((item): Item => ({ ...item, guards: item.guards.slice(1) }));
  }
}

/**
 * `if ! acme-keys; then rm -f /etc/acme.key; exit 1; fi; daemon acmed`: what follows runs where the steps before it did
 * not end the script with an error. So it is where a line of the unit ends with that error.
 */
function passed(items: readonly Item[]): readonly Item[] {
  const at = items.findIndex((_, i) => i > 0 && endsBefore(items, i).length > 0);
  const before = items.slice(0, at);
  const last = before.at(-1);
  if (
    at < 0 ||
    !last ||
    before.some(({ effect }) => stays(effect)) ||
    !items.slice(at).some(({ effect }) => isProgram(effect))
  )
    return items;
  const gone = new Set(endsBefore(items, at));
  const ends = [...gone].flatMap(({ end }) => end ?? []);
  const rest = items.slice(at).map(item => ({ ...item, guards: item.guards.filter(guard => !gone.has(guard)) }));
  return passed([...before.slice(0, -1), { ...last, ends: [...(last.ends ?? []), ...ends] }, ...rest]);
}

/** Early ends with an error that stand before this item and all that follow it, and before none of the earlier ones. */
function endsBefore(items: readonly Item[], at: number): readonly Guard[] {
  const [before, rest] = [items.slice(0, at), items.slice(at)];
  return (items[at]?.guards ?? []).filter(
    guard =>
      guard.ends === 'exit' &&
      guard.code !== undefined &&
      guard.code !== 0 &&
      rest.every(({ guards }) => guards.includes(guard)) &&
      !before.some(({ guards }) => guards.includes(guard)),
  );
}

/**
 * `acmed -t; if [ $? -eq 0 ]; then daemon acmed; else exit 6; fi`: all that follows a program runs only where it
 * succeeded, and the start fails without. So it is with a line of the unit that may not fail.
 */
function askedFirst(input: MapInput, items: readonly Item[]): readonly Item[] {
  const guard = items.find(item => item.guards[0]?.condition.kind === 'status')?.guards[0];
  const at = guard ? items.findIndex(item => isStatusOf(guard, item)) : -1;
  const asked = items[at];
  if (!guard || !asked || !mayFail(asked)) return items;
  const rest = items.slice(at + 1);
  if (!rest.every(item => isStatusOf(item.guards[0], asked) || isPause(item))) return items;
  if (!rest.some(({ effect }) => isProgram(effect)) || !endsStart(input, asked)) return items;
  return [
    ...items.slice(0, at),
    { ...asked, checked: true, decides: guard },
    ...askedFirst(
      input,
      rest.map(item => ({ ...item, guards: item.guards.slice(1) })),
    ),
  ];
}

const statuses = new WeakMap<Interpretation, Map<number, number | undefined>>();

/** Where it fails, the start does, as far as the text tells. */
function endsStart({ actions, source, host, constants = new Set() }: MapInput, { effect }: Item): boolean {
  const start = actions.get('start');
  if (!start) return false;
  const known = statuses.get(start) ?? new Map<number, number | undefined>();
  statuses.set(start, known);
  const at = effect.span.start;
  if (!known.has(at)) known.set(at, statusWhereFails(source, 'start', host, constants, at));
  return known.get(at) !== 0;
}

function isStatusOf(guard: Guard | undefined, { effect }: Item): boolean {
  return guard?.condition.kind === 'status' && guard.condition.of === effect.id;
}

/** It can be a line of its own that fails the start. The answer to a question only says that there is nothing to do. */
function mayFail({ effect, guards, shellOnly, respawn }: Item): boolean {
  return (
    effect.kind === 'exec' &&
    !effect.query &&
    !effect.captured &&
    !stays(effect) &&
    guards.length === 0 &&
    shellOnly === undefined &&
    respawn === undefined
  );
}

function isPause({ effect, guards }: Item): boolean {
  return guards.length === 0 && effect.kind === 'exec' && effect.operation?.kind === 'sleep';
}
