import type { Confidence } from '../base/confidence.ts';
import { weakest } from '../base/confidence.ts';
import { type Note, note } from '../base/finding.ts';
import type { Interpretation } from '../interpret/action.ts';
import { isComputed } from '../interpret/freeze.ts';
import { isPidFile } from '../interpret/paths.ts';
import type { ActionOutcome, OutputFile, Statements, Tier } from '../model/service.ts';
import { EMPTY, type Field, textOf, type Value } from '../model/word.ts';
import { syntaxAvailable } from '../unit/availability.ts';
import type { Directive } from '../unit/unit.ts';
import { account } from './account/accounting.ts';
import { chosenFunctionNotes } from './account/chosen-functions.ts';
import { unreachedNotes } from './account/unreached.ts';
import { mapActions } from './actions/custom.ts';
import { callOwnActions, ownCallNotes } from './actions/own-actions.ts';
import { adviceNotes } from './advice/index.ts';
import { lacksLibrary } from './advice/target.ts';
import { add, type Draft, type MapInput, newDraft } from './draft.ts';
import { mapParentFolders } from './parent-folders.ts';
import { mapMainPid } from './pid-file/main-pid.ts';
import { mapKeptPidFiles } from './pid-file/pid-file-kept.ts';
import { mapLeftPidFiles } from './pid-file/pid-file-left.ts';
import { mapLibraryEnvironment } from './process/library-environment.ts';
import { mapPermissions } from './process/permissions.ts';
import { mapWholeUser } from './process/whole-user.ts';
import { mapReload } from './reload.ts';
import { mapSettings } from './settings.ts';
import { isFollowed, mayEnd } from './start/service-type.ts';
import { mapStart, type Started } from './start/start.ts';
import { mapCleanEnd } from './stop/clean-end.ts';
import { mapStop } from './stop/stop.ts';
import { type ExecItem, mainOf } from './timeline/main-process.ts';
import { startTimelineOf } from './timeline/start-timeline.ts';

/** One script, mapped. Directives of the header come from other passes. */
export interface Mapped {
  readonly directives: readonly Directive[];
  readonly files: readonly OutputFile[];
  readonly actions: readonly ActionOutcome[];
  readonly statements: Statements;
  readonly notes: readonly Note[];
  readonly tier: Tier;
  readonly reason: string;
  readonly confidence: Confidence;
  /** The action that ExecReload= is made of. */
  readonly reloadFrom?: string;
}

/** One unit in the making, and what it was made of. */
export interface UnitDraft {
  readonly draft: Draft;
  readonly started: Started;
  /** The action that ExecReload= came from. */
  readonly reloadFrom: string | undefined;
}

/** Everything that a unit itself says: start, stop, reload, permissions, settings. */
export function mapUnit(input: MapInput): UnitDraft {
  const draft = newDraft();
  const started = mapStart(draft, input);
  mapWholeUser(draft, input);
  mapMainPid(draft, started);
  mapStop(draft, input, started);
  mapCleanEnd(draft, input, started);
  const reloadFrom = mapReload(draft, input, started);
  mapLibraryEnvironment(draft, input);
  mapKeptPidFiles(draft, input, started);
  mapLeftPidFiles(draft, input, started);
  mapPermissions(draft, input, started);
  const start = input.actions.get('start');
  if (start) mapSettings(draft, input, start.trail);
  mapParentFolders(draft, input);
  mapSupervision(draft, input, started);
  return { draft, started, reloadFrom };
}

/** Map the behaviours of a script to a service and its helpers. */
export function mapService(input: MapInput): Mapped {
  const { draft, started, reloadFrom } = mapUnit(input);
  const actions = mapActions(draft, input, reloadFrom);
  // Custom actions may read the pid file, too.
  if (mapKeptPidFiles(draft, input, started)) mapLeftPidFiles(draft, input, started);
  callOwnActions(draft, input);
  const statements = account(draft, input);
  draft.notes.push(...unreachedNotes(input, statements), ...chosenFunctionNotes(input));
  draft.notes.push(...adviceNotes(input, started, draft), ...ownCallNotes(draft, input, reloadFrom));
  const helpers = draft.files.filter(file => file.kind === 'helper');
  for (const interpretation of input.actions.values())
    draft.notes.push(
      ...interpretation.notes
        .filter(one => !isReadAgain(draft, one) && !isOfStart(input, one))
        .flatMap(one => withoutFollowed(draft, one)),
    );
  return {
    directives: draft.directives,
    files: draft.files,
    actions,
    statements,
    notes: unique(draft.notes),
    tier: helpers.length > 0 ? 'native+helper' : 'native',
    reason: helpers[0]?.reason ?? '',
    confidence: confidenceOf(draft, statements),
    ...(reloadFrom !== undefined && { reloadFrom }),
  };
}

/** A helper reads the settings file at each start, so that what it sets of the process is not frozen in a directive. */
function isReadAgain(draft: Draft, { code, params }: Note): boolean {
  return (
    code === 'SV401' &&
    /^[A-Z]\w+=$/.test(params.directive ?? '') &&
    !draft.directives.some(directive => `${directive.name}=` === params.directive) &&
    // What is as it is by default has no directive, and no shell reads it either.
    draft.directives.some(({ name, value }) => name === 'ExecStart' && /\/sysv2systemd\/|sh -l?c /.test(value))
  );
}

/** Directives that may hold a constant of the script, beside the line that starts the program. */
const HOLDS_CONSTANTS =
  /^(?:User|Group|WorkingDirectory|RootDirectory|UMask|Nice|PIDFile|StandardOutput|StandardError|Limit(?!CORE$))/;

/** Constants that a start in a shell has the settings file replace each time are not kept. */
function withoutFollowed({ files, directives }: Draft, one: Note): readonly Note[] {
  const { file, names } = one.params;
  if (one.code !== 'SV439' || file === undefined || names === undefined) return [one];
  if (directives.some(({ name }) => HOLDS_CONSTANTS.test(name))) return [one];
  const starts = directives.filter(({ name }) => name === 'ExecStart').map(({ value }) => value);
  const texts = starts.map(value => files.find(({ path }) => value.startsWith(path))?.content ?? value);
  const kept = names
    .split(', ')
    .filter(
      name =>
        name.includes(': ') || !texts.every(text => text.includes(file) && new RegExp(`\\$\\{?${name}\\b`).test(text)),
    );
  return kept.length === 0 ? [] : [{ ...one, params: { ...one.params, names: kept.join(', ') } }];
}

/** A restart found the service running and stopped it before: the start that it would have made is systemd's own. */
function isOfStart(input: MapInput, { code, params, span }: Note): boolean {
  if (code !== 'SV205' || span === undefined || !/restart|reload/.test(params.action ?? '')) return false;
  const reached = ({ trail }: Interpretation): boolean => {
    const visit = trail.visits.get(span.start);
    return visit?.role === 'effect' && !trail.assumedAway.has(span.start);
  };
  return ['start', 'stop'].some(action => {
    const interpretation = input.actions.get(action);
    return interpretation !== undefined && reached(interpretation);
  });
}

/**
 * The seconds that systemd waits for a pid file. The script did not wait for it: a program that forks and then fails
 * leaves none, and without a limit the job, and all that is ordered behind it, would stand for ever (service.c,
 * main_pid_good). Units that systemd-sysv-generator made of init scripts had TimeoutSec=5min.
 */
const PID_FILE_LIMIT = '300';

/** What every init script had: no start limit, SIGPIPE, and no restart. */
function mapSupervision(draft: Draft, input: MapInput, started: Started): void {
  if (started.type !== 'simple') {
    const none = syntaxAvailable('timeout-infinity', input.target) ? 'infinity' : '0';
    const value = draft.directives.some(({ name }) => name === 'PIDFile') ? PID_FILE_LIMIT : none;
    add(draft, 'Service', 'TimeoutStartSec', value, 'supervision', []);
  }
  // A helper that keeps the loop itself forks; one that ends in the program leaves the loop to the unit.
  const respawn = started.whole === undefined || started.type === 'simple' ? started.main?.respawn : undefined;
  const { main } = started;
  // What is started again each time it ends has not ended: a unit that stays without it would leave it ended.
  if (started.type === 'simple' && main && respawn === undefined && mayEnd(input, main)) {
    add(draft, 'Service', 'RemainAfterExit', 'yes', 'supervision', [main.effect.span], 'inferred');
    draft.notes.push(
      note('SV259', main.effect.span, { program: textOf(main.effect.argv[0] ?? EMPTY) ?? 'the program' }),
    );
  }
  add(draft, 'Service', 'IgnoreSIGPIPE', 'no', 'supervision', []);
  if (respawn !== undefined && started.main) {
    add(draft, 'Service', 'Restart', 'always', 'supervision', [started.main.effect.span]);
    if (respawn !== '0') add(draft, 'Service', 'RestartSec', respawn, 'supervision', [started.main.effect.span]);
  } else if (input.restart && isFollowed(started.type))
    add(draft, 'Service', 'Restart', input.restart, 'supervision', []);
}

/** What is true of the service and not of one statement: each action says it again. */
const OF_SERVICE = new Set(['SV217', 'SV405', 'SV407']);

/** What several passes noticed alike is said once. */
export function unique(notes: readonly Note[]): readonly Note[] {
  const seen = new Set<string>();
  return notes.filter(one => {
    const where = OF_SERVICE.has(one.code) ? '' : one.span?.start;
    const key = `${one.code} ${where} ${JSON.stringify(one.params)}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** Notes that say on what system the script is taken to have run, or which of its functions. */
const ON_A_SYSTEM = new Set(['SV243', 'SV244', 'SV256']);

/**
 * The service is as sure as its least sure directive; with a lost statement it is never proved, nor where it hangs on the
 * system that the script ran on.
 */
export function confidenceOf(draft: Draft, statements: Statements): Confidence {
  const own = draft.directives
    .filter(directive => directive.name !== 'Type' && directive.name !== 'PIDFile')
    .map(directive => directive.confidence);
  if (statements.places.lost > 0 || lacksLibrary(draft.notes, draft.files)) return 'assumed';
  const system = draft.notes.some(({ code }) => ON_A_SYSTEM.has(code)) ? (['inferred'] as const) : [];
  return weakest(draft.confidence, ...own, ...system);
}

/** Settings in places that no variable reaches: the path of the program, its user, its pid file, its limits. */
export function frozenSettings(input: MapInput, daemon?: ExecItem): ReadonlyMap<string, string> {
  const start = input.actions.get('start');
  const main = daemon ?? (start && mainOf(input, startTimelineOf(input)));
  const frozen = new Map<string, string>();
  if (!start || !main) return frozen;
  const { effect } = main;
  const look = (directive: string, value: Value | undefined): void => {
    for (const part of value?.parts ?? [])
      if (part.kind === 'setting' && !frozen.has(part.name) && hasValue(input, part.name))
        frozen.set(part.name, directive);
      // A program's path that the settings decide is the script's own line's to look up.
      else if (part.kind === 'choice' && directive !== 'ExecStart=') {
        const name = defaulted(part.among);
        const use = name === undefined ? undefined : start.trail.settings.get(name);
        if (use && !frozen.has(use.name) && !isComputed(input.host, use)) frozen.set(use.name, directive);
      }
  };
  look('ExecStart=', effect.argv[0]);
  look('PIDFile=', effect.pidFile?.path);
  for (const word of effect.argv.slice(1))
    if (namesPidFile(input, word)) for (const name of constantsIn(input, word)) frozen.set(name, 'PIDFile=');
  const { process } = effect;
  look('User=', process.user);
  look('Group=', process.group);
  look('WorkingDirectory=', process.cwd);
  look('RootDirectory=', process.root);
  look('UMask=', process.umask);
  look('Nice=', process.nice);
  look('IOSchedulingClass=', process.ioClass);
  for (const [suffix, limit] of process.limits) {
    look(`Limit${suffix}=`, limit.soft);
    look(`Limit${suffix}=`, limit.hard);
  }
  for (const stream of [process.stdout, process.stderr])
    if (stream.kind === 'file') look('StandardOutput=', stream.path);
  return frozen;
}

/** `${X:-text}`: the setting, or else a text of the script's. */
function defaulted([value, fallback, ...others]: readonly Value[]): string | undefined {
  const [part, ...more] = value?.parts ?? [];
  const isSetting = part?.kind === 'setting' && more.length === 0;
  return isSetting && fallback && others.length === 0 && textOf(fallback) !== undefined ? part.name : undefined;
}

/** A word that tells the program its pid file, as far as the script alone decides: `/run/$prog.pid`, `-p$PIDFILE`. */
function namesPidFile(input: MapInput, word: Field): boolean {
  const settings = input.actions.get('start')?.trail.settings;
  const texts = word.parts.map(part => {
    const fallback = part.kind === 'setting' ? settings?.get(part.name)?.fallback : undefined;
    return part.kind === 'literal' ? part.text : fallback && textOf(fallback);
  });
  const path = texts.join('').replace(/^-[^/]*/, '');
  return !texts.includes(undefined) && path.startsWith('/') && isPidFile(path);
}

/** Settings that the settings file at hand does not assign: constants of the script. */
function constantsIn(input: MapInput, word: Field): readonly string[] {
  const settings = input.actions.get('start')?.trail.settings;
  const names = word.parts.flatMap(part => (part.kind === 'setting' ? part.name : []));
  return names.every(name => settings?.get(name)?.today === undefined) ? names : [];
}

function hasValue(input: MapInput, name: string): boolean {
  const use = input.actions.get('start')?.trail.settings.get(name);
  if (use && isComputed(input.host, use)) return false;
  return use?.today !== undefined || (use?.fallback !== undefined && textOf(use.fallback) !== undefined);
}
