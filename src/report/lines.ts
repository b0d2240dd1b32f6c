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
}

/** A run while it grows. */
interface Draft {
  readonly line: number;
  readonly kind: LineKind;
  readonly notes: { readonly place: Place; readonly detail: string; count: number }[];
  readonly text: string[];
}

const ORDER: readonly Place[] = ['unreached', 'definition', ...PLACES];

/**
 * The lines of a script in runs of one fate. In: the text, and its statements with their places. A statement counts at
 * the line where it begins, and colours all of its lines, so that the counts of the runs add up to all statements.
 */
export function lineRuns(text: string, statements: readonly Placed[]): readonly LineRun[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const starts = new Map<number, Placed[]>();
  const covering = new Map<number, Placed[]>();
  for (const statement of statements) {
    push(starts, statement.line, statement);
    for (let line = statement.line; line <= Math.min(statement.endLine, lines.length); line++)
      push(covering, line, statement);
  }
  const runs: (Draft & { readonly key: string })[] = [];
  for (const [at, line] of lines.entries()) {
    const own = covering.get(at + 1) ?? [];
    const kind = own.length > 0 ? worst(own) : bare(line);
    const keys = new Set(own.map(({ place, detail }) => `${place}\0${detail}`));
    const key = `${kind}\0${[...keys].sort().join('\0')}`;
    const last = runs.at(-1);
    // A blank line needs no run of its own: it goes with the line above.
    const run =
      last && (kind === 'blank' || last.key === key) ? last : { line: at + 1, kind, notes: [], text: [], key };
    if (run !== last) runs.push(run);
    run.text.push(line);
    // A line in the middle of a statement has it too, as none that begins here.
    for (const statement of own) {
      const note = run.notes.find(({ place, detail }) => place === statement.place && detail === statement.detail);
      const count = starts.get(at + 1)?.includes(statement) ? 1 : 0;
      if (note) note.count += count;
      else run.notes.push({ place: statement.place, detail: statement.detail, count });
    }
  }
  return runs.map(({ line, kind, notes, text: own }) => ({
    line,
    kind,
    notes: notes.sort((a, b) => ORDER.indexOf(b.place) - ORDER.indexOf(a.place)),
    text: own,
  }));
}

function worst(statements: readonly Placed[]): Place {
  const at = Math.max(...statements.map(({ place }) => ORDER.indexOf(place)));
  return ORDER[at] ?? 'unreached';
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
