import { weakest } from '../../base/confidence.ts';
import { note } from '../../base/finding.ts';
import type { Span } from '../../base/span.ts';
import type { Interpretation } from '../../interpret/action.ts';
import type { OutputFile } from '../../model/service.ts';
import { withRootHome } from '../../shell/home.ts';
import { isReadWithErrexit, type Source, shellOf } from '../../shell/parse.ts';
import { type Draft, helperPath, type MapInput, place } from '../draft.ts';
import { USUAL_PATH } from '../process/process.ts';
import { addedTo, readBySystemd } from '../settings.ts';
import { pausesIn } from '../timeline/waits.ts';
import { exportedNames, readEarly } from './helper-state.ts';
import { foldedText, inlineText } from './inline.ts';
import { plainTools } from './plain-tools.ts';
import { cutSlice, type SliceRequest } from './slice.ts';

/** What a helper is for. */
export interface HelperRequest extends Omit<SliceRequest, 'source' | 'trail' | 'waits'> {
  /** File name below the service's folder. */
  readonly file: string;
  readonly reason: string;
  /** The directive that it stands in, where the file's name does not say that. */
  readonly directive?: string;
  /** Lines before the slice. */
  readonly preamble?: readonly string[];
  /** Lines behind it. */
  readonly ending?: readonly string[];
  readonly kind?: OutputFile['kind'];
  /** Absolute path instead of the service's own folder. */
  readonly path?: string;
}

/**
 * Write a slice as a helper script and give its path, or give a line for a shell where the slice is short: what a
 * directive starts with. Undefined when nothing is left to run.
 */
export function addHelper(draft: Draft, input: MapInput, request: HelperRequest): string | undefined {
  const interpretation = input.actions.get(request.action);
  if (!interpretation) return undefined;
  const replacements = new Map([
    ...(request.kind === 'action' ? [] : locksMade(interpretation)),
    ...plainTools(input),
    ...(request.replacements ?? []),
  ]);
  const waits = pausesIn(interpretation.steps);
  const slice = cutSlice({ ...request, replacements, waits, source: input.source, trail: interpretation.trail });
  if (slice.statements.size === 0 && slice.lines === 0) return undefined;
  const spans = spansOf(input, slice.statements);
  const path = request.path ?? helperPath(input.name, request.file);
  const shebang = shebangOf(input.source);
  const lines = [
    ...(request.preamble ?? []),
    ...freshStart(draft, input, request, slice),
    slice.body,
    ...(request.ending ?? []),
  ];
  const kind = request.kind ?? 'helper';
  const written = withRootHome(input.source.path, lines.join('\n'));
  const long = isMostOf(input, written);
  const short = kind === 'helper' ? inlineText(input, interpretation.trail, shebang, written, long) : undefined;
  if (short !== undefined) {
    const directive = request.directive ?? directiveOf(request.file);
    for (const offset of slice.statements) place(draft, request.action, offset, 'directive', `${directive}=`);
    return short;
  }
  const origin = `# ${request.action} of /etc/init.d/${input.source.path.replace(/^.*\//, '')}, ${lineList(spans)}: ${request.reason}`;
  const text = long ? foldedText(input, interpretation.trail, written, 'file') : written;
  const most = long && isMostOf(input, text);
  const content = `${shebang}\n${origin}\n${text}\n`;
  draft.files.push({
    path,
    mode: 0o755,
    content,
    kind,
    evidence: spans,
    reason: request.reason,
  });
  for (const offset of slice.statements) place(draft, request.action, offset, 'helper', path);
  if (kind !== 'helper') return path;
  draft.notes.push(note('SV204', spans[0], { helper: path, reason: request.reason, ...(most && { share: 'most' }) }));
  // Nearly the script itself: that it does the same says little for the unit.
  if (most) draft.confidence = weakest(draft.confidence, 'inferred');
  return path;
}

/** A helper that holds more than half of the script's lines would be the script again by another name. */
export function isMostOf(input: MapInput, helper: string): boolean {
  const own = codeLines(input.source.text);
  const kept = codeLines(helper);
  return 2 * [...own].filter(line => kept.has(line)).length > own.size;
}

function codeLines(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '' && !line.startsWith('#')),
  );
}

/** `daemon … && touch $LOCK && return 0`: the file is no longer made (SV224), and making it never failed. */
function locksMade({ trail }: Interpretation): readonly (readonly [offset: number, text: string])[] {
  return [...trail.visits].flatMap(([offset, { effects }]) => {
    const all = [...effects].flatMap(id => trail.effects.get(id) ?? []);
    const locks = all.every(one => one.kind === 'noise' && one.reason === 'lock file' && one.made !== undefined);
    return all.length > 0 && locks ? [[offset, 'true'] as const] : [];
  });
}

/** The directive that a helper of this name stands in. */
function directiveOf(file: string): string {
  const [, late, name = ''] = /^(after-)?([a-z]+)/.exec(file) ?? [];
  const directives: Readonly<Record<string, string>> = { start: 'ExecStart', stop: 'ExecStop', reload: 'ExecReload' };
  if (name === 'prepare') return 'ExecStartPre';
  return `${directives[name] ?? 'Exec'}${late ? 'Post' : ''}`;
}

/**
 * Settings files that add to their own variables must not find what the unit has read from them, nor statements of the
 * script, `export X=$X:/opt`, what Environment= says already.
 */
function freshStart(
  { directives }: Draft,
  input: MapInput,
  request: HelperRequest,
  { statements }: ReturnType<typeof cutSlice>,
): readonly string[] {
  const trail = input.actions.get(request.action)?.trail;
  const names = [...(trail?.files.values() ?? [])]
    .filter(file => statements.has(file.span.start))
    .flatMap(({ path }) => {
      const text = input.host.settings(path) ?? '';
      return addedTo(text).filter(name => readBySystemd(input, path, text).values.has(name));
    });
  const said = directives.flatMap(({ name, value }) =>
    name === 'Environment' ? (/^"?(\w+)=/.exec(value)?.[1] ?? []) : [],
  );
  // Before the program's own line Environment= is not yet written.
  const coming = request.file === 'prepare' ? [...(trail?.effects.values() ?? [])] : [];
  const later = coming.flatMap(effect => (effect.kind === 'exec' ? exportedNames(effect) : []));
  const set = new Set([...said, ...later].filter(name => !OF_EVERY_PROCESS.test(name)));
  // A helper that ends in the program hands the unit's environment on.
  const own = request.kind === 'action' || !request.withState || !trail ? [] : readEarly(input, trail, statements, set);
  const others = [...new Set([...names, ...own])].filter(name => name !== 'PATH');
  // Without any PATH the shell would find no program. The functions of RHEL set one.
  const isSet = [...statements].some(offset => trail?.visits.get(offset)?.library);
  return [
    ...(others.length > 0 ? [`unset ${others.join(' ')}`] : []),
    ...(names.includes('PATH') && !isSet ? [`PATH=${USUAL_PATH}`] : []),
  ];
}

/** What systemd or the manager's own environment may give besides (systemd.exec(5), ENVIRONMENT VARIABLES IN SPAWNED PROCESSES). */
const OF_EVERY_PROCESS = /^(?:HOME|LANG|LANGUAGE|LC_\w+|LOGNAME|PATH|SHELL|TERM|TZ|USER)$/;

function spansOf(input: MapInput, offsets: ReadonlySet<number>): readonly Span[] {
  return [...offsets].sort((a, b) => a - b).map(offset => input.source.lines.span(offset, offset + 1));
}

/** The helper is read by the same shell as the script. */
function shebangOf(source: Source): string {
  return `#!${shellOf(source)}${isReadWithErrexit(source) ? ' -e' : ''}`;
}

/** `lines 9-12 and 33`. */
export function lineList(spans: readonly Span[]): string {
  const lines = [...new Set(spans.map(span => span.line))].sort((a, b) => a - b);
  const ranges: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const from = lines[i] ?? 0;
    while (i + 1 < lines.length && (lines[i + 1] ?? 0) <= (lines[i] ?? 0) + 1) i++;
    const to = lines[i] ?? 0;
    ranges.push(from === to ? `${from}` : `${from}-${to}`);
  }
  if (ranges.length > 6) return `${lines.length} lines from ${lines[0]} to ${lines.at(-1)}`;
  const last = ranges.pop();
  return `line${lines.length === 1 ? '' : 's'} ${ranges.length > 0 ? `${ranges.join(', ')} and ` : ''}${last}`;
}
