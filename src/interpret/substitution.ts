import type { Step } from '../model/behaviour.ts';
import { concat, EMPTY, type Field, literal, textOf, unknown, unquoted, type Value } from '../model/word.ts';
import {
  type Command,
  type CommandExpansionPart,
  literalName,
  type ParsedScript,
  type Pipeline,
  prefixAssignments,
} from '../shell/nodes.ts';
import { selfPath } from '../shell/parse.ts';
import { type Context, collect } from './context.ts';
import { expandFields, expandValue } from './expand.ts';
import { freeze } from './freeze.ts';
import { userId, userName } from './identity.ts';
import { joined } from './ifs.ts';
import { isPidLookup, lookedUp, processAsked, tellsCommand } from './look-ups.ts';
import { isPidFile } from './paths.ts';
import { collected, collecting } from './printed.ts';
import { running, STOPPED } from './signal.ts';
import { fork } from './state.ts';
import { filtered, isFilter } from './text-filters.ts';
import { SUCCESS } from './truth.ts';
import { runList } from './walk.ts';

/** `$( … )` and backticks: known outputs of pure commands; for the rest an unknown, its effects kept. */
export function substitute(ctx: Context, part: CommandExpansionPart): Value {
  return unquoted(outputOf(ctx, part));
}

function outputOf(ctx: Context, part: CommandExpansionPart): Value {
  const script = part.script;
  if (!script) return unknown('command substitution');
  const node = onlyNode(script);
  // What its words change, as `$((n++))` does, is changed in its own shell.
  const own: Context = { ...ctx, state: fork(ctx.state) };
  const value =
    node?.type === 'Command' ? output(own, node) : node?.type === 'Pipeline' ? throughFilters(own, node) : undefined;
  if (value) {
    const asks = node?.type === 'Command' && /^(?:pidofproc|status)$/.test(literalName(node) ?? '');
    const looked = value.parts.some(part => part.kind === 'pid');
    ctx.state.status = looked ? running(ctx, undefined, asks ? STOPPED : 1) : { ...SUCCESS };
    return value;
  }
  const command = script.commands[0]?.command;
  const lookup = isPidLookup(ctx, command);
  const program = lookup === undefined || tellsCommand(command) ? processAsked(ctx, command) : undefined;
  const state = fork(ctx.state);
  // `$(< /etc/motd)` is the text of that file.
  const isText = node?.type === 'Command' && !node.name && prefixAssignments(node).length === 0;
  const collects = lookup === undefined && !program && !isText;
  const inner: Context = {
    ...ctx,
    state: collects ? collecting(state) : { ...state, printed: undefined },
    frames: [],
    foreign: true,
    site: undefined,
    captured: true,
  };
  const steps = collect(inner, () => runList(inner, script));
  if (!steps.every(isSilent)) ctx.steps.push(...steps);
  ctx.state.status = lookup === undefined ? { ...inner.state.status } : running(ctx, lookup);
  const printed = collects ? collected(inner.state, steps) : undefined;
  if (printed) return printed;
  const told = unknown(`output of ${part.text.replace(/\s+/g, ' ').slice(0, 60)}`);
  if (program) return { parts: told.parts.map(one => ({ ...one, program })) };
  return (lookup === undefined ? undefined : lookedUp(ctx, command, lookup)) ?? told;
}

/** What a command inside `$( … )` prints, beside others: `get_pid() { pidof acmed; }`. */
export function printedOutput(ctx: Context, node: Command | Pipeline): Value | undefined {
  // Substitutions among its words have run with it, and do not run twice.
  if (/[`]|\$\(/.test(textIn(node))) return undefined;
  const value = node.type === 'Command' ? output(ctx, node) : throughFilters(ctx, node);
  if (value) return value;
  const lookup = tellsCommand(node) ? undefined : isPidLookup(ctx, node);
  return lookup === undefined ? undefined : lookedUp(ctx, node, lookup);
}

function textIn(node: Command | Pipeline): string {
  if (node.type === 'Command') return node.args.map(arg => arg.text).join(' ');
  return node.commands.map(one => (one.type === 'Command' ? textIn(one) : '$(')).join(' ');
}

/** The one command or pipe that a script is. */
function onlyNode({ commands: [statement, ...others] }: ParsedScript): Command | Pipeline | undefined {
  const node = others.length === 0 ? statement?.command : undefined;
  return node?.type === 'Command' || node?.type === 'Pipeline' ? node : undefined;
}

/** `basename $0 | sed …`: a text that is known, through filters that are. */
function throughFilters(ctx: Context, pipeline: Pipeline): Value | undefined {
  const [first, ...filters] = pipeline.commands;
  const known = filters.filter(filter => isFilter(ctx, filter));
  if (known.length < filters.length) return undefined;
  const given = first?.type === 'Command' ? output(ctx, first) : undefined;
  const text = known.reduce<string | undefined>(
    (rest, filter) => (rest === undefined ? undefined : filtered(ctx, filter, rest)),
    given && textOf(given),
  );
  return text === undefined ? undefined : literal(text);
}

/** The output of one command, where its text and the state decide it. */
function output(ctx: Context, command: Command): Value | undefined {
  const called = literalName(command);
  if (called !== undefined && ctx.state.functions.has(called)) return undefined;
  const name = called?.replace(/^(?:\/usr)?\/bin\//, '');
  if (name === undefined) return command.redirects.length === 1 ? readsPidFile(ctx, command) : undefined;
  const args = (): Field[] => {
    const fields = expandFields(ctx, command.args);
    if (name !== 'echo' && name !== 'printf') for (const field of fields) freeze(ctx, field, `the argument of ${name}`);
    return fields;
  };
  switch (name) {
    case 'echo':
    case 'printf':
      return command.redirects.length === 0 ? echoed(name, args()) : undefined;
    case 'basename': {
      const [path, suffix, ...more] = operandsOf(args()) ?? [];
      if (path === undefined || more.length > 0) return undefined;
      const base = path.replace(/(?<=[\s\S])\/+$/, '').replace(/^.*\/(?=[\s\S])/, '');
      return literal(suffix && base.endsWith(suffix) && base !== suffix ? base.slice(0, -suffix.length) : base);
    }
    case 'dirname': {
      const [path, ...more] = operandsOf(args()) ?? [];
      return path === undefined || more.length > 0
        ? undefined
        : literal(/^[^/]*\/*$/.test(path) && !path.startsWith('/') ? '.' : path.replace(/\/+[^/]*\/*$/, '') || '/');
    }
    case 'cat':
    case 'head':
    case 'readlink':
    case 'realpath':
      return name === 'cat' || name === 'head' ? pidIn(ctx, onlyFile(args())) : linkTo(args().at(-1), ctx);
    case 'pidofproc':
      return pidOfOption(ctx, args());
    case 'pidfileofproc':
      return pidOfName(ctx, args());
    case 'expr':
      return calculated(args().map(textOf));
    case 'whoami':
      return userName(ctx.state.process);
    case 'id':
      return idOf(ctx, args());
    case 'uname':
      return /^(?:-s|--kernel-name|)$/.test(command.args.map(arg => arg.text).join(' ')) ? literal('Linux') : undefined;
    case 'pwd':
      return command.args.length === 0 ? folderOf(ctx) : undefined;
    case 'true':
    case ':':
      return EMPTY;
    default:
      return undefined;
  }
}

/** Paths for `basename` and `dirname`, where all are known and no option is given: `-a`, `-s` and `-z` change the output. */
function operandsOf(args: readonly Field[]): readonly string[] | undefined {
  const words = args.map(textOf).filter(word => word !== undefined);
  if (words.length < args.length) return undefined;
  const [first = '', ...others] = words;
  if (first === '--') return others;
  return first.startsWith('-') && first !== '-' ? undefined : words;
}

/** `expr $OPTIND - 1`: whole numbers of a length that no sum makes inexact (expr(1)). */
function calculated([left, operator, right, ...others]: readonly (string | undefined)[]): Value | undefined {
  if (others.length > 0 || ![left, right].every(word => /^-?\d{1,7}$/.test(word ?? ''))) return undefined;
  const [a, b] = [Number(left), Number(right)];
  switch (operator) {
    case '+':
      return literal(String(a + b));
    case '-':
      return literal(String(a - b));
    case '*':
      return literal(String(a * b));
    case '/':
      return b === 0 ? undefined : literal(String(Math.trunc(a / b)));
    case '%':
      return b === 0 ? undefined : literal(String(a % b));
    default:
      return undefined;
  }
}

function echoed(name: string, args: readonly Field[]): Value | undefined {
  if (name === 'printf') return textOf(args[0] ?? EMPTY) === '%s' && args[1] ? args[1] : undefined;
  return spoken(args).text;
}

/** What echo says of its words, and whether it ends the line (bash(1): options in front, alone or together). */
export function spoken(args: readonly Field[]): { readonly text: Value; readonly ended: boolean } {
  const first = args.findIndex(arg => !/^-[neE]+$/.test(textOf(arg) ?? ''));
  const options = args.slice(0, first < 0 ? args.length : first);
  return {
    text: joined(args.slice(options.length)),
    ended: !options.some(option => textOf(option)?.includes('n')),
  };
}

/** `$(id -u)` asks whether root runs the script: it does, until `su` calls it again. */
function idOf(ctx: Context, args: readonly Field[]): Value | undefined {
  const words = args.map(textOf);
  const { process } = ctx.state;
  switch (words.includes(undefined) ? undefined : words.join(' ')) {
    case '-u':
    case '-ur':
    case '-u -r':
    case '-r -u':
      return userId(process);
    case '-un':
    case '-nu':
    case '-u -n':
    case '-n -u':
      return userName(process);
    default:
      return undefined;
  }
}

/** Of two files it would be two process ids. */
function onlyFile(args: readonly Field[]): Field | undefined {
  const files = args.filter(arg => !/^-/.test(textOf(arg) ?? '') && !/^\d+$/.test(textOf(arg) ?? ''));
  return files.length === 1 ? files[0] : undefined;
}

/** Where the script has gone, if it says the folder in full. */
function folderOf({ state }: Context): Value | undefined {
  const { cwd = literal('/') } = state.process;
  const path = textOf(cwd);
  return path !== undefined && (!path.startsWith('/') || /(?:^|\/)\.\.?(?:\/|$)/.test(path)) ? undefined : cwd;
}

function pidIn(ctx: Context, file: Field | undefined): Value | undefined {
  const path = file && textOf(file);
  if (path === undefined || !(isPidFile(path) || ctx.trail.pidFiles.has(path))) return undefined;
  return pidFrom(ctx, path);
}

/** `pidofproc -p FILE prog`: with the option it looks nowhere else (facts: rhel-functions, 3). */
function pidOfOption(ctx: Context, args: readonly Field[]): Value | undefined {
  const [option, file] = args;
  const path = textOf(option ?? EMPTY) === '-p' && file ? textOf(file) : undefined;
  return path?.startsWith('/') ? pidFrom(ctx, path) : undefined;
}

/** `pidfileofproc prog` prints what /var/run/prog.pid holds, and looks for no process by its name. */
function pidOfName(ctx: Context, args: readonly Field[]): Value | undefined {
  const name = textOf(args[0] ?? EMPTY)?.replace(/^.*\//, '');
  return name ? pidFrom(ctx, `/var/run/${name}.pid`) : undefined;
}

function pidFrom(ctx: Context, path: string): Value {
  ctx.trail.pidFiles.add(path);
  return { parts: [{ kind: 'pid', from: { kind: 'file', path } }] };
}

/** `$(< file)` */
function readsPidFile(ctx: Context, command: Command): Value | undefined {
  const [redirect] = command.redirects;
  if (redirect?.type !== 'Redirect' || redirect.operator !== '<' || !redirect.target) return undefined;
  return pidIn(ctx, expandValue(ctx, redirect.target));
}

/** Links are the target's matter; only the script's own path is known. */
function linkTo(path: Field | undefined, ctx: Context): Value | undefined {
  return path && textOf(path) === selfPath(ctx.source) ? concat(path) : undefined;
}

/** Nothing but messages and questions. */
export function isSilent(step: Step): boolean {
  switch (step.kind) {
    case 'effect':
      return step.effect.kind === 'noise' || (step.effect.kind === 'exec' && step.effect.query === true);
    case 'branch':
      return step.then.every(isSilent) && step.otherwise.every(isSilent);
    case 'call':
    case 'loop':
    case 'pipe':
      return step.body.every(isSilent);
    case 'exit':
    case 'return':
      return true;
  }
}
