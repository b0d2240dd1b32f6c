import { describe, textOf } from '../../model/word.ts';
import type { Call, Models } from '../call.ts';
import { runExternal, runWords } from '../command.ts';
import { type Context, emit, noise, visit } from '../context.ts';
import { expandFields } from '../expand.ts';
import { isOtherSystems, libraryFunction } from '../functions/index.ts';
import { joined } from '../ifs.ts';
import { runText } from '../nested.ts';
import { isEverywhere, isSystemctl } from '../paths.ts';
import { mayAssign, source } from '../source.ts';
import { define } from '../state.ts';
import { assumed, opaque, type Status, SUCCESS, statusOf } from '../truth.ts';

function exec(ctx: Context, call: Call): Status {
  let args = call.args;
  while (args.length > 0 && /^-[cl]+$/.test(textOf(args[0] ?? { parts: [] }) ?? '')) args = args.slice(1);
  if (textOf(args[0] ?? { parts: [] }) === '-a') args = args.slice(2);
  const [first, ...rest] = args;
  if (!first) {
    if (call.node) visit(ctx, call.node.pos, 'state');
    const { stdin, stdout, stderr } = call.process;
    ctx.state.process = {
      ...ctx.state.process,
      stdin,
      stdout,
      stderr,
      evidence: [...ctx.state.process.evidence, ctx.here],
    };
    return SUCCESS;
  }
  const name = textOf(first);
  const status =
    name === undefined ? runWords(ctx, first, rest, call.process) : runExternal(ctx, { ...call, name, args: rest });
  ctx.steps.push({ kind: 'exit', span: ctx.here });
  ctx.state.status = status;
  ctx.state.ended = 'exit';
  return status;
}

/** `command -v x` asks; `command x` runs past functions. */
function command(ctx: Context, call: Call): Status {
  const option = textOf(call.args[0] ?? { parts: [] });
  if (option === '-v' || option === '-V') return ask(ctx, { ...call, args: call.args.slice(1) });
  const [first, ...rest] = option === '-p' ? call.args.slice(1) : call.args;
  const name = first && textOf(first);
  if (!first || name === undefined) return SUCCESS;
  const own = ctx.state.functions.get(name);
  define(ctx.state, name, undefined);
  const status = runWords(ctx, first, rest, call.process);
  if (own) define(ctx.state, name, own);
  return status;
}

/** Is there such a command? What the shell or its library has is known, the rest is the target's matter. */
function ask(ctx: Context, call: Call): Status {
  if (call.node) visit(ctx, call.node.pos, 'condition');
  noise(ctx, 'query');
  const name = textOf(call.args[0] ?? { parts: [] });
  if (name && (ctx.state.functions.has(name) || libraryFunction(ctx, name) !== undefined)) return SUCCESS;
  if (name !== undefined && (isSystemctl(name) || isOtherSystems(ctx, name)))
    return statusOf(assumed(false, 'another system'));
  if (name?.startsWith('/'))
    return statusOf({
      kind: 'open',
      condition: { kind: 'file', test: 'executable', path: call.args[0] ?? { parts: [] }, span: ctx.here },
    });
  return name && isEverywhere(name) ? SUCCESS : statusOf(opaque(`whether ${name ?? 'a command'} exists`, ctx.here));
}

/** What is exported may be known to the run alone: `eval export $NAME=$VALUE`. */
const EXPORTS = /^\s*export\b/;

/** Builtins that run other text or commands. */
export const evaluation: Models = {
  '.': source,
  source,
  exec,
  command,
  builtin: command,
  type: ask,
  which: ask,
  hash: ask,
  eval: (ctx, call) => {
    if (call.node) visit(ctx, call.node.pos, 'assignment');
    const { exported } = ctx.state.process;
    const text = joined(call.node ? expandFields(ctx, call.node.args) : call.args);
    const status = runText(ctx, text, { process: call.process });
    // `eval $(sed … x.conf)`: mostly assignments, and known to the run alone.
    if (text.parts[0]?.kind === 'unknown') mayAssign(ctx);
    if (call.node && (ctx.state.process.exported !== exported || EXPORTS.test(describe(text))))
      visit(ctx, call.node.pos, 'state');
    return status;
  },
  select: ctx => {
    emit(ctx, { kind: 'residue', reason: 'select' });
    return SUCCESS;
  },
};
