import { note } from '../base/finding.ts';
import type { Interpretation } from '../interpret/action.ts';
import { literal, textOf } from '../model/word.ts';
import { statementsOf } from '../shell/statements.ts';
import { syntaxAvailable, valueAvailable } from '../unit/availability.ts';
import { add, type Draft, type MapInput, place } from './draft.ts';
import { type Line, redirectedArgv, renderLine } from './exec.ts';
import { execText } from './exec-text.ts';
import { mapGate, placeGuard } from './guards.ts';
import { addHelper } from './helper.ts';
import {
  areExclusive,
  daemonsOf,
  type ExecItem,
  isExec,
  mainOf,
  pidFileOf,
  type ServiceType,
  typeOf,
} from './main-process.ts';
import { mapProcess, processDirectives, sameProcess } from './process.ts';
import { runtimeDirectory } from './runtime-directory.ts';
import { type Gate, type Item, type Timeline, timelineOf } from './timeline.ts';

/** What later passes need to know of the start. */
export interface Started {
  readonly type: ServiceType;
  readonly main?: ExecItem;
  /** Commands of the script that ran as root do so by this prefix. */
  readonly rootPrefix: string;
  /** The whole start is one helper, and why. */
  readonly whole?: string;
}

/** Map the start action: conditions, what runs before, the main process, what follows it. */
export function mapStart(draft: Draft, input: MapInput): Started {
  const interpretation = input.actions.get('start');
  if (!interpretation) return { type: 'oneshot', rootPrefix: '' };
  const timeline = timelineOf(interpretation.steps);
  const main = mainOf(input, timeline);
  const reason = wholeReason(timeline, main);
  if (reason !== undefined) return wholeStart(draft, input, interpretation, timeline, reason, main);
  if (!main) return withoutMain(draft, input, interpretation, timeline);
  return withMain(draft, input, interpretation, timeline, main);
}

/** Why the start can only run as a whole. */
function wholeReason(timeline: Timeline, main: ExecItem | undefined): string | undefined {
  const daemons = daemonsOf(timeline);
  if (main?.shellOnly) return `the program runs in a ${main.shellOnly}`;
  if (daemons.length > 1)
    return areExclusive(daemons) ? 'which program runs, and how, depends on a condition' : 'several programs stay';
  if (main && main.guards.length > 0) return 'whether the program runs depends on a condition';
  return undefined;
}

/** One helper that runs the start as the script did, without what systemd does. */
function wholeStart(
  draft: Draft,
  input: MapInput,
  interpretation: Interpretation,
  timeline: Timeline,
  reason: string,
  main: ExecItem | undefined,
): Started {
  const settled = mapGates(
    draft,
    input,
    interpretation,
    timeline.gates.filter(gate => gate.from === 0 && gate.to === undefined),
    '',
    'file',
  ).settled;
  const path = addHelper(draft, input, {
    file: 'start',
    reason,
    seeds: seedsOf(timeline.items),
    settled,
    withState: true,
    action: 'start',
  });
  const daemons = daemonsOf(timeline);
  const programs = new Set(daemons.map(item => textOf(item.effect.argv[0] ?? { parts: [] }) ?? '?'));
  if (programs.size > 1)
    draft.notes.push(
      note('SV210', daemons[0]?.effect.span, { count: String(programs.size), programs: [...programs].join(', ') }),
    );
  const stays =
    (daemons.length > 1 && !areExclusive(daemons)) || (main !== undefined && main.effect.background) || !main;
  const type: ServiceType = stays ? 'oneshot' : typeOf(input, main).type === 'oneshot' ? 'oneshot' : 'forking';
  add(draft, 'Service', 'Type', type, 'start', spansOf(timeline.items), 'inferred');
  if (type === 'oneshot') add(draft, 'Service', 'RemainAfterExit', 'yes', 'start', []);
  add(draft, 'Service', 'ExecStart', path ?? '/bin/true', 'start', spansOf(timeline.items), 'inferred');
  return { type, rootPrefix: '', whole: reason, ...(main && { main }) };
}

/** Nothing stays: each step is a line of a oneshot. */
function withoutMain(draft: Draft, input: MapInput, interpretation: Interpretation, timeline: Timeline): Started {
  const { settled, unsettled } = mapGates(draft, input, interpretation, timeline.gates, '', 'all');
  add(draft, 'Service', 'Type', 'oneshot', 'start', [], 'inferred');
  add(draft, 'Service', 'RemainAfterExit', 'yes', 'start', []);
  const before = draft.directives.length;
  if (unsettled.length > 0) {
    const path = addHelper(draft, input, {
      file: 'start',
      reason: 'a condition that only a shell can test',
      seeds: seedsOf(timeline.items),
      settled,
      withState: true,
      action: 'start',
    });
    if (path) add(draft, 'Service', 'ExecStart', path, 'start', spansOf(timeline.items), 'inferred');
  } else
    mapSteps(draft, input, interpretation, timeline.items, {
      phase: 'ExecStart',
      settled,
      prefix: () => '-',
      file: 'start',
    });
  if (draft.directives.length === before) add(draft, 'Service', 'ExecStart', '/bin/true', 'start', []);
  return { type: 'oneshot', rootPrefix: '' };
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
  const after = timeline.items.slice(at + 1).filter(item => !isWaiting(item));
  for (const item of timeline.items.slice(at + 1)) if (isWaiting(item)) place(draft, 'start', item.effect.span.start, 'noise', 'waiting for the process');
  const login = main.effect.process.login === true;
  const state = processDirectives(input, main.effect.process, login);
  const gates = timeline.gates.filter(gate => gate.from <= at && (gate.to === undefined || gate.to > at));
  const { type, sure } = typeOf(input, main);
  const hasUser = state.ok && state.value.some(one => one.name === 'User');
  const rootPrefix = !hasUser ? '' : syntaxAvailable('prefix+', input.target) ? '+' : 'permissions';
  const prefixOf = (item: Item): string => {
    if (item.effect.kind !== 'exec' || rootPrefix === '') return '';
    return item.effect.process.user ? '' : rootPrefix === '+' ? '+' : '';
  };
  const { settled, unsettled } = mapGates(draft, input, interpretation, gates, rootPrefix === '+' ? '+' : '', 'all');
  if (type !== 'simple') add(draft, 'Service', 'Type', type, 'start', [main.effect.span], sure ? 'proved' : 'assumed');
  if (!sure)
    draft.notes.push(
      note('SV207', main.effect.span, { type, program: textOf(main.effect.argv[0] ?? { parts: [] }) ?? 'the program' }),
    );
  if (type === 'oneshot') add(draft, 'Service', 'RemainAfterExit', 'yes', 'start', []);
  if (type === 'forking') mapPidFile(draft, input, main);

  const guarded = unsettled.length > 0;
  const rest = before.filter(item => !(isExec(item) && runtimeDirectory(draft, input, item, before, main, 'start')));
  const needsRoot = rest.some(item => isExec(item) && !item.effect.process.user);
  if (rootPrefix === 'permissions' && (needsRoot || (guarded && false)))
    add(draft, 'Service', 'PermissionsStartOnly', 'yes', 'start', [main.effect.span]);

  const line = mainLine(input, interpretation, main);
  const native = line.ok && state.ok;
  if (native && !guarded) {
    mapSteps(draft, input, interpretation, rest, {
      phase: 'ExecStartPre',
      settled,
      main,
      prefix: prefixOf,
      file: 'prepare',
    });
    mapProcess(draft, main.effect.process, state.value);
    emitLine(draft, 'ExecStart', line.value, main, '');
  } else if (native && guarded && rest.length === 0 && !inFunction(input, main)) {
    mapProcess(draft, main.effect.process, state.value);
    const path = addHelper(draft, input, {
      file: 'start',
      reason: 'what is tested at each start',
      seeds: new Set([main.effect.span.start]),
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
      guarded,
    });
  for (const item of before.filter(isExec))
    if (!rest.includes(item)) place(draft, 'start', item.effect.span.start, 'directive', 'RuntimeDirectory=');
  mapSteps(draft, input, interpretation, after, {
    phase: 'ExecStartPost',
    settled,
    main,
    prefix: prefixOf,
    file: 'after-start',
  });
  mapOutput(draft, input, main);
  return { type, main, rootPrefix };
}

/** `"$@"` in a function is the function's own. */
function inFunction(input: MapInput, main: ExecItem): boolean {
  return statementsOf(input.source.ast).some(
    statement => statement.node.pos === main.effect.span.start && statement.inFunctions.length > 0,
  );
}

/** Sleeping behind the daemon only waited for it. */
function isWaiting(item: Item): boolean {
  return item.effect.kind === 'exec' && item.effect.operation?.kind === 'sleep';
}

/** The main process is executed by a helper, since only the run knows its arguments or its state. */
function helperStart(
  draft: Draft,
  input: MapInput,
  interpretation: Interpretation,
  timeline: Timeline,
  main: ExecItem,
  known: {
    readonly settled: ReadonlyMap<string, 'run' | 'skip'>;
    readonly type: ServiceType;
    readonly line: { readonly ok: boolean; readonly error?: string };
    readonly state: ReturnType<typeof processDirectives>;
    readonly rest: readonly Item[];
    readonly after: readonly Item[];
    readonly guarded: boolean;
  },
): Started {
  const { settled, state, rest, after } = known;
  const reason = !known.line.ok ? (known.line.error ?? '') : !state.ok ? state.error : 'what is tested at each start';
  const offset = main.effect.span.start;
  const text = state.ok && !main.effect.shell ? execText(input.source, main.effect) : undefined;
  const asUser = state.ok && state.value.some(one => one.name === 'User');
  const rootSteps = rest.some(item => isExec(item) && !item.effect.process.user) && asUser;
  if (text !== undefined && state.ok && after.length === 0 && !(rootSteps && known.guarded)) {
    mapProcess(draft, main.effect.process, state.value);
    const seeds = rootSteps ? [] : rest;
    if (rootSteps)
      mapSteps(draft, input, interpretation, rest, {
        phase: 'ExecStartPre',
        settled,
        main,
        prefix: () => (syntaxAvailable('prefix+', input.target) ? '+' : ''),
        file: 'prepare',
      });
    const path = addHelper(draft, input, {
      file: 'start',
      reason,
      seeds: new Set([...seedsOf(seeds), offset]),
      replacements: new Map([[offset, `exec ${text}`]]),
      settled,
      withState: false,
      action: 'start',
    });
    add(draft, 'Service', 'ExecStart', path ?? '', 'start', [main.effect.span], 'inferred');
    place(draft, 'start', offset, 'helper', path ?? '');
    mapOutput(draft, input, main);
    return {
      type: known.type,
      main,
      rootPrefix: asUser ? (syntaxAvailable('prefix+', input.target) ? '+' : 'permissions') : '',
      whole: reason,
    };
  }
  const path = addHelper(draft, input, {
    file: 'start',
    reason,
    seeds: seedsOf(timeline.items),
    settled,
    withState: true,
    action: 'start',
  });
  add(draft, 'Service', 'ExecStart', path ?? '', 'start', spansOf(timeline.items), 'inferred');
  if (main.effect.background || main.effect.starter === 'screen') {
    // The helper ends while what it put into the background stays: that is forking, whatever the program does.
    const i = draft.directives.findIndex(directive => directive.name === 'Type');
    if (i >= 0) draft.directives.splice(i, 1);
    add(draft, 'Service', 'Type', 'forking', 'start', [main.effect.span], 'inferred');
    return { type: 'forking', main, rootPrefix: '', whole: reason };
  }
  return { type: known.type, main, rootPrefix: '', whole: reason };
}

/** The command line of the main process, with a shell around it only for a login or a log file. */
function mainLine(input: MapInput, interpretation: Interpretation, main: ExecItem): ReturnType<typeof renderLine> {
  const { effect } = main;
  if (effect.shell) return { ok: false, error: effect.shell };
  const { login, cwd, stdout, stderr } = effect.process;
  const streams = [stdout, stderr].filter(stream => stream.kind === 'file');
  const other = [effect.process.stdin, stdout, stderr].find(stream => stream.kind === 'other');
  if (other?.kind === 'other') return { ok: false, error: `a stream is redirected to ${other.text}` };
  if (streams.some(stream => stream.kind === 'file' && textOf(stream.path) === undefined))
    return { ok: false, error: 'the log file comes from a variable' };
  const direct =
    streams.length > 0 &&
    streams.every(
      stream =>
        stream.kind === 'file' &&
        (textOf(stream.path) ?? '').startsWith('/') &&
        valueAvailable('StandardOutput', stream.append ? 'append:' : 'truncate:', input.target),
    );
  let argv = effect.argv;
  if (streams.length > 0 && !direct) {
    const redirected = redirectedArgv(effect, argv);
    if (!redirected.ok) return redirected;
    argv = redirected.value;
  }
  if (login) {
    const home = cwd !== undefined && textOf(cwd) === undefined;
    const inner = argv === effect.argv ? 'exec "$0" "$@"' : (textOf(argv[2] ?? { parts: [] }) ?? '');
    argv = [literal('/bin/bash'), literal('-lc'), literal(`${home ? 'cd; ' : ''}${inner}`), ...effect.argv];
  }
  return renderLine(input, interpretation.trail, argv, '', cwd ? textOf(cwd) : '/');
}

function mapOutput(draft: Draft, input: MapInput, main: ExecItem): void {
  const { stdout, stderr } = main.effect.process;
  const out = stdout.kind === 'file' ? textOf(stdout.path) : undefined;
  const err = stderr.kind === 'file' ? textOf(stderr.path) : undefined;
  const exec = draft.directives.find(directive => directive.name === 'ExecStart');
  for (const [name, path, stream] of [
    ['StandardOutput', out, stdout],
    ['StandardError', err, stderr],
  ] as const) {
    if (path === undefined || stream.kind !== 'file') continue;
    draft.notes.push(note('SV408', main.effect.span, { file: path, mode: stream.append ? 'append' : 'truncate' }));
    const kind = stream.append ? 'append:' : 'truncate:';
    if (
      path.startsWith('/') &&
      valueAvailable('StandardOutput', kind, input.target) &&
      !exec?.value.includes(`>${path}`) &&
      !exec?.value.includes('/sysv2systemd/')
    )
      add(draft, 'Service', name, `${kind}${path.replaceAll('%', '%%')}`, 'output', [main.effect.span]);
  }
  for (const [name, stream] of [
    ['stdout', stdout],
    ['stderr', stderr],
  ] as const)
    if (stream.kind === 'null') draft.notes.push(note('SV409', main.effect.span, { stream: name }));
}

function mapPidFile(draft: Draft, input: MapInput, main: ExecItem): void {
  const file = pidFileOf(input, main);
  if (!file || /[\s]/.test(file.path)) return;
  add(
    draft,
    'Service',
    'PIDFile',
    file.path.replaceAll('%', '%%'),
    'start',
    [main.effect.span],
    file.named ? 'proved' : 'inferred',
  );
  if (!file.named) draft.notes.push(note('SV208', main.effect.span, { path: file.path }));
}

/** Gates as conditions and test lines; those that only a shell can test are given back. */
function mapGates(
  draft: Draft,
  input: MapInput,
  interpretation: Interpretation,
  gates: readonly Gate[],
  prefix: string,
  which: 'file' | 'all',
): { readonly settled: ReadonlyMap<string, 'run' | 'skip'>; readonly unsettled: readonly Gate[] } {
  const settled = new Map<string, 'run' | 'skip'>();
  const unsettled: Gate[] = [];
  for (const gate of gates) {
    const onlyFiles = which === 'all' || !JSON.stringify(gate.require).includes('"kind":"setting"');
    const outcome = onlyFiles
      ? mapGate(draft, input, interpretation.trail, gate, prefix)
      : ({ kind: 'helper' } as const);
    if (outcome.kind === 'helper') {
      unsettled.push(gate);
      continue;
    }
    placeGuard(
      draft,
      input,
      interpretation.trail,
      'start',
      gate.span,
      outcome.kind === 'unit' ? 'a condition of the unit' : 'a test before the start',
    );
    if (gate.key) settled.set(gate.key, sideThatGoesOn(input, interpretation, gate));
  }
  return { settled, unsettled };
}

/** The tests of a gate are passed: was the guarded part the exit, or what goes on? */
function sideThatGoesOn(input: MapInput, interpretation: Interpretation, gate: Gate): 'run' | 'skip' {
  const text = input.source.text.slice(gate.span.start, gate.span.end);
  const exits = [...interpretation.trail.visits].filter(
    ([offset, visit]) => visit.role === 'control' && offset >= gate.span.start && offset < gate.span.end,
  );
  const last = exits.at(-1)?.[0];
  if (last === undefined) return text.includes('||') ? 'skip' : 'run';
  const beforeElse = /\belse\b/.test(input.source.text.slice(gate.span.start, last));
  return beforeElse ? 'run' : 'skip';
}

interface Steps {
  readonly phase: 'ExecStartPre' | 'ExecStart' | 'ExecStartPost';
  readonly settled: ReadonlyMap<string, 'run' | 'skip'>;
  readonly main?: ExecItem;
  readonly prefix: (item: Item) => string;
  readonly file: string;
}

/** Steps beside the main process: a line each where one can say it, runs of others in helpers. */
function mapSteps(
  draft: Draft,
  input: MapInput,
  interpretation: Interpretation,
  items: readonly Item[],
  how: Steps,
): void {
  const lines = items.map(item => stepLine(input, interpretation, item, how));
  let run: Item[] = [];
  let count = 0;
  const flush = (): void => {
    if (run.length === 0) return;
    const file = count++ === 0 ? how.file : `${how.file}-${count}`;
    const first = run[0];
    const checked = run.some(item => item.checked);
    const preamble =
      how.main && textOf(how.main.effect.process.cwd ?? { parts: [{ kind: 'literal', text: '/' }] }) !== '/'
        ? ['cd /']
        : [];
    const path = addHelper(draft, input, {
      file,
      reason: helperReason(run),
      seeds: seedsOf(run),
      settled: how.settled,
      withState: true,
      action: 'start',
      preamble,
    });
    if (path && first)
      add(
        draft,
        'Service',
        how.phase,
        `${checked ? '' : '-'}${how.prefix(first)}${path}`,
        'start',
        spansOf(run),
        'inferred',
      );
    run = [];
  };
  items.forEach((item, i) => {
    const line = lines[i];
    if (line === undefined) run.push(item);
    else {
      flush();
      emitLine(draft, how.phase, line, item, '');
    }
  });
  flush();
}

function helperReason(items: readonly Item[]): string {
  const [first] = items;
  if (first?.guards.length) return 'a step behind a condition';
  if (first?.shellOnly) return `a step in a ${first.shellOnly}`;
  if (first?.effect.kind === 'residue') return first.effect.reason;
  return first?.effect.kind === 'exec' && first.effect.shell
    ? first.effect.shell
    : 'a step that no command line can say';
}

/** One step as an Exec line; undefined where it needs a shell, a condition or another state. */
function stepLine(input: MapInput, interpretation: Interpretation, item: Item, how: Steps): Line | undefined {
  const { effect } = item;
  if (effect.kind !== 'exec' || effect.shell || item.shellOnly || item.guards.length > 0 || effect.background)
    return undefined;
  if (
    effect.process.stdout.kind === 'file' ||
    effect.process.stderr.kind === 'file' ||
    effect.process.stdin.kind === 'other' ||
    effect.process.stdin.kind === 'file'
  )
    return undefined;
  const { main } = how;
  if (main && !effect.operation && !sameProcess(effect.process, main.effect.process)) return undefined;
  if (!main && !processDirectives(input, effect.process, false).ok) return undefined;
  const user = effect.process.user && textOf(effect.process.user);
  const mainUser = main?.effect.process.user && textOf(main.effect.process.user);
  if (effect.process.user && (user === undefined || user !== mainUser)) return undefined;
  if (!main) {
    const state = processDirectives(input, effect.process, false);
    if (state.ok && state.value.length > 0 && !effect.operation) return undefined;
  }
  const dash = how.phase === 'ExecStart' && !item.checked ? '-' : item.checked ? '' : '-';
  const prefix = how.phase === 'ExecStart' ? dash : dash + how.prefix(item);
  const line = renderLine(input, interpretation.trail, effect.argv, prefix);
  return line.ok ? line.value : undefined;
}

function emitLine(draft: Draft, phase: string, line: Line, item: Item, prefix: string): void {
  for (const name of line.settings) draft.usedSettings.add(name);
  for (const name of line.inferred)
    draft.notes.push(note('SV414', item.effect.span, { setting: name, word: line.text }));
  if (item.effect.kind === 'exec')
    for (const field of item.effect.argv)
      for (const part of field.parts)
        if (part.kind === 'setting' && !part.quoted)
          draft.notes.push(note('SV411', item.effect.span, { setting: part.name }));
  add(
    draft,
    'Service',
    phase,
    prefix + line.text,
    'start',
    [item.effect.span],
    line.inferred.length > 0 ? 'inferred' : 'proved',
  );
  place(draft, 'start', item.effect.span.start, 'directive', `${phase}=`);
}

export function seedsOf(items: readonly Item[]): ReadonlySet<number> {
  return new Set(items.map(item => item.effect.span.start));
}

export function spansOf(items: readonly Item[]): Item['effect']['span'][] {
  return items.map(item => item.effect.span);
}
