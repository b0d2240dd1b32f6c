import { type Note, note } from '../../base/finding.ts';
import { lineMap, type Span } from '../../base/span.ts';
import { checkUnit } from '../../unit/check.ts';
import { booleanOf, valueIn } from '../../unit/directives.ts';
import { parseUnit } from '../../unit/parse.ts';
import type { Target } from '../../unit/target.ts';
import type { Directive, Unit } from '../../unit/unit.ts';

/** A file of overrides: a drop-in of the unit, and a section [Migration] for what no unit says. */
export interface Override {
  readonly path: string;
  readonly text: string;
}

export interface Overridden {
  readonly unit: Unit;
  readonly notes: readonly Note[];
  /** Why it is not to be deployed; undefined if it is. */
  readonly excluded?: string;
  /** Whether it is to be on, where the file says so. */
  readonly enabled?: boolean;
}

/** Directives that are lists: another line adds to them, an empty one empties them (systemd.syntax(7)). */
const LISTS =
  /^(?:After|Before|Wants|Requires|Requisite|BindsTo|PartOf|Conflicts|OnFailure|Documentation|RequiresMountsFor|(?:Condition|Assert)\w+|Exec(?:Condition|StartPre|StartPost|Reload|Stop|StopPost)|Environment(?:File)?|PassEnvironment|UnsetEnvironment|SupplementaryGroups|\w+Directory|\w+Paths|CapabilityBoundingSet|AmbientCapabilities|SystemCallFilter|DeviceAllow|WantedBy|RequiredBy|Alias|Also)$/;
const SINGLE_FOLDERS = /^(?:Working|Root)Directory$/;

/**
 * Apply what a person decided. In: the unit of the tool, the file, the target. Out: the unit with its lines, a note for
 * each of them, and for each that the target would refuse and that is left out.
 */
export function applyOverride(unit: Unit, { path, text }: Override, target: Target): Overridden {
  const migration = migrationSection(path, text);
  const notes: Note[] = [];
  let result = unit;
  const lines = parseUnit(path, text, target).directives;
  for (const line of lines) {
    const next = withLine(result, line);
    const worse = newProblem(result, next, target, lines);
    if (worse === undefined) {
      notes.push(applied(unit, line));
      result = next;
    } else notes.push(refused(line, worse));
  }
  notes.push(...strangeLines(path, text));
  const excluded = migration.get('Exclude');
  const enable = migration.get('Enable');
  const reason = migration.get('Reason')?.value ?? 'no reason is given';
  if (excluded && booleanOf(excluded.value)) notes.push(note('SV512', excluded.span, { reason }));
  const on = booleanOf(enable?.value);
  if (enable && on !== undefined)
    notes.push(note('SV510', enable.span, { line: `Enable=${enable.value}`, before: 'the links of the old host' }));
  for (const [name, { span, value }] of migration)
    if (!['Exclude', 'Enable', 'Reason'].includes(name) || (name !== 'Reason' && booleanOf(value) === undefined))
      notes.push(
        note('SV511', span, {
          line: `${name}=${value}`,
          problem: 'Exclude=, Enable= (yes or no) and Reason= are known here',
        }),
      );
  return {
    unit: result,
    notes,
    ...(booleanOf(excluded?.value) && { excluded: reason }),
    ...(on !== undefined && { enabled: on }),
  };
}

/** Type= may come with the line that makes it right: only what the whole file leaves wrong counts for those. */
function newProblem(before: Unit, after: Unit, target: Target, lines: readonly Directive[]): string | undefined {
  const known = new Set(checkUnit(before, target).map(({ problem }) => problem));
  const found = checkUnit(after, target).find(({ problem }) => !known.has(problem));
  if (found === undefined) return undefined;
  const whole = checkUnit(lines.reduce(withLine, before), target);
  return whole.some(({ problem }) => problem === found.problem) ? found.problem : undefined;
}

function withLine(unit: Unit, line: Directive): Unit {
  const own: Directive = { ...line, by: 'map/override' };
  const same = ({ section, name }: Directive): boolean => section === line.section && name === line.name;
  const list = LISTS.test(line.name) && !SINGLE_FOLDERS.test(line.name);
  const oneshot = line.name === 'ExecStart' && valueIn(unit, 'Service', 'Type') === 'oneshot';
  if (line.value === '') return { ...unit, directives: unit.directives.filter(one => !same(one)) };
  const kept = list || oneshot ? unit.directives : unit.directives.filter(one => !same(one));
  return { ...unit, directives: [...kept, own] };
}

function applied(unit: Unit, { section, name, value, evidence }: Directive): Note {
  const before = valueIn(unit, section, name);
  return note('SV510', evidence[0], {
    line: `${name}=${value}`,
    before: before === undefined ? 'nothing' : `${name}=${before}`,
  });
}

function refused({ name, value, evidence }: Directive, problem: string): Note {
  return note('SV511', evidence[0], { line: `${name}=${value}`, problem });
}

/** What systemd would pass over with a warning that nobody reads: each line is a note. */
function strangeLines(path: string, text: string): readonly Note[] {
  const places = lineMap(path, text);
  const notes: Note[] = [];
  let section: string | undefined;
  let goesOn = false;
  let at = 0;
  for (const raw of text.split('\n')) {
    const start = at;
    at += raw.length + 1;
    const line = raw.trim();
    const continued = goesOn;
    goesOn = /\\\r?$/.test(raw);
    if (continued || line === '' || /^[#;]/.test(line)) continue;
    const refuse = (problem: string): void => {
      notes.push(note('SV511', places.span(start, start + raw.length), { line, problem }));
    };
    const header = /^\[(.*)\]$/.exec(line)?.[1];
    if (header !== undefined) {
      section = header;
      if (!KNOWN_SECTIONS.has(header)) refuse('no unit has such a section, and its lines say nothing');
    } else if (section === undefined) refuse('it stands before any section');
    else if (KNOWN_SECTIONS.has(section) && !/^[^=\s][^=]*=/.test(line)) refuse('it is no assignment');
  }
  return notes;
}

const KNOWN_SECTIONS = new Set(['Unit', 'Service', 'Socket', 'Timer', 'Path', 'Install', 'Migration']);

/** The lines of [Migration], which is no section of a unit; the last of a name counts. */
function migrationSection(
  path: string,
  text: string,
): ReadonlyMap<string, { readonly value: string; readonly span: Span }> {
  const places = lineMap(path, text);
  const found = new Map<string, { readonly value: string; readonly span: Span }>();
  let inside = false;
  let at = 0;
  for (const raw of text.split('\n')) {
    const start = at;
    at += raw.length + 1;
    const line = raw.trim();
    if (/^\[.*\]$/.test(line)) inside = line === '[Migration]';
    const [, name, value] = /^(\w+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (inside && name !== undefined && value !== undefined)
      found.set(name, { value, span: places.span(start, start + raw.length) });
  }
  return found;
}
