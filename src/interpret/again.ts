import type { Step } from '../model/behaviour.ts';
import type { ExecEffect } from '../model/effect.ts';
import { INITIAL_PROCESS, type ProcessState } from '../model/process.ts';
import { EMPTY, type Field, sameValue, textOf } from '../model/word.ts';
import type { Call } from './call.ts';
import { type Context, newTrail, remark, visit } from './context.ts';
import { initialState } from './state.ts';

/** Where a script calls itself for the action that it was called for. */
export interface SelfCall {
  /** The effect by which the call stands in the steps. */
  readonly effect: number;
  readonly args: readonly Field[];
  readonly process: ProcessState;
}

/** Note `su acme -c "$0 $*"` or `exec env -i "$0" "$@"`, of which the next effect is what the call was before. */
export function noteSelfCall(ctx: Context, { args, process, background }: Call): void {
  const [first] = args;
  if (ctx.host.selfCallsStay || ctx.again || ctx.ofUnit || ctx.shadow || !first || textOf(first) !== ctx.action) return;
  // In the background nobody waits for it, and what a file that nobody read has set, it may have inherited.
  if (background || ctx.background || ctx.state.sourcedUnknown || !isPlain(process) || !isNamed(ctx, process.user))
    return;
  ctx.trail.selfCall = { effect: ctx.trail.nextId, args, process };
}

/** What a process may have changed that each line of a unit would need said again. */
const OTHERS = [
  'root',
  'nice',
  'ioClass',
  'ioPriority',
  'schedulerPolicy',
  'schedulerPriority',
  'affinity',
  'oomScore',
  'cgroups',
] as const;

/** Who it is, the text says, or a setting whose value is known: a unit has that of today. */
function isNamed({ trail }: Context, user: Field | undefined): boolean {
  const [only, ...more] = user?.parts ?? [];
  if (only?.kind !== 'setting' || more.length > 0) return user === undefined || textOf(user) !== undefined;
  const { today, fallback } = trail.settings.get(only.name) ?? {};
  return today !== undefined || (fallback !== undefined && textOf(fallback) !== undefined);
}

/** Nothing but the user and the environment is another one than init gives. */
function isPlain(process: ProcessState): boolean {
  const { umask, cwd, login, limits, varying, stdin, stdout, stderr } = process;
  return (
    (login === true || cwd === undefined || textOf(cwd) === '/') &&
    (umask === undefined || /^0*22$/.test(textOf(umask) ?? '')) &&
    limits.size === 0 &&
    varying.size === 0 &&
    [stdin, stdout, stderr].every(({ kind }) => kind === 'inherit') &&
    OTHERS.every(name => process[name] === undefined)
  );
}

/**
 * The second run of a script that does nothing else than to call itself, as another user or in another environment:
 * what the unit executes is what that run does. The tests around the call turn out the other way.
 *
 * @returns undefined where the first run does something itself, or where only the run knows whether it calls
 */
export function secondRun(ctx: Context): Context | undefined {
  const { trail, steps, script } = ctx;
  const { selfCall } = trail;
  if (!selfCall || !isSure(steps, selfCall.effect)) return undefined;
  const { args, process, effect } = selfCall;
  const does = [...trail.effects.values()].some(
    one => one.id !== effect && one.kind !== 'noise' && !(one.kind === 'exec' && one.query),
  );
  const span = trail.effects.get(effect)?.span;
  if (does || !span) return undefined;
  return {
    ...ctx,
    source: script,
    again: true,
    trail: { ...newTrail(), nextId: trail.nextId, budget: trail.budget, calledAs: process },
    state: {
      ...initialState(args),
      process: { ...process, exported: INITIAL_PROCESS.exported, evidence: [...process.evidence, span] },
    },
    steps: [],
    here: script.lines.span(0, 0),
  };
}

/** No open test stands around the call. */
function isSure(steps: readonly Step[], effect: number): boolean {
  return steps.some(
    step =>
      (step.kind === 'effect' && step.effect.id === effect) ||
      ((step.kind === 'call' || step.kind === 'pipe') && isSure(step.body, effect)),
  );
}

/**
 * Add to the second run's trail what only the first one came to: the call, and what stands around it.
 *
 * @returns false where the second run is not all that the script does: a test that only the first one made could have
 * kept it from the call, or one that is another for another user; it changes the user again; or it works in a home
 * directory that no text tells.
 */
export function addFirstRun(second: Context, first: Context): boolean {
  const [to, from] = [second.trail, first.trail];
  const again = new Set(testsIn(second.steps));
  if (!testsIn(first.steps).every(test => again.has(test))) return false;
  // systemd asks as root whether a file can be read, and each user has an environment of its own.
  if ([...again].some(test => /"test":"(?:readable|writable)"|inherited \$/.test(test))) return false;
  const call = from.selfCall && from.effects.get(from.selfCall.effect);
  const user = from.selfCall?.process.user;
  const execs = [...to.effects.values()].filter(one => one.kind === 'exec');
  // What it inherits it has exported itself again, or it is not in the text that a helper is cut from.
  const exported = [...(from.selfCall?.process.exported ?? [])];
  const own = second.state.process.exported;
  if (!exported.every(([name, value]) => sameValue(own.get(name) ?? EMPTY, value))) return false;
  if (execs.some(({ process }) => !sameUser(process.user, user)) || execs.some(isFromHome)) return false;
  const atHome = execs.filter(
    ({ process, operation, query }) => !operation && !query && process.cwd && textOf(process.cwd) === undefined,
  );
  if (atHome.length > (second.action === 'start' ? 1 : 0))
    remark(second, 'SV901', call?.span, { construct: 'the home directory in which a login shell starts' });
  for (const [offset, before] of from.visits) {
    if (to.visits.has(offset)) continue;
    const kept = [...before.effects].filter(id => id !== call?.id);
    to.visits.set(offset, { ...before, effects: new Set(kept) });
    for (const id of kept) {
      const effect = from.effects.get(id);
      if (effect) to.effects.set(id, effect);
    }
  }
  if (call) {
    to.visits.delete(call.span.start);
    visit(second, call.span.start, 'state');
  }
  addMissing(to.settings, from.settings);
  addMissing(to.files, from.files);
  addMissing(to.frozen, from.frozen);
  addMissing(to.decisions, from.decisions);
  const seen = new Set(to.notes.map(one => JSON.stringify(one)));
  to.notes.unshift(...from.notes.filter(one => !seen.has(JSON.stringify(one))));
  for (const text of from.probed) to.probed.add(text);
  return true;
}

function addMissing<K, V>(to: Map<K, V>, from: ReadonlyMap<K, V>): void {
  for (const [key, value] of from) if (!to.has(key)) to.set(key, value);
}

function sameUser(one: Field | undefined, other: Field | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && textOf(one) === textOf(other));
}

/** It names a file by its way from a directory that only the run knows. */
function isFromHome({ argv: [program], operation, process }: ExecEffect): boolean {
  if (!process.cwd || textOf(process.cwd) !== undefined) return false;
  const paths =
    operation && 'paths' in operation ? operation.paths : operation && 'path' in operation ? [operation.path] : [];
  const streams = [process.stdin, process.stdout, process.stderr].flatMap(one =>
    one.kind === 'file' ? [one.path] : [],
  );
  const isRelative = (path: Field): boolean => textOf(path)?.startsWith('/') === false;
  const name = program && textOf(program);
  return [...paths, ...streams].some(isRelative) || (name?.includes('/') === true && !name.startsWith('/'));
}

/** The open tests of a run: where they stand, and what they ask. */
function testsIn(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(step => {
    if (step.kind === 'branch') {
      const { condition } = step;
      const asked = JSON.stringify(condition, (key, value) => (key === 'span' || key === 'quoted' ? undefined : value));
      return [`${step.span.start} ${asked}`, ...testsIn(step.then), ...testsIn(step.otherwise)];
    }
    return 'body' in step ? testsIn(step.body) : [];
  });
}
