import { note } from '../base/finding.ts';
import type { Interpretation } from '../interpret/action.ts';
import { canonical } from '../interpret/paths.ts';
import type { Step } from '../model/behaviour.ts';
import { type ExecEffect, isPause, type SignalEffect } from '../model/effect.ts';
import { describe, EMPTY, literal, textOf } from '../model/word.ts';
import { ownVerb } from './actions/own-actions.ts';
import { add, type Draft, type MapInput, place, statementText } from './draft.ts';
import { renderLine, shellWord } from './exec.ts';
import { placeGuard, testedAtStart } from './guards.ts';
import { addHelper } from './helper/helper.ts';
import { commandLines, type ShellLine } from './helper/shell-line.ts';
import { behindOwnGates } from './own-gates.ts';
import { knowsMainPid } from './pid-file/main-pid.ts';
import type { Started } from './start/start.ts';
import { seedsOf, spansOf } from './start/start-steps.ts';
import { baseOf, daemonsOf, type ExecItem, isExec, mainOf, writtenByScript } from './timeline/main-process.ts';
import { isRepeated } from './timeline/set-up.ts';
import { startTimelineOf } from './timeline/start-timeline.ts';
import { type Item, timelineOf } from './timeline/timeline.ts';

/** What a reload does, its signals with it: unasked, none is sent. */
const STEPS = new Set(['exec', 'signal'] as const);

/** Actions whose behaviour may be a reload, best first. */
const NAMES = ['reload', 'force-reload'];

/** Map reload to ExecReload=; gives the name of the action that it came from. */
export function mapReload(draft: Draft, input: MapInput, started: Started): string | undefined {
  for (const name of NAMES) {
    const interpretation = input.actions.get(name);
    if (!interpretation) continue;
    const timeline = timelineOf(interpretation.steps);
    const { items: all, gates } = timeline;
    const items = behindOwnGates(input, timeline, STEPS).filter(item => !isRepeated(input, item));
    for (const item of all)
      if (isRepeated(input, item)) place(draft, name, item.effect.span.start, 'noise', 'no effect');
    if (items.every(({ effect }) => isPause(effect))) {
      if (name !== 'reload') continue;
      tellForced(draft, input);
      return undefined;
    }
    if (endsWithError(interpretation.steps) && items.every(item => isOfStart(input, item))) {
      for (const { effect } of items) place(draft, name, effect.span.start, 'noise', 'there is no reload');
      continue;
    }
    const restart = restarts(input, name, items);
    const again = restart || takesOver(input, items);
    // What a reload is, the script has said: systemctl calls that of this name.
    if (draft.restarts.has('reload') && !again) return undefined;
    if (again) {
      draft.restarts.add(name);
      // reload-or-restart does what a force-reload that restarts did.
      if (name === 'reload')
        draft.notes.push(note('SV226', items[0]?.effect.span, { was: restart ? 'a restart' : TAKE_OVER }));
      continue;
    }
    for (const gate of gates)
      placeGuard(draft, interpretation.trail, name, gate.span, 'systemd reloads only what runs');
    const lines = linesOf(draft, input, interpretation, items, { started, known: knowsMainPid(draft, started) });
    if (lines) {
      for (const { line, items: steps } of lines) {
        add(draft, 'Service', 'ExecReload', line.text, 'reload', spansOf(steps));
        for (const { effect, guards } of steps) {
          place(draft, name, effect.span.start, 'directive', 'ExecReload=');
          for (const guard of guards)
            placeGuard(draft, interpretation.trail, name, guard.span, 'a test in ExecReload=');
          if (effect.kind === 'signal') draft.notes.push(note('SV214', effect.span, { command: line.text }));
        }
      }
      return name;
    }
    const path = addHelper(draft, input, {
      file: 'reload',
      reason: 'a reload that no command line can say',
      seeds: seedsOf(items),
      settled: testedAtStart(draft, input, timeline),
      withState: true,
      action: name,
    });
    if (path)
      add(draft, 'Service', 'ExecReload', (started.rootPrefix === '+' ? '+' : '') + path, 'reload', spansOf(items));
    return name;
  }
  return undefined;
}

/** Of a reload that only says that there is none: what force-reload did instead is no reload, and systemctl restarts. */
function tellForced(draft: Draft, input: MapInput): void {
  const steps = input.actions.get('force-reload')?.steps ?? [];
  const forced = timelineOf(steps).items.find(
    item => !isPause(item.effect) && !isRepeated(input, item) && ownVerb(item.effect, input.source) === undefined,
  );
  if (!forced || isOfStart(input, forced)) return;
  const what = statementText(input, forced.effect.span);
  draft.notes.push(
    note('SV226', forced.effect.span, { was: `none, and its force-reload (${what}) becomes a restart` }),
  );
}

/** `reload) exit 3`: without ExecReload= systemctl refuses it, too; what the script runs before is not for its sake. */
function endsWithError(steps: readonly Step[]): boolean {
  const last = steps.at(-1);
  if (last?.kind === 'call') return last.name !== '( )' && endsWithError(last.body);
  return last?.kind === 'exit' && last.code !== undefined && last.code !== 0;
}

/** The start comes by this statement with the same command. */
function isOfStart(input: MapInput, item: Item): boolean {
  const { trail } = input.actions.get('start') ?? {};
  return [...(trail?.effects.values() ?? [])].some(
    effect =>
      effect.kind === 'exec' &&
      effect.span.start === item.effect.span.start &&
      isExec(item) &&
      wordsOf(effect) === wordsOf(item.effect),
  );
}

/**
 * First version that lets live what a line of ExecReload= started. Those before have it in a control group of its own and
 * kill that when the line ends (service.c, service_kill_control_processes); the old process is gone by then.
 */
const LETS_LIVE = 236;
const TAKE_OVER = `the start of a process that takes over from the old one, and systemd before ${LETS_LIVE} kills what ExecReload= started`;

/**
 * `acmed -D -sf $(cat $PIDFILE)`: the daemon is started again, and told of the process that it follows. In
 * `su - acme -c "kill -HUP $PID"` a text is.
 */
function takesOver(input: MapInput, items: readonly Item[]): boolean {
  if (input.target.systemd >= LETS_LIVE) return false;
  const main = mainOf(input, startTimelineOf(input));
  const program = ({ effect }: ExecItem): string => describe(effect.argv[0] ?? EMPTY);
  return items
    .filter(isExec)
    .some(
      item =>
        main !== undefined &&
        (program(item) === program(main) || (baseOf(item) !== undefined && baseOf(item) === baseOf(main))) &&
        item.effect.argv.some(({ parts }) => parts.length === 1 && parts[0]?.kind === 'pid'),
    );
}

/** The action starts what start starts: it is a restart by another name. */
function restarts(input: MapInput, name: string, items: readonly Item[]): boolean {
  if (items.some(({ effect }) => ownVerb(effect, input.source) !== undefined)) return true;
  // What follows a signal that ends the service is a start, though the action may first ask whether it still runs.
  if (items.some(endsIt) || stopsByProgram(input, name, items)) return true;
  const start = startTimelineOf(input);
  const main = mainOf(input, start);
  const daemons = [...daemonsOf(start), ...(main ? [main] : [])];
  const again = items.filter(isExec).filter(item => daemons.some(daemon => isSame(item, daemon)));
  if (again.some(item => item.effect.starter !== 'plain' || item.effect.background)) return true;
  if (again.length === 0) return false;
  // With nothing to stop, starting again is all that a restart does.
  const runs = items.filter(runsProgram).map(commandOf);
  return programsOf(input, 'stop').every(command => runs.includes(command));
}

/**
 * Its first steps are all that a stop without signals runs: whatever it comes to then finds the service stopped. What
 * is the stop and nothing else is no restart: `stop|reload) hwclock --systohc ;;`
 */
function stopsByProgram(input: MapInput, name: string, items: readonly Item[]): boolean {
  const stop = timelineOf(input.actions.get('stop')?.steps ?? []).items;
  const [visits, others] = [name, 'stop'].map(action => input.actions.get(action)?.trail.visits);
  if (![...(visits?.keys() ?? [])].some(offset => !others?.has(offset))) return false;
  const runs = items.filter(runsProgram).map(commandOf);
  const ends = programsOf(input, 'stop');
  return (
    ends.length > 0 && !stop.some(({ effect }) => effect.kind === 'signal') && ends.every((one, i) => one === runs[i])
  );
}

/** The same command, or the same statement on the same program with options that its way there decided. */
function isSame(item: ExecItem, daemon: ExecItem): boolean {
  const [one, other] = [item.effect, daemon.effect];
  const program = ({ argv }: ExecEffect): string => describe(argv[0] ?? EMPTY);
  return (
    commandOf(item) === commandOf(daemon) || (one.span.start === other.span.start && program(one) === program(other))
  );
}

/** A signal that ends a process, as far as its sender means it. */
function endsIt({ effect }: Item): boolean {
  return effect.kind === 'signal' && effect.schedule.steps.some(step => /^(?:TERM|KILL|INT|QUIT)$/.test(step.signal));
}

/** What an action runs, but for a program that it only asks whether there is anything to do: `ctl status || exit 0`. */
function programsOf(input: MapInput, action: string): readonly string[] {
  const { items, gates } = timelineOf(input.actions.get(action)?.steps ?? []);
  const asks = (item: Item, i: number): boolean => item.checked && gates.some(gate => gate.from === i + 1);
  return items.filter((item, i) => runsProgram(item) && !asks(item, i)).map(commandOf);
}

function runsProgram(item: Item): boolean {
  return item.effect.kind !== 'exec' || !item.effect.operation;
}

/** What an item runs, wherever it stands. */
function commandOf({ effect }: Item): string {
  return effect.kind === 'exec' ? wordsOf(effect) : effect.kind;
}

function wordsOf({ argv }: ExecEffect): string {
  return argv.map(describe).join(' ');
}

/** Steps as lines of the unit: undefined where one needs a helper. */
function linesOf(
  draft: Draft,
  input: MapInput,
  interpretation: Interpretation,
  items: readonly Item[],
  { started, known }: { readonly started: Started; readonly known: boolean },
): readonly ShellLine[] | undefined {
  const root = started.rootPrefix === '+' ? '+' : '';
  const plain = withoutTests(items);
  const lines: ShellLine[] = [];
  let run: Item[] = [];
  for (const item of plain ? [...plain, undefined] : []) {
    if (item?.effect.kind === 'exec') {
      run.push(item);
      continue;
    }
    const commands = run.every(one => hasOwnState(draft, one))
      ? commandLines(input, interpretation, run, root)
      : undefined;
    const signal = item && (known ? signalLine(item) : fileLine(input, interpretation, item));
    if (!commands?.every(({ line }) => line.settings.length === 0) || (item && !signal)) return undefined;
    lines.push(...commands, ...(signal ? [signal] : []));
    run = [];
  }
  return plain && lines;
}

/** The unit's own lines run it in the state that the script gave it. */
function hasOwnState(draft: Draft, { effect }: Item): boolean {
  if (effect.kind !== 'exec') return false;
  const { user, cwd, exported } = effect.process;
  const set = draft.directives.filter(({ name }) => name === 'Environment').map(({ value }) => value.replace(/^"/, ''));
  const unset = [...exported].some(
    ([name, value]) => name !== 'PATH' && textOf(value) !== undefined && !set.some(one => one.startsWith(`${name}=`)),
  );
  return !user && (!cwd || textOf(cwd) === '/') && (effect.operation !== undefined || !unset);
}

/** The one signal of a reload that nothing else decides. */
function oneSignal({ effect, guards, shellOnly }: Item): (SignalEffect & { readonly signal: string }) | undefined {
  if (effect.kind !== 'signal' || shellOnly || guards.some(guard => guard.condition.kind !== 'status'))
    return undefined;
  if (effect.target.kind === 'unknown' || effect.schedule.steps.length !== 1) return undefined;
  return { ...effect, signal: effect.schedule.steps[0]?.signal ?? 'HUP' };
}

/** Without a main process, the pid file says whom to signal, as long as the program writes it. */
function fileLine(input: MapInput, { trail }: Interpretation, item: Item): ShellLine | undefined {
  const effect = oneSignal(item);
  if (effect?.target.kind !== 'file' || effect.reach !== 'process' || effect.by === 'killproc') return undefined;
  if (writtenByScript(input).has(canonical(effect.target.path))) return undefined;
  const text = `kill -${effect.signal} $(cat ${shellWord(effect.target.path)})`;
  const line = renderLine(input, trail, [literal('/bin/sh'), literal('-c'), literal(text)]);
  return line.ok ? { items: [item], line: line.value } : undefined;
}

/** $MAINPID, where systemd knows it. */
function signalLine(item: Item): ShellLine | undefined {
  const effect = oneSignal(item);
  if (!effect) return undefined;
  const text = `/bin/kill -${effect.signal} $MAINPID`;
  return { items: [item], line: { text, settings: [], unsplit: [], sure: true } };
}

/** Others behind it run only if it succeeds. */
function decides(item: Item, { guards }: Item): boolean {
  return guards.some(({ condition }) => condition.kind === 'status' && condition.of === item.effect.id);
}

/**
 * A command on whose success all that follows depends is a line that may fail: a failing line ends the reload.
 * Undefined where something runs all the same.
 */
function withoutTests(items: readonly Item[]): readonly Item[] | undefined {
  let rest = [...items];
  const plain: Item[] = [];
  for (let item = rest.shift(); item; item = rest.shift()) {
    const test = item;
    const decisive = rest.some(other => decides(test, other));
    if (decisive && !rest.every(other => decides(test, other))) return undefined;
    plain.push(decisive ? { ...test, checked: true } : test);
    rest = rest.map(other => ({
      ...other,
      guards: other.guards.filter(({ condition }) => condition.kind !== 'status' || condition.of !== test.effect.id),
    }));
  }
  return plain;
}
