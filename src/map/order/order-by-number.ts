import { type Note, note } from '../../base/finding.ts';
import type { Span } from '../../base/span.ts';
import type { Directive } from '../../unit/unit.ts';

/** A script of the batch in the row of start numbers. */
export interface Numbered {
  readonly unit: string;
  readonly start: number;
  /** Run levels in which rc started it; none for one that was off. */
  readonly levels: readonly string[];
  /** Was it on? Only what starts can hold a place in the row. */
  readonly on: boolean;
  /** Is the number its order? Not where names in an LSB header are, and not before sysinit.target. */
  readonly follows: boolean;
  /** Where the number stands. */
  readonly span: Span | undefined;
}

export interface NumberOrder {
  readonly directive: Directive;
  readonly note: Note;
}

/** Units that a finding names before it counts. */
const NAMED = 4;

/**
 * Order by start numbers: rc ran one script after the other. In: the row, and the order that the units have already.
 * Out: for each unit an After= with the nearest ones before it that are on in a level of its own, less those that it
 * waits for anyway: as few words as say it, and never one that closes a circle.
 */
export function orderByNumbers(
  row: readonly Numbered[],
  order: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, NumberOrder> {
  const after = new Map([...order].map(([unit, others]) => [unit, new Set(others)]));
  const on = new Set(row.filter(one => one.on).map(({ unit }) => unit));
  const waiting = reversed(after);
  const sorted = [...row].sort((a, b) => a.start - b.start || (a.unit < b.unit ? -1 : 1));
  const found = new Map<string, NumberOrder>();
  for (const one of sorted) {
    if (!one.follows) continue;
    const own = after.get(one.unit) ?? new Set<string>();
    after.set(one.unit, own);
    const words: Numbered[] = [];
    const reached = waitsFor(after, one.unit, on);
    // What it comes to wait for here changes nothing of who waits for it.
    const followers = waitsFor(waiting, one.unit);
    for (const other of sorted.filter(before => comesBefore(before, one)).reverse()) {
      if (reached.has(other.unit) || followers.has(other.unit)) continue;
      words.push(other);
      own.add(other.unit);
      waiting.set(other.unit, (waiting.get(other.unit) ?? new Set()).add(one.unit));
      reached.add(other.unit);
      for (const unit of waitsFor(after, other.unit, on)) reached.add(unit);
    }
    const entry = words.length > 0 ? entryOf(one, words) : undefined;
    if (entry) found.set(one.unit, entry);
  }
  return found;
}

/** One that was off had no level; when somebody starts it, it comes behind all that are smaller. */
function comesBefore(other: Numbered, one: Numbered): boolean {
  if (!other.on || other.start >= one.start) return false;
  return !one.on || other.levels.some(level => one.levels.includes(level));
}

/** Who waits for a unit, for each that somebody waits for. */
function reversed(after: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const waiting = new Map<string, Set<string>>();
  for (const [unit, others] of after)
    for (const other of others) waiting.set(other, (waiting.get(other) ?? new Set()).add(unit));
  return waiting;
}

/** All that a unit waits for, over units that start; over all units where none are given. */
function waitsFor(
  after: ReadonlyMap<string, ReadonlySet<string>>,
  unit: string,
  on?: ReadonlySet<string>,
): Set<string> {
  const found = new Set<string>();
  const queue = [unit];
  for (const one of queue)
    for (const next of after.get(one) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      if (!on || on.has(next)) queue.push(next);
    }
  return found;
}

function entryOf(one: Numbered, words: readonly Numbered[]): NumberOrder {
  const shown = words.slice(0, NAMED).map(({ unit, start }) => `${unit} (${start})`);
  const rest = words.length - shown.length;
  return {
    directive: {
      section: 'Unit',
      name: 'After',
      value: words.map(({ unit }) => unit).join(' '),
      evidence: one.span ? [one.span] : [],
      confidence: 'inferred',
      by: 'map/order-by-number',
    },
    note: note('SV311', one.span, {
      start: `${one.start}`,
      others: `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    }),
  };
}
