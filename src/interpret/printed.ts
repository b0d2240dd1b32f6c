import type { Step } from '../model/behaviour.ts';
import type { ProcessState, Stream } from '../model/process.ts';
import { concat, EMPTY, type Field, literal, textOf, unknown, type Value } from '../model/word.ts';
import { type Command, literalName, type Pipeline, type Redirect } from '../shell/nodes.ts';
import type { Context } from './context.ts';
import { alternatives, type State } from './state.ts';
import { printedOutput, spoken } from './substitution.ts';

/** What the commands of a `$( … )` have printed so far, and the stream by which they do. */
export interface Printed {
  readonly value: Value;
  readonly to: Stream;
}

/** The start of a `$( … )` whose output is collected. Its stream is one of its own, so that `>&2` is not taken for it. */
export function collecting(state: State): State {
  const to = { ...state.process.stdout };
  return { ...state, printed: { value: EMPTY, to }, process: { ...state.process, stdout: to } };
}

/** What was printed, without the newlines at its end (POSIX 2.6.3); undefined where that is not all known. */
export function collected({ printed }: State, steps: readonly Step[]): Value | undefined {
  // Where some way through it ends the shell, what was printed on that way is not in this state.
  if (!printed || steps.some(leaves) || !isKnown(printed.value)) return undefined;
  return onlyPid(trimmed(printed.value));
}

/** `[ -f $PIDFILE ] && cat $PIDFILE`: a process id, or nothing where there is none, as of every look-up. */
function onlyPid(value: Value): Value | undefined {
  const [id, ...others] = alternatives(value).filter(one => one.parts.length > 0);
  if (others.length === 0 && id?.parts.length === 1 && id.parts[0]?.kind === 'pid') return id;
  // `pidof acmed || echo none`: a process id beside other text is one where the look-up found one.
  return holdsPid(value) ? undefined : value;
}

function holdsPid({ parts }: Value): boolean {
  return parts.some(part => part.kind === 'pid' || (part.kind === 'choice' && part.among.some(holdsPid)));
}

function leaves(step: Step): boolean {
  switch (step.kind) {
    case 'exit':
      return true;
    case 'branch':
      return step.then.some(leaves) || step.otherwise.some(leaves);
    case 'call':
    case 'loop':
    case 'pipe':
      return step.body.some(leaves);
    case 'effect':
    case 'return':
      return false;
  }
}

function isKnown({ parts }: Value): boolean {
  return parts.every(
    part => (part.kind !== 'unknown' || part.counts) && (part.kind !== 'choice' || part.among.every(isKnown)),
  );
}

function trimmed({ parts }: Value): Value {
  const last = parts.at(-1);
  const rest = parts.slice(0, -1);
  if (last?.kind === 'choice') return { parts: [...rest, { ...last, among: last.among.map(trimmed) }] };
  if (last?.kind !== 'literal') return { parts };
  const text = last.text.replace(/\n+$/, '');
  return text === '' ? trimmed({ parts: rest }) : { parts: [...rest, { ...last, text }] };
}

const OPEN = unknown('what a command prints');

/** Commands that print nothing while they succeed. */
const SILENT = new Set(
  'test [ : true false local shift return break continue let read unset getopts sleep usleep wait . source touch'.split(
    ' ',
  ),
);

/** Those that tell what they do where `-v` asks them to. */
const VERBOSE = /^(?:checkproc|rm|mkdir|rmdir|chmod|chown|chgrp|ln|mv|cp)$/;

/** Those that tell what is set where they are not told what to set: `ulimit -H -n`, `umask`, `kill -l`. */
const ASKED = /^(?:ulimit|umask|trap|kill|set|export|readonly|declare|typeset)$/;

/** Options by which one of them asks. */
const ASKING: Readonly<Record<string, RegExp>> = {
  kill: /^-[lL]$/,
  umask: /^-[Sp]/,
  trap: /^-[lp]/,
  declare: /^-\w*[pfF]/,
  typeset: /^-\w*[pfF]/,
  export: /^-p/,
  readonly: /^-p/,
};

/** Those that do not complain either. */
const MUTE = /^(?:test|\[|:|true|false|echo|printf|local|shift|return|break|continue)$/;

/** Take note of what a command prints where that is collected. A function of the script notes it by itself. */
export function notePrinted(ctx: Context, node: Command, fields: readonly Field[], process: ProcessState): void {
  const { printed, functions } = ctx.state;
  const [first, ...args] = fields;
  const name = first && textOf(first);
  if (!printed || (name !== undefined && functions.has(name))) return;
  if (process.stderr === printed.to ? !MUTE.test(name ?? '') : isElsewhere(process.stderr)) return add(ctx, OPEN);
  if (process.stdout === printed.to) add(ctx, printedBy(ctx, node, name, args));
  else if (process.stdout !== ctx.state.process.stderr && process.stdout !== process.stderr) {
    const { stdout } = process;
    // /dev/stdout, and a descriptor that the script has set up: either may lead here.
    if (stdout.kind === 'inherit' || isElsewhere(stdout)) add(ctx, OPEN);
  }
}

function isElsewhere(stream: Stream): boolean {
  return stream.kind === 'other' && stream.path === undefined;
}

function printedBy(ctx: Context, node: Command, name: string | undefined, args: readonly Field[]): Value {
  if (name === 'echo') return echoed(args);
  if (name === 'printf') return formatted(args);
  if (name !== undefined && (isSilent(name, args) || sets(name, args) || isQuiet(name, args))) return EMPTY;
  const value = printedOutput(ctx, node);
  return value ? line(value) : OPEN;
}

function isSilent(name: string, args: readonly Field[]): boolean {
  const words = args.map(arg => textOf(arg) ?? '');
  if (name === 'cd') return words.at(-1) !== '-';
  return SILENT.has(name) || (VERBOSE.test(name) && !words.some(word => /^-\w*v|^--v/.test(word)));
}

function sets(name: string, args: readonly Field[]): boolean {
  if (!ASKED.test(name) || args.length === 0) return false;
  const words = args.map(arg => textOf(arg) ?? '');
  // What is said at the end of a shell is printed when it ends.
  if (name === 'trap' && words.some(word => /^(?:EXIT|0|RETURN|ERR|DEBUG)$/.test(word))) return false;
  if (name === 'ulimit' || name === 'umask') if (/^-/.test(words.at(-1) ?? '')) return false;
  return !words.some(word => ASKING[name]?.test(word));
}

/** `grep -q` */
function isQuiet(name: string, args: readonly Field[]): boolean {
  return /^(?:\/bin\/)?[ef]?grep$/.test(name) && args.some(arg => /^-\w*q/.test(textOf(arg) ?? ''));
}

/** Backslashes are for echo what its shell makes of them. */
function echoed(args: readonly Field[]): Value {
  const { text, ended } = spoken(args);
  if (text.parts.some(part => part.kind === 'literal' && part.text.includes('\\'))) return OPEN;
  return ended ? line(text) : text;
}

function formatted([format, ...args]: readonly Field[]): Value {
  const text = format && textOf(format);
  const [, before, end] = /^([^%\\]*)(?:%s)?(\\n)?$/.exec(text ?? '') ?? [];
  if (text === undefined || before === undefined) return OPEN;
  const [arg, ...more] = args;
  const has = text.includes('%s');
  if (has ? more.length > 0 : arg !== undefined) return OPEN;
  return concat(literal(before), arg ?? EMPTY, literal(end ? '\n' : ''));
}

function line(value: Value): Value {
  return concat(value, literal('\n'));
}

/** A pipe prints what its last command does: of a look-up of processes, or of known text through filters, that is known. */
export function runPiped(ctx: Context, node: Pipeline, run: () => void): void {
  const { printed } = ctx.state;
  if (!printed) return run();
  const heard = ctx.state.process.stdout === printed.to && !isMuted(node);
  // A `$( … )` of its own answers it, and what that does is done below.
  const value = heard ? printedOutput(ctx, node) : EMPTY;
  ctx.state.printed = undefined;
  run();
  ctx.state.printed = printed;
  add(ctx, value ? (heard ? line(value) : EMPTY) : OPEN);
}

/** `… | grep -q acmed`, `… > /dev/null`: nothing comes out of its end. */
function isMuted({ commands }: Pipeline): boolean {
  const last = commands.at(-1);
  return (
    last?.type === 'Command' &&
    (last.redirects.some(one => one.type === 'Redirect' && /^(?:&?>>?)$/.test(one.operator) && drops(one)) ||
      (/^[ef]?grep$/.test(literalName(last) ?? '') && last.args.some(arg => /^-\w*q/.test(arg.text))))
  );
}

function drops(redirect: Redirect): boolean {
  const fd = redirect.descriptor?.type === 'FileDescriptor' ? redirect.descriptor.value : 1;
  return fd === 1 && /^\/(?!dev\/(?!null)|proc\/)/.test(redirect.target?.value ?? '');
}

/** Only the run knows what was printed: in the background, or in each round of a loop. */
export function printsSomething(ctx: Context): void {
  if (ctx.state.printed) add(ctx, OPEN);
}

function add(ctx: Context, value: Value): void {
  const { printed } = ctx.state;
  if (!printed || value.parts.length === 0) return;
  ctx.trail.prints++;
  ctx.state.printed = { ...printed, value: concat(printed.value, value) };
}
