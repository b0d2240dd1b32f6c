import type { Span } from '../base/span.ts';
import type { Step } from '../model/behaviour.ts';
import { type Field, literal, textOf } from '../model/word.ts';
import type { For } from '../shell/nodes.ts';
import { type Context, collect, emit, spanOf, type Unrolling } from './context.ts';
import { expandFields } from './expand.ts';
import { isWait, runLoop, sleeps } from './loop.ts';
import { isOfUnreadFile } from './state.ts';
import { assign, meet } from './variables.ts';
import { runList } from './walk.ts';

/** Known lists unroll up to this many items; a longer one is run once with an unknown item. */
const MAX_UNROLL = 64;

/** `for x in …`: each round of a list that is known, or one that stands for all. */
export function runFor(ctx: Context, node: For): void {
  const fields = node.wordlist ? withoutUnread(ctx, expandFields(ctx, node.wordlist)) : ctx.state.positional;
  const items = fields.map(textOf);
  const isKnown = items.length <= MAX_UNROLL && !items.includes(undefined);
  noteRound(ctx, node, isKnown && items.length === 1 ? items[0] : undefined);
  if (!isKnown) return runLoop(ctx, node);
  const span = spanOf(ctx, node);
  const { loops } = ctx;
  const loop: Unrolling = { left: [], again: [], marks: new Map(), mixed: false };
  ctx.loops = [...loops, loop];
  const steps = collect(ctx, () => {
    for (const item of items) {
      assign(ctx, node.name.value, literal(item ?? ''));
      ctx.steps.push(...runRound(ctx, node, loop, span));
      if (ctx.state.ended) break;
    }
  });
  ctx.loops = loops;
  if (ctx.state.ended === 'break') ctx.state.ended = undefined;
  for (const left of loop.left) ctx.state = ctx.state.ended ? left : meet(ctx, ctx.state, left);
  const plain = without(steps, loop.marks);
  // Rounds of nothing but sleeping and asking are a wait, however many there are.
  if (sleeps(plain) && isWait(plain)) ctx.steps.push({ kind: 'loop', body: plain, span, waiting: true });
  else if (plain.every(isNoise)) ctx.steps.push(...plain);
  else if (holds(steps, loop.marks, 'break')) {
    if (returns(steps, loop.marks)) loop.mixed = true;
    ctx.steps.push({ kind: 'call', name: 'for', body: steps, span });
  } else ctx.steps.push(...steps);
  if (loop.mixed && !plain.every(isNoise))
    emit(ctx, { kind: 'residue', reason: 'a loop that is left in several ways', span });
}

function noteRound({ foreign, shadow, trail: { rounds } }: Context, { pos }: For, only: string | undefined): void {
  if (!foreign && !shadow) rounds.set(pos, rounds.has(pos) && rounds.get(pos) !== only ? undefined : only);
}

/**
 * `for ARG in $@ $ARGS`, over the words that the script was called with: more of them from a file that nobody could read
 * would be more actions. That there is such a file is a finding.
 */
function withoutUnread({ action }: Context, fields: readonly Field[]): readonly Field[] {
  if (!fields.some(field => textOf(field) === action)) return fields;
  return fields.filter(
    ({ parts: [only, ...more] }) =>
      only?.kind !== 'unknown' || only.quoted || more.length > 0 || !isOfUnreadFile(only.reason),
  );
}

function isNoise(step: Step): boolean {
  return step.kind === 'effect' && step.effect.kind === 'noise';
}

/** One round of an unrolled loop. `continue` behind an open test leaves the round as `return` leaves a function. */
function runRound(ctx: Context, node: For, loop: Unrolling, span: Span): Step[] {
  loop.again.length = 0;
  const steps = collect(ctx, () => runList(ctx, node.body));
  const last = steps.at(-1);
  if (last && loop.marks.has(last)) steps.pop();
  if (ctx.state.ended === 'continue') ctx.state.ended = undefined;
  for (const again of loop.again) ctx.state = ctx.state.ended ? again : meet(ctx, ctx.state, again);
  if (!holds(steps, loop.marks, 'continue')) return steps;
  if (holds(steps, loop.marks, 'break') || returns(steps, loop.marks)) loop.mixed = true;
  return [{ kind: 'call', name: 'continue', body: steps, span }];
}

type Marks = Unrolling['marks'];

/** Is there a mark of this kind among the steps? */
function holds(steps: readonly Step[], marks: Marks, kind: 'break' | 'continue'): boolean {
  return steps.some(step => {
    if (marks.get(step) === kind) return true;
    if (step.kind === 'branch') return holds(step.then, marks, kind) || holds(step.otherwise, marks, kind);
    return 'body' in step && holds(step.body, marks, kind);
  });
}

/** Does a function return from inside the loop? What follows the failure of a program never runs, so that counts not. */
function returns(steps: readonly Step[], marks: Marks): boolean {
  return steps.some(step => {
    if (step.kind === 'return') return !marks.has(step);
    if (step.kind === 'loop' || step.kind === 'pipe') return returns(step.body, marks);
    if (step.kind !== 'branch') return false;
    const { condition } = step;
    if (condition.kind === 'not' && condition.of.kind === 'status') return returns(step.otherwise, marks);
    return returns(step.then, marks) || returns(step.otherwise, marks);
  });
}

/** The steps without the marks and without branches that hold nothing else. */
function without(steps: readonly Step[], marks: Marks): Step[] {
  return steps.flatMap((step): Step[] => {
    if (marks.has(step)) return [];
    if ('body' in step) return [{ ...step, body: without(step.body, marks) }];
    if (step.kind !== 'branch') return [step];
    const then = without(step.then, marks);
    const otherwise = without(step.otherwise, marks);
    return then.length > 0 || otherwise.length > 0 ? [{ ...step, then, otherwise }] : [];
  });
}
