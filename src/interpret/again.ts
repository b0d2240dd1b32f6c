import type { Step } from '../model/behaviour.ts';
import type { ProcessState } from '../model/process.ts';
import { type Field, textOf } from '../model/word.ts';
import type { Call } from './call.ts';
import { type Context, newTrail, visit } from './context.ts';
import { initialState } from './state.ts';

/** Where a script calls itself for the action that it was called for. */
export interface SelfCall {
  /** The effect by which the call stands in the steps. */
  readonly effect: number;
  readonly args: readonly Field[];
  readonly process: ProcessState;
}

/** Note `su acme -c "$0 $*"` or `exec env -i "$0" "$@"`, of which the next effect is what the call was before. */
export function noteSelfCall(ctx: Context, { args, process }: Call): void {
  const [first] = args;
  if (ctx.again || ctx.ofUnit || ctx.shadow || !first || textOf(first) !== ctx.action) return;
  ctx.trail.selfCall = { effect: ctx.trail.nextId, args, process };
}

/**
 * The second run of a script that does nothing else than to call itself, as another user or in another environment:
 * what the unit executes is what that run does. It inherits what is exported, and the tests around the call turn out
 * the other way.
 *
 * @returns undefined where the first run does something itself, or where only the run knows whether it calls
 */
export function secondRun(ctx: Context): Context | undefined {
  const { trail, steps, script } = ctx;
  const { selfCall } = trail;
  if (!selfCall || !isSure(steps, selfCall.effect)) return undefined;
  const { args, process, effect } = selfCall;
  const does = [...trail.effects.values()].some(
    one => one.id !== effect && one.kind !== 'noise' && !(one.kind === 'exec' && one.query),
  );
  const span = trail.effects.get(effect)?.span;
  if (does || !span) return undefined;
  const vars = new Map([...process.exported].map(([name, value]) => [name, { value }] as const));
  return {
    ...ctx,
    source: script,
    again: true,
    trail: { ...newTrail(), nextId: trail.nextId, budget: trail.budget, within: process },
    state: { ...initialState(args), vars, process: { ...process, evidence: [...process.evidence, span] } },
    steps: [],
    here: script.lines.span(0, 0),
  };
}

/** No open test stands around the call. */
function isSure(steps: readonly Step[], effect: number): boolean {
  return steps.some(
    step =>
      (step.kind === 'effect' && step.effect.id === effect) ||
      ((step.kind === 'call' || step.kind === 'pipe') && isSure(step.body, effect)),
  );
}

/**
 * Add to the second run's trail what only the first one came to: the call, and what stands around it.
 *
 * @returns false where a test that only the first one made could have kept it from the call
 */
export function addFirstRun(second: Context, first: Context): boolean {
  const [to, from] = [second.trail, first.trail];
  if (!tests(first.steps).every(start => to.visits.has(start))) return false;
  const call = from.selfCall && from.effects.get(from.selfCall.effect);
  for (const [offset, before] of from.visits) {
    if (to.visits.has(offset)) continue;
    const kept = [...before.effects].filter(id => id !== call?.id);
    to.visits.set(offset, { ...before, effects: new Set(kept) });
    for (const id of kept) {
      const effect = from.effects.get(id);
      if (effect) to.effects.set(id, effect);
    }
  }
  if (call) {
    to.visits.delete(call.span.start);
    visit(second, call.span.start, 'state');
  }
  addMissing(to.settings, from.settings);
  addMissing(to.files, from.files);
  addMissing(to.frozen, from.frozen);
  addMissing(to.decisions, from.decisions);
  const seen = new Set(to.notes.map(one => JSON.stringify(one)));
  to.notes.unshift(...from.notes.filter(one => !seen.has(JSON.stringify(one))));
  for (const text of from.probed) to.probed.add(text);
  return true;
}

function addMissing<K, V>(to: Map<K, V>, from: ReadonlyMap<K, V>): void {
  for (const [key, value] of from) if (!to.has(key)) to.set(key, value);
}

/** Where the open tests of a run stand. */
function tests(steps: readonly Step[]): readonly number[] {
  return steps.flatMap(step => {
    if (step.kind === 'branch') return [step.span.start, ...tests(step.then), ...tests(step.otherwise)];
    return 'body' in step ? tests(step.body) : [];
  });
}
