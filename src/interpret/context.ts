import type { Confidence } from '../base/confidence.ts';
import { type Note, note, type Params } from '../base/finding.ts';
import type { Span } from '../base/span.ts';
import type { Step } from '../model/behaviour.ts';
import type { Effect, NoiseReason } from '../model/effect.ts';
import type { ProcessState } from '../model/process.ts';
import type { Value } from '../model/word.ts';
import type { Function as FunctionNode } from '../shell/nodes.ts';
import type { Source } from '../shell/parse.ts';
import type { SelfCall } from './again.ts';
import type { Said } from './said-status.ts';
import type { Library, State, Variable } from './state.ts';
import type { Status, Truth } from './truth.ts';

/** A variable that an administrator may change, and what the script gives it before the file is read. */
export interface SettingUse {
  readonly name: string;
  readonly files: readonly string[];
  /** The script's own value at the time the file is read. */
  readonly fallback?: Value;
  /** The value by the file at hand, as the shell reads it. */
  readonly today?: string;
  /** A file at hand assigns it, perhaps in a commented line. */
  readonly mentioned?: boolean;
}

/** A settings file that the script reads. */
export interface SettingsFile {
  readonly path: string;
  /** The script fails where the file is missing. */
  readonly required: boolean;
  readonly span: Span;
  readonly atHand: boolean;
}

/** The host as the interpreter may ask it; nothing is read but settings files, nothing is executed. */
export interface HostView {
  /** The text of a settings file of the old host, or undefined. */
  readonly settings: (path: string) => string | undefined;
  /** systemd refuses a file with bytes that are no UTF-8. */
  readonly notUtf8?: (path: string) => boolean;
  /** The whole host is at hand: a file that is not there does not exist. */
  readonly complete?: boolean;
  /** Settings that no file mentions and all of a start hangs on: a test of one stays for the run to decide. */
  readonly decisive?: ReadonlySet<string>;
  /** The init library of the target's kind of system; whether the image of the old host shows it too, or a release file. */
  readonly library?: { readonly name: Library; readonly seen: boolean; readonly released?: boolean };
  /** The start would start nothing if anything of the service ran: each of its looks for a process finds none. */
  readonly nothingRuns?: boolean;
  /** The script's call of itself stays a call: not all actions of the unit are what it calls. */
  readonly selfCallsStay?: boolean;
  /** The distribution where the units will run. */
  readonly family?: 'rhel' | 'debian' | 'ubuntu' | 'suse' | 'upstream';
}

/** What a statement was to the interpreter when an action reached it. */
export type Role = 'effect' | 'assignment' | 'condition' | 'call' | 'control' | 'definition' | 'state' | 'source';

export interface Visit {
  readonly role: Role;
  /** Effects that this statement made. */
  readonly effects: Set<number>;
  reason?: NoiseReason;
  /** Functions that a call reached. */
  callees?: Set<string>;
  /** It changes what later processes inherit, whatever else it does: `cd "$(dirname "$X")"`. */
  state?: true;
  /** It sources an init library. */
  library?: true;
  /** It sources a file that describes the host, which gives these variables a value. */
  gives?: readonly string[];
  /** What the statement says outside of the framework that defines its command. */
  spelled?: string;
}

/** A step of a framework that calls the script: a function of the script, or a command line. */
export type Entry =
  | { readonly kind: 'call'; readonly name: string }
  | {
      readonly kind: 'line';
      readonly text: string;
      readonly settings: boolean;
      /** The variable that it gives a value: needed by what uses it. */
      readonly defines?: string;
    };

/** Was the guarded part run in every visit, in none, or does only the run know? */
export type Decision = 'run' | 'skip' | 'open';

/** Everything that one interpretation of one action collects. */
export interface Trail {
  readonly visits: Map<number, Visit>;
  readonly notes: Note[];
  readonly settings: Map<string, SettingUse>;
  readonly files: Map<string, SettingsFile>;
  /** Offsets of statements in branches that were assumed away (already running …) with real effects. */
  readonly assumedAway: Map<number, NoiseReason>;
  /** Paths that the script treats as pid files: `cat` of them is signalled, `--pidfile` names them. */
  readonly pidFiles: Set<string>;
  /** Those whose paths hang on settings, as the settings are today. */
  readonly pidFilesToday: Set<string>;
  /** Some statement asks whether a process of the service runs. */
  looksForProcess: boolean;
  /** The stop asks so for a process that it has signalled to end. */
  asksWhetherEnded?: true;
  /** It looks into /proc/$PID, which is /proc where the pid file has gone: `[ -d /proc/ ]` holds. */
  asksInProc?: true;
  /** What its tests come to once that has ended. */
  readonly onceEnded: Map<string, 'run' | 'skip'>;
  /** Ids of what the stop does only once that has ended. */
  readonly onlyEnded: ReadonlySet<number>;
  /** And of the programs that it runs only while that goes on: under systemd it never does then. */
  readonly onlyRunning: ReadonlySet<number>;
  /** Names that `alias` gave to commands: sh reads them as other text, bash in a script does not (bash(1), ALIASES). */
  readonly aliases: Set<string>;
  /** Functions that were called and are not the only ones of their name: what else an open test may have defined. */
  readonly others: Map<FunctionNode, readonly FunctionNode[]>;
  /** What became of each test, by its place: the slicer prints only what the action runs. */
  readonly decisions: Map<string, Decision>;
  /** Statements that asked for `$?` where only the run knows what a test before them answered. */
  readonly answers: Set<number>;
  /** Loops over one word, and that word; undefined where there were more of them. */
  readonly rounds: Map<number, string | undefined>;
  /** Where the script calls its own status to learn whether it runs. */
  ownStatus?: Span;
  /** Statements that look for the lock file of the script itself. */
  readonly lockTests: Set<number>;
  /** What a framework runs behind the script's own text, in order: its functions, or commands of its own. */
  readonly entries: Entry[];
  /** Variables that nothing but the script's own text sets today, in places where no variable can stay one. */
  readonly frozen: Map<string, string>;
  /** Variables that the action ended with or a function returned, and the numbers that they may have had. */
  readonly told: Map<string, ReadonlySet<number>>;
  readonly said: Map<Step, Said>;
  /** Texts that the action was compared with. */
  readonly probed: Set<string>;
  readonly effects: Map<number, Effect>;
  /** The script calls itself for this action. */
  selfCall?: SelfCall;
  /** All of it runs in the process that the script's call of itself made. */
  readonly calledAs?: ProcessState;
  nextId: number;
  /** Effects of what an assumption excludes: they did not happen. */
  readonly shadowed: Set<number>;
  /** Names of processes that a start looked for and took not to run, and where. */
  readonly askedNames: Map<string, Span>;
  /** How often something was printed into a `$( … )`. */
  prints: number;
  budget: number;
}

/** A variable of the caller that `local` hides, and what children got of it. */
export interface Hidden {
  readonly variable: Variable | undefined;
  readonly exported: Value | undefined;
}

/** A call of a script's function: where its `return`s arrive. */
export interface Frame {
  readonly name: string;
  readonly returned: State[];
  /** The status that the first `returns` of them have together. */
  answer?: { readonly status: Status; readonly returns: number };
  /** Its first return was an error that told of the failure of this effect: `acmed -t || return 1`. */
  failure?: { readonly of: number; readonly code: number };
  /** What variables were before `local` hid them. */
  readonly hidden: Map<string, Hidden>;
}

/** A `for` that is being unrolled: where its `break`s and `continue`s arrive, and the steps that mark them. */
export interface Unrolling {
  readonly left: State[];
  readonly again: State[];
  readonly marks: Map<Step, 'break' | 'continue'>;
  /** One round may do either: no step says that. */
  mixed: boolean;
}

/** The interpreter at work. One per action; nested shells share the trail. */
export interface Context {
  readonly source: Source;
  /** The init script itself, whatever text is being read just now. */
  readonly script: Source;
  readonly host: HostView;
  readonly action: string;
  /** Settings that may not stay settings, with the value to use: paths of executables, pid files … */
  readonly constants: ReadonlySet<string>;
  readonly trail: Trail;
  state: State;
  /** Where steps go just now. */
  steps: Step[];
  frames: readonly Frame[];
  /** Loops around the statement, innermost last; undefined for those that are not unrolled. */
  loops: readonly (Unrolling | undefined)[];
  /** The statement being interpreted. */
  here: Span;
  /** Run behind `&`: the script does not wait. */
  readonly background?: boolean;
  /** Reading another file: its statements are not the script's. */
  readonly foreign?: boolean;
  /** How many functions are being called, also through substitutions, which have no frames of the script's. */
  depth?: number;
  /** Text that the statement at this offset builds and a shell reads again is run: what it calls, the statement calls. */
  readonly site?: number | undefined;
  /** The text of a unit's own line, which stands beside the program's; and what the script's run learned of settings. */
  readonly ofUnit?: {
    readonly settings: Trail['settings'];
    readonly behindStart: boolean;
    readonly behindEnd: boolean;
  };
  /** The command at this offset fails: what would the script do then? */
  readonly fails?: number;
  /** Whether what it has started still runs, when it looks for it: not taken for granted. */
  readonly doubts?: true;
  /** A process that the stop has signalled to end has ended when it looks for it. */
  readonly ended?: true;
  /** In `$( … )`: the script takes what programs print. */
  readonly captured?: true;
  /** Behind a test that is not known: a file sourced here may be missing. */
  guarded?: boolean;
  /** Its failure is asked for, here or by a caller: `set -e` does not end the script. */
  tested?: boolean;
  /** The innermost branch is one that only the run chooses, and not one that this interpretation has chosen. */
  undecided?: boolean;
  /** Effects, from one id up to another, of what runs instead of this: of the other functions that a name may mean. */
  elsewhere?: readonly (readonly [from: number, to: number])[];
  /** The script runs once more, called by itself as another user. */
  readonly again?: true;
  /** In a branch that an assumption excludes: effects are looked at, not made. */
  readonly shadow?: NoiseReason;
}

/** Stands for the action while its possible values are being found out. No script holds this text. */
export const PROBE = '\u0001action\u0001';

/** How many statements one action may take; a script that needs more is hostile or a generator. */
export const STEP_BUDGET = 20_000;

export function newTrail(): Trail {
  return {
    visits: new Map(),
    notes: [],
    settings: new Map(),
    files: new Map(),
    assumedAway: new Map(),
    pidFiles: new Set(),
    pidFilesToday: new Set(),
    looksForProcess: false,
    aliases: new Set(),
    others: new Map(),
    entries: [],
    frozen: new Map(),
    told: new Map(),
    said: new Map(),
    probed: new Set(),
    decisions: new Map(),
    answers: new Set(),
    lockTests: new Set(),
    onceEnded: new Map(),
    onlyEnded: new Set(),
    onlyRunning: new Set(),
    rounds: new Map(),
    effects: new Map(),
    nextId: 1,
    shadowed: new Set(),
    prints: 0,
    askedNames: new Map(),
    budget: STEP_BUDGET,
  };
}

/** The span of a node of the script. */
export function spanOf(ctx: Context, node: { readonly pos: number; readonly end: number }): Span {
  return ctx.foreign ? ctx.here : ctx.source.lines.span(node.pos, node.end);
}

/** Note something once per place. */
export function remark(ctx: Context, code: string, span?: Span, params: Params = {}, confidence?: Confidence): void {
  const same = ctx.trail.notes.some(
    other =>
      other.code === code &&
      other.span?.start === span?.start &&
      JSON.stringify(other.params) === JSON.stringify(params),
  );
  if (!same && !ctx.shadow) ctx.trail.notes.push(note(code, span, params, confidence));
}

/** Say what the current statement is; a statement that is reached again keeps its strongest role. */
export function visit(ctx: Context, pos: number, role: Role): Visit {
  const before = ctx.trail.visits.get(pos);
  if (before && role === 'state') before.state = true;
  if (before && (before.role === role || before.role === 'effect')) return before;
  const now: Visit = {
    ...before,
    role,
    effects: before?.effects ?? new Set(),
    ...(role === 'state' && { state: true }),
  };
  if (!ctx.foreign) ctx.trail.visits.set(pos, now);
  return now;
}

/** What other text does is done by the statement of the script that runs it. */
function visitHere(ctx: Context): Visit {
  return visit(ctx.foreign ? { ...ctx, foreign: false } : ctx, ctx.here.start, 'effect');
}

export type NewEffect = Effect extends infer E
  ? E extends Effect
    ? Omit<E, 'id' | 'span'> & { readonly span?: Span }
    : never
  : never;

/** A failure here ends the script: `set -e`, and nobody asks for the status. */
export function isFatal(ctx: Context): boolean {
  return ctx.state.errexit && ctx.tested !== true && ctx.background !== true && ctx.shadow === undefined;
}

/** Add an effect of the current statement and return it with its id. */
export function emit(ctx: Context, fresh: NewEffect): Effect {
  const span = fresh.span ?? ctx.here;
  const ends = fresh.kind === 'exec' && !fresh.background && isFatal(ctx);
  const asked = fresh.kind === 'exec' && ctx.captured;
  const more = { ...(ends && { checked: true }), ...(asked && { captured: true }) };
  const effect = { ...fresh, ...more, id: ctx.trail.nextId++, span } as Effect;
  ctx.trail.effects.set(effect.id, effect);
  if (ctx.shadow) ctx.trail.shadowed.add(effect.id);
  if (ctx.shadow && effect.kind !== 'noise') ctx.trail.assumedAway.set(ctx.here.start, ctx.shadow);
  visitHere(ctx).effects.add(effect.id);
  ctx.steps.push({ kind: 'effect', effect });
  return effect;
}

/** The effects so far, on this path: not those of another side of a test, nor, outside of it, of one that is excluded. */
export function happened({ elsewhere = [], shadow, trail }: Context): readonly Effect[] {
  return [...trail.effects.values()].filter(
    ({ id }) =>
      (shadow !== undefined || !trail.shadowed.has(id)) && !elsewhere.some(([from, to]) => from <= id && id < to),
  );
}

/** Remember how the test number `index` of the node at `pos` was decided; visits that disagree leave it open. Gives its key. */
export function decided(ctx: Context, pos: number, index: number, truth: Truth): string | undefined {
  if (ctx.foreign || ctx.shadow) return undefined;
  const key = `${pos}:${index}`;
  const asks = asksAfterSignal(ctx, truth);
  if (asks && ctx.ended && truth.kind !== 'open') ctx.trail.onceEnded.set(key, truth.value ? 'run' : 'skip');
  const now: Decision = truth.kind === 'open' || asks ? 'open' : truth.value ? 'run' : 'skip';
  const before = ctx.trail.decisions.get(key);
  ctx.trail.decisions.set(key, before === undefined || before === now ? now : 'open');
  return key;
}

/**
 * `kill -0 $pid && kill -9 $pid` behind a signal, or behind a program that may have ended it: whether it still runs, a stop
 * that stays shell code has to ask.
 */
function asksAfterSignal(ctx: Context, truth: Truth): boolean {
  if (ctx.action !== 'stop' || truth.kind !== 'assumed' || truth.reason !== 'already-running check') return false;
  return happened(ctx).some(
    effect => effect.kind === 'signal' || (effect.kind === 'exec' && !effect.operation && !effect.query),
  );
}

/** The current statement leaves nothing to do, for this reason. */
export function noise(ctx: Context, reason: NoiseReason): void {
  emit(ctx, { kind: 'noise', reason });
}

/** The statement at `node` is being interpreted now; in another file it stays the one that sourced it. */
export function enter(ctx: Context, node: { readonly pos: number; readonly end: number }): void {
  if (!ctx.foreign) ctx.here = ctx.source.lines.span(node.pos, node.end);
}

/** Run `body` with its own list of steps and give the list back. */
export function collect(ctx: Context, body: () => void): Step[] {
  const outer = ctx.steps;
  const inner: Step[] = [];
  ctx.steps = inner;
  try {
    body();
  } finally {
    ctx.steps = outer;
  }
  return inner;
}

/** Is the last program that was started one that the script did not put into the background: whose pid it has to ask for? */
export function isBehindProgram(ctx: Context): boolean {
  const last = happened(ctx).findLast(one => one.kind === 'exec' && !one.operation && !one.query);
  return last?.kind === 'exec' ? !last.background : ctx.ofUnit !== undefined;
}
