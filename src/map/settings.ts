import { note } from '../base/finding.ts';
import type { SettingUse, Trail } from '../interpret/context.ts';
import { isNetworkSwitch } from '../interpret/network-switch.ts';
import { type Field, textOf } from '../model/word.ts';
import { parseEnvironmentFile } from '../unit/environment-file.ts';
import { environmentLine } from '../unit/escape.ts';
import { add, type Draft, type MapInput } from './draft.ts';

/** Why a field's settings cannot reach the unit through EnvironmentFile=; undefined: they can. */
export function settingProblem(input: MapInput, trail: Trail, field: Field): string | undefined {
  for (const part of field.parts) {
    if (part.kind !== 'setting') continue;
    const use = trail.settings.get(part.name);
    if (!use) continue;
    if (isNetworkSwitch(part)) return `$${part.name} is in a file that is not for the daemon's environment`;
    // load_env_file (env-file.c) gives up on the whole file.
    const foreign = use.files.find(path => trail.files.has(path) && input.host.notUtf8?.(path));
    if (foreign !== undefined) return `systemd does not read ${foreign}: it is not UTF-8`;
    const fallback = use.fallback && textOf(use.fallback);
    if (use.fallback && fallback === undefined) return `the default of $${part.name} is computed`;
    if (fallback !== undefined && !environmentLine(part.name, fallback, input.target).ok)
      return `Environment= cannot hold the default of $${part.name}`;
    const today = use.today ?? fallback;
    const problem = fileProblem(input, trail, use);
    if (problem) return problem;
    if (part.quoted || today === undefined) continue;
    const depth = part.depth ?? 1;
    if (depth === 1 && /["'\\]/.test(today)) return `systemd would remove the quotes in $${part.name}`;
    // `#` begins a comment and `~` is a home only where a word begins.
    if (depth > 1 && /[$`|&;<>(){}]|(?:^|\s)[#~]/.test(today)) return `$${part.name} is evaluated as shell text`;
    if (hasPattern(depth > 1 ? today.replace(/'[^']*'|"[^"]*"/g, '') : today))
      return `$${part.name} holds a file name pattern`;
    if (field.parts.length > 1 && /\s/.test(today)) return `$${part.name} holds blanks and is split inside a word`;
  }
  return undefined;
}

/** What a setting holds today: undefined where a file that may set it was not read. */
export function knownValue(input: MapInput, trail: Trail, name: string): string | undefined {
  const use = trail.settings.get(name);
  if (use?.today !== undefined) return use.today;
  const read = [...trail.files.values()].every(file => file.atHand || input.host.complete === true);
  return read && use?.fallback ? textOf(use.fallback) : undefined;
}

/** A word that the shell would replace by the names of files; no file is called as an option is. */
function hasPattern(text: string): boolean {
  return text.split(/\s+/).some(word => /^[^-].*[*?[]|^[*?[]/.test(word));
}

/**
 * Variables that a settings file adds to, `X="$X more"`. EnvironmentFile= puts what systemd reads there into the
 * environment, and a shell that sources the file would add to that.
 */
export function addedTo(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*(?:export[ \t]+)?(?:(\w+)\+=|(\w+)=[^\n]*\$(?:\2\b|\{\2\b))/gm)].map(
    match => match[1] ?? match[2] ?? '',
  );
}

/** The shell and systemd read another value from the files. */
function fileProblem(input: MapInput, trail: Trail, use: SettingUse): string | undefined {
  let assigned: string | undefined;
  let theirs = use.fallback && textOf(use.fallback);
  for (const path of use.files) {
    const text = input.host.settings(path);
    if (text === undefined || !trail.files.has(path)) continue;
    const assignment = new RegExp(`\\b${use.name}[:+]?=`);
    if (!text.split('\n').some(line => !/^\s*#/.test(line) && assignment.test(line))) continue;
    if (use.today === undefined) return `${path} computes $${use.name}`;
    // load_env_file (env-file.c) takes a carriage return for the end of a line, a shell for a part of the value.
    if (!input.source.crlf && new RegExp(`^[^#\n]*\\b${use.name}[:+]?=.*\r`, 'm').test(text))
      return `the shell keeps the carriage returns of ${path} in $${use.name}`;
    assigned = path;
    theirs = readBySystemd(input, path, text).values.get(use.name) ?? theirs;
  }
  return assigned === undefined || theirs === use.today
    ? undefined
    : `systemd reads another value of $${use.name} from ${assigned} than the shell`;
}

const files = new WeakMap<MapInput, Map<string, ReturnType<typeof parseEnvironmentFile>>>();

/** What systemd reads from a settings file of this text; parsed once for each script. */
export function readBySystemd(input: MapInput, path: string, text: string): ReturnType<typeof parseEnvironmentFile> {
  const known = files.get(input) ?? new Map<string, ReturnType<typeof parseEnvironmentFile>>();
  files.set(input, known);
  const parsed = known.get(path) ?? parseEnvironmentFile(text, input.target);
  known.set(path, parsed);
  return parsed;
}

function isExported({ effects }: Trail, name: string): boolean {
  return [...effects.values()].some(effect => effect.kind === 'exec' && effect.process.exported.has(name));
}

/** `Environment=` for defaults and `EnvironmentFile=` for the files, for the settings that the unit's lines use. */
export function mapSettings(draft: Draft, input: MapInput, trail: Trail): void {
  if (draft.usedSettings.size === 0) return;
  for (const name of draft.usedSettings) {
    const fallback = trail.settings.get(name)?.fallback;
    const text = fallback && textOf(fallback);
    // Empty and exported is not the same as unset: programs ask whether a variable is there.
    if (text === undefined || (text === '' && !isExported(trail, name))) continue;
    const line = environmentLine(name, text, input.target);
    if (line.ok) add(draft, 'Service', 'Environment', line.value, 'settings', []);
  }
  for (const file of trail.files.values()) {
    add(
      draft,
      'Service',
      'EnvironmentFile',
      `${file.required && file.atHand ? '' : '-'}${file.path.replaceAll('%', '%%')}`,
      'settings',
      [file.span],
      file.atHand || input.host.complete ? 'proved' : 'inferred',
    );
    if (!file.atHand && !input.host.complete) draft.notes.push(note('SV418', file.span, { file: file.path }));
    const text = input.host.settings(file.path);
    if (text === undefined) continue;
    const names = [...readBySystemd(input, file.path, text).values.keys()].filter(
      name => !draft.usedSettings.has(name),
    );
    if (names.length > 0)
      draft.notes.push(note('SV403', file.span, { file: file.path, names: names.slice(0, 12).join(' ') }));
    for (const name of names)
      if (/PASS(?:WORD|WD)?$|(?:^|_)(?:SECRET|TOKEN)(?:_|$)|API_?KEY/i.test(name))
        draft.notes.push(note('SV419', file.span, { name }));
  }
}
