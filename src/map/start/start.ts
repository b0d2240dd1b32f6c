import { note } from '../../base/finding.ts';
import { ok, type Result } from '../../base/result.ts';
import type { Interpretation } from '../../interpret/action.ts';
import type { Trail } from '../../interpret/context.ts';
import { canonical } from '../../interpret/paths.ts';
import { isProgram } from '../../interpret/running.ts';
import { isPause } from '../../model/effect.ts';
import { literal, type Part, textOf, type Value } from '../../model/word.ts';
import { statementsOf } from '../../shell/statements.ts';
import { syntaxAvailable, valueAvailable } from '../../unit/availability.ts';
import { add, type Draft, type MapInput, place } from '../draft.ts';
import { type Line, renderLine, shellWord } from '../exec.ts';
import { mapGates } from '../gates.ts';
import { emitTest, placeGuard, testLine } from '../guards.ts';
import { addHelper } from '../helper/helper.ts';
import { makesUser } from '../helper/helper-state.ts';
import { gatedLine } from '../helper/shell-line.ts';
import { tellsLast } from '../helper/told-status.ts';
import { changesUser, mapProcess, processDirectives } from '../process/process.ts';
import { wholeUser } from '../process/whole-user.ts';
import {
  areExclusive,
  awaitedIn,
  daemonsOf,
  type ExecItem,
  isExec,
  mainOf,
  mayLeaveProcesses,
  staysBeside,
} from '../timeline/main-process.ts';
import { startTimelineOf } from '../timeline/start-timeline.ts';
import { type Gate, type Item, type Timeline, timelineOf } from '../timeline/timeline.ts';
import { mainLine, mapOutput, mapPidFile } from './main-line.ts';
import { runtimeDirectory } from './runtime-directory.ts';
import { addType, isFollowed, typeName, typeOf } from './service-type.ts';
import { helperStart, type Started, wholeStart } from './start-helper.ts';
import { areEntangled, emitLine, endsOf, endsWhereFails, mapSteps, seedsOf, spansOf } from './start-steps.ts';

export type { Started } from './start-helper.ts';

/** Map the start action: conditions, what runs before, the main process, what follows it. */
export function mapStart(draft: Draft, input: MapInput): Started {
  const interpretation = input.actions.get('start');
  if (!interpretation) return { type: 'oneshot', rootPrefix: '' };
  const timeline = startTimelineOf(input);
  const main = mainOf(input, timeline);
  const reason = wholeReason(input, timeline, main);
  if (reason !== undefined) return wholeStart(draft, input, interpretation, timeline, reason, main);
  if (!main) return withoutMain(draft, input, interpretation, timeline);
  return withMain(draft, input, interpretation, timeline, main);
}

/** Why the start can only run as a whole. */
function wholeReason(input: MapInput, timeline: Timeline, main: ExecItem | undefined): string | undefined {
  const daemons = daemonsOf(timeline);
  if (main?.shellOnly) return `the program runs in a ${main.shellOnly}`;
  if (main && daemons.length > 0 && !daemons.includes(main)) return 'several programs stay';
  if (daemons.length > 1)
    return areExclusive(daemons) ? 'which program runs, and how, depends on a condition' : 'several programs stay';
  if (main && staysBeside(input, timeline, main)) return 'several programs stay';
  if (main && awaitedIn(timeline).size > 0) return 'it waits for its own jobs';
  if (main && main.guards.length > 0) return 'whether the program runs depends on a condition';
  if (main?.effect.process.user && makesUser(timeline.items)) return 'it makes its own user';
  return undefined;
}

/** Nothing stays: each step is a line of a oneshot. */
function withoutMain(draft: Draft, input: MapInput, interpretation: Interpretation, timeline: Timeline): Started {
  // What a function's `return` guards alone is no condition of the unit.
  const all = (gate: Gate): boolean => gate.to === undefined || (gate.from === 0 && gate.to === timeline.items.length);
  const own = timeline.gates.filter(gate => !all(gate));
  const needsShell = (item: Item): boolean => {
    const i = timeline.items.indexOf(item);
    return own.some(gate => covers(gate, i));
  };
  const mapped = mapGates(draft, input, interpretation, timeline.gates.filter(all), '', 'all', timeline);
  const settled = new Map([...mapped.settled, ...answersBefore(draft, interpretation.trail, timeline.items)]);
  const { unsettled } = mapped;
  addType(draft, 'oneshot', [], 'inferred');
  const before = draft.directives.length;
  if (unsettled.length > 0) {
    const path = addHelper(draft, input, {
      file: 'start',
      reason: 'a condition that only a shell can test',
      seeds: new Set([...seedsOf(timeline.items), ...endsOf(unsettled)]),
      replacements: endsWhereFails(input, timeline.items, settled),
      settled,
      withState: true,
      action: 'start',
    });
    if (path) add(draft, 'Service', 'ExecStart', path, 'start', spansOf(timeline.items));
  } else {
    const { items } = timeline;
    const last = items.at(-1);
    // `echo acmed | su acme; RETVAL=$?`: no program that anybody knows of, and yet the start fails with it.
    if (
      last?.effect.kind === 'residue' ||
      (last?.effect.kind === 'exec' && last.effect.shell && isProgram(last.effect))
    )
      last.checked ||= tellsLast(input, interpretation, timeline);
    const steps = { phase: 'ExecStart', settled, prefix: () => '', root: '', file: 'start', needsShell } as const;
    const together = awaitedIn(timeline).size > 0 || areEntangled(input, interpretation, items, items, steps);
    mapSteps(draft, input, interpretation, items, { ...steps, ...(together && { needsShell: () => true }) });
  }
  if (draft.directives.length === before) add(draft, 'Service', 'ExecStart', '/bin/true', 'start', []);
  return { type: 'oneshot', rootPrefix: '' };
}

/** Tests of how a step before the program ended: each is a line that may not fail. */
function answersBefore(
  draft: Draft,
  trail: Trail,
  items: readonly Item[],
): (readonly [key: string, goesOn: 'run' | 'skip'])[] {
  return items.flatMap(({ decides }) => {
    if (!decides) return [];
    placeGuard(draft, trail, 'start', decides.span, 'a step that may not fail');
    return decides.key === undefined ? [] : [[decides.key, decides.goesOn] as const];
  });
}

/** Tests of whether the program was started. */
function answeredBy(main: ExecItem, items: readonly Item[]): (readonly [key: string, goesOn: 'run' | 'skip'])[] {
  return items
    .flatMap(({ guards }) => guards)
    .flatMap(({ key, goesOn, condition }) =>
      key !== undefined && condition.kind === 'status' && condition.of === main.effect.id ? [[key, goesOn]] : [],
    );
}

/** `daemon acmed || acme-mail failed`: behind a program that failed systemd runs no ExecStartPost= (systemd.service(5)). */
function isForFailure(main: ExecItem, { guards }: Item): boolean {
  return guards.some(
    ({ condition }) => condition.kind === 'not' && condition.of.kind === 'status' && condition.of.of === main.effect.id,
  );
}

function isTrap({ effect }: Item): boolean {
  return effect.kind === 'residue' && effect.reason === 'trap';
}

function withMain(
  draft: Draft,
  input: MapInput,
  interpretation: Interpretation,
  timeline: Timeline,
  main: ExecItem,
): Started {
  const at = timeline.items.indexOf(main);
  const before = timeline.items.slice(0, at);
  // Sleeping behind the daemon only waited for it.
  const after = timeline.items.slice(at + 1).filter(({ effect }) => !isPause(effect));
  for (const item of timeline.items.slice(at + 1))
    if (isPause(item.effect)) place(draft, 'start', item.effect.span.start, 'noise', 'waiting for the process');
  const login = main.effect.process.login === true;
  const described = processDirectives(input, main.effect.process, login);
  const gates = timeline.gates.filter(gate => covers(gate, at));
  const own = timeline.gates.filter(gate => !gates.includes(gate));
  const { type: told, sure } = typeOf(input, main);
  const hasUser = described.ok && changesUser(described.value);
  const rootPrefix = !hasUser || wholeUser(input) ? '' : syntaxAvailable('prefix+', input.target) ? '+' : 'permissions';
  // PermissionsStartOnly= takes the user from all lines or from none: a line of the user's own is left to a shell.
  const mixed = rootPrefix === 'permissions' && hasRootSteps(input, [...before, ...after]);
  const needsOwn = (item: Item): boolean => {
    const i = timeline.items.indexOf(item);
    return own.some(gate => covers(gate, i)) || (mixed && isExec(item) && item.effect.process.user !== undefined);
  };
  const many = !isFollowed(told) && rootPrefix !== 'permissions' && mayLeaveProcesses(before, main);
  const type = many ? 'oneshot' : told;
  const plus = rootPrefix === '+' ? '+' : '';
  const prefixOf = (item: Item): string => (isExec(item) && item.effect.process.user ? '' : plus);
  const dry = {
    phase: 'ExecStartPre',
    settled: new Map(),
    main,
    prefix: prefixOf,
    root: plus,
    file: '',
  } as const;
  const mains = main.effect.process.cwdOptional === true ? [main, outsideFolder(main)] : [main];
  const entangled = (needsShell: (item: Item) => boolean): boolean =>
    [before, after].some(steps =>
      mains.some(one => areEntangled(input, interpretation, steps, timeline.items, { ...dry, main: one, needsShell })),
    );
  // What cannot be taken apart may still be one helper beside the main process, unless its end does something too.
  const together = entangled(needsOwn);
  const needsShell = together ? () => true : needsOwn;
  if ((together && (before.some(isTrap) || entangled(needsShell))) || after.some(item => isForFailure(main, item)))
    return wholeStart(draft, input, interpretation, timeline, 'its steps depend on how others end', main);
  const mapped = mapGates(draft, input, interpretation, gates, plus, 'all', timeline);
  const settled = new Map([...mapped.settled, ...answersBefore(draft, interpretation.trail, before)]);
  const { unsettled } = mapped;
  if (type !== 'simple') addType(draft, type, [main.effect.span], sure ? 'proved' : 'assumed');
  if (!sure)
    draft.notes.push(
      note('SV207', main.effect.span, {
        type: typeName(type),
        program: textOf(main.effect.argv[0] ?? { parts: [] }) ?? 'the program',
      }),
    );
  // A start that may end without a daemon must not wait for its pid file (mapping-decisions: gate on a setting).
  if (type === 'forking' && !unsettled.some(gate => gate.code === 0)) mapPidFile(draft, input, main);

  const rest = before.filter(item => !(isExec(item) && runtimeDirectory(draft, input, item, before, main, 'start')));
  for (const item of before.filter(isExec))
    if (!rest.includes(item)) place(draft, 'start', item.effect.span.start, 'directive', 'RuntimeDirectory=');
  const made = ownFolder(rest, main);
  const folder = made ?? missableFolder(draft, input, main);
  const state = folder === undefined ? described : withoutFolder(described);
  const plain = mainLine(input, interpretation, main);
  const enter = folder === undefined ? undefined : `cd ${shellWord(folder)}${made === undefined ? ';' : ' &&'}`;
  const line = enter === undefined ? plain : lineIn(input, interpretation.trail, enter, plain);
  const native = line.ok && state.ok;
  const tests = native && !together ? testsBetween(input, interpretation.trail, unsettled, plus) : undefined;
  const guarded = unsettled.length > 0 && !tests;
  const gated =
    native && guarded && rest.every(({ effect }) => isPause(effect))
      ? gatedLine(input, interpretation.trail, unsettled, line.value)
      : undefined;
  if (native && !guarded) {
    const tested = new Map(unsettled.flatMap(gate => (gate.key ? [[gate.key, gate.goesOn] as const] : [])));
    const steps = {
      phase: many && !tests?.length ? 'ExecStart' : 'ExecStartPre',
      settled: new Map([...settled, ...tested]),
      main: folder === undefined ? main : outsideFolder(main),
      prefix: prefixOf,
      root: plus,
      needsShell,
    } as const;
    let done = 0;
    for (const [i, { gate, line: test }] of (tests ?? []).entries()) {
      const part = rest.filter(
        item => timeline.items.indexOf(item) >= done && timeline.items.indexOf(item) < gate.from,
      );
      mapSteps(draft, input, interpretation, part, { ...steps, file: `prepare-${i}` });
      emitTest(draft, gate, test);
      placeGuard(draft, interpretation.trail, 'start', gate.span, 'a test before the start');
      done = gate.from;
    }
    const others = rest.filter(item => timeline.items.indexOf(item) >= done);
    mapSteps(draft, input, interpretation, others, { ...steps, file: 'prepare' });
    mapProcess(draft, main.effect.process, state.value);
    emitLine(draft, 'ExecStart', line.value, main, '');
  } else if (state.ok && gated) {
    // A pause is one whether or not the program runs.
    mapSteps(draft, input, interpretation, rest, { ...dry, settled, file: 'prepare' });
    mapProcess(draft, main.effect.process, state.value);
    emitLine(draft, 'ExecStart', gated, main, '');
    for (const gate of unsettled) placeGuard(draft, interpretation.trail, 'start', gate.span, 'a test in ExecStart=');
  } else if (native && guarded && rest.length === 0 && !inFunction(input, main)) {
    mapProcess(draft, main.effect.process, state.value);
    const path = addHelper(draft, input, {
      file: 'start',
      reason: 'what is tested at each start',
      seeds: new Set([main.effect.span.start, ...endsOf(unsettled)]),
      replacements: new Map([[main.effect.span.start, 'exec "$@"']]),
      settled,
      withState: false,
      action: 'start',
    });
    emitLine(draft, 'ExecStart', { ...line.value, text: `${path ?? ''} ${line.value.text}` }, main, '');
  } else
    return helperStart(draft, input, interpretation, timeline, main, {
      settled,
      type,
      line,
      state,
      rest,
      after,
      unsettled,
      needsShell,
      ...(enter !== undefined && { enter }),
    });
  mapSteps(draft, input, interpretation, after, {
    phase: 'ExecStartPost',
    // They run where the program was started, and do not run where that failed (systemd.service(5)).
    settled: new Map([...settled, ...answeredBy(main, after)]),
    main,
    prefix: prefixOf,
    root: plus,
    file: 'after-start',
    needsShell,
  });
  mapOutput(draft, input, main);
  return { type, main, rootPrefix };
}

/**
 * Tests that an earlier step may change, each as a line behind that step; undefined where one of them is none of those
 * that fail the start.
 */
function testsBetween(
  input: MapInput,
  trail: Trail,
  gates: readonly Gate[],
  prefix: string,
): readonly { readonly gate: Gate; readonly line: Line }[] | undefined {
  const tests = gates
    .toSorted((a, b) => a.from - b.from)
    .map(gate => ({ gate, line: gate.code === 0 ? undefined : testLine(input, trail, gate, prefix) }));
  return tests.every((test): test is { gate: Gate; line: Line } => test.line !== undefined) ? tests : undefined;
}

/**
 * The working directory, where a step before the program makes it. systemd enters WorkingDirectory= for each line of
 * the unit, and the line that makes it would fail (systemd.exec(5), exit code 200/CHDIR): the program's own line enters it.
 */
function ownFolder(steps: readonly Item[], main: ExecItem): string | undefined {
  const { cwd } = main.effect.process;
  const folder = cwd && textOf(cwd);
  if (folder === undefined) return undefined;
  // `mkdir -p /var/log/acme/archive` makes /var/log/acme, too; not what every host has, nor what holds the program.
  const isThere =
    ON_EVERY_HOST.test(plain(folder) || '/root') || main.effect.argv.some(({ parts }) => holds(parts, plain(folder)));
  const isMade = ({ effect }: Item): boolean => {
    if (effect.kind !== 'exec' || effect.operation?.kind !== 'mkdir') return false;
    const { paths, parents } = effect.operation;
    return paths.some(path => {
      const text = textOf(path);
      return text !== undefined && (isWithin(folder, text) || (parents && !isThere && isWithin(text, folder)));
    });
  };
  return steps.some(isMade) ? folder : undefined;
}

/** A word of the command line is a path in this folder. */
function holds(parts: readonly Part[], folder: string): boolean {
  return parts.some(part => part.kind === 'literal' && part.text.includes(`${folder}/`));
}

function isWithin(path: string, folder: string): boolean {
  return `${plain(path)}/`.startsWith(`${plain(folder)}/`);
}

function plain(path: string): string {
  return path.replace(/\/+$/, '');
}

function withoutFolder(state: ReturnType<typeof processDirectives>): ReturnType<typeof processDirectives> {
  return state.ok ? ok(state.value.filter(one => one.name !== 'WorkingDirectory')) : state;
}

/** The program's line enters the directory, and the other lines of the unit do not. */
function outsideFolder({ effect, ...item }: ExecItem): ExecItem {
  const { cwd: _, ...process } = effect.process;
  return { ...item, effect: { ...effect, process } };
}

/**
 * The working directory, where the script goes on without it and the target's WorkingDirectory= would not: `-` is known
 * from 227. A folder that the program lies in is there, and so is one of every host.
 */
function missableFolder(draft: Draft, input: MapInput, { effect: { argv, process } }: ExecItem): string | undefined {
  if (!process.cwdOptional || valueAvailable('WorkingDirectory', '-/', input.target)) return undefined;
  const folder = process.cwd && canonical(textOf(process.cwd) ?? '').replace(/\/$/, '');
  // Root entered it, and another user may not; below /run it is the daemon's own, and gone with each boot.
  if (runsAsOther(process.user) && !folder?.startsWith('/run/')) return undefined;
  const program = textOf(argv[0] ?? { parts: [] });
  const byUnit = draft.directives.some(one => one.name === 'RuntimeDirectory' && folder === `/run/${one.value}`);
  if (!folder || byUnit || program === undefined || ON_EVERY_HOST.test(folder)) return undefined;
  return !program.startsWith('/') || canonical(program).startsWith(`${folder}/`) ? undefined : folder;
}

function runsAsOther(user: Value | undefined): boolean {
  return user !== undefined && textOf(user) !== 'root';
}

/** hier(7): what is there before any package of a service is. */
const ON_EVERY_HOST =
  /^\/(?:etc|home|opt|root|s?bin|srv|tmp|usr(?:\/local|\/s?bin|\/share)?|var(?:\/(?:lib|log|spool|tmp))?|run)$/;

function lineIn(input: MapInput, trail: Trail, enter: string, line: Result<Line, string>): Result<Line, string> {
  if (!line.ok) return line;
  const text = `${enter} exec "$0" "$@"`;
  const shell = renderLine(input, trail, [literal('/bin/sh'), literal('-c'), literal(text)]);
  return shell.ok ? ok({ ...line.value, text: `${shell.value.text} ${line.value.text}` }) : shell;
}

/** Does the test decide whether the item of this index runs? */
function covers(gate: Gate, i: number): boolean {
  return gate.from <= i && (gate.to === undefined || gate.to > i);
}

/** `"$@"` in a function is the function's own. */
function inFunction(input: MapInput, main: ExecItem): boolean {
  return statementsOf(input.source.ast).some(
    statement => statement.node.pos === main.effect.span.start && statement.inFunctions.length > 0,
  );
}

/** Steps beside the daemon, of the start or of other actions, that do not change the user. */
function hasRootSteps(input: MapInput, steps: readonly Item[]): boolean {
  const others = ['stop', 'reload'].flatMap(action => timelineOf(input.actions.get(action)?.steps ?? []).items);
  return (
    steps.some(item => isExec(item) && !item.effect.process.user) || others.some(item => item.effect.kind !== 'signal')
  );
}
