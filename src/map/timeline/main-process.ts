import { nameOf } from '../../interpret/asked.ts';
import { canonical, isLockFile, isPidFile, programPath } from '../../interpret/paths.ts';
import type { ExecEffect, SignalEffect } from '../../model/effect.ts';
import { EMPTY, type Field, literal, textOf } from '../../model/word.ts';
import { effectsOf, type MapInput } from '../draft.ts';
import type { Item, Timeline } from './timeline.ts';

/** An item that executes a program. */
export type ExecItem = Item & { readonly effect: ExecEffect };

export function isExec(item: Item): item is ExecItem {
  return item.effect.kind === 'exec';
}

/** Programs that a start runs to stay: started by a daemon starter, in the background, or in place of the script. */
export function daemonsOf(timeline: Timeline): readonly ExecItem[] {
  return programsOf(timeline).filter(
    item => item.effect.shell !== 'redirection' && (item.effect.background || isStarted(item)),
  );
}

/** What the start runs and does not wait for in the end: no known change of files, and no question. */
function programsOf(timeline: Timeline): readonly ExecItem[] {
  const awaited = awaitedIn(timeline);
  return timeline.items
    .filter(isExec)
    .filter(({ effect }) => !awaited.has(effect.id) && !effect.operation && !effect.query);
}

/** A starter of daemons started it: it stays. */
export function isStarted({ effect }: ExecItem): boolean {
  return effect.starter !== 'plain' && effect.starter !== 'su';
}

/** Programs in the background that the start itself waits for: they end, or no boot came to its end. */
export function awaitedIn({ items }: Timeline): ReadonlySet<number> {
  return new Set(items.flatMap(({ effect }) => (effect.kind === 'residue' && effect.jobs) || []));
}

/** They stand on different sides of one test: only one of them runs. */
export function areExclusive(items: readonly ExecItem[]): boolean {
  return items.every((a, i) =>
    items
      .slice(i + 1)
      .every(b =>
        a.guards.some(one =>
          b.guards.some(
            two =>
              one.key !== undefined &&
              one.key === two.key &&
              (one.condition.kind === 'not') !== (two.condition.kind === 'not'),
          ),
        ),
      ),
  );
}

/** The item that is the service: a daemon, else the last program of all that the start runs. */
export function mainOf(input: MapInput, timeline: Timeline): ExecItem | undefined {
  const daemons = daemonsOf(timeline);
  const plain = programsOf(timeline).filter(item => !item.effect.shell && !isOfFailure(item));
  const asked = daemons.every(isJob) ? stoppedOf(input, plain) : undefined;
  if (daemons.length > 0) return asked ?? daemons.at(-1);
  const stopped = stayingOf(plain.filter(item => stopsByName(input, item)));
  const some = plain.filter(({ effect }) => !effect.captured);
  // `acmed; /bin/echo done`: what only says something is none that a stop ends.
  const says = (item: ExecItem): boolean => /^(?:echo|printf|logger|date|sleep|true)$/.test(baseOf(item) ?? '');
  const own = signalsOf(input).length > 0 ? some.filter(item => !says(item)) : [];
  const called = own.length > 0 ? own : some;
  return stopped ?? called.findLast(isToldToStart) ?? called.at(-1) ?? plain.at(-1);
}

/** `acmectl start; acmectl wait`: a control program that is told to start is what starts the service. */
function isToldToStart({ effect }: ExecItem): boolean {
  return effect.argv.slice(1).some(word => textOf(word) === 'start');
}

/**
 * Programs that were simply called before the main one, and of which no text tells whether they leave something running:
 * as lines of ExecStartPre= they must not (systemd.service(5); before 236 systemd kills it), as lines of a oneshot they
 * may.
 */
export function mayLeaveProcesses(before: readonly Item[], main: ExecItem): boolean {
  return before.some(
    item =>
      isExec(item) &&
      !item.effect.operation &&
      !item.effect.query &&
      !item.effect.captured &&
      !item.effect.shell &&
      baseOf(item) !== baseOf(main) &&
      programPath(baseOf(item) ?? '') === undefined,
  );
}

/**
 * Another program was simply called, and the stop signals it: it went into the background as the main one did. None of
 * ExecStartPre= and ExecStartPost= can start it: systemd before 236 kills what such a line has left as soon as the line
 * ends (service.c, service_kill_control_processes), and none permits it (systemd.service(5)).
 */
export function staysBeside(input: MapInput, timeline: Timeline, main: ExecItem): boolean {
  const own = baseOf(main);
  return programsOf(timeline).some(
    item =>
      baseOf(item) !== own &&
      !item.effect.captured &&
      !item.effect.shell &&
      (stopsByName(input, item) || signalsOf(input).some(({ target }) => fileNames(input, target) === baseOf(item))),
  );
}

/**
 * Of calls of one program the first that is no question before another: `acmed -t || exit 6; acmed` has tested its
 * settings, `acmed --status || acmed --server` has asked whether it runs, and so has `V=$(acmed -x version); acmed`.
 */
function stayingOf(calls: readonly ExecItem[]): ExecItem | undefined {
  const asks = ({ effect, failsAt, decides }: ExecItem, later: readonly ExecItem[]): boolean =>
    later.some(
      ({ guards, effect: { captured } }) =>
        (effect.captured && !captured) ||
        failsAt !== undefined ||
        decides !== undefined ||
        guards.some(({ condition }) => {
          const of = condition.kind === 'not' ? condition.of : condition;
          return of.kind === 'status' && of.of === effect.id;
        }),
    );
  return calls.find((item, i) => !asks(item, calls.slice(i + 1)));
}

/** `/usr/sbin/acmed || $WARN`: what no text tells, and only where another program failed. */
function isOfFailure({ effect, guards }: ExecItem): boolean {
  const [program] = effect.argv;
  return (
    program?.parts.every(({ kind }) => kind === 'unknown') === true &&
    guards.some(({ condition }) => condition.kind === 'not' && condition.of.kind === 'status')
  );
}

/** `gzip -r /var/log/acme &`: in the background, and by no starter of daemons. */
function isJob(item: ExecItem): boolean {
  return item.effect.background && !isStarted(item);
}

/** All that the stop signals are programs that were simply called: they stay, whatever else the script left running. */
function stoppedOf(input: MapInput, plain: readonly ExecItem[]): ExecItem | undefined {
  const called = plain.filter(item => !item.effect.background);
  const written = writtenByScript(input);
  const stopped = signalsOf(input).map(({ target }) => {
    if (target.kind === 'file' && written.has(canonical(target.path))) return undefined;
    const name = target.kind === 'file' ? nameOf(target.path) : namedIn(target);
    return stayingOf(called.filter(item => name !== undefined && baseOf(item) === name));
  });
  return stopped.every(item => item !== undefined) ? stopped.at(-1) : undefined;
}

/** The program that wrote the pid file of a signal, as its name says. */
function fileNames(input: MapInput, target: SignalEffect['target']): string | undefined {
  return target.kind === 'file' && !writtenByScript(input).has(canonical(target.path))
    ? nameOf(target.path)
    : undefined;
}

/** The stop signals this program: so it was still running. */
function stopsByName(input: MapInput, item: ExecItem): boolean {
  const program = textOf(item.effect.argv[0] ?? literal('')) ?? '';
  const base = program.replace(/^.*\//, '');
  return signalsOf(input).some(signal => {
    const { target } = signal;
    return (
      (target.kind === 'name' && target.name.replace(/^.*\//, '') === base) ||
      (target.kind === 'executable' && target.path === program)
    );
  });
}

/** The program that a signal is for, by its last name, where the script says one. */
function programOf({ program, target }: SignalEffect): string | undefined {
  return lastName(program ?? (target.kind === 'executable' ? target.path : undefined));
}

/** The program that a signal finds without a pid file, by its name or its executable. */
export function namedIn(target: SignalEffect['target']): string | undefined {
  return lastName(target.kind === 'name' ? target.name : target.kind === 'executable' ? target.path : undefined);
}

/** Signals of a stop that ends the main program are for others too: systemd knows of none. */
export function endsOthers(signals: readonly Item[], main: ExecItem | undefined): boolean {
  const own = main && baseOf(main);
  const named = signals.flatMap(({ effect }) => (effect.kind === 'signal' ? (programOf(effect) ?? []) : []));
  return own !== undefined && named.includes(own) && named.some(name => name !== own);
}

/**
 * One program of the start is signalled after the other, and not by one statement at once (`killall a b`): systemd
 * signals all processes of a service together.
 */
export function endsInTurn(input: MapInput, items: readonly Item[]): boolean {
  const run = new Set(
    effectsOf(input, 'start').flatMap(effect =>
      effect.kind === 'exec' && !effect.operation ? (lastName(textOf(effect.argv[0] ?? EMPTY)) ?? []) : [],
    ),
  );
  const named = items.flatMap(({ effect }, i) => {
    const name = effect.kind === 'signal' ? lastName(effect.program ?? namedIn(effect.target)) : undefined;
    return effect.kind === 'signal' && name !== undefined && run.has(name) ? [{ name, effect, i }] : [];
  });
  return named.some(({ name, effect, i }, at) => {
    const last = named[at - 1];
    if (last === undefined || last.name === name) return false;
    const waits = last.effect.schedule.steps.some(({ seconds }) => seconds !== undefined);
    return waits || i - last.i > 1 || effect.span.start !== last.effect.span.start;
  });
}

function lastName(path: string | undefined): string | undefined {
  return path?.replace(/^.*\//, '');
}

/** The name of the program that an item executes. */
export function baseOf({ effect }: Pick<ExecItem, 'effect'>): string | undefined {
  return lastName(textOf(effect.argv[0] ?? literal('')));
}

/** The signals of the stop. */
export function signalsOf(input: MapInput): readonly SignalEffect[] {
  return effectsOf(input, 'stop').filter(effect => effect.kind === 'signal');
}

/** The program's own words: behind `--` where the starter stays what the unit executes. */
function wordsOf({ argv, shell, starter }: ExecEffect): readonly Field[] {
  if (shell === undefined || starter !== 'start-stop-daemon') return argv;
  const end = argv.findIndex(word => textOf(word) === '--');
  return end < 0 ? [] : argv.slice(end);
}

/** `-p /run/x.pid`, `-p/run/x.pid`, `--pid-file=/run/x.pid`: a program is told where to write its pid file. */
function givenPidFile(effect: ExecEffect): string | undefined {
  const [only, ...others] = wordsOf(effect)
    .slice(1)
    .map(word => textOf(word)?.replace(/^-[^/]*(?=\/)/, '') ?? '')
    .filter(word => word.startsWith('/') && isPidFile(word));
  return others.length === 0 ? only : undefined;
}

/** The one pid file that the stop removes and the start never writes: the program does. */
function removedPidFile(input: MapInput): string | undefined {
  const made = writtenByScript(input);
  const files = new Set(
    effectsOf(input, 'stop')
      // What a framework removes for every script says nothing of this one's program.
      .flatMap(one => (one.kind === 'noise' && !one.lsb ? (one.removed ?? []) : []).filter(path => !isLockFile(path)))
      .map(canonical)
      .filter(path => path.startsWith('/run/') && isPidFile(path) && !made.has(path)),
  );
  return files.size === 1 ? [...files][0] : undefined;
}

/** Pid files that the start itself or its starter writes: `pidof prog > FILE`. The program writes none of them. */
export function writtenByScript(input: MapInput): ReadonlySet<string> {
  const files = effectsOf(input, 'start').flatMap(one => {
    if (one.kind === 'noise') return one.made === undefined || one.empty ? [] : one.made;
    if (one.kind !== 'exec') return [];
    const starters = one.pidFile?.made ? one.pidFile.path : undefined;
    const file = one.operation?.kind === 'write' ? one.operation.path : starters;
    return (file && textOf(file)) ?? [];
  });
  return new Set(files.map(canonical));
}

/** The stop signals the program by its name or executable as well, whatever its pid file says. */
function isFoundOtherwise(input: MapInput, main: ExecItem): boolean {
  const own = baseOf(main);
  return own !== undefined && signalsOf(input).some(({ target, pidFile }) => !pidFile && namedIn(target) === own);
}

/** The pid file that a forking program writes itself, and whether its own arguments name it. */
export function pidFileOf(
  input: MapInput,
  main: ExecItem,
): { readonly path: string; readonly named: boolean } | undefined {
  const { effect } = main;
  if (effect.pidFile?.made) return undefined;
  const own = effect.pidFile && textOf(effect.pidFile.path);
  const forMain = signalsOf(input).filter(signal => programOf(signal) === baseOf(main));
  const signalled = [...forMain, ...signalsOf(input)].flatMap(signal =>
    signal.target.kind === 'file' && signal.pidFile !== undefined
      ? [signal.target.path]
      : signal.target.kind === 'file' && signal.by === 'kill'
        ? [signal.target.path]
        : [],
  );
  const removed = removedPidFile(input);
  const path = own ?? signalled[0] ?? givenPidFile(effect) ?? removed;
  if (path === undefined || !path.startsWith('/')) return undefined;
  const named = wordsOf(effect).some(field => {
    const text = textOf(field);
    return text !== undefined && canonical(text).includes(canonical(path));
  });
  // A file that only the starter was told of is looked at and not written (facts: rhel-functions, 3).
  const read = [...signalled, ...(removed === undefined ? [] : [removed])];
  if (!named && writtenByScript(input).has(canonical(path))) return undefined;
  // A stop that also finds the program without the file works with a program that writes none, or another one.
  if (!named && isFoundOtherwise(input, main)) return undefined;
  if (!named && !read.some(other => canonical(other) === canonical(path))) return undefined;
  return { path: canonical(path), named };
}
