import type { Step } from '../../model/behaviour.ts';
import { textOf } from '../../model/word.ts';
import { shellOf } from '../../shell/parse.ts';
import type { Call, Models } from '../call.ts';
import { evaluateTest } from '../condition.ts';
import { type Context, noise, visit } from '../context.ts';
import { emptiesFile } from '../redirect.ts';
import { tell } from '../said-status.ts';
import { fork } from '../state.ts';
import { FAILURE, type Status, SUCCESS, statusOf } from '../truth.ts';

/** The status that `exit N` and `return N` leave: a number, that of an effect, or the last one. */
function given(ctx: Context, call: Call): Status {
  const [argument] = call.args;
  const { status: last } = ctx.state;
  if (!argument) {
    if (!ctx.foreign && (last.kind === 'unknown' || (last.kind === 'truth' && last.truth.kind === 'open')))
      ctx.trail.answers.add(ctx.here.start);
    return last;
  }
  // `return $?` is `return`, which keeps what a test asked for.
  if (last.kind === 'truth' && /^"?\$\{?\?\}?"?$/.test(call.node?.args[0]?.text ?? '')) return last;
  const [part] = argument.parts;
  if (part?.kind === 'status')
    return { kind: 'effect', id: part.of, ...(part.fails !== undefined && { fails: part.fails }) };
  const text = textOf(argument);
  return text !== undefined && /^\d+$/.test(text) ? { kind: 'code', code: Number(text) & 255 } : { kind: 'unknown' };
}

function leave(ctx: Context, call: Call, kind: 'exit' | 'return'): Status {
  if (call.node) visit(ctx, call.node.pos, 'control');
  const status = given(ctx, call);
  ctx.state.status = status;
  const [, name] = /^"?\$\{?(\w+)\}?"?$/.exec(call.node?.args[0]?.text ?? '') ?? [];
  if (name !== undefined && status.kind !== 'code') tell(ctx.trail, name, ctx.state.vars.get(name)?.value);
  ctx.steps.push({ kind, span: ctx.here, ...(status.kind === 'code' && { code: status.code }) });
  if (kind === 'return') ctx.frames.at(-1)?.returned.push(fork(ctx.state));
  ctx.state.ended = kind;
  return status;
}

/**
 * `name` in one line and `{ … return; }` behind it are no function. bash says so and goes on; as sh it ends there, and so
 * does dash.
 */
function giveBack(ctx: Context, call: Call): Status {
  if (ctx.frames.length > 0) return leave(ctx, call, 'return');
  if (!shellOf(ctx.source).endsWith('/bash')) return leave(ctx, call, 'exit');
  noise(ctx, 'no effect');
  return FAILURE;
}

function jump(ctx: Context, call: Call, ended: 'break' | 'continue'): Status {
  if (call.node) visit(ctx, call.node.pos, 'control');
  // bash says so on stderr and goes on (bash(1), break).
  if (ctx.loops.length === 0) {
    noise(ctx, 'no effect');
    return SUCCESS;
  }
  const loop = ctx.loops.at(-1);
  if (loop) {
    // Leaving a round is no failure.
    const mark: Step = { kind: 'return', span: ctx.here, code: 0 };
    loop.marks.set(mark, ended);
    ctx.steps.push(mark);
    (ended === 'break' ? loop.left : loop.again).push(fork(ctx.state));
  }
  ctx.state.ended = ended;
  return SUCCESS;
}

function test(ctx: Context, call: Call, words: Call['args']): Status {
  if (call.node) visit(ctx, call.node.pos, 'condition');
  return statusOf(evaluateTest(ctx, words, ctx.here));
}

/** `: > FILE` is there for its redirection. */
function nothing(ctx: Context, call: Call): Status {
  if (!emptiesFile(ctx, call.process)) noise(ctx, 'no effect');
  return SUCCESS;
}

/** Control flow and tests. */
export const control: Models = {
  exit: (ctx, call) => leave(ctx, call, 'exit'),
  return: giveBack,
  break: (ctx, call) => jump(ctx, call, 'break'),
  continue: (ctx, call) => jump(ctx, call, 'continue'),
  test: (ctx, call) => test(ctx, call, call.args),
  '[': (ctx, call) => test(ctx, call, call.args.slice(0, -1)),
  ':': nothing,
  true: nothing,
  false: ctx => {
    noise(ctx, 'no effect');
    return FAILURE;
  },
};
