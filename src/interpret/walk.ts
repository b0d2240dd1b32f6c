import type { Span } from '../base/span.ts';
import type { Step } from '../model/behaviour.ts';
import { EMPTY, type Field, unknown } from '../model/word.ts';
import type {
  AndOr,
  Case,
  CommandNode,
  Function as FunctionNode,
  If,
  Pipeline,
  PipelineNode,
  Redirected,
  Statement,
  Subshell,
  SyntaxNode,
} from '../shell/nodes.ts';
import { literalName } from '../shell/nodes.ts';
import { evaluate } from './arithmetic.ts';
import { evaluateBracket } from './bracket.ts';
import { branch } from './branch.ts';
import { matchCase } from './case.ts';
import { runCommand } from './command.ts';
import { type Context, collect, decided, emit, enter, type Frame, remark, spanOf, visit } from './context.ts';
import { asking, leaveOnFailure } from './errexit.ts';
import { expandValue, patternOf } from './expand.ts';
import { runFor } from './for.ts';
import { mayLeave, runLoop } from './loop.ts';
import { printsSomething, runPiped } from './printed.ts';
import { withRedirects } from './redirect.ts';
import { whetherRuns } from './running.ts';
import { isSourcingGuard } from './sourcing-guard.ts';
import { define, fork, type State } from './state.ts';
import {
  assumed,
  ENTERED,
  FAILURE,
  known,
  NOT_ENTERED,
  not,
  opaque,
  type Status,
  SUCCESS,
  statusOf,
  type Truth,
  truthOf,
} from './truth.ts';
import { meet, statusText } from './variables.ts';

/** Interpret statements in order until one ends the list. */
export function runList(ctx: Context, list: { readonly commands: readonly Statement[] }): void {
  for (const statement of list.commands) {
    if (ctx.state.ended) return;
    if (--ctx.trail.budget < 0) {
      remark(ctx, 'SV905', spanOf(ctx, statement), { reason: 'the script takes more steps than it follows' });
      emit(ctx, { kind: 'residue', reason: 'too many steps', span: spanOf(ctx, list.commands[0] ?? statement) });
      return;
    }
    runStatement(ctx, statement);
  }
}

function runStatement(ctx: Context, statement: Statement): void {
  if (!statement.background) return runNode(ctx, statement.command);
  const { prints } = ctx.trail;
  const inner: Context = {
    ...ctx,
    state: fork(ctx.state),
    frames: [],
    loops: ctx.loops.map(() => undefined),
    background: true,
  };
  const steps = collect(inner, () => runNode(inner, statement.command));
  if (ctx.trail.prints !== prints) printsSomething(ctx);
  // `exec` and `exit` leave the shell in the background only.
  if (inner.state.ended === 'exit')
    ctx.steps.push({ kind: 'call', name: '( )', body: steps, span: spanOf(ctx, statement) });
  else ctx.steps.push(...steps);
  ctx.state.status = SUCCESS;
}

/** Interpret any command node. */
export function runNode(ctx: Context, node: PipelineNode | AndOr | CommandNode): void {
  switch (node.type) {
    case 'Command':
      asksPipe(ctx, () => runCommand(ctx, node));
      return leaveOnFailure(ctx, node);
    case 'AndOr':
      return runAndOr(ctx, node);
    case 'Pipeline':
      return runPipeline(ctx, node);
    case 'If':
      return runIf(ctx, node);
    case 'Case':
      return runCase(ctx, node);
    case 'For':
      return runFor(ctx, node);
    case 'Select':
      remark(ctx, 'SV218', spanOf(ctx, node), { command: 'select' });
      return runLoop(ctx, node);
    case 'While':
    case 'ArithmeticFor':
      return runLoop(ctx, node);
    case 'BraceGroup':
      return runList(ctx, node.body);
    case 'Subshell':
      return runSubshell(ctx, node);
    case 'Redirected':
      return runRedirected(ctx, node);
    case 'Function':
      define(ctx.state, node.name.value, node);
      if (!ctx.foreign || ctx.source === ctx.script) ownFunctions.add(node);
      return;
    case 'TestCommand': {
      enter(ctx, node);
      visit(ctx, node.pos, 'condition');
      asksPipe(ctx, () => {
        ctx.state.status = statusOf(evaluateBracket(ctx, node.expression, spanOf(ctx, node)));
      });
      return leaveOnFailure(ctx, node);
    }
    case 'ArithmeticCommand': {
      enter(ctx, node);
      visit(ctx, node.pos, 'condition');
      const number = node.expression && evaluate(ctx, node.expression);
      ctx.state.status =
        number === undefined ? statusOf(opaque('arithmetic', spanOf(ctx, node))) : statusOf(known(number !== 0));
      return;
    }
    case 'Coproc':
      enter(ctx, node);
      remark(ctx, 'SV901', ctx.here, { construct: 'a coprocess' });
      emit(ctx, { kind: 'residue', reason: 'coprocess' });
      return;
  }
}

/** Each operator sees the status that its own left side had on this path, so `a && b || c` needs no join. */
function runAndOr(ctx: Context, node: AndOr): void {
  const [first] = node.commands;
  if (first) asking(ctx, () => runNode(ctx, first), node.commands.length > 1);
  const entered = ctx.state.status === ENTERED && node.operators[0] === '&&' ? ctx.state.process.cwd : undefined;
  const chain = (i: number): void => {
    const operator = node.operators[i];
    const next = node.commands[i + 1];
    if (!operator || !next || ctx.state.ended) return;
    entersOrLeaves(ctx, next);
    const left = truthOf(ctx.state.status, spanOf(ctx, node));
    const truth = operator === '&&' ? left : not(left);
    const guarded =
      i === 0 && operator === '&&' && first && isSourcingGuard(ctx, first, [next]) ? settled(truth) : truth;
    const then = (): void => {
      asking(ctx, () => runNode(ctx, next), i + 2 < node.commands.length);
      chain(i + 1);
    };
    const otherwise = (): void => {
      ctx.state.status = operator === '&&' ? FAILURE : SUCCESS;
      chain(i + 1);
    };
    branch(ctx, guarded, then, otherwise, spanOf(ctx, node), decided(ctx, node.pos, i, truth));
  };
  chain(0);
  // `cd X && export Y; acmed`: what follows the list runs without the folder too.
  if (entered !== undefined && ctx.state.process.cwd === entered)
    ctx.state.process = { ...ctx.state.process, cwdOptional: true };
}

/**
 * Behind a test of `cd` the folder is entered. Behind `! cd` it is, where what follows leaves the script; else the script
 * goes on in one folder or the other, and only the run knows in which.
 */
function entersOrLeaves(ctx: Context, follows: SyntaxNode): void {
  const { status } = ctx.state;
  const leaves = /\b(?:exit|return)\b/.test(ctx.source.text.slice(follows.pos, follows.end));
  if (status === ENTERED || (status === NOT_ENTERED && leaves))
    ctx.state.process = { ...ctx.state.process, cwdOptional: false };
  else if (status === NOT_ENTERED) ctx.state.status = statusOf(opaque('whether the directory is there', ctx.here));
}

/** A settings file may be missing: its variables are settings either way, so the guard decides nothing. */
function settled(truth: Truth): Truth {
  return truth.kind === 'open' ? assumed(true, 'settings file') : truth;
}

function runIf(ctx: Context, node: If): void {
  const arms = [{ clause: node.clause, then: node.then }, ...node.elif];
  const arm = (i: number): void => {
    const current = arms[i];
    if (!current) {
      ctx.state.status = SUCCESS;
      if (node.else) runList(ctx, node.else);
      return;
    }
    asking(ctx, () => runList(ctx, current.clause));
    if (ctx.state.ended) return;
    entersOrLeaves(ctx, current.then);
    const truth = truthOf(ctx.state.status, spanOf(ctx, current.clause));
    const alone =
      arms.length === 1 &&
      !node.else &&
      isSourcingGuard(ctx, current.clause.commands.at(-1)?.command, current.then.commands);
    const guarded = alone ? settled(truth) : truth;
    branch(
      ctx,
      guarded,
      () => runList(ctx, current.then),
      () => arm(i + 1),
      spanOf(ctx, node),
      decided(ctx, node.pos, i, truth),
    );
  };
  arm(0);
}

function runCase(ctx: Context, node: Case): void {
  const value = expandValue(ctx, node.word);
  const item = (i: number): void => {
    const current = node.items[i];
    if (!current) {
      ctx.state.status = SUCCESS;
      return;
    }
    const truth = matchCase(
      ctx,
      value,
      current.pattern.map(word => patternOf(ctx, word)),
      spanOf(ctx, node.word),
    );
    const body = (): void => {
      ctx.state.status = SUCCESS;
      runList(ctx, current.body);
      if (current.terminator === ';&' && !ctx.state.ended) {
        const next = node.items[i + 1];
        if (next) runList(ctx, next.body);
      }
    };
    branch(ctx, truth, body, () => item(i + 1), spanOf(ctx, node), decided(ctx, node.pos, i, truth));
  };
  item(0);
}

function runSubshell(ctx: Context, node: Subshell): void {
  const inner: Context = { ...ctx, state: fork(ctx.state), frames: [], loops: ctx.loops.map(() => undefined) };
  const steps = collect(inner, () => runList(inner, node.body));
  if (steps.length > 0) ctx.steps.push({ kind: 'call', name: '( )', body: steps, span: spanOf(ctx, node) });
  ctx.state.printed = inner.state.printed;
  // `( while read …; do test … || exit 1; done )`: whether it left early, only the run knows.
  ctx.state.status = !inner.state.ended && mayLeave(steps) ? { kind: 'unknown' } : inner.state.status;
}

function runRedirected(ctx: Context, node: Redirected): void {
  enter(ctx, node);
  withRedirects(ctx, node.redirects, () => runNode(ctx, node.command));
}

/** Commands joined by pipes run beside each other: a unit has no pipe, so only silent ones disappear. */
/** What the commands of a pipe ended with, the next command may ask; behind it only the run knows. */
function asksPipe(ctx: Context, command: () => void): void {
  command();
  const { vars } = ctx.state;
  if (vars.has('PIPESTATUS')) vars.set('PIPESTATUS', { value: unknown('exit status') });
}

function runPipeline(ctx: Context, node: Pipeline): void {
  const negations = node.prefixes.filter(prefix => prefix.type === 'Negation').length;
  const [only] = node.commands;
  if (node.commands.length === 1 && only) asking(ctx, () => runNode(ctx, only), negations > 0);
  else {
    let status: State['status'] = SUCCESS;
    let lookup = false;
    const statuses: Status[] = [];
    const body = collect(ctx, () =>
      runPiped(ctx, node, () => {
        for (const command of node.commands) {
          const inner: Context = { ...ctx, state: fork(ctx.state), frames: [] };
          asking(inner, () => runNode(inner, command), negations > 0 || command !== node.commands.at(-1));
          status = inner.state.status;
          statuses.push(status);
          if (
            status.kind === 'truth' &&
            status.truth.kind === 'assumed' &&
            status.truth.reason === 'already-running check'
          )
            lookup = true;
        }
      }),
    );
    ctx.steps.push({ kind: 'pipe', body, span: spanOf(ctx, node) });
    const elements = statuses.map(one => statusText(one) ?? unknown('exit status'));
    ctx.state.vars.set('PIPESTATUS', { value: elements[0] ?? EMPTY, elements });
    const span = spanOf(ctx, node);
    ctx.state.status = lookup
      ? statusOf(asksForOption(node) ? opaque('an option of a process', span) : whetherRuns(ctx, span))
      : status;
  }
  if (negations % 2 === 1)
    ctx.state.status =
      ctx.state.status === ENTERED ? NOT_ENTERED : statusOf(not(truthOf(ctx.state.status, spanOf(ctx, node))));
}

/** `ps -p $PID -o args= | grep -q -- --slave`: how it was started, and not whether it runs. */
function asksForOption({ commands }: Pipeline): boolean {
  const [first, last] = [commands[0], commands.at(-1)];
  if (first?.type !== 'Command' || !/(?:^|\/)ps$/.test(literalName(first) ?? '')) return false;
  if (last?.type !== 'Command' || !/(?:^|\/)[ef]?grep$/.test(literalName(last) ?? '')) return false;
  const words = last.args.map(({ text }) => text.replace(/^["']/, ''));
  return words.some((word, i) => word.startsWith('-') && /^(?:--|-\w*e)$/.test(words[i - 1] ?? ''));
}

/** Functions of the script itself, and not of a file that it sources or of text that it builds. */
const ownFunctions = new WeakSet<FunctionNode>();

/** How deep functions of the script may call each other. */
const MAX_CALLS = 24;

/** A function of the script is the script's text, also where a substitution or `eval` calls it. */
function atHome(ctx: Context, body: () => void): void {
  const { foreign, here, source } = ctx;
  const open = ctx as { foreign?: boolean; source: Context['source'] };
  open.foreign = false;
  open.source = ctx.script;
  body();
  open.source = source;
  ctx.here = here;
  if (foreign === undefined) delete open.foreign;
  else open.foreign = foreign;
}

/** It has no effect but this one. */
function doesOnly(steps: readonly Step[], id: number): boolean {
  return steps.every(step => {
    switch (step.kind) {
      case 'effect':
        return step.effect.kind === 'noise' || step.effect.id === id;
      case 'branch':
        return doesOnly(step.then, id) && doesOnly(step.otherwise, id);
      case 'call':
      case 'loop':
      case 'pipe':
        return doesOnly(step.body, id);
      case 'exit':
      case 'return':
        return true;
    }
  });
}

/** `acmed -t || return 1; return 0`: with nothing else that it does or says, the program's status is the call's. */
function ofFailure({ failure, returned }: Frame, end: State, steps: readonly Step[]): Status | undefined {
  if (!failure || !doesOnly(steps, failure.of)) return undefined;
  const [, last, ...more] = returned;
  // Where it does not return at its end, the last command speaks; `return 0` at the end is one more.
  const ends = end.ended === 'return' ? (more.length === 0 ? last : undefined) : last === undefined ? end : undefined;
  const succeeds = ends?.status.kind === 'code' && ends.status.code === 0;
  return succeeds ? { kind: 'effect', id: failure.of, fails: failure.code } : undefined;
}

/** Call a function of the script with `args`; its `return`s meet behind the call. */
export function callFunction(ctx: Context, name: string, fn: FunctionNode, args: readonly Field[], span: Span): void {
  const depth = ctx.depth ?? 0;
  if (depth >= MAX_CALLS) {
    remark(ctx, 'SV905', span, { reason: `the function ${name} calls itself too deep` });
    emit(ctx, { kind: 'residue', reason: 'functions call each other too deep', span });
    return;
  }
  const caller = { positional: ctx.state.positional, frames: ctx.frames };
  const frame: Frame = { name, returned: [], hidden: new Map() };
  ctx.frames = [...ctx.frames, frame];
  ctx.depth = depth + 1;
  ctx.state.positional = args;
  const body = fn.body;
  const run = (): void => (body.type === 'CompoundList' ? runList(ctx, body) : runNode(ctx, body));
  const steps = collect(ctx, () => (ownFunctions.has(fn) ? atHome(ctx, run) : run()));
  let after = ctx.state;
  if (after.ended === 'return') after = { ...after, ended: 'return' };
  for (const returned of frame.returned)
    after =
      after.ended === 'return'
        ? { ...returned, ended: undefined }
        : meet(ctx, after, { ...returned, ended: undefined });
  if (after.ended === 'return') after = { ...after, ended: undefined };
  const { answer } = frame;
  const told = ofFailure(frame, ctx.state, steps);
  if (told && after.ended === undefined) after = { ...after, status: told };
  if (answer?.returns === frame.returned.length && after.ended === undefined)
    after = { ...after, status: answer.status };
  for (const [name, { variable, exported }] of frame.hidden) {
    if (variable) after.vars.set(name, variable);
    else after.vars.delete(name);
    if (after.process.exported.get(name) === exported) continue;
    const all = new Map(after.process.exported);
    if (exported) all.set(name, exported);
    else all.delete(name);
    after = { ...after, process: { ...after.process, exported: all } };
  }
  ctx.state = { ...after, positional: caller.positional };
  ctx.frames = caller.frames;
  ctx.depth = depth;
  if (steps.length > 0) ctx.steps.push({ kind: 'call', name, body: steps, span });
}
