import type { Span } from '../../base/span.ts';
import type { Interpretation } from '../../interpret/action.ts';
import { isPure } from '../../interpret/branch.ts';
import { canonical } from '../../interpret/paths.ts';
import type { Step } from '../../model/behaviour.ts';
import { type Effect, isPause, type SignalEffect } from '../../model/effect.ts';
import { textOf, type Value } from '../../model/word.ts';
import { ownVerb } from '../actions/own-actions.ts';
import type { MapInput } from '../draft.ts';
import { areExclusive, daemonsOf, type ExecItem } from '../timeline/main-process.ts';
import { isRepeated } from '../timeline/set-up.ts';
import { startTimelineOf } from '../timeline/start-timeline.ts';
import { type Item, timelineOf } from '../timeline/timeline.ts';
import { waitsBeforeSignal, withoutEarlyWaits } from '../timeline/waits.ts';
import { asksWhatItChanges, decided, givesUp, givesUpLater } from './dependence.ts';

/** One daemon of a script, as if it were the script's only one. */
export interface Part {
  /** Name of the unit, without suffix. */
  readonly name: string;
  readonly program: string;
  readonly input: MapInput;
  /** The script gives up where the daemon before this one has not started. */
  readonly needsBefore: boolean;
  /** A test of its own says whether it is started at all. */
  readonly conditional: boolean;
}

/**
 * The daemons of a script that can stand alone. In: the interpreted script. Out: for each its own behaviour, in the
 * order of the start, with the steps between two daemons at the latter; undefined where there are not several, or where
 * what is done is not surely about one of them: a shared step of the stop, a signal to nobody known, a condition.
 */
export function partsOf(input: MapInput, isTaken: (name: string) => boolean): readonly Part[] | undefined {
  const start = input.actions.get('start');
  const stop = input.actions.get('stop');
  if (!start || !stop) return undefined;
  const { items, gates } = startTimelineOf(input);
  const daemons = daemonsOf({ items, gates: [] });
  const programs = namesOf(daemons);
  const alone = daemons.every(
    one => one.guards.every(({ condition }) => isPure(condition)) && !one.shellOnly && one.respawn === undefined,
  );
  if (daemons.length < 2 || areExclusive(daemons) || !alone) return undefined;
  if (asksWhatItChanges(items, gates, daemons) || givesUpLater(start.steps, daemons)) return undefined;
  if (programs.includes('') || new Set(programs).size < programs.length) return undefined;
  const owner = new Map<number, number>();
  const at = daemons.map(one => items.indexOf(one));
  for (const [i, { effect }] of items.entries())
    owner.set(effect.span.start, Math.max(0, Math.min(at.filter(one => one < i).length, daemons.length - 1)));
  for (const [i, one] of daemons.entries()) owner.set(one.effect.span.start, i);
  const stops = timelineOf(stop.steps).items.filter(item => !isRepeated(input, item));
  if (!ownStops(owner, stops, daemons) || !ownReloads(owner, input, daemons)) return undefined;
  const givenUp = daemons.map(
    (_, i) => i > 0 && givesUp(start.steps, new Set(daemons.slice(i - 1, i).map(({ effect }) => effect.id))),
  );
  // One that was not started at all does not keep the next one from its start, as Requires= would.
  if (daemons.some((_, i) => givenUp[i + 1] && daemons[i]?.guards.length !== 0)) return undefined;
  const names = unitNames(input.name, programs, isTaken);
  if (!names) return undefined;
  return daemons.map((one, i) => {
    const succeeded = new Set(daemons.slice(0, i).map(({ effect }) => effect.id));
    const program = programs[i] ?? '';
    const others = [...start.trail.effects.values()].filter(({ span }) => (owner.get(span.start) ?? i) !== i);
    const files = daemons.flatMap(({ effect }, at) =>
      at === i || !effect.pidFile ? [] : [textOf(effect.pidFile.path)],
    );
    const actions = new Map(
      [...input.actions].map(([name, interpretation]) => {
        const own = only(interpretation, owner, i, succeeded, files);
        // What waits for the end of the daemon before is the other part's.
        const waits = name !== 'stop' || waitsBeforeSignal(interpretation.steps);
        const asksForProcess = ({ start: from, end }: Span): boolean =>
          ASKS_FOR_PROCESS.test(input.source.text.slice(from, end));
        return [name, waits ? own : { ...own, steps: withoutEarlyWaits(own.steps, asksForProcess) }] as const;
      }),
    );
    const name = names[i] ?? '';
    return {
      name,
      program,
      input: { ...input, name, actions, others },
      needsBefore: givenUp[i] === true,
      conditional: one.guards.length > 0,
    };
  });
}

/** In a loop: until a process, or its pid file, is gone. */
const ASKS_FOR_PROCESS = /\bkill -0\b|\/proc\/|pid|\b(?:checkproc|status|pgrep|ps)\b/i;

/** What to call each daemon: by its program, or where several have one program, by its pid file. */
function namesOf(daemons: readonly ExecItem[]): readonly string[] {
  const programs = daemons.map(({ effect }) => baseOf(effect.argv[0]));
  return new Set(programs).size === programs.length
    ? programs
    : daemons.map(({ effect }) => baseOf(effect.pidFile?.path).replace(/\.pid$/, ''));
}

/** The names of the parts; undefined where two would have one, as those of `acme-box` and `box` of acme. */
function unitNames(
  script: string,
  programs: readonly string[],
  isTaken: (name: string) => boolean,
): readonly string[] | undefined {
  const names = programs.map(program => unitNameOf(script, program, isTaken));
  return new Set(names).size === names.length ? names : undefined;
}

/** `kannel-smsbox` for kannel_smsbox of kannel; another one where a script of the host has that name. */
function unitNameOf(script: string, program: string, isTaken: (name: string) => boolean): string {
  const bare = program.startsWith(script) ? program.slice(script.length).replace(/^[-_.]+/, '') : program;
  const own = (bare || program).replace(/[^A-Za-z0-9_.-]/g, '_');
  return isTaken(`${script}-${own}`) ? `${script}-daemon-${own}` : `${script}-${own}`;
}

/** The last part of a path; empty where only the run knows it. */
function baseOf(path: Value | undefined): string {
  return (path && textOf(path)?.replace(/^.*\//, '')) ?? '';
}

/** Each signal is for one daemon, each daemon has one, and a step belongs to the signal before it. */
function ownStops(owner: Map<number, number>, items: readonly Item[], daemons: readonly ExecItem[]): boolean {
  let last: number | undefined;
  const stopped = new Set<number>();
  const turns = new Map<number, number>();
  for (const { effect, guards } of items) {
    if (effect.kind === 'signal') {
      last = whoseIs(effect, daemons);
      if (last !== undefined) stopped.add(last);
    }
    if (last === undefined) return false;
    // What every stop does is not that of a daemon which may have been left out.
    if (effect.kind !== 'signal' && guards.length === 0 && daemons[last]?.guards.length !== 0) return false;
    // A loop over them signals all of them by one statement.
    if (effect.kind === 'signal' && (turns.get(effect.span.start) ?? last) !== last) return false;
    turns.set(effect.span.start, last);
    owner.set(effect.span.start, last);
  }
  return stopped.size === daemons.length;
}

/** A reload signals them, each known, or does what start and stop do: then it restarts. */
function ownReloads(owner: Map<number, number>, input: MapInput, daemons: readonly ExecItem[]): boolean {
  return ['reload', 'force-reload'].every(name => {
    const turns: number[] = [];
    const known = timelineOf(input.actions.get(name)?.steps ?? []).items.every(({ effect }) => {
      if (owner.has(effect.span.start) || isPause(effect) || ownVerb(effect, input.source) !== undefined) return true;
      const whose = effect.kind === 'signal' ? whoseIs(effect, daemons) : undefined;
      if (whose === undefined) return false;
      owner.set(effect.span.start, whose);
      if (turns.at(-1) !== whose) turns.push(whose);
      return true;
    });
    // `TSTP to a, HUP to b, USR2 to a`: a unit is reloaded as a whole.
    return known && new Set(turns).size === turns.length;
  });
}

/** The one daemon that a signal is for. */
function whoseIs(signal: SignalEffect, daemons: readonly ExecItem[]): number | undefined {
  const [only, ...more] = daemons.flatMap((one, i) => (isFor(signal, one) ? [i] : []));
  return more.length === 0 ? only : undefined;
}

function isFor({ target, pidFile }: SignalEffect, { effect }: ExecItem): boolean {
  const program = effect.argv[0] && textOf(effect.argv[0]);
  const file = effect.pidFile && textOf(effect.pidFile.path);
  const asked = pidFile && textOf(pidFile);
  switch (target.kind) {
    case 'file':
      return file !== undefined && canonical(file) === canonical(target.path);
    case 'name':
      return asked !== undefined && file !== undefined
        ? canonical(asked) === canonical(file)
        : target.name.replace(/^.*\//, '') === program?.replace(/^.*\//, '');
    case 'executable':
      return target.path === program;
    default:
      return false;
  }
}

/** The behaviour of one action without what is about other daemons. */
function only(
  interpretation: Interpretation,
  owner: ReadonlyMap<number, number>,
  part: number,
  succeeded: ReadonlySet<number>,
  foreign: readonly (string | undefined)[],
): Interpretation {
  // `rm -f /run/a.pid /run/b.pid`: each takes away its own.
  const own = (effect: Effect): Effect | undefined => {
    if (effect.kind === 'noise') {
      const { removed = [] } = effect;
      const left = removed.filter(file => !foreign.includes(file));
      return left.length === removed.length ? effect : left.length === 0 ? undefined : { ...effect, removed: left };
    }
    const whose = owner.get(effect.span.start);
    return whose === undefined || whose === part ? effect : undefined;
  };
  const { trail } = interpretation;
  return {
    ...interpretation,
    steps: within(interpretation.steps, own, succeeded),
    trail: {
      ...trail,
      effects: new Map(
        [...trail.effects].flatMap(([id, effect]) => {
          const kept = own(effect);
          return kept ? [[id, kept] as const] : [];
        }),
      ),
      pidFiles: new Set([...trail.pidFiles].filter(file => !foreign.includes(file))),
    },
  };
}

/** Steps without some effects; tests of how those ended are taken to be passed. */
function within(
  steps: readonly Step[],
  own: (effect: Effect) => Effect | undefined,
  succeeded: ReadonlySet<number>,
): readonly Step[] {
  const inner = (some: readonly Step[]): readonly Step[] => within(some, own, succeeded);
  return steps.flatMap((step): readonly Step[] => {
    switch (step.kind) {
      case 'effect': {
        const kept = own(step.effect);
        return kept ? [{ ...step, effect: kept }] : [];
      }
      case 'branch': {
        const known = decided(step.condition, succeeded);
        if (known !== undefined) return inner(known ? step.then : step.otherwise);
        return [{ ...step, then: inner(step.then), otherwise: inner(step.otherwise) }];
      }
      case 'call':
      case 'loop':
      case 'pipe': {
        const body = inner(step.body);
        return body.length > 0 ? [{ ...step, body }] : [];
      }
      default:
        return [step];
    }
  });
}
