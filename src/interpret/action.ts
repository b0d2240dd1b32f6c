import type { Behaviour } from '../model/behaviour.ts';
import { EMPTY, literal, textOf, type Value } from '../model/word.ts';
import { isReadWithErrexit, type Source } from '../shell/parse.ts';
import { addFirstRun, secondRun } from './again.ts';
import { type Context, type HostView, newTrail, PROBE, type Trail } from './context.ts';
import { isInitDScript, runInitDScript } from './functions/init-d-script.ts';
import { remarkUnheardOf } from './running.ts';
import { withErrors } from './said-status.ts';
import { initialState } from './state.ts';
import { withEnded } from './stop-ended.ts';
import { runList } from './walk.ts';

/** One action, interpreted, and the trail that accounting and slicing read. */
export interface Interpretation extends Behaviour {
  readonly trail: Trail;
}

/**
 * Run one action of a script abstractly. `constants` are variables that may not stay settings; `more` are arguments
 * behind the action, which init does not give and a person may.
 */
export function interpretAction(
  source: Source,
  action: string,
  host: HostView,
  constants: ReadonlySet<string> = new Set(),
  more: readonly Value[] = [],
): Interpretation {
  return inBothWays(() => newContext(source, action, [literal(action), ...more], host, constants));
}

/** A stop that asks whether the service has ended is run once more, where it has. */
function inBothWays(context: () => Context): Interpretation {
  const first = interpret(context());
  if (!first.trail.asksWhetherEnded) return first;
  const again: Context = { ...context(), ended: true };
  again.trail.nextId = first.trail.nextId;
  return withEnded(first, interpret(again));
}

/**
 * How an action ends where the command at `offset` fails.
 *
 * @returns its exit status; undefined where only the run knows
 */
export function statusWhereFails(
  source: Source,
  action: string,
  host: HostView,
  constants: ReadonlySet<string>,
  offset: number,
): number | undefined {
  const { status } = run({ ...newContext(source, action, [literal(action)], host, constants), fails: offset }).state;
  return status.kind === 'code' ? status.code : undefined;
}

/** The start, where it is open whether what it has started still runs when it looks for it. */
export function interpretDoubting(source: Source, host: HostView, constants: ReadonlySet<string>): Interpretation {
  return interpret({ ...newContext(source, 'start', [literal('start')], host, constants), doubts: true });
}

/** What a text of a unit finds when a shell runs it. */
export interface Surroundings {
  readonly action: string;
  readonly args: readonly Value[];
  /** Its environment, and `0`. */
  readonly variables: ReadonlyMap<string, Value>;
  /** What the script's own run learned of settings. */
  readonly known: Trail['settings'];
  /** Settings that may not stay settings. */
  readonly constants?: ReadonlySet<string>;
  /** It runs when the program has been started: ExecStartPost= (systemd.service(5)). */
  readonly behindStart?: boolean;
  /** It runs when the service has ended: ExecStopPost=. */
  readonly behindEnd?: boolean;
}

/** Run a text that a unit hands to a shell for an action: a helper, or what stands behind `sh -c`. */
export function interpretText(
  source: Source,
  { action, args, variables, known, constants = new Set(), behindStart = false, behindEnd = false }: Surroundings,
  host: HostView,
): Interpretation {
  return inBothWays(() => {
    const ofUnit = { settings: known, behindStart, behindEnd };
    const ctx: Context = { ...newContext(source, action, args, host, constants), ofUnit };
    // An empty one that the script set before its file stands for none, and a text need not say so.
    for (const [name, use] of known)
      if (variables.has(name) || (use.fallback && textOf(use.fallback) === '')) ctx.trail.settings.set(name, use);
    for (const [name, value] of variables) ctx.state.vars.set(name, { value });
    return ctx;
  });
}

function newContext(
  source: Source,
  action: string,
  positional: readonly Value[],
  host: HostView,
  constants: ReadonlySet<string>,
): Context {
  return {
    source,
    script: source,
    host,
    action,
    constants,
    trail: newTrail(),
    state: initialState(positional),
    steps: [],
    frames: [],
    loops: [],
    here: source.lines.span(0, 0),
  };
}

function interpret(given: Context): Interpretation {
  const ctx = run(given);
  const { trail, action, steps } = ctx;
  if (action === 'start' && !ctx.ofUnit) remarkUnheardOf(ctx);
  return { action, steps: withErrors(steps, trail), notes: trail.notes, trail };
}

/** Run the script; where all that it does is to call itself again, the run that this makes. */
function run(ctx: Context): Context {
  const { source } = ctx;
  if (isReadWithErrexit(source)) ctx.state.errexit = true;
  if (isOfFramework(source, ctx.host)) runInitDScript(ctx);
  else runList(ctx, source.ast);
  const again = secondRun(ctx);
  if (!again) return ctx;
  run(again);
  return addFirstRun(again, ctx) ? again : ctx;
}

const frameworks = new WeakMap<Source, boolean>();

/** The framework is the script's interpreter, or the script comes to the line that sources it. */
function isOfFramework(source: Source, host: HostView): boolean {
  if (!isInitDScript(source)) return false;
  const known = frameworks.get(source);
  if (known !== undefined) return known;
  let reached = source.text.startsWith('#!') && /init-d-script/.test(source.text.split('\n', 1)[0] ?? '');
  if (!reached) {
    const ctx = newContext(source, 'start', [literal('start')], host, new Set());
    runList(ctx, source.ast);
    reached = ctx.state.libraries.has('init-d-script') || ctx.trail.effects.size === 0;
  }
  frameworks.set(source, reached);
  return reached;
}

/** The actions that a script knows, in the order in which it tests for them. */
export function actionsOf(source: Source, host: HostView): readonly string[] {
  if (isOfFramework(source, host))
    return ['start', 'stop', 'restart', 'status', ...(/RELOAD_SIGNAL=|do_reload/.test(source.text) ? ['reload'] : [])];
  const { trail } = interpretAction(source, PROBE, host);
  const probed = [...trail.probed];
  return handsOn(trail) && !probed.includes('start') && !probed.includes('stop')
    ? ['start', 'stop', ...probed]
    : probed;
}

/**
 * `exec /usr/lib/acmed/control "$@"`: what to do is asked elsewhere. Start and stop are what init called it with; what
 * else that program knows is not in the text.
 */
function handsOn({ effects }: Trail): boolean {
  return [...effects.values()].some(
    effect =>
      effect.kind === 'exec' &&
      !effect.query &&
      effect.argv.slice(1).some(word => textOf(word) === PROBE) &&
      textOf(effect.argv[0] ?? EMPTY)?.startsWith('/') === true,
  );
}
