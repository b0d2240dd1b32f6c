import { PLACES, type Place } from '../model/behaviour.ts';

/** What became of a line: the worst place of its statements, or what the line is where it has none. */
export type LineKind = Place | 'comment' | 'syntax' | 'blank';

/** A statement as far as its lines depend on it. */
interface Placed {
  readonly line: number;
  readonly endLine: number;
  readonly place: Place;
  readonly detail: string;
}

/** Lines with one fate, from `line` on. */
export interface LineRun {
  readonly line: number;
  readonly kind: LineKind;
  /** What the statements of these lines became, the worst first; each with its number of statements. */
  readonly notes: readonly { readonly place: Place; readonly detail: string; readonly count: number }[];
  readonly text: readonly string[];
  /** Positions of the directives that came from these lines. */
  readonly directives: readonly number[];
}

/** A run while it grows. */
interface Draft {
  readonly line: number;
  readonly kind: LineKind;
  readonly notes: { readonly place: Place; readonly detail: string; count: number }[];
  readonly text: string[];
  readonly directives: readonly number[];
}

const ORDER: readonly Place[] = ['unreached', 'definition', ...PLACES];

/**
 * The lines of a script in runs of one fate. In: the text, its statements with their places, and for each directive
 * the lines that it came from. A statement counts at the line where it begins, and colours all of its lines, so that
 * the counts of the runs add up to all statements.
 */
export function lineRuns(
  text: string,
  statements: readonly Placed[],
  evidence: readonly (readonly Pick<Placed, 'line' | 'endLine'>[])[] = [],
): readonly LineRun[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const starts = new Map<number, Placed[]>();
  const covering = new Map<number, Placed[]>();
  for (const statement of statements) {
    push(starts, statement.line, statement);
    for (let line = statement.line; line <= Math.min(statement.endLine, lines.length); line++)
      push(covering, line, statement);
  }
  const sources = new Map<number, number[]>();
  for (const [directive, places] of evidence.entries())
    for (const { line, endLine } of places)
      for (let at = line; at <= Math.min(endLine, lines.length); at++) push(sources, at, directive);
  const runs: (Draft & { readonly key: string })[] = [];
  for (const [at, line] of lines.entries()) {
    const own = covering.get(at + 1) ?? [];
    const kind = own.length > 0 ? worst(own) : bare(line);
    const keys = new Set(own.map(({ place, detail }) => `${place}\0${detail}`));
    const directives = [...new Set(sources.get(at + 1) ?? [])];
    const key = `${kind}\0${directives}\0${[...keys].sort().join('\0')}`;
    const last = runs.at(-1);
    const run = last && (last.key === key || joins(kind, directives, last.kind)) ? last : undefined;
    const now = run ?? { line: at + 1, kind, notes: [], text: [], directives, key };
    if (!run) runs.push(now);
    now.text.push(line);
    // A line in the middle of a statement has it too, as none that begins here.
    for (const statement of own) {
      const note = now.notes.find(({ place, detail }) => place === statement.place && detail === statement.detail);
      const count = starts.get(at + 1)?.includes(statement) ? 1 : 0;
      if (note) note.count += count;
      else now.notes.push({ place: statement.place, detail: statement.detail, count });
    }
  }
  return runs.map(({ line, kind, notes, text: own, directives }) => ({
    line,
    kind,
    notes: notes.sort((a, b) => ORDER.indexOf(b.place) - ORDER.indexOf(a.place)),
    text: own,
    directives,
  }));
}

function worst(statements: readonly Placed[]): Place {
  const at = Math.max(...statements.map(({ place }) => ORDER.indexOf(place)));
  return ORDER[at] ?? 'unreached';
}

/** Blank lines, comments and words of the shell such as `fi` go with the run above: they have no fate of their own. */
function joins(kind: LineKind, directives: readonly number[], above: LineKind): boolean {
  if (directives.length > 0) return false;
  return kind === 'blank' || ((kind === 'syntax' || kind === 'comment') && above !== 'comment' && above !== 'syntax');
}

function bare(line: string): LineKind {
  if (/^\s*$/.test(line)) return 'blank';
  return /^\s*#/.test(line) ? 'comment' : 'syntax';
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
