import { type Note, note } from '../../base/finding.ts';
import type { Span } from '../../base/span.ts';
import type { ExecEffect } from '../../model/effect.ts';
import type { Native } from '../../model/service.ts';
import { textOf, type Value } from '../../model/word.ts';
import type { Target } from '../../unit/target.ts';
import type { MapInput } from '../draft.ts';
import { mainOf } from '../timeline/main-process.ts';
import { startTimelineOf } from '../timeline/start-timeline.ts';
import { DEBIAN_CHANGED, RHEL_CHANGED, SUSE_CHANGED } from './changed-units.data.ts';
import { DEBIAN_UNITS, RHEL_UNITS } from './native-units.data.ts';

/** Where a distribution puts its programs; /opt, /usr/local and the like are somebody else's. */
const OWN_PROGRAM = /^(?:\/usr)?\/(?:s?bin|libexec(?:\/[\w.-]+)?|lib(?:64)?\/[\w.-]+(?:\/sbin)?)\/([^/]+)$/;

export interface Superseded {
  readonly native: Native;
  readonly note: Note;
}

/** A line of a table of what a target ships. */
interface Row {
  readonly units: readonly string[];
  readonly programs: readonly string[];
  readonly how: 'same' | 'renamed' | 'replaced' | 'dropped';
}

/** A program that the start runs, and why it is taken for the distribution's. */
interface Evidence {
  readonly program: string;
  readonly shown: string;
  readonly span: Span | undefined;
}

/**
 * Does the target ship something for this service? In: the interpreted script. Out: its units, and a note, if the
 * script's name and a program that it starts are both the distribution's; the name alone says nothing
 * (mapping-decisions).
 */
export function superseded(input: MapInput): Superseded | undefined {
  const rows = rowsOf(input.target, input.name);
  if (rows.length === 0) return undefined;
  const evidence = evidenceOf(input);
  for (const row of rows) {
    const found =
      evidence.find(({ program }) => row.programs.includes(program)) ??
      row.programs.filter(program => program.startsWith('/')).flatMap(path => named(input, path) ?? [])[0];
    if (!found) continue;
    const unit = row.units.join(' and ');
    return {
      native: { units: row.units, same: row.how === 'same' || row.how === 'renamed' },
      note: note('SV506', found.span, { ...(unit !== '' && { unit }), reason: found.shown, how: row.how }),
    };
  }
  return undefined;
}

function rowsOf(target: Target, name: string): readonly Row[] {
  const lines = (table: string): readonly (readonly string[])[] =>
    table.split('\n').flatMap(line => (line.startsWith(`${name} `) ? [line.split(' ')] : []));
  const same = (fields: readonly string[]): Row => ({
    units: [`${name}.service`],
    programs: (fields[1] ?? '').split(','),
    how: 'same',
  });
  const changed = (table: string): readonly Row[] =>
    lines(table)
      .filter(([, , , , where]) => where === '*' || (where === '7') === (target.major === 7))
      .map(([, programs = '', units = '-', how]) => ({
        units: units === '-' ? [] : units.split(','),
        programs: programs.split(','),
        how: how === 'renamed' || how === 'replaced' || how === 'dropped' ? how : 'same',
      }));
  switch (target.family) {
    case 'debian':
    case 'ubuntu':
      return [...changed(DEBIAN_CHANGED), ...lines(DEBIAN_UNITS).map(same)];
    case 'rhel':
      return [
        ...changed(RHEL_CHANGED),
        ...lines(RHEL_UNITS)
          .filter(([, , later]) => target.major === 7 || later === '*')
          .map(same),
      ];
    case 'suse':
      return changed(SUSE_CHANGED);
    default:
      return [];
  }
}

/** Programs of the distribution that the start runs, the main one first. */
function evidenceOf(input: MapInput): readonly Evidence[] {
  const start = input.actions.get('start');
  if (!start) return [];
  const main = mainOf(input, startTimelineOf(input))?.effect;
  const [path] = main ? textsOf(input, main.argv[0]) : [];
  // The service itself is somebody else's.
  if (path?.startsWith('/') && !OWN_PROGRAM.test(path)) return [];
  // Some only end something at a shutdown.
  const trails = [start, input.actions.get('stop')].flatMap(one => [...(one?.trail.effects.values() ?? [])]);
  const execs = trails.filter((effect): effect is ExecEffect => effect.kind === 'exec');
  return [...(main ? [main] : []), ...execs].flatMap(({ argv, starter, span }) =>
    // What start-stop-daemon starts is one of its arguments, where a setting keeps the line as it is.
    (starter === 'start-stop-daemon' ? argv : argv.slice(0, 1))
      .flatMap(field => textsOf(input, field))
      .flatMap(text => {
        const program = OWN_PROGRAM.exec(text)?.[1] ?? (isFound(input, text) ? text : undefined);
        return program === undefined ? [] : [{ program, shown: text, span }];
      }),
  );
}

/** A name without a folder is found in the PATH of the init library, unless the script has one of its own. */
function isFound({ source }: MapInput, name: string): boolean {
  if (name === '' || name.includes('/')) return false;
  const paths = [...source.text.matchAll(/^[ \t]*(?:export[ \t]+)?PATH=["']?([^"'\n;]*)/gm)].map(
    ([, value = '']) => value,
  );
  return paths.every(value => value.split(':').every(folder => /^(?:\/usr)?\/s?bin$|^\$\{?PATH\}?$|^$/.test(folder)));
}

/** All that a value may be today: of a setting what its file or else the script says. Few words are choices of many. */
function textsOf(input: MapInput, value: Value | undefined): readonly string[] {
  let texts: readonly string[] = value && value.parts.length > 0 ? [''] : [];
  for (const part of value?.parts ?? []) {
    const own = partTexts(input, part);
    texts = texts.flatMap(text => own.map(one => `${text}${one}`)).slice(0, 16);
  }
  return texts;
}

function partTexts(input: MapInput, part: Value['parts'][number]): readonly string[] {
  if (part.kind === 'literal') return [part.text];
  if (part.kind === 'choice') return part.among.flatMap(one => (one.parts.length === 0 ? [''] : textsOf(input, one)));
  if (part.kind !== 'setting') return [];
  const use = input.actions.get('start')?.trail.settings.get(part.name);
  const text = use?.today ?? (use?.fallback && textOf(use.fallback));
  return text === undefined ? [] : [text];
}

/** Where a path stands in the script as a word of a command. */
function named({ source }: MapInput, path: string): Evidence | undefined {
  const whole = new RegExp(`(?<![\\w./-])${path.replace(/[.+]/g, '\\$&')}(?![\\w-])`);
  let at = 0;
  for (const line of source.text.split('\n')) {
    const found = /^\s*#/.test(line) ? -1 : line.search(whole);
    if (found >= 0)
      return { program: path, shown: path, span: source.lines.span(at + found, at + found + path.length) };
    at += line.length + 1;
  }
  return undefined;
}
