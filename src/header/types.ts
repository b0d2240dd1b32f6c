import type { Note } from '../base/finding.ts';
import type { Span } from '../base/span.ts';

/** Run levels as rc directories name them. `S` is Debian's boot level (elsewhere: single user), `B` SUSE's boot.d. */
export const LEVELS = ['0', '1', '2', '3', '4', '5', '6', 'S', 'B'] as const;
export type Level = (typeof LEVELS)[number];

/** A value of a header line and the place of that line. */
export interface Spanned<T> {
  readonly value: T;
  readonly span: Span;
}

/** The `chkconfig:` line that counts: the first good one, or the bad one that made chkconfig refuse the file. */
export interface ChkconfigLine {
  /** Empty for `-`. */
  readonly levels: readonly Level[];
  readonly start: number;
  readonly stop: number;
  readonly span: Span;
  /** Why chkconfig refuses the file; the values are then a best guess and count for nothing. */
  readonly rejected?: string;
}

/** `description:` or `description(de):` outside an LSB block, continuation lines joined. */
export interface ChkconfigDescription extends Spanned<string> {
  /** Empty for the plain form. */
  readonly language: string;
}

/** An LSB comment header. A key that the script does not have is absent; one without words is an empty list. */
export interface LsbHeader {
  /** False if the keys stand in comments without a `### BEGIN INIT INFO` line: only chkconfig reads those. */
  readonly present: boolean;
  readonly terminated: boolean;
  readonly span: Span;
  readonly provides?: Spanned<readonly string[]>;
  readonly requiredStart?: Spanned<readonly string[]>;
  readonly requiredStop?: Spanned<readonly string[]>;
  readonly shouldStart?: Spanned<readonly string[]>;
  readonly shouldStop?: Spanned<readonly string[]>;
  readonly startBefore?: Spanned<readonly string[]>;
  readonly startAfter?: Spanned<readonly string[]>;
  readonly stopAfter?: Spanned<readonly string[]>;
  readonly defaultStart?: Spanned<readonly Level[]>;
  readonly defaultStop?: Spanned<readonly Level[]>;
  readonly shortDescription?: Spanned<string>;
  readonly description?: Spanned<string>;
  readonly interactive?: Spanned<boolean>;
  /** Keys that have no field here, by the name that the script uses. */
  readonly others: ReadonlyMap<string, Spanned<string>>;
}

/** Levels in which the header asks for a start, and which comments say so. */
export interface StartLevels {
  readonly levels: readonly Level[];
  readonly from: 'chkconfig' | 'lsb' | 'both' | 'none';
  readonly evidence: readonly Span[];
}

/** Everything that the comments of an init script say about the service. */
export interface Header {
  readonly path: string;
  readonly chkconfig?: ChkconfigLine;
  readonly descriptions: readonly ChkconfigDescription[];
  readonly processNames: readonly Spanned<string>[];
  readonly configs: readonly Spanned<string>[];
  readonly pidFiles: readonly Spanned<string>[];
  readonly hide: boolean;
  readonly lsb?: LsbHeader;
  readonly startLevels: StartLevels;
  readonly notes: readonly Note[];
}

/** Put levels in the order of LEVELS, each once. */
export function sortLevels(levels: Iterable<Level>): readonly Level[] {
  const set = new Set(levels);
  return LEVELS.filter(level => set.has(level));
}

/** Levels as people write them: `345`, `S`, or `-` for none. */
export function showLevels(levels: readonly Level[]): string {
  return levels.length === 0 ? '-' : sortLevels(levels).join('');
}
