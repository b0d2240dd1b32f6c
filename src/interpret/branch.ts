import type { Span } from '../base/span.ts';
import { type Condition, type Step, testsIn } from '../model/behaviour.ts';
import { type Context, collect, type Frame, remark } from './context.ts';
import { errorsIn } from './said-status.ts';
import { fork, type State } from './state.ts';
import { combine, not, type Status, statusOf, type Truth, truthOf } from './truth.ts';
import { meet } from './variables.ts';

/**
 * Run one side of a decided test, or both sides of an open one in forked states that are joined behind it.
 * What an assumption excludes is looked at in the shadow, so that its effects are reported and never silent.
 */
export function branch(
  ctx: Context,
  truth: Truth,
  then: () => void,
  otherwise: () => void,
  span: Span,
  key?: string,
): void {
  const { guarded = false, undecided = false } = ctx;
  ctx.guarded = guarded || truth.kind !== 'known';
  ctx.undecided = truth.kind === 'open';
  branches(ctx, truth, then, otherwise, span, key);
  ctx.guarded = guarded;
  ctx.undecided = undecided;
}

function branches(ctx: Context, truth: Truth, then: () => void, otherwise: () => void, span: Span, key?: string): void {
  switch (truth.kind) {
    case 'known':
      return truth.value ? then() : otherwise();
    case 'assumed': {
      if (!ctx.shadow) inShadow(ctx, truth.reason, truth.value ? otherwise : then);
      return truth.value ? then() : otherwise();
    }
    case 'open': {
      const before = ctx.state;
      const frame = ctx.frames.at(-1);
      const returned = frame?.returned.length;
      const { elsewhere = [] } = ctx;
      const from = ctx.trail.nextId;
      const thenSteps = side(ctx, then);
      const afterThen = ctx.state;
      ctx.state = before;
      // What the one side starts does not run for the other: `if [ -f a ]; then start; elif pidof acmed; …`.
      ctx.elsewhere = [...elsewhere, [from, ctx.trail.nextId]];
      const otherSteps = side(ctx, otherwise);
      ctx.elsewhere = elsewhere;
      const afterOther = ctx.state;
      const answers = afterThen.ended === 'return' && ctx.state.ended === 'return';
      const said = { then: errorsIn(afterThen), otherwise: errorsIn(ctx.state) };
      const runsOn = !afterThen.ended && !ctx.state.ended;
      const status =
        runsOn || answers
          ? (pureStatus(truth.condition, afterThen.status, ctx.state.status, span) ??
            agreed(afterThen.status, ctx.state.status, span))
          : undefined;
      ctx.state = meet(ctx, afterThen, ctx.state);
      if (status || answers) ctx.state.status = status ?? UNKNOWN;
      // `if [ a ]; then return 0; else return 1; fi`: with nothing that returned before, this is what the call says.
      if (frame && answers && returned === 0)
        frame.answer = { status: status ?? UNKNOWN, returns: frame.returned.length };
      if (frame && returned === 0) failureOf(truth.condition, frame, afterThen, afterOther);
      const says = said.then.size > 0 || said.otherwise.size > 0;
      if (thenSteps.length > 0 || otherSteps.length > 0 || says) {
        const step: Step = {
          kind: 'branch',
          condition: truth.condition,
          then: thenSteps,
          otherwise: otherSteps,
          span,
          ...(key && { key }),
        };
        if (says) ctx.trail.said.set(step, said);
        ctx.steps.push(step);
      }
    }
  }
}

/** `acmed -t || return 1`, and nothing that returned before: what the call says may be what the program said. */
function failureOf(condition: Condition, frame: Frame, afterThen: State, afterOther: State): void {
  const asked = condition.kind === 'not' ? condition.of : condition;
  const [failed, passed] = condition === asked ? [afterOther, afterThen] : [afterThen, afterOther];
  if (asked.kind !== 'status' || failed.ended !== 'return' || passed.ended || frame.returned.length > 1) return;
  if (failed.status.kind === 'code' && failed.status.code !== 0)
    frame.failure = { of: asked.of, code: failed.status.code };
}

const UNKNOWN: Status = { kind: 'unknown' };

/** The status behind `[ a ] && [ b ]`: as open as its tests, which run nothing and so may be asked at once. */
function pureStatus(condition: Condition, then: Status, otherwise: Status, span: Span): Status | undefined {
  const asked = condition.kind === 'not' ? condition.of : condition;
  // `acmed -t; if [ $? -eq 0 ]; then return 0; else return 1; fi`: what the program said.
  if (asked.kind === 'status') {
    const [success, failure] = condition === asked ? [then, otherwise] : [otherwise, then];
    const passed = isCode(success) && success.code === 0 && isCode(failure) && failure.code !== 0;
    return passed ? { kind: 'effect', id: asked.of } : undefined;
  }
  if (!isPure(condition)) return undefined;
  const [yes, no] = [truthOf(then, span), truthOf(otherwise, span)];
  for (const truth of [yes, no]) if (truth.kind === 'open' && !isPure(truth.condition)) return undefined;
  const test: Truth = { kind: 'open', condition };
  if (yes.kind === 'known' && no.kind === 'known' && yes.value === no.value) return statusOf(yes);
  if (no.kind === 'known')
    return statusOf(no.value ? combine('or', not(test), yes, span) : combine('and', test, yes, span));
  if (yes.kind === 'known')
    return statusOf(yes.value ? combine('or', test, no, span) : combine('and', not(test), no, span));
  return undefined;
}

/** `[ "$PID" ] && [ -d /proc/$PID ]`: whatever the first test says, the service does not run. */
function agreed(then: Status, otherwise: Status, span: Span): Status | undefined {
  const truths = [truthOf(then, span), truthOf(otherwise, span)];
  const stopped = truths.find(truth => truth.kind === 'assumed' && truth.reason === 'already-running check');
  const fail = truths.every(truth => truth.kind !== 'open' && !truth.value);
  const isOne = [then, otherwise].every(status => !isCode(status) || status.code === 1);
  return stopped && fail && isOne ? statusOf(stopped) : undefined;
}

function isCode(status: Status): status is Status & { readonly kind: 'code' } {
  return status.kind === 'code';
}

/** Tests of files and settings only. */
export function isPure(condition: Condition): boolean {
  return testsIn(condition).every(one => one.kind === 'file' || one.kind === 'setting');
}

function side(ctx: Context, body: () => void): Step[] {
  ctx.state = fork(ctx.state);
  return collect(ctx, body);
}

/** Interpret `body` for its statements' sake only; the state stays as it is. */
function inShadow(ctx: Context, reason: NonNullable<Context['shadow']>, body: () => void): void {
  const before = { state: ctx.state, frames: ctx.frames };
  const shadow: Context = {
    ...ctx,
    shadow: reason,
    state: fork(ctx.state),
    frames: ctx.frames.map(frame => ({ ...frame, returned: [], hidden: new Map(frame.hidden) })),
    steps: [],
    loops: ctx.loops.map(() => undefined),
  };
  const entered = new Set(ctx.trail.assumedAway.keys());
  runAs(ctx, shadow, body);
  ctx.state = before.state;
  ctx.frames = before.frames;
  for (const [offset, why] of ctx.trail.assumedAway) {
    if (entered.has(offset)) continue;
    const span = ctx.source.lines.span(offset, offset + 1);
    if (why === 'another system') remark(ctx, 'SV244', span);
    else remark(ctx, 'SV205', span, { reason: why, action: ctx.action });
  }
}

/** Let closures that captured `ctx` work on another context for a while. */
function runAs(ctx: Context, other: Context, body: () => void): void {
  const saved = { ...ctx };
  Object.assign(ctx, other);
  try {
    body();
  } finally {
    Object.assign(ctx, saved);
    if (saved.shadow === undefined) delete (ctx as { shadow?: unknown }).shadow;
  }
}
