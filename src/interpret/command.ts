import type { ProcessState } from '../model/process.ts';
import { concat, EMPTY, type Field, literal, textOf, unquoted } from '../model/word.ts';
import { type Command, literalName, prefixAssignments, wordsOf } from '../shell/nodes.ts';
import { isSelfPath, selfName, selfPath } from '../shell/parse.ts';
import { noteSelfCall } from './again.ts';
import { branch } from './branch.ts';
import { builtins } from './builtins/index.ts';
import type { Call } from './call.ts';
import { commands } from './commands/index.ts';
import { type Context, emit, enter, noise, remark, spanOf, visit } from './context.ts';
import { expandArray, expandFields, expandValue, KEYED, quote } from './expand.ts';
import { libraryFunction, libraryProgram, otherSystemsFunction } from './functions/index.ts';
import { onlyPrints } from './functions/rc-scripts.ts';
import { joined } from './ifs.ts';
import { notePrinted } from './printed.ts';
import { emptiesFile, redirected } from './redirect.ts';
import { isOfUnit, isVerb } from './running.ts';
import { alternatives } from './state.ts';
import { pathsIn } from './system.ts';
import { FAILURE, opaque, type Status, SUCCESS } from './truth.ts';
import { assign, lookUp } from './variables.ts';
import { callFunction } from './walk.ts';

/** Interpret a simple command: assignments, then builtin, function, library, known program, or any other. */
export function runCommand(ctx: Context, node: Command): void {
  enter(ctx, node);
  const words = wordsOf(node);
  if (words.length === 0) return runAssignments(ctx, node);
  const { status: asked } = ctx.state;
  const fields = expandFields(ctx, words);
  const process = inheritedBy(ctx, node);
  const [first, ...args] = fields;
  if (!first) {
    visit(ctx, node.pos, 'condition');
    noise(ctx, 'no effect');
    // "! `acme -q >/dev/null`": without a command, the status is that of the substitution (POSIX 2.9.1).
    if (ctx.state.status === asked) ctx.state.status = SUCCESS;
    return;
  }
  notePrinted(ctx, node, fields, process);
  const before = ctx.state;
  const answer = withPrefix(ctx, node, first, process, () => runWords(ctx, first, args, process, node));
  const status = answer.kind === 'effect' && ctx.fails === node.pos ? FAILURE : answer;
  if (ctx.state === before || !ctx.state.ended) ctx.state.status = status;
}

/** `A=b C=d` alone: they stay. The status is that of the last command substitution. */
function runAssignments(ctx: Context, node: Command): void {
  visit(ctx, node.pos, 'assignment');
  const before = ctx.state.status;
  const { exported } = ctx.state.process;
  const assignments = prefixAssignments(node);
  for (const assignment of assignments) {
    const { name, value } = assignment;
    if (value.type === 'ArrayValue') {
      const elements = expandArray(ctx, value);
      if (!elements) {
        assign(ctx, name, KEYED);
        continue;
      }
      const all = assignment.append ? (lookUp(ctx, name)?.elements ?? []).concat(elements) : elements;
      assign(ctx, name, all[0] ?? { parts: [] }, all);
      continue;
    }
    const fresh = expandValue(ctx, value);
    if (assignment.index) {
      const old = lookUp(ctx, name)?.elements ?? [];
      const index = Number(textOf(expandValue(ctx, assignment.index)));
      if (Number.isInteger(index) && index >= 0 && index < 256)
        assign(
          ctx,
          name,
          index === 0 ? fresh : (old[0] ?? { parts: [] }),
          Object.assign(old.slice(), { [index]: fresh }),
        );
      else assign(ctx, name, KEYED);
      continue;
    }
    assign(ctx, name, assignment.append ? concat(lookUp(ctx, name)?.value ?? { parts: [] }, fresh) : fresh);
  }
  // `set -a` and earlier exports hand it on; every process has a PATH of its own.
  if (ctx.state.process.exported !== exported && assignments.some(one => one.name !== 'PATH'))
    visit(ctx, node.pos, 'state');
  if (ctx.state.status === before) ctx.state.status = SUCCESS;
  if (node.redirects.length > 0) emptiesFile(ctx, redirected(ctx, ctx.state.process, node.redirects));
}

/** `IFS=, join a b`: to a function, and to what eval reads, the variable is one of the shell for that long. */
function withPrefix(ctx: Context, node: Command, first: Field, { exported }: ProcessState, run: () => Status): Status {
  const name = textOf(first);
  const assignments = prefixAssignments(node);
  if (assignments.length === 0 || name === undefined || !(name === 'eval' || ctx.state.functions.has(name)))
    return run();
  const before = assignments.map(one => [one.name, ctx.state.vars.get(one.name)] as const);
  for (const { name } of assignments) ctx.state.vars.set(name, { value: unquoted(exported.get(name) ?? EMPTY) });
  const status = run();
  for (const [name, variable] of before)
    if (variable) ctx.state.vars.set(name, variable);
    else ctx.state.vars.delete(name);
  return status;
}

/** What the command's process inherits: the state, its own redirections, its own variables. */
function inheritedBy(ctx: Context, node: Command): ProcessState {
  let process = node.redirects.length > 0 ? redirected(ctx, ctx.state.process, node.redirects) : ctx.state.process;
  for (const assignment of prefixAssignments(node)) {
    if (assignment.value.type !== 'Word') continue;
    process = {
      ...process,
      exported: new Map(process.exported).set(assignment.name, expandValue(ctx, assignment.value)),
    };
  }
  return process;
}

/** Run an argv whose first word is the command, as the shell would look it up. */
export function runWords(
  ctx: Context,
  first: Field,
  args: readonly Field[],
  process: ProcessState,
  node?: Command,
): Status {
  const name = textOf(first) ?? eitherStarter(ctx, first);
  const background = ctx.background === true;
  if (name === undefined) return runByPattern(ctx, first, args, process, node);
  const call: Call = { name, args, process, background, ...(node && { node }) };
  const own = ctx.state.functions.get(name);
  if (own) {
    const others = ctx.shadow ? undefined : ctx.state.others.get(name);
    if (others) ctx.trail.others.set(own, others);
    // `eval "$command"` calls what its text names: the statement is the call.
    const at = ctx.foreign ? ctx.site : node?.pos;
    if (at !== undefined) {
      const call = visit({ ...ctx, foreign: false }, at, 'call');
      call.callees = new Set([...(call.callees ?? []), name]);
    }
    const saved = ctx.state.process;
    if (process !== saved) ctx.state.process = process;
    callFunction(ctx, name, own, args, node ? spanOf(ctx, node) : ctx.here);
    if (process !== saved) ctx.state.process = saved;
    return ctx.state.status;
  }
  const builtin = builtins[name];
  if (builtin && Object.hasOwn(builtins, name)) return builtin(ctx, call);
  const library = libraryFunction(ctx, name);
  if (library) return library(ctx, call);
  if (ctx.trail.aliases.has(name)) {
    remark(ctx, 'SV901', ctx.here, { construct: `alias ${name}` });
    const effect = emit(ctx, { kind: 'residue', reason: 'an alias' });
    return { kind: 'effect', id: effect.id };
  }
  const other = otherSystemsFunction(ctx, name);
  return other ? other(ctx, call) : runExternal(ctx, call);
}

/**
 * `start_$part` in a loop over a list that only the run knows: any function of such a name, or none of them. Each is
 * looked into, so that a helper holds of it what it does and not all of its text.
 */
function runByPattern(
  ctx: Context,
  first: Field,
  args: readonly Field[],
  process: ProcessState,
  node: Command | undefined,
): Status {
  const names = node && !ctx.foreign && ctx.loops.includes(undefined) ? functionsLike(ctx, first) : [];
  const { elsewhere = [], trail } = ctx;
  const from = trail.nextId;
  const next = (i: number): void => {
    const name = names[i];
    if (name === undefined) {
      ctx.state.status = runProgram(ctx, [first, ...args], process);
      return;
    }
    const called = (): void => {
      ctx.elsewhere = [...elsewhere, [from, trail.nextId]];
      ctx.state.status = runWords(ctx, literal(name), args, process, node);
      ctx.elsewhere = elsewhere;
    };
    branch(ctx, opaque('which function', ctx.here), called, () => next(i + 1), ctx.here);
  };
  next(0);
  return ctx.state.status;
}

/** Names of functions that a name known in part may turn out to be. */
function functionsLike(ctx: Context, first: Field): readonly string[] {
  if (!first.parts.some(part => part.kind === 'literal')) return [];
  const pattern = first.parts.map(part => (part.kind === 'literal' ? part.text.replace(/\W/g, '\\$&') : '.*')).join('');
  return [...ctx.state.functions.keys()].filter(name => new RegExp(`^${pattern}$`).test(name));
}

/** Programs in whose place the unit itself acts. */
const STARTERS = /^(?:start-stop-daemon|start_daemon|startproc|daemonize|su|sudo|runuser|setuidgid|chpst)$/;

/** `$SU -l acme -c acmed`, where $SU is runuser or su by what the host has: to a unit they are the same. */
function eitherStarter(ctx: Context, first: Field): string | undefined {
  const [part, ...rest] = first.parts;
  if (part?.kind === 'setting' && rest.length === 0) {
    // A settings file that is read in between may say another one: that of the script stays.
    const { today, fallback } = ctx.trail.settings.get(part.name) ?? {};
    const own = today === undefined && fallback ? eitherStarter(ctx, fallback) : undefined;
    if (own !== undefined) ctx.trail.frozen.set(part.name, 'User=');
    return own;
  }
  const names = alternatives(first).map(one => textOf(one) ?? '');
  const [name = '', ...others] = names.map(one => one.replace(/^(?:\/usr)?\/s?bin\//, ''));
  const model = STARTERS.test(name) && Object.hasOwn(commands, name) ? commands[name] : undefined;
  const alike = others.length > 0 && others.every(one => STARTERS.test(one) && commands[one] === model);
  return model && alike && names.every(one => !ctx.state.functions.has(one)) ? name : undefined;
}

/** Run what the PATH holds: a program with a model, or any other. Also behind `nohup`, `nice`, `su -c` … */
export function runExternal(ctx: Context, call: Call): Status {
  const base = call.name.replace(/^(?:\/usr)?(?:\/local)?\/s?bin\//, '');
  const model = Object.hasOwn(commands, base) ? commands[base] : libraryProgram(call.name);
  if (model && call.name.startsWith('/usr/local/') && STARTERS.test(base))
    remark(ctx, 'SV247', ctx.here, { program: call.name });
  if (model) return model(ctx, call);
  if (isSelfPath(ctx.source, call.name)) {
    noteSelfCall(ctx, call);
    if (runsOwnAction(ctx, call)) return runProgram(ctx, [literal(selfPath(ctx.source)), ...call.args], call.process);
    const args = [literal(selfName(ctx.source)), ...call.args];
    return commands.service?.(ctx, { ...call, name: 'service', args }) ?? SUCCESS;
  }
  if (isDefinedLater(ctx, call)) {
    noise(ctx, 'no effect');
    return FAILURE;
  }
  const argv = [literal(call.name), ...call.args];
  if (isOfUnreadFile(ctx, call)) return runProgram(ctx, argv, call.process, { shell: OF_UNREAD_FILE });
  if (isLikeFunction(ctx, call) && !ctx.trail.notes.some(({ params }) => params.program === call.name)) {
    const [library = ''] = ctx.state.libraries;
    remark(ctx, 'SV248', ctx.here, { program: call.name, library });
  }
  return runProgram(ctx, argv, call.process);
}

const OF_UNREAD_FILE = 'it may be a function of a file that was not read';

/** `. /opt/acme/functions; acme_start`, and nobody could read that file: only a shell that sources it runs its functions. */
function isOfUnreadFile({ state, foreign }: Context, { name, node }: Call): boolean {
  return (
    state.sourcedUnknown &&
    // `su acme -c "acme_start"`: another shell has none of them.
    !foreign &&
    /^(?:[a-z]\w*_\w+|[a-z]+[A-Z]\w*)$/.test(name) &&
    node !== undefined &&
    literalName(node) === name
  );
}

/** `id acme || do_failure` above `do_failure() { … }`: the shell knows no such command there, says so and goes on. */
function isDefinedLater({ foreign, frames, here, script, state }: Context, { name }: Call): boolean {
  return (
    frames.length === 0 &&
    !foreign &&
    !state.sourcedUnknown &&
    /^[a-z]+_\w+$/.test(name) &&
    !pathsIn(script).some(path => path.endsWith(`bin/${name}`)) &&
    script.ast.commands.some(
      ({ command }) => command.type === 'Function' && command.name.value === name && command.pos > here.start,
    )
  );
}

/**
 * `start_acme`, by its name alone, behind an init library: libraries of distributions differ, and have such functions. A
 * name that the script has with a path (`exec=/usr/sbin/acme_d`) is a program's; what an action of the script's own calls
 * stays as it is.
 */
function isLikeFunction({ action, script, state }: Context, { name, node }: Call): boolean {
  return (
    state.libraries.size > 0 &&
    /^[a-z]+_\w+$/.test(name) &&
    !onlyPrints(name) &&
    /^(?:start|stop|reload)$/.test(action) &&
    node !== undefined &&
    literalName(node) === name &&
    !pathsIn(script).some(path => path.endsWith(`bin/${name}`))
  );
}

/** `$0 run &`: the service is an action of the script itself, and no verb of systemctl. */
function runsOwnAction({ action }: Context, { args: [first] }: Call): boolean {
  const called = first && textOf(first);
  return called !== undefined && !isVerb(called) && isOfUnit(action);
}

/** Execute a program as it stands. */
export function runProgram(
  ctx: Context,
  argv: readonly Field[],
  process: ProcessState,
  more: Partial<ExecOptions> = {},
): Status {
  const effect = emit(ctx, {
    kind: 'exec',
    argv,
    process,
    starter: 'plain',
    background: ctx.background === true,
    ...more,
  });
  return { kind: 'effect', id: effect.id };
}

type ExecOptions = Omit<Extract<Parameters<typeof emit>[1], { kind: 'exec' }>, 'kind' | 'argv' | 'process'>;

/** The words of an argv as one shell text, for programs that hand it to a shell. */
export function commandText(args: readonly Field[]): Field {
  return joined(args.map(arg => quote(arg)));
}
