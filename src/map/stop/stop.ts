import { note } from '../../base/finding.ts';
import type { Interpretation } from '../../interpret/action.ts';
import { canonical } from '../../interpret/paths.ts';
import { isPause } from '../../model/effect.ts';
import { INITIAL_PROCESS } from '../../model/process.ts';
import { textOf } from '../../model/word.ts';
import { syntaxAvailable } from '../../unit/availability.ts';
import { add, type Draft, type MapInput, place, statementText } from '../draft.ts';
import { placeGuard, testedAtStart } from '../guards.ts';
import { addHelper } from '../helper/helper.ts';
import { commandLines, type ShellLine } from '../helper/shell-line.ts';
import { cutSlice } from '../helper/slice.ts';
import { behindOwnGates, testsOfSignals } from '../own-gates.ts';
import { knowsMainPid } from '../pid-file/main-pid.ts';
import { changesUser, sameProcess } from '../process/process.ts';
import { runsAsUnit } from '../process/whole-user.ts';
import type { Started } from '../start/start.ts';
import { seedsOf, spansOf } from '../start/start-steps.ts';
import { changedBy, filesIn } from '../timeline/files.ts';
import { endsInTurn, endsOthers } from '../timeline/main-process.ts';
import { isRepeated } from '../timeline/set-up.ts';
import { type Gate, type Item, timelineOf } from '../timeline/timeline.ts';
import { pausesIn, waitsBeforeSignal, waitsForProgram, waitsIn } from '../timeline/waits.ts';
import { jobsAwaited } from './stop-jobs.ts';
import { mapStopLimit } from './stop-limit.ts';
import { mapSignals, signalledFiles } from './stop-signals.ts';
import { takesBefore } from './taken-before.ts';

/** What a stop executes; its signals are systemd's. */
const PROGRAMS = new Set(['exec'] as const);

/** Map the stop action: which signals, how long, and what is run before and after them. */
export function mapStop(draft: Draft, input: MapInput, started: Started): void {
  const interpretation = input.actions.get('stop');
  if (!interpretation) return;
  mapStopSteps(draft, input, interpretation, started);
  mapStopLimit(draft, interpretation, started);
}

function mapStopSteps(draft: Draft, input: MapInput, interpretation: Interpretation, started: Started): void {
  const timeline = timelineOf(interpretation.steps);
  const { items: all, gates } = timeline;
  for (const gate of gates)
    placeGuard(draft, interpretation.trail, 'stop', gate.span, 'systemd stops only what it started');
  const items = behindOwnGates(input, timeline, PROGRAMS);
  for (const span of testsOfSignals(input, timeline))
    draft.notes.push(note('SV262', span, { test: statementText(input, span) }));
  const signals = items.filter(item => item.effect.kind === 'signal');
  const plain = items.filter(item => item.effect.kind === 'signal' || isPause(item.effect));
  const waits = waitsIn(interpretation.steps).length > 0;
  const statements = new Set(signals.map(({ effect }) => effect.span.start));
  const inTurn = statements.size > 1 && (started.several || signalledFiles(signals).size > 1);
  if (inTurn || endsInTurn(input, items)) {
    helperStop(draft, input, interpretation, items, 'one program is stopped after the other');
    // What it does not signal stays, as it did.
    if (signalledFiles(signals).size > 1 && knowsMainPid(draft, started) && signals.every(isToProcess))
      add(draft, 'Service', 'KillMode', 'process', 'stop', spansOf(signals));
    return;
  }
  if (endsOthers(signals, started.main)) {
    helperStop(draft, input, interpretation, items, 'programs are ended that the unit does not start');
    return;
  }
  if (!signals.every(isPlainSignal) || !isOneSignal(signals)) {
    helperStop(draft, input, interpretation, items, 'a stop that systemd cannot say');
    return;
  }
  if (waitsBeforeSignal(interpretation.steps)) {
    helperStop(draft, input, interpretation, items, 'it waits before it signals');
    return;
  }
  if (waitsForProgram(interpretation.steps)) {
    helperStop(draft, input, interpretation, items, 'it waits for what a program ends');
    return;
  }
  const first = items.findIndex(item => item.effect.kind === 'signal');
  const last = items.findLastIndex(item => item.effect.kind === 'signal');
  const others = items.filter(item => !plain.includes(item) && !isMade(draft, item) && !isRepeated(input, item));
  for (const item of items.filter(one => isMade(draft, one)))
    place(draft, 'stop', item.effect.span.start, 'directive', 'RuntimeDirectory=');
  for (const item of items.filter(one => isRepeated(input, one)))
    place(draft, 'stop', item.effect.span.start, 'noise', 'no effect');
  const before = others.filter(item => first < 0 || items.indexOf(item) < first);
  const after = others.filter(item => !before.includes(item));
  if (after.some(item => items.indexOf(item) < last)) {
    helperStop(draft, input, interpretation, items, 'steps between the signals');
    return;
  }
  if (
    after.some(item => asksTooLate(item, all, gates, before, first)) ||
    takesTooLate(draft, input, interpretation, after, all)
  ) {
    helperStop(draft, input, interpretation, items, 'what is done behind the signal was asked before it');
    return;
  }
  const [early, latter] = [before, after].map(run =>
    run === after && run.some(item => interpretation.trail.onlyRunning.has(item.effect.id))
      ? undefined
      : linesOf(input, interpretation, run, started),
  );
  const again = after.some(item => item.guards.some(guard => before.some(other => other.guards.includes(guard))));
  if (!early || !latter || again) {
    if ([before, after].some(run => needsOthers(input, interpretation, run, items)))
      helperStop(draft, input, interpretation, items, 'steps that depend on how others end');
    else {
      mixedStop(draft, input, interpretation, { before, after }, started);
      mapSignals(draft, plain, started, waits);
    }
    return;
  }
  for (const { line, items: steps } of [...early, ...latter]) {
    const late = steps.some(step => after.includes(step));
    const phase = late ? 'ExecStopPost' : 'ExecStop';
    add(draft, 'Service', phase, line.text, 'stop', spansOf(steps));
    for (const { effect, guards } of steps) {
      if (late) draft.notes.push(note('SV228', effect.span, { statement: statementText(input, effect.span) }));
      place(draft, 'stop', effect.span.start, 'directive', `${phase}=`);
      for (const guard of guards) placeGuard(draft, interpretation.trail, 'stop', guard.span, `a test in ${phase}=`);
    }
  }
  mapSignals(draft, plain, started, waits);
}

/**
 * `[ -S /run/acme.sock ] || exit 0; kill $PID; acme-post`: behind the signal the program, or a step before it, may have
 * taken the file away. A configuration file stays.
 */
function asksTooLate(
  item: Item,
  all: readonly Item[],
  gates: readonly Gate[],
  before: readonly Item[],
  signal: number,
): boolean {
  const given = all.find(({ effect }) => effect === item.effect)?.guards;
  // `if [ -S /run/acme.sock ]; then kill $PID; acme-post; fi`
  const shared = all[signal]?.guards ?? [];
  const early = gates.filter(({ from }) => signal >= 0 && from <= signal).map(({ span }) => span.start);
  const changed = before.flatMap(({ effect }) => changedBy(effect));
  return item.guards
    .filter(guard => shared.includes(guard) || (!given?.includes(guard) && early.includes(guard.span.start)))
    .flatMap(({ condition }) => filesIn(condition))
    .some(path => /^\/(?:run|var|tmp|dev|proc)\//.test(path) || changed.includes(path));
}

/** The steps behind the signal use what a command told before it. */
function takesTooLate(
  draft: Draft,
  input: MapInput,
  interpretation: Interpretation,
  after: readonly Item[],
  all: readonly Item[],
): boolean {
  const signal = all.find(({ effect }) => effect.kind === 'signal')?.effect.span.start;
  if (signal === undefined || after.length === 0) return false;
  const settled = settledBehind(draft, input, interpretation, after);
  return takesBefore(input.source, sliceOf(input, interpretation, seedsOf(after), settled).statements, signal);
}

/**
 * systemd sends KillSignal= with SIGCONT behind it, and SIGKILL after the limit (systemd.kill(5)): no other in between,
 * and none twice, as `--retry HUP/5/HUP/5/KILL/5` does it for programs that a second signal hurries. A second SIGTERM
 * says nothing new.
 */
function isOneSignal(signals: readonly Item[]): boolean {
  const sent = signals.map(({ effect }) =>
    (effect.kind === 'signal' ? effect.schedule.steps : [])
      .map(({ signal }) => signal)
      .filter(signal => signal !== 'KILL' && signal !== 'CONT'),
  );
  return new Set(sent.flat()).size < 2 && sent.every(each => each.length < 2 || each[0] === 'TERM');
}

function isToProcess({ effect }: Item): boolean {
  return effect.kind === 'signal' && effect.reach === 'process';
}

/** A signal to one process or to the service as a whole, under no condition of its own. */
function isPlainSignal(item: Item): boolean {
  return (
    item.effect.kind === 'signal' &&
    item.effect.target.kind !== 'unknown' &&
    item.guards.every(guard => guard.condition.kind !== 'setting') &&
    item.shellOnly !== 'pipe'
  );
}

/** Set-up before the case, which a stop runs too: systemd makes the folder for the next start. */
function isMade({ directives }: Draft, { effect }: Item): boolean {
  const operation = effect.kind === 'exec' ? effect.operation : undefined;
  if (operation?.kind !== 'mkdir' && operation?.kind !== 'chown' && operation?.kind !== 'chmod') return false;
  const made = directives.filter(({ name }) => name === 'RuntimeDirectory').map(({ value }) => `/run/${value}`);
  return operation.paths.every(path => made.includes(canonical(textOf(path) ?? '').replace(/\/$/, '')));
}

/** Steps as lines of the unit: undefined where one needs a helper. */
function linesOf(
  input: MapInput,
  interpretation: Interpretation,
  items: readonly Item[],
  started: Started,
): readonly ShellLine[] | undefined {
  const { main } = started;
  const fits = ({ effect }: Item): boolean =>
    effect.kind === 'exec' &&
    runsAsUnit(input, effect.process) &&
    (effect.operation !== undefined ||
      sameProcess(effect.process, main && !started.bare ? main.effect.process : INITIAL_PROCESS));
  const root = started.rootPrefix === '+' ? '+' : '';
  const lines = items.every(fits) ? commandLines(input, interpretation, items, root) : undefined;
  return lines?.every(({ line }) => line.settings.length === 0) ? lines : undefined;
}

/** Some steps need a shell, the signals do not: keep the steps in a helper and let systemd signal. */
function mixedStop(
  draft: Draft,
  input: MapInput,
  interpretation: Interpretation,
  steps: { readonly before: readonly Item[]; readonly after: readonly Item[] },
  started: Started,
): void {
  const prefix = started.rootPrefix === '+' ? '+' : '';
  for (const [phase, file, run] of [
    ['ExecStop', 'stop', steps.before],
    ['ExecStopPost', 'after-stop', steps.after],
  ] as const) {
    if (run.length === 0) continue;
    const path = addHelper(draft, input, {
      file,
      reason: 'steps that no command line can say',
      seeds: seedsOf(run),
      settled:
        file === 'after-stop'
          ? settledBehind(draft, input, interpretation, run)
          : settledIn(draft, input, interpretation),
      withState: true,
      action: 'stop',
      preamble: backToRoot(draft),
      ending: jobsAwaited(draft, input, interpretation, run),
    });
    if (path) add(draft, 'Service', phase, `-${prefix}${path}`, 'stop', spansOf(run));
    if (phase === 'ExecStopPost')
      for (const { effect } of run)
        draft.notes.push(note('SV228', effect.span, { statement: statementText(input, effect.span) }));
  }
}

function settledIn(draft: Draft, input: MapInput, { steps }: Interpretation): ReadonlyMap<string, 'run' | 'skip'> {
  return testedAtStart(draft, input, timelineOf(steps));
}

/** systemd runs these steps when the service has ended. What would run only if it had not keeps its test. */
function settledBehind(
  draft: Draft,
  input: MapInput,
  interpretation: Interpretation,
  steps: readonly Item[],
): ReadonlyMap<string, 'run' | 'skip'> {
  const { onceEnded, onlyEnded, asksInProc } = interpretation.trail;
  const hasEnded = asksInProc || steps.every(({ effect }) => onlyEnded.has(effect.id));
  return new Map([...settledIn(draft, input, interpretation), ...(hasEnded ? onceEnded : [])]);
}

/** The folder of the main process is the unit's, so that of its other lines too (systemd.exec(5)); a script's is `/`. */
function backToRoot({ directives }: Draft): readonly string[] {
  return directives.some(({ name, value }) => name === 'WorkingDirectory' && value !== '/') ? ['cd /'] : [];
}

/** The helper of these steps would run another step again, since it decides whether they run. */
function needsOthers(
  input: MapInput,
  interpretation: Interpretation,
  run: readonly Item[],
  items: readonly Item[],
): boolean {
  if (run.length === 0) return false;
  const seeds = seedsOf(run);
  const slice = sliceOf(input, interpretation, seeds);
  if (items.some(item => !seeds.has(item.effect.span.start) && slice.statements.has(item.effect.span.start)))
    return true;
  // `…; [ $STATE = down ] || kill $PID; while …; do STATE=down; sleep 1; done`: it would wait for a signal that comes later.
  const signal = items.find(({ effect }) => effect.kind === 'signal')?.effect.span.start ?? Number.POSITIVE_INFINITY;
  const before = run.every(item => item.effect.span.start < signal);
  return (
    before &&
    [...slice.statements].some(offset => offset > signal && PAUSE.test(input.source.text.slice(offset, offset + 20)))
  );
}

/** What a helper of these steps alone would be. */
function sliceOf(
  { source }: MapInput,
  { trail, steps }: Interpretation,
  seeds: ReadonlySet<number>,
  settled: ReadonlyMap<string, 'run' | 'skip'> = new Map(),
): ReturnType<typeof cutSlice> {
  return cutSlice({ source, trail, seeds, settled, withState: true, action: 'stop', waits: pausesIn(steps) });
}

const PAUSE = /^(?:\/(?:usr\/)?bin\/)?u?sleep\b/;

/** The whole stop as a helper: it signals by itself, and systemd sees to what is left. */
function helperStop(
  draft: Draft,
  input: MapInput,
  interpretation: Interpretation,
  items: readonly Item[],
  reason: string,
): void {
  // Without its waits it would kill at once what was to end by itself.
  const waits = waitsIn(interpretation.steps);
  const waiting = [...interpretation.trail.visits.keys()].filter(offset =>
    waits.some(({ start, end }) => start <= offset && offset < end),
  );
  const seeds = new Set([...seedsOf(items), ...waiting]);
  const path = addHelper(draft, input, {
    file: 'stop',
    reason,
    seeds,
    open: waits,
    settled: settledIn(draft, input, interpretation),
    withState: true,
    action: 'stop',
    preamble: backToRoot(draft),
    ending: jobsAwaited(draft, input, interpretation, items),
  });
  if (!path) return;
  const privileged = changesUser(draft.directives) && syntaxAvailable('prefix+', input.target) ? '+' : '';
  add(draft, 'Service', 'ExecStop', `-${privileged}${path}`, 'stop', spansOf(items));
}
