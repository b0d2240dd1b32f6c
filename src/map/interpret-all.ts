import { type Note, note } from '../base/finding.ts';
import type { Header } from '../header/types.ts';
import { type Interpretation, interpretAction } from '../interpret/action.ts';
import { GIVEN } from '../interpret/arguments.ts';
import type { HostView, Trail } from '../interpret/context.ts';
import { onlyPrints } from '../interpret/functions/rc-scripts.ts';
import { isLockFile } from '../interpret/paths.ts';
import { isProgram } from '../interpret/running.ts';
import { isForAFile } from '../interpret/source.ts';
import { calledAgain } from '../interpret/start-in-text.ts';
import { EMPTY, settingsIn, textOf, type Value } from '../model/word.ts';
import type { Source } from '../shell/parse.ts';
import { OF_UNIT, STANDARD } from './actions/standard-actions.ts';
import type { MapInput } from './draft.ts';
import { frozenSettings } from './service.ts';
import { timelineOf } from './timeline/timeline.ts';

/** `service x sync COLLECTION`: an action of the script's own may be given more words; init and systemctl give none. */
function argumentsOf(action: string): readonly Value[] {
  return STANDARD.has(action) || action.startsWith('-') ? [] : [GIVEN];
}

interface Script {
  /** Of the unit, without its suffix. */
  readonly name: string;
  readonly encoding: string;
  readonly header: Header;
  readonly source: Source;
}

/** Interpret every action; a second time where settings turn out to stand where no variable can. */
export function interpretAll(
  { name, encoding, header, source }: Script,
  options: Pick<MapInput, 'target' | 'restart' | 'helperFiles'>,
  found: HostView,
  known: readonly string[],
  frozenOf: (input: MapInput) => ReadonlyMap<string, string> = frozenSettings,
): MapInput {
  const names = [...new Set(['start', 'stop', ...known])];
  let host = found;
  const run = (constants: ReadonlySet<string>): MapInput => ({
    name,
    source,
    header,
    host,
    constants,
    ...(encoding !== 'UTF-8' && { latin1: true }),
    target: options.target,
    actions: new Map<string, Interpretation>(
      names.map(name => [name, interpretAction(source, name, host, constants, argumentsOf(name))]),
    ),
    ...(options.restart && { restart: options.restart }),
    ...(options.helperFiles && { helperFiles: true }),
  });
  let constants: ReadonlySet<string> = new Set();
  let input = run(constants);
  // Behind the test of one may stand that of another.
  for (let round = 0; round < 8; round++) {
    const more = decisiveSettings(input);
    if (more.size === 0) break;
    host = { ...host, decisive: new Set([...(host.decisive ?? []), ...more]) };
    input = run(constants);
  }
  const behind = behindItself(input);
  if (behind) {
    const found = host;
    host = { ...host, nothingRuns: true };
    const second = run(constants);
    if (startsAt(second, behind)) input = second;
    else host = found;
  }
  if (runsAsSeveral(input)) {
    host = { ...host, selfCallsStay: true };
    input = run(constants);
  }
  const notes: Note[] = [];
  const kept = new Map<string, string[]>();
  for (let round = 0; round < 3; round++) {
    const frozen = new Map([
      ...[...input.actions.values()].flatMap(({ trail }) => [...trail.frozen, ...usersCalled(trail)]),
      ...frozenOf(input),
    ]);
    if ([...frozen.keys()].every(name => constants.has(name))) break;
    constants = new Set([...constants, ...frozen.keys()]);
    const trail = input.actions.get('start')?.trail;
    const sourced = [...(trail?.files.values() ?? [])][0];
    for (const [name, directive] of frozen) {
      const use = trail?.settings.get(name);
      const file = use?.files.at(-1);
      if (use?.today !== undefined)
        notes.push(note('SV401', sourced?.span, { setting: name, directive, value: use.today }));
      else if (file !== undefined && isForAFile(name) && !isLockFile(textOf(use?.fallback ?? EMPTY) ?? ''))
        kept.set(file, [...(kept.get(file) ?? []), `${name}: ${directive.replace(/=$/, '')}`]);
    }
    input = run(constants);
  }
  const trail = input.actions.get('start')?.trail;
  for (const [file, names] of kept)
    notes.push(note('SV439', trail?.files.get(file)?.span, { file, names: names.join(', ') }));
  trail?.notes.push(...notes);
  return input;
}

/** Who the script calls itself as: a unit has one user, that of today. */
function usersCalled({ selfCall }: Trail): readonly (readonly [setting: string, directive: string])[] {
  const { user } = selfCall?.process ?? {};
  return user ? settingsIn(user).map(name => [name, 'User='] as const) : [];
}

/** The script calls itself as another user for some actions of the unit, and for others it does not. */
function runsAsSeveral({ actions }: MapInput): boolean {
  const users = OF_UNIT.map(action => actions.get(action))
    .filter(one => one !== undefined)
    .map(({ trail: { calledAs } }) => calledAs?.user && textOf(calledAs.user));
  return new Set(users).size > 1;
}

/**
 * Settings that are still taken as unset or off, where the start does nothing at all without them:
 * `[ -z "$DAEMON_OPTS" ] && exit 6`. Somebody may set them tomorrow, and the unit must start then what the script would.
 */
function decisiveSettings({ actions, host }: MapInput): ReadonlySet<string> {
  const start = actions.get('start');
  const notes = start?.trail.notes ?? [];
  // Without the lock file that it asks for, a start that does something would do nothing.
  const asked = doesSomething(start) ? notes.filter(({ code }) => code !== 'SV224') : notes;
  const taken = startsNothing(start) ? takenAsConstant(asked) : [];
  return new Set(taken.filter(name => !host.decisive?.has(name)));
}

function doesSomething(start: Interpretation | undefined): boolean {
  return timelineOf(start?.steps ?? []).items.some(
    ({ effect }) => effect.kind === 'exec' && !effect.query && !onlyPrints(textOf(effect.argv[0] ?? EMPTY) ?? ''),
  );
}

function startsNothing(start: Interpretation | undefined): boolean {
  return !timelineOf(start?.steps ?? []).items.some(
    ({ effect }) =>
      effect.kind === 'residue' || (isProgram(effect) && !onlyPrints(textOf(effect.argv[0] ?? EMPTY) ?? '')),
  );
}

/**
 * The start ends since it takes a process for its own that it has not started: what it would start stands behind that
 * look. Undefined: it does not; without offsets, it starts nothing at all.
 */
function behindItself({ actions, source }: MapInput): readonly number[] | undefined {
  const start = actions.get('start');
  if (!start?.trail.looksForProcess) return undefined;
  if (startsNothing(start)) return [...start.trail.assumedAway.values()].includes(LOOK) ? [] : undefined;
  const isReached = (offset: number): boolean => [...actions.values()].some(({ trail }) => trail.visits.has(offset));
  const again = calledAgain(source, start.trail, isReached);
  return again.length > 0 ? again : undefined;
}

const LOOK = 'already-running check';

function startsAt({ actions }: MapInput, offsets: readonly number[]): boolean {
  const start = actions.get('start');
  return offsets.length === 0 ? !startsNothing(start) : offsets.some(offset => start?.trail.visits.has(offset));
}

/** Settings that a run took as unset, and variables that it kept as the script has them. */
export function takenAsConstant(notes: readonly Note[]): readonly string[] {
  return notes.flatMap(({ code, params }) => {
    if (code === 'SV416') return [String(params.setting)];
    // The test of another service's lock file.
    if (code === 'SV224' && params.test !== undefined) return [String(params.path)];
    return code === 'SV439' ? String(params.names).split(', ') : [];
  });
}

/** A script that was interpreted once more, with another text or other settings that must not stay settings. */
export function interpretAgain(
  script: MapInput,
  source: Source,
  frozenOf?: (input: MapInput) => ReadonlyMap<string, string>,
): MapInput {
  const { name, latin1, header, host, actions, mentions } = script;
  const read = { name, encoding: latin1 ? 'ISO-8859-1' : 'UTF-8', header, source };
  return { ...interpretAll(read, script, host, [...actions.keys()], frozenOf), ...(mentions && { mentions }) };
}
