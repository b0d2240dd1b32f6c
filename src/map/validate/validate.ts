import type { Note } from '../../base/finding.ts';
import { note } from '../../base/finding.ts';
import { canonical } from '../../interpret/paths.ts';
import type { Condition } from '../../model/behaviour.ts';
import { type ExecEffect, isPause, type Operation } from '../../model/effect.ts';
import type { OutputFile } from '../../model/service.ts';
import { describe, EMPTY, literal, settingsIn, textOf } from '../../model/word.ts';
import { type UnitEffects, unitEffects } from '../../unit/effects.ts';
import type { Unit } from '../../unit/unit.ts';
import type { MapInput } from '../draft.ts';
import { removedBy } from '../pid-file/pid-file-left.ts';
import { isExec, mainOf } from '../timeline/main-process.ts';
import { isRepeated } from '../timeline/set-up.ts';
import { startTimelineOf } from '../timeline/start-timeline.ts';
import { type Timeline, timelineOf } from '../timeline/timeline.ts';
import { commandText } from './command-text.ts';
import { conditionDifferences, conditionText, conjuncts } from './compare-conditions.ts';
import { killDifferences } from './compare-kill.ts';
import { compareProcess, compareStep } from './compare-process.ts';
import { isReadAlike } from './compare-settings.ts';
import type { Difference } from './difference.ts';
import { type Run, signalText, type UnitRun, unitRun } from './unit-run.ts';

/**
 * Translation validation: compute from the finished unit what the target executes, through its helpers and shell
 * lines, and compare it with the start, the stop and the reload. It shares no code with the passes that made the unit, so a
 * fault in one of them shows here. Undefined: one of the two holds what no reading of the text tells.
 */
export function validate(
  input: MapInput,
  unit: Unit,
  files: readonly OutputFile[],
  reloadFrom?: string,
): readonly Difference[] | undefined {
  const effects = unitEffects(unit, input.target);
  const [start, stop, reload] = ['start', 'stop', reloadFrom ?? ''].map(action => input.actions.get(action)?.steps);
  if (!start) return undefined;
  const sides = [
    compare(input, startTimelineOf(input), unitRun(input, 'start', effects, files), unit, effects, true),
    ...(stop
      ? [within('stop', compareStop(input, timelineOf(stop), unitRun(input, 'stop', effects, files), unit, effects))]
      : []),
    ...(reload
      ? [
          within(
            'reload',
            compare(
              input,
              timelineOf(reload),
              unitRun(input, 'reload', effects, files, reloadFrom),
              unit,
              effects,
              false,
            ),
          ),
        ]
      : []),
  ];
  const found = sides.flatMap(side => side ?? []);
  return found.length === 0 && sides.some(side => side === undefined) ? undefined : found;
}

function within(
  action: 'stop' | 'reload',
  found: readonly Difference[] | undefined,
): readonly Difference[] | undefined {
  return found?.map(one => ({ ...one, action }));
}

function compareStop(
  input: MapInput,
  timeline: Timeline,
  got: UnitRun,
  unit: Unit,
  effects: UnitEffects,
): readonly Difference[] | undefined {
  const whole = compare(input, timeline, got, unit, effects, false);
  const { onlyRunning } = input.actions.get('stop')?.trail ?? { onlyRunning: new Set() };
  // What it does only while the service goes on, a line behind the end never comes to.
  const ended = { ...timeline, items: timeline.items.filter(({ effect }) => !onlyRunning.has(effect.id)) };
  const behind = whole?.length && onlyRunning.size > 0 ? compare(input, ended, got, unit, effects, false) : whole;
  const found = behind?.length === 0 ? behind : whole;
  return found && [...found, ...killDifferences(timeline, got, effects)];
}

function compare(
  input: MapInput,
  timeline: Timeline,
  got: UnitRun,
  unit: Unit,
  effects: UnitEffects,
  starts: boolean,
): readonly Difference[] | undefined {
  if (got.residue || timeline.items.some(item => item.effect.kind === 'residue')) return undefined;
  const main = starts ? mainOf(input, timeline) : undefined;
  // Waits behind the daemon only waited for it, and a stop waits for what systemd waits for.
  const at = main ? timeline.items.indexOf(main) : -1;
  const repeated = starts ? [] : timeline.items.filter(item => isRepeated(input, item));
  // The library's own `rm` of a pid file is no statement of the script.
  const ending = [...((starts ? undefined : input.actions.get('stop'))?.trail.effects.values() ?? [])];
  const removed = [
    ...removedBy(ending).map(([path]) => literal(canonical(path))),
    ...ending.flatMap(one => (one.kind === 'signal' && one.by === 'killproc' && one.pidFile ? [one.pidFile] : [])),
  ].map(file => commandText([literal('rm'), literal('-f'), file]));
  const again = repeated.filter(isExec).map(({ effect }) => setUpText(effect.operation, effect.argv));
  const wanted = timeline.items
    .filter(item => !repeated.includes(item))
    .filter((item, i) => !(isPause(item.effect) && (!starts || i > at)))
    .filter(isExec)
    .filter(item => !item.effect.query && !isMade(item.effect.operation, unit))
    .filter(item => starts || !removed.includes(commandText(item.effect.argv)));
  const last = main ? got.runs.findLastIndex(run => commandText(run.argv) === commandText(main.effect.argv)) : -1;
  const runs = got.runs
    .filter((run, i) => !(isSleep(run) && (!starts || i > last)))
    .filter(run => !again.includes(setUpText(run.operation, run.argv)) && !removed.includes(commandText(run.argv)))
    .filter(run => !isMade(run.operation, unit));
  if (wanted.length !== runs.length)
    return [
      {
        field: 'programs',
        script: wanted.map(item => commandText(item.effect.argv)).join('; '),
        unit: runs.map(run => commandText(run.argv)).join('; '),
      },
    ];
  const differences: Difference[] = [];
  // Where the unit's own lines signal, they do all of it; else systemd does.
  const sent = timeline.items.flatMap(({ effect }) => (effect.kind === 'signal' ? [signalText(effect)] : []));
  // SIGKILL at the end is systemd's too, after a limit of its own.
  const asked = (signals: readonly string[]): string => signals.map(one => one.replace(/(?<=.) KILL$/, '')).join(', ');
  if (got.signals.length > 0 && asked(got.signals) !== asked(sent))
    differences.push({ field: 'stop', script: sent.join(', '), unit: got.signals.join(', ') });
  wanted.forEach((item, i) => {
    const run = runs[i];
    if (!run) return;
    const [script, ours] = [commandText(withPath(item.effect, run.argv)), commandText(run.argv)];
    if (script !== ours) differences.push({ field: 'argv', script, unit: ours });
    if (starts && !run.shell)
      for (const name of run.argv.flatMap(settingsIn))
        if (!isReadAlike(input, run.unit, name))
          differences.push({ field: 'argv', script: `$${name} as the shell reads it`, unit: 'as systemd reads it' });
    if (item.shellOnly !== run.shellOnly)
      differences.push({ field: 'conditions', script: item.shellOnly ?? 'once', unit: run.shellOnly ?? 'once' });
    // A stop is asked of what runs: what the script tests before it is settled.
    // A pause is one whether or not a program runs behind it.
    if (starts && !isPause(item.effect))
      differences.push(...conditionDifferences(timeline, item, run.conditions, effects));
    if (item === main) differences.push(...compareProcess(input, item.effect.process, run));
    else if (!item.effect.operation) differences.push(...compareStep(input, item.effect.process, run));
  });
  // Texts of which only the run knows a part are no evidence, where they are not the same.
  const open = new Set(differences.filter(one => /<.*>/.test(one.script + one.unit)).map(one => one.field));
  const certain = differences.filter(one => !open.has(one.field));
  const asks = !starts && refusesByItself(input, timeline, got);
  return certain.length === 0 && (differences.length > 0 || asks) ? undefined : certain;
}

/**
 * It may end before it signals or runs anything, by the answer of a program that it asks then: systemd asks no such
 * thing before it stops or reloads a service.
 */
function refusesByItself(input: MapInput, timeline: Timeline, got: UnitRun): boolean {
  const settled = startTimelineOf(input).gates;
  const tested = got.runs.flatMap(({ conditions }) => conditions.map(conditionText));
  return timeline.gates
    .filter(({ from }) => from < timeline.items.length)
    .filter(({ span }) => !settled.some(gate => gate.span.start === span.start))
    .flatMap(({ require }) => conjuncts(require))
    .some(one => isAnswer(one) && !tested.includes(conditionText(one)));
}

/** What a program answers: `netstat -lnt | grep -q :80`. */
function isAnswer(condition: Condition): boolean {
  return condition.kind === 'not' ? isAnswer(condition.of) : conditionText(condition).startsWith('answer of ');
}

/** `./run` in its folder, where the unit says the whole path. */
function withPath({ argv, process }: ExecEffect, ours: Run['argv']): Run['argv'] {
  const [program, theirs] = [textOf(argv[0] ?? EMPTY), textOf(ours[0] ?? EMPTY)];
  const folder = process.cwd ? textOf(process.cwd) : '/';
  if (!program?.includes('/') || program.startsWith('/') || !theirs?.startsWith('/')) return argv;
  return folder === undefined
    ? argv
    : [literal(canonical(`${folder}/${program.replace(/^(?:\.\/)+/, '')}`)), ...argv.slice(1)];
}

/** What is made again, told by its place: for whom may be a setting to one side and its value to the other. */
function setUpText(operation: Operation | undefined, argv: Run['argv']): string {
  if (operation?.kind !== 'mkdir' && operation?.kind !== 'chown' && operation?.kind !== 'chmod')
    return commandText(argv);
  return [operation.kind, ...operation.paths.map(path => canonical(describe(path)))].join(' ');
}

function isSleep(run: Run): boolean {
  return /^(?:\/usr)?(?:\/bin\/)?u?sleep$/.test(textOf(run.argv[0] ?? EMPTY) ?? '');
}

/** A directory that a directive makes as well. */
function isMade(operation: Operation | undefined, unit: Unit): boolean {
  if (operation?.kind !== 'mkdir' && operation?.kind !== 'chown' && operation?.kind !== 'chmod') return false;
  const made = unit.directives
    .filter(directive => directive.name === 'RuntimeDirectory')
    .map(directive => `/run/${directive.value}`);
  return operation.paths.every(path => made.includes(canonical(textOf(path) ?? '').replace(/\/$/, '')));
}

const NOTHING = 'nothing in its place';

/** Findings for the differences. */
export function differenceNotes(differences: readonly Difference[], input: MapInput): readonly Note[] {
  const span = input.source.lines.span(0, 0);
  return differences.map(one => {
    const [script, unit] = one.field === 'programs' ? withoutCommon(one.script, one.unit) : [one.script, one.unit];
    const action = one.action ?? 'start';
    return note('SV902', span, { action, field: one.field, script: script || NOTHING, unit: unit || NOTHING });
  });
}

/** Two lists of commands without those of both, unless that is all but their order. */
function withoutCommon(script: string, unit: string): readonly [script: string, unit: string] {
  const left = script.split('; ');
  const right = unit.split('; ').filter(command => {
    const at = left.indexOf(command);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  if (left.length === 0 && right.length === 0) return [script, unit];
  return [left.join('; '), right.join('; ')];
}
