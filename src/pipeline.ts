import { type Note, note } from './base/finding.ts';
import type { Span } from './base/span.ts';
import type { Trait } from './base/trait.ts';
import { namedNatively, sorted, withNumbers, withoutCycles } from './batch.ts';
import { readHeader } from './header/header.ts';
import { type HeaderFile, overrideHeaders } from './header/header-override.ts';
import type { Header } from './header/types.ts';
import { unitName, unitStem } from './header/unit-name.ts';
import { type LinkTable, linksOf } from './host/links.ts';
import { LOCAL } from './host/not-services.ts';
import { scriptNotes } from './host/script-notes.ts';
import type { ScriptFile } from './host/scripts.ts';
import { actionsOf } from './interpret/action.ts';
import type { HostView } from './interpret/context.ts';
import { hostView } from './interpret/host-view.ts';
import { serviceConfidence } from './map/account/confidence.ts';
import { dispatchedBy } from './map/account/dispatched-elsewhere.ts';
import { traitsOf } from './map/account/traits.ts';
import { orderOf } from './map/advice/cycles.ts';
import { buildUnits } from './map/build.ts';
import { mapDescription } from './map/description.ts';
import type { MapInput } from './map/draft.ts';
import { interpretAll } from './map/interpret-all.ts';
import { type NativeUnit, NO_CHANGES, nativeChanges } from './map/native/native-changes.ts';
import { superseded } from './map/native/superseded.ts';
import { type BatchNames, batchNames, mentions } from './map/order/batch-names.ts';
import { numberOf, strengthOf } from './map/order/batch-order.ts';
import { mapInstall } from './map/order/install.ts';
import { orderByNumbers } from './map/order/order-by-number.ts';
import { mapOrdering } from './map/order/ordering.ts';
import { runlevelsOf } from './map/order/runlevels.ts';
import { applyOverride, type Override } from './map/override/override.ts';
import { runFolders } from './map/run-folders.ts';
import type { Mapped } from './map/service.ts';
import { type Asking, asksForAction, switchedOn } from './map/switched-on.ts';
import { type TargetQuestions, targetNotes } from './map/target-needs.ts';
import { compareBytes } from './map/validate/compare-bytes.ts';
import type { Difference } from './map/validate/difference.ts';
import { differenceNotes, validate } from './map/validate/validate.ts';
import { type Migration, NO_STATEMENTS, type Service } from './model/service.ts';
import { toFinding } from './rules/render.ts';
import { firstProgram } from './shell/first-program.ts';
import { parseSource, type Source } from './shell/parse.ts';
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
  const { links, settings, target, notUtf8 } = options;
  const batch: Batch = {
    options,
    host: hostView({ complete: links !== undefined, family: target.family, settings, ...(notUtf8 && { notUtf8 }) }),
    names: batchNames(read),
    mentions: (own, text) => mentions(read, own, text),
  };
  const converted = read.map(one => convertSafely(one, batch));
  const services = namedNatively(converted, converted);
  const row = services.flatMap((service, at) => {
    const { file, header } = read[at] ?? {};
    const own = file && links && linksOf(links, file.name);
    const decided = options.overrides?.get(service.name);
    return (header && numberOf(header, own, service, target.family, decided)) ?? [];
  });
  const numbers = orderByNumbers(row, orderOf(services.flatMap(service => service.units)));
  const numbered = services.map(service => withNumbers(service, numbers));
  return {
    target: { name: target.name, systemd: String(target.systemd) },
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

/** What every conversion of the batch asks for. */
interface Batch {
  readonly options: ConvertOptions;
  readonly host: HostView;
  readonly names: BatchNames;
  /** Other scripts in which a text stands. */
  readonly mentions: (own: Read, text: string) => readonly string[];
}

/** A script that is nested deeper than any stack, or on which this tool fails, must not take the others with it. */
function convertSafely(read: Read, batch: Batch): Service {
  try {
    return convertOne(read, batch);
  } catch (error) {
    const isDeep = error instanceof RangeError;
    const message = isDeep ? 'it is nested too deep to be read' : `the tool failed on it: ${messageOf(error)}`;
    const finding = isDeep
      ? note('SV111', startOf(read), { message })
      : note('SV906', startOf(read), { message: messageOf(error) });
    return asideService(read, [], 'failed', message, [finding]);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The actions of a script, and the host on which it comes to ask for them. */
function actionsOn({ header, source }: Read, host: HostView): Asking {
  const known = actionsOf(source, host);
  const asking = { host, known };
  return asksForAction(known) ? asking : (switchedOn(header, source, host) ?? asking);
}

function convertOne(read: Read, batch: Batch): Service {
  const { file, header, source } = read;
  const { options } = batch;
  const { links: table, image, target } = options;
  const about = { header, hostImage: table !== undefined, batch: options.inputs.length > 1 };
  const notes = [...header.notes, ...scriptNotes(file, startOf(read), table !== undefined)];
  const isRead = file.ignored === undefined && source.errors.length === 0;
  const { host, known } = isRead ? actionsOn(read, batch.host) : { host: batch.host, known: [] };
  const asks = asksForAction(known);
  const elsewhere = isRead && !asks ? dispatchedBy(header, source, host) : undefined;
  const aside = whyAside(read, notes, asks || elsewhere !== undefined);
  if (aside) return asideService(read, traitsOf(about), aside.tier, aside.reason, aside.notes);

  const name = unitStem(file.name);
  const script = { name, encoding: file.encoding, header, source };
  const input = {
    ...interpretAll(script, options, host, known),
    mentions: (text: string) => batch.mentions(read, text),
  };
  const links = table && linksOf(table, file.name);
  const registered = { header, name: file.name, target, ...(links && { links }) };
  const ordering = mapOrdering({ ...registered, batch: batch.names.batch });
  const install = mapInstall({ ...registered, claims: batch.names.claims });
  const description = mapDescription(header, name);
  const around = { description, ordering: ordering.directives, install: install.directives };
  const decided = options.overrides?.get(name);
  const built = buildUnits(input, around, {
    templates: options.templates === true,
    // A person's [Service] is about one unit.
    mayBeSeveral: asks && !/^\s*\[Service\]/m.test(decided?.text ?? ''),
    isTaken: one => batch.names.claims.has(one),
    ...(elsewhere !== undefined && { wholly: `${NOT_ASKING}, ${elsewhere}` }),
  });
  const { mapped } = built;
  const override = decided && applyOverride(built.unit, decided, target);
  const unit = override?.unit ?? built.unit;
  const differences = built.several ? [] : compare(input, unit, mapped, file.encoding);
  const native = superseded(input);
  const bare = native && interpretAll(script, options, { ...host, settings: () => undefined }, known);
  const carried =
    native && bare ? nativeChanges(input, bare, unit, native.native, image?.unitText ?? options.unitText) : NO_CHANGES;
  const enabled = override?.enabled ?? install.enabled;
  const made = built.parts ?? [{ unit, input }];
  const folders = made.map(one => runFolders(one.unit, one.input, mapped.files, !built.several));
  const units = [unit, ...built.others];
  const findings = [
    ...notes,
    ...ordering.notes,
    ...install.notes,
    ...mapped.notes,
    ...built.notes,
    ...folders.flatMap(one => one.notes),
    ...(override?.notes ?? []),
    ...units.flatMap(one => (image ? targetNotes(one, mapped.files, target, image) : [])),
    ...(differences ? differenceNotes(differences, input) : []),
    ...(native ? [nativeNote(native.note, enabled)] : []),
    ...carried.notes,
  ].map(one => toFinding(one, file.name));
  const runlevels = runlevelsOf(header, links);
  return {
    name,
    source: { path: file.path, sha256: file.sha256 },
    text: source.text,
    tier: mapped.tier,
    reason: mapped.reason,
    disposition: override?.excluded !== undefined ? 'excluded' : native ? 'superseded' : 'deploy',
    ...(native && { native: native.native }),
    ...(enabled !== undefined && { enabled }),
    ...(runlevels && { runlevels }),
    initScript: file.name,
    confidence: serviceConfidence(mapped, findings, differences),
    traits: traitsOf({ ...about, mapped: { ...mapped, input } }),
    units,
    files: [
      ...mapped.files.map(one => (file.encoding === 'UTF-8' ? one : { ...one, encoding: 'latin1' as const })),
      ...folders.flatMap(one => one.files),
      ...carried.files,
    ],
    actions: mapped.actions,
    statements: mapped.statements,
    findings: sorted(findings),
  };
}

function startOf({ source }: Read): Span {
  return source.lines.span(0, 0);
}

const NOT_ASKING = 'it does not ask which action to take';

/** Why a file becomes no unit, if that is so; what else was noticed in it is told where it is a service. */
function whyAside(read: Read, notes: readonly Note[], isService: boolean): Aside | undefined {
  const { file, header, source } = read;
  if (file.ignored !== undefined) return notAService(read, file.ignored);
  const problem = source.errors[0];
  if (problem) {
    const { message, offset } = problem;
    const found = note('SV111', source.lines.span(offset, offset + 1), { message });
    return { tier: 'failed', reason: message, notes: [...notes, found] };
  }
  if (isService) return undefined;
  const registered = header.chkconfig ? 'chkconfig' : header.lsb ? 'LSB' : undefined;
  const aside = notAService(read, NOT_ASKING, registered);
  return { ...aside, notes: [...notes, ...aside.notes] };
}

/** A file that becomes no unit, and what it runs all the same. */
function notAService(read: Read, reason: string, registered?: string): Aside {
  const { source } = read;
  const program = reason === LOCAL ? undefined : firstProgram(source);
  const runs = program && source.text.slice(program.pos, program.end).split('\n')[0];
  const params = { reason, ...(registered !== undefined && { registered }), ...(runs !== undefined && { runs }) };
  return { tier: 'not-a-service', reason, notes: [note('SV114', startOf(read), params)] };
}

interface Aside {
  readonly tier: 'not-a-service' | 'failed';
  readonly reason: string;
  readonly notes: readonly Note[];
}

/** What the unit does otherwise than the script; undefined where no reading of the text tells. */
function compare(input: MapInput, unit: Unit, mapped: Mapped, encoding: string): readonly Difference[] | undefined {
  if (mapped.tier === 'wrapped') return undefined;
  const found = validate(input, unit, mapped.files, mapped.reloadFrom);
  const bytes = compareBytes(unit, encoding);
  return bytes.length === 0 ? found : [...(found ?? []), ...bytes];
}

/** Whether it was on is what a person has to see to, since nothing of ours does. */
function nativeNote(found: Note, enabled: boolean | undefined): Note {
  return enabled === undefined ? found : { ...found, params: { ...found.params, state: enabled ? 'on' : 'off' } };
}

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
    statements: NO_STATEMENTS,
    findings: sorted(notes.map(one => toFinding(one, read.file.name))),
  };
}
