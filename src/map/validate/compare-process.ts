import type { Category } from '../../base/finding.ts';
import type { ProcessState, Stream } from '../../model/process.ts';
import { literal, textOf, type Value } from '../../model/word.ts';
import type { MapInput } from '../draft.ts';
import { USUAL_PATH } from '../process/process.ts';
import { wordText } from './command-text.ts';
import { isReadAlike } from './compare-settings.ts';
import type { Difference } from './difference.ts';
import { pathText } from './path-text.ts';
import type { Run } from './unit-run.ts';

type Key = 'user' | 'group' | 'cwd' | 'root' | 'umask' | 'nice';

/** Keys of the state, the field that a finding names, and what holds where nobody says anything. */
const FIELDS: readonly (readonly [key: Key, field: Category, standard: string])[] = [
  ['user', 'user', 'root'],
  ['group', 'groups', ''],
  ['cwd', 'cwd', '/'],
  ['root', 'root', ''],
  ['umask', 'umask', '0022'],
  ['nice', 'nice', '0'],
];

/** The state of the main process, as the script left it and as the unit and its shells make it. */
export function compareProcess(input: MapInput, script: ProcessState, run: Run): readonly Difference[] {
  return [
    ...FIELDS.flatMap(([key, field, standard]) => {
      const value = script[key];
      const want = normal(field, value ? wordText(value) : standard);
      const changed = run.shell?.[key];
      const got = normal(field, changed ? wordText(changed) : (run.unit[key] ?? standard));
      const home = field === 'cwd' && script.login === true && value !== undefined && textOf(value) === undefined;
      return want === got || home ? [] : [{ field, script: want, unit: got }];
    }),
    ...compareEntered(script, run),
    ...compareLimits(script, run),
    ...compareEnvironment(input, script, run),
    ...compareStreams(script, run),
  ];
}

/** `cd /srv/acme || exit 1`: without the folder the script starts nothing. */
function compareEntered(script: ProcessState, { shell }: Run): readonly Difference[] {
  const folder = script.cwd && textOf(script.cwd);
  if (folder === undefined || folder === '/' || script.cwdOptional === true) return [];
  const goesOn = shell?.cwd !== undefined && shell.cwdOptional === true;
  return goesOn ? [{ field: 'cwd', script: `${folder} or nothing`, unit: `${folder} or where it is` }] : [];
}

function compareLimits(script: ProcessState, { unit, shell }: Run): readonly Difference[] {
  const text = (limits: ProcessState['limits'], name: string): string | undefined => {
    const limit = limits.get(name);
    return limit && [limit.soft, limit.hard].map(side => (side ? wordText(side) : 'infinity')).join(':');
  };
  const own = (name: string): string | undefined => {
    const value = unit.limits.get(name);
    return value === undefined || value.includes(':') ? value : `${value}:${value}`;
  };
  const names = [...new Set([...script.limits.keys(), ...unit.limits.keys(), ...(shell?.limits.keys() ?? [])])];
  return names.flatMap(name => {
    const want = text(script.limits, name) ?? 'not set';
    const got = (shell && text(shell.limits, name)) ?? own(name) ?? 'not set';
    return want === got ? [] : [{ field: 'limits' as const, script: `${name} ${want}`, unit: got }];
  });
}

function compareEnvironment(input: MapInput, script: ProcessState, { argv, unit, shell }: Run): readonly Difference[] {
  return [...script.exported].flatMap(([name, value]) => {
    if (name === 'PATH') return comparePath(value, argv, unit, shell);
    const [part] = value.parts;
    const isSetting = value.parts.length === 1 && part?.kind === 'setting' && part.name === name;
    const inherited = part?.kind === 'unknown' && part.reason.startsWith('inherited');
    const changed = shell?.exported.get(name);
    const own = unit.environment.get(name);
    const read = isSetting && unit.environmentFiles.length > 0 && isReadAlike(input, unit, name);
    // `X=; . FILE; export X`: it is there also where the file does not set it.
    const use = isSetting ? input.actions.get('start')?.trail.settings.get(name) : undefined;
    const lacks = use?.fallback !== undefined && use.today === undefined && own === undefined;
    if (inherited || (read && !lacks)) return [];
    const [want, got] = [wordText(value), changed ? wordText(changed) : own && wordText(literal(own))];
    return want === got ? [] : [{ field: 'environment' as const, script: `${name}=${want}`, unit: got ?? 'not set' }];
  });
}

/** A program without a path is looked up: a folder that the script searched, the unit has to search. */
function comparePath(
  path: Value,
  [program]: Run['argv'],
  unit: Run['unit'],
  shell: Run['shell'],
): readonly Difference[] {
  if (program === undefined || textOf(program)?.includes('/') !== false) return [];
  const own = unit.environment.get('PATH') ?? USUAL_PATH;
  const theirs = shell?.exported.get('PATH');
  const inherited = theirs === undefined || theirs.parts.some(part => part.kind !== 'literal');
  const searched = new Set([...(theirs ? foldersIn(theirs) : []), ...(inherited ? own.split(':') : [])].map(usual));
  const lacking = foldersIn(path).filter(folder => !searched.has(usual(folder)));
  return lacking.length === 0
    ? []
    : [{ field: 'environment', script: `PATH with ${lacking.join(':')}`, unit: 'PATH without' }];
}

/** Those whose names are known, or are settings. */
function foldersIn({ parts }: Value): readonly string[] {
  const text = parts
    .map(part => (part.kind === 'literal' ? part.text : part.kind === 'setting' ? `$${part.name}` : '\0'))
    .join('');
  return text.split(':').filter(folder => folder !== '' && !folder.includes('\0'));
}

/** /bin and /usr/bin are one folder since RHEL 7 and Debian 12 (file-hierarchy(7)), and programs of both are looked up in either. */
function usual(folder: string): string {
  return folder.replace(/\/$/, '').replace(/^\/(s?bin)$/, '/usr/$1');
}

/**
 * What a step beside the main process has of the unit that is the main process's alone. `LimitCORE=0:infinity` is what
 * every process has where nobody says anything (getrlimit(2); systemd's own default).
 */
export function compareStep(input: MapInput, script: ProcessState, run: Run): readonly Difference[] {
  const unit = { ...run.unit, limits: withoutUsual(run.unit.limits, value => value === '0:infinity') };
  const usual = (limits: ProcessState['limits']): ProcessState['limits'] =>
    withoutUsual(limits, ({ soft, hard }) => soft !== undefined && wordText(soft) === '0' && isInfinite(hard));
  const shell = run.shell && { shell: { ...run.shell, limits: usual(run.shell.limits) } };
  return compareProcess(input, { ...script, limits: usual(script.limits) }, { ...run, unit, ...shell });
}

function isInfinite(limit: Value | undefined): boolean {
  return limit === undefined || /^(?:infinity|unlimited)$/.test(wordText(limit));
}

function withoutUsual<T>(limits: ReadonlyMap<string, T>, isUsual: (limit: T) => boolean): ReadonlyMap<string, T> {
  return new Map([...limits].filter(([name, limit]) => name !== 'CORE' || !isUsual(limit)));
}

/** Log files must stay log files; the journal may replace everything else. */
function compareStreams(script: ProcessState, { unit, shell }: Run): readonly Difference[] {
  return (['stdout', 'stderr'] as const).flatMap(name => {
    const want = fileOf(script[name]);
    const directive = /^(?:append|truncate|file):(.*)$/.exec(unit[name] ?? '')?.[1];
    const got = fileOf(shell?.[name]) ?? (directive === undefined ? undefined : pathText(directive));
    return want === undefined || want === got
      ? []
      : [{ field: 'input-output' as const, script: `${name} to ${want}`, unit: got ?? 'the journal' }];
  });
}

function fileOf(stream: Stream | undefined): string | undefined {
  return stream?.kind === 'file' ? pathText(wordText(stream.path)) : undefined;
}

function normal(field: Category, text: string): string {
  if (field === 'umask') return text.padStart(4, '0');
  if (field === 'cwd' || field === 'root') return pathText(text.replace(/^-/, '')).replace(/(?<=.)\/$/, '');
  if (field === 'nice') return String(Number(text));
  if (field === 'user') return text === '65534' ? 'nobody' : text;
  return text;
}
