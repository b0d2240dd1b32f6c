import { type Confidence, weakest } from './base/confidence.ts';
import { type Finding, type Note, note } from './base/finding.ts';
import type { Span } from './base/span.ts';
import type { Trait } from './base/trait.ts';
import { namedNatively, sorted, withNumbers, withoutCycles } from './batch.ts';
import { readHeader } from './header/header.ts';
import { type HeaderFile, overrideHeaders } from './header/header-override.ts';
import type { Header } from './header/types.ts';
import { unitName, unitStem } from './header/unit-name.ts';
import { type LinkTable, linksOf } from './host/links.ts';
import type { ScriptFile } from './host/scripts.ts';
import { actionsOf, interpretAction } from './interpret/action.ts';
import type { HostView } from './interpret/context.ts';
import { LIBRARY_FILES, libraryAt } from './interpret/init-library.ts';
import { orderOf } from './map/advice/cycles.ts';
import { numberOf, strengthOf } from './map/batch-order.ts';
import { mapDescription } from './map/description.ts';
import type { Difference } from './map/difference.ts';
import type { MapInput } from './map/draft.ts';
import { mapInstall } from './map/install.ts';
import { mapInstances } from './map/instances.ts';
import { interpretAll } from './map/interpret-all.ts';
import { type NativeUnit, NO_CHANGES, nativeChanges } from './map/native-changes.ts';
import { orderByNumbers } from './map/order-by-number.ts';
import { mapOrdering } from './map/ordering.ts';
import { applyOverride, type Override } from './map/override.ts';
import { isOwnCall } from './map/own-actions.ts';
import { runFolders } from './map/run-folders.ts';
import { runlevelsOf } from './map/runlevels.ts';
import { type Mapped, mapService } from './map/service.ts';
import { superseded } from './map/superseded.ts';
import { type TargetQuestions, targetNotes } from './map/target-needs.ts';
import { traitsOf } from './map/traits.ts';
import { mapUmbrella } from './map/umbrella.ts';
import { differenceNotes, validate } from './map/validate.ts';
import { mapWrapped } from './map/wrapped.ts';
import type { Place } from './model/behaviour.ts';
import type { Migration, OutputFile, Service, Statements } from './model/service.ts';
import { toFinding } from './rules/render.ts';
import { casesWith } from './shell/case-labels.ts';
import { parseSource, type Source } from './shell/parse.ts';
import { checkUnit } from './unit/check.ts';
import type { Target } from './unit/target.ts';
import type { Unit } from './unit/unit.ts';

export interface ConvertOptions {
  readonly inputs: readonly ScriptFile[];
  readonly target: Target;
  /** Text of a settings file (or any file that a script sources) of the old host. */
  readonly settings: (path: string) => string | undefined;
  /** Is it a settings file with bytes that are no UTF-8? */
  readonly notUtf8?: (path: string) => boolean;
  readonly links?: LinkTable;
  /** Files that take the place of headers, by name of the script. */
  readonly headers?: ReadonlyMap<string, readonly HeaderFile[]>;
  /** Helper scripts where a line of the unit could hold the shell text. */
  readonly helperFiles?: boolean;
  /** A template and its instances where a loop starts daemons. */
  readonly templates?: boolean;
  /** What a person decided, by name of the service. */
  readonly overrides?: ReadonlyMap<string, Override>;
  /** What the target has, where its image is at hand. */
  readonly image?: TargetQuestions;
  /** Text of a unit that the target ships, where there is no image of it: the old host may have had it. */
  readonly unitText?: NativeUnit;
  readonly restart?: 'on-failure' | 'always' | 'on-abnormal' | 'on-abort' | 'on-success';
}

/** One script, read: what all services of the batch need of each other. */
interface Read {
  readonly file: ScriptFile;
  readonly header: Header;
  readonly source: Source;
}

/** Convert scripts to services: read all, then map each. No I/O; the same input gives the same output. */
export function convert(options: ConvertOptions): Migration {
  const read = options.inputs.map(file => ({
    file,
    header: headerOf(file, options),
    source: parseSource(file.path, file.text),
  }));
  const names = namesOf(read);
  const host = hostOf(options);
  const converted = read.map(one => convertSafely(one, options, host, names, text => mentions(read, one, text)));
  const services = namedNatively(converted, converted);
  const row = services.flatMap((service, at) => {
    const { file, header } = read[at] ?? {};
    const links = file && options.links && linksOf(options.links, file.name);
    const own = options.overrides?.get(service.name);
    return (header && numberOf(header, links, service, options.target.family, own)) ?? [];
  });
  const numbers = orderByNumbers(row, orderOf(services.flatMap(service => service.units)));
  const numbered = services.map(service => withNumbers(service, numbers));
  return {
    target: { name: options.target.name, systemd: String(options.target.systemd) },
    services: withoutCycles(
      numbered,
      strengthOf(new Map(read.map(({ file, header }) => [unitName(file.name), header])), row),
    ),
  };
}

/** chkconfig and insserv read the files of their folders behind the script. */
function headerOf({ name, path, text }: ScriptFile, { headers }: ConvertOptions): Header {
  return overrideHeaders(readHeader(path, text), headers?.get(name) ?? []);
}

/** Other scripts in which a path stands: they may look for the file. */
function mentions(read: readonly Read[], own: Read, path: string): readonly string[] {
  const others = read.filter(one => one !== own && one.file.text.includes(path));
  if (others.length === 0) return [];
  const whole = new RegExp(`${path.replace(/\W/g, '\\$&')}(?![\\w.-])`);
  return others.filter(one => whole.test(one.file.text)).map(one => one.file.name);
}

interface Names {
  readonly batch: ReadonlyMap<string, string>;
  readonly claims: ReadonlyMap<string, readonly string[]>;
}

/** Who provides which name in this batch. */
function namesOf(read: readonly Read[]): Names {
  const batch = new Map<string, string>();
  const claims = new Map<string, readonly string[]>();
  for (const { file, header } of read) {
    if (file.ignored !== undefined) continue;
    const unit = unitName(file.name);
    for (const name of new Set([file.name, unitStem(file.name), ...(header.lsb?.provides?.value ?? [])])) {
      if (!batch.has(name)) batch.set(name, unit);
      claims.set(name, [...new Set([...(claims.get(name) ?? []), unit])]);
    }
  }
  return { batch, claims };
}

/** A script that is nested deeper than any stack must not take the others with it. */
function convertSafely(
  read: Read,
  options: ConvertOptions,
  host: HostView,
  names: Names,
  mentioned: (text: string) => readonly string[],
): Service {
  try {
    return convertOne(read, options, host, names, mentioned);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = 'it is nested too deep to be read';
    return asideService(read, [], 'failed', message, [note('SV111', read.source.lines.span(0, 0), { message })]);
  }
}

function convertOne(
  read: Read,
  options: ConvertOptions,
  host: HostView,
  names: Names,
  mentioned: (text: string) => readonly string[],
): Service {
  const { file, header, source } = read;
  const start = source.lines.span(0, 0);
  const notes: Note[] = [...header.notes, ...inputNotes(file, start, options.links !== undefined)];
  const problem = source.errors[0];
  const about = { hostImage: options.links !== undefined, batch: options.inputs.length > 1 };
  const setAside = (tier: 'not-a-service' | 'failed', why: string, own: readonly Note[]): Service =>
    asideService(read, traitsOf({ header, ...about }), tier, why, own);
  if (file.ignored !== undefined)
    return setAside('not-a-service', file.ignored, [note('SV114', start, { reason: file.ignored })]);
  if (problem)
    return setAside('failed', problem.message, [
      ...notes,
      note('SV111', source.lines.span(problem.offset, problem.offset + 1), { message: problem.message }),
    ]);
  const known = actionsOf(source, host);
  const asks = known.includes('start') || known.includes('stop');
  const reason = 'it does not ask which action to take';
  const elsewhere = asks ? undefined : dispatchedBy(read, host);
  if (!asks && elsewhere === undefined)
    return setAside('not-a-service', reason, [...notes, note('SV114', start, { reason })]);
  const input = { ...interpretAll({ ...file, header, source }, options, host, known), mentions: mentioned };
  const links = options.links && linksOf(options.links, file.name);
  const ordering = mapOrdering({
    header,
    name: file.name,
    batch: names.batch,
    target: options.target,
    ...(links && { links }),
  });
  const install = mapInstall({
    header,
    name: file.name,
    claims: names.claims,
    target: options.target,
    ...(links && { links }),
  });
  const description = mapDescription(header, unitStem(file.name));
  const frame = [description, ...ordering.directives];
  const decided = options.overrides?.get(unitStem(file.name));
  // A person's [Service] is about one unit.
  const mayBeSeveral = asks && !/^\s*\[Service\]/m.test(decided?.text ?? '');
  const around = { description, ordering: ordering.directives, install: install.directives };
  const instances = mayBeSeveral && options.templates ? mapInstances(input, around) : undefined;
  const umbrella = mayBeSeveral ? (instances?.ok ? instances.value : mapUmbrella(input, around)) : undefined;
  const single = (): Mapped => (asks ? mapService(input) : mapWrapped(input, `${reason}, ${elsewhere}`));
  const mapped = umbrella?.mapped ?? single();
  const build = (one: Mapped): Unit => ({
    name: unitName(file.name),
    directives: [...frame, ...one.directives, ...install.directives],
  });
  const problems = umbrella
    ? []
    : [...checkUnit(build(mapped), options.target).map(one => one.problem), ...syntaxProblems(mapped.files)];
  const final = problems.length === 0 ? mapped : mapWrapped(input, problems.join('; '));
  const [whole, ...parts] = umbrella?.units ?? [build(final)];
  const own = whole ?? build(final);
  const override = decided && applyOverride(own, decided, options.target);
  const unit = override?.unit ?? own;
  // The parts of an umbrella were compared when they were made.
  const differences = umbrella ? [] : final.tier === 'wrapped' ? undefined : compare(input, unit, final, file.encoding);
  const checked = differences === undefined ? [] : differenceNotes(differences, input);
  const native = superseded(input);
  const nativeText = options.image?.unitText ?? options.unitText;
  const bare =
    native && interpretAll({ ...file, header, source }, options, { ...host, settings: () => undefined }, known);
  const carried = native && bare ? nativeChanges(input, bare, unit, native.native, nativeText) : NO_CHANGES;
  const enabled = override?.enabled ?? install.enabled;
  const made = umbrella?.parts ?? [{ unit, input }];
  const folders = made.map(one => runFolders(one.unit, one.input, final.files, umbrella === undefined));
  const findings = [
    ...notes,
    ...ordering.notes,
    ...install.notes,
    ...final.notes,
    ...(instances?.ok === false ? [note('SV240', instances.error.span, { reason: instances.error.reason })] : []),
    ...folders.flatMap(one => one.notes),
    ...(override?.notes ?? []),
    ...[unit, ...parts].flatMap(one =>
      options.image ? targetNotes(one, final.files, options.target, options.image) : [],
    ),
    ...checked,
    ...(native ? [nativeNote(native.note, enabled)] : []),
    ...carried.notes,
  ].map(one => toFinding(one, file.name));
  const runlevels = runlevelsOf(header, links);
  return {
    name: unitStem(file.name),
    source: { path: file.path, sha256: file.sha256 },
    text: source.text,
    tier: final.tier,
    reason: final.reason,
    disposition: override?.excluded !== undefined ? 'excluded' : native ? 'superseded' : 'deploy',
    ...(native && { native: native.native }),
    ...(enabled !== undefined && { enabled }),
    ...(runlevels && { runlevels }),
    initScript: file.name,
    confidence: serviceConfidence(final, findings, differences),
    traits: traitsOf({ header, ...about, mapped: { ...final, input } }),
    units: [unit, ...parts],
    files: [
      ...final.files.map(one => (file.encoding === 'UTF-8' ? one : { ...one, encoding: 'latin1' as const })),
      ...folders.flatMap(one => one.files),
      ...carried.files,
    ],
    actions: final.actions,
    statements: final.statements,
    findings: sorted(findings),
  };
}

/** A helper that no shell can read is worse than the script itself. */
function syntaxProblems(files: readonly OutputFile[]): readonly string[] {
  return files
    .filter(({ kind }) => kind === 'helper' || kind === 'action')
    .flatMap(({ path, content }) =>
      parseSource(path, content)
        .errors.slice(0, 1)
        .map(({ message }) => `${path.replace(/^.*\//, '')}: ${message}`),
    );
}

/** Whether it was on is what a person has to see to, since nothing of ours does. */
function nativeNote(found: Note, enabled: boolean | undefined): Note {
  return enabled === undefined ? found : { ...found, params: { ...found.params, state: enabled ? 'on' : 'off' } };
}

/**
 * Who asks for the action of a script that is registered as a service and does not: a file that nobody could read, or
 * itself, where it starts again as another user before it comes to that.
 */
function dispatchedBy({ header, source }: Read, host: HostView): string | undefined {
  if (!header.chkconfig && !header.lsb) return undefined;
  const { notes, trail } = interpretAction(source, 'start', host);
  if (notes.some(one => one.code === 'SV116' || one.code === 'SV901')) return 'a file that it sources may';
  const again = [...trail.effects.values()].some(effect => isOwnCall(effect, source, 'start'));
  if (again) return 'it starts itself again before it comes to that';
  // `shift $N; case "$1" in start)`: it comes to the choice, and not to an `exit` before it.
  const chosen = casesWith(source.ast, 'start').some(({ pos, end }) =>
    [...trail.visits.keys()].some(offset => pos < offset && offset < end),
  );
  return chosen ? 'which it is, only its run knows' : undefined;
}

const LIBRARY_OF = { rhel: 'rhel', suse: 'suse', debian: 'lsb', ubuntu: 'lsb', upstream: undefined } as const;

/** What the scripts of a batch may ask of their host, and of the kind of system that they are converted for. */
function hostOf({ links, settings, target, notUtf8 }: ConvertOptions): HostView {
  const name = LIBRARY_OF[target.family];
  const found = links && LIBRARY_FILES.find(path => settings(path) !== undefined);
  return {
    settings,
    complete: links !== undefined,
    family: target.family,
    ...(name && { library: { name, seen: found !== undefined && libraryAt(found) === name } }),
    ...(notUtf8 && { notUtf8 }),
  };
}

/** What the unit does otherwise than the script; bytes that are not UTF-8 cannot be in a unit as they were. */
function compare(input: MapInput, unit: Unit, final: Mapped, encoding: string): readonly Difference[] | undefined {
  const texts = [...unit.directives.filter(({ name }) => /^(?:Exec|Environment)/.test(name)).map(({ value }) => value)];
  const recoded = encoding === 'UTF-8' ? [] : texts.filter(one => /[^\0-\x7f]/.test(one));
  const [first] = recoded;
  const found = validate(input, unit, final.files, final.reloadFrom);
  if (first === undefined) return found;
  return [...(found ?? []), { field: 'argv', script: `bytes in ${encoding}`, unit: 'the same letters in UTF-8' }];
}

function inputNotes(file: ScriptFile, start: Span, wholeHost: boolean): readonly Note[] {
  const notes: Note[] = [];
  if (file.encoding !== 'UTF-8') notes.push(note('SV112', start, { encoding: file.encoding }));
  if (file.crlf) notes.push(note('SV113', start));
  // Only on the host itself does the bit mean what it says.
  if (wholeHost && !file.executable) notes.push(note('SV117', start, { path: file.path }));
  if (file.link !== undefined) notes.push(note('SV118', start, { link: file.link }));
  return notes;
}

const NOTHING: Statements = {
  total: 0,
  places: { noise: 0, directive: 0, guard: 0, helper: 0, lost: 0, unreached: 0, definition: 0 } satisfies Record<
    Place,
    number
  >,
  list: [],
};

/** A file that becomes no unit, with the reason. */
function asideService(
  read: Read,
  traits: readonly Trait[],
  tier: 'not-a-service' | 'failed',
  reason: string,
  notes: readonly Note[],
): Service {
  return {
    name: unitStem(read.file.name),
    source: { path: read.file.path, sha256: read.file.sha256 },
    text: read.file.text,
    tier,
    reason,
    disposition: 'deploy',
    confidence: 'unknown',
    traits,
    units: [],
    files: [],
    actions: [],
    statements: NOTHING,
    findings: sorted(notes.map(one => toFinding(one, read.file.name))),
  };
}

/** Codes that say that the text itself was not fully understood: then nothing is proved. */
const DOUBTS = new Set(['SV116', 'SV242', 'SV247', 'SV248', 'SV257', 'SV436', 'SV901', 'SV903', 'SV904', 'SV905']);

/** Proved is only what the check of the unit found equal, where all of the script was understood. */
function serviceConfidence(
  mapped: Mapped,
  findings: readonly Finding[],
  differences: readonly unknown[] | undefined,
): Confidence {
  const checked: Confidence = differences?.length === 0 ? 'proved' : differences === undefined ? 'inferred' : 'assumed';
  const understood: Confidence = findings.some(finding => DOUBTS.has(finding.code)) ? 'inferred' : 'proved';
  return weakest(mapped.confidence, checked, understood, lostConfidence(findings));
}

function lostConfidence(findings: readonly Finding[]): Confidence {
  return findings.some(finding => finding.category === 'lost') ? 'assumed' : 'proved';
}
