import type { Span } from '../base/span.ts';

/**
 * A string whose text may be known only in part. Variables hold values; argv is a list of fields.
 * Values are immutable and shared.
 */
export interface Value {
  readonly parts: readonly Part[];
}

export type Part =
  /** Known text. */
  | { readonly kind: 'literal'; readonly text: string; readonly quoted?: boolean }
  /** A variable that a settings file may set, read again at every start. */
  | {
      readonly kind: 'setting';
      readonly name: string;
      readonly quoted?: boolean;
      /** How often a shell evaluated the value: 1 is a plain `$X`, 2 is `eval`, `su -c "… $X"` or `daemon $X`. */
      readonly depth?: number;
    }
  /** The exit status of an effect, by its id. */
  | { readonly kind: 'status'; readonly of: number; readonly fails?: number; readonly quoted?: boolean }
  /** A process id of the service: from a pid file, `$!`, or a look-up by name. */
  | { readonly kind: 'pid'; readonly from: PidSource; readonly quoted?: boolean }
  /** One of several texts, decided by something that only the run knows. */
  | { readonly kind: 'choice'; readonly among: readonly Value[]; readonly quoted?: boolean }
  /** Only the run knows, and why. */
  | {
      readonly kind: 'unknown';
      readonly reason: string;
      readonly span?: Span;
      readonly quoted?: boolean;
      /** The only texts that it may be, or those that it is not, where that much is known. */
      readonly only?: readonly string[];
      readonly never?: readonly string[];
      /** It tells what this process executes, as `/proc/PID/cmdline` does: nothing where that does not run. */
      readonly program?: PidSource;
      /** It is the number of processes of this kind: 0 where the service does not run. */
      readonly counts?: PidSource;
    };

export type PidSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'background' }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'self' };

/** One word of an argv after expansion. An unquoted setting in it still splits at run time. */
export type Field = Value;

export const EMPTY: Value = { parts: [] };

export function literal(text: string): Value {
  return text === '' ? EMPTY : { parts: [{ kind: 'literal', text }] };
}

export function unknown(reason: string, span?: Span): Value {
  return { parts: [{ kind: 'unknown', reason, ...(span && { span }) }] };
}

const RANDOM = 'a random number';

/** What `$RANDOM` is: another number at each look. */
export const DRAWN: Value = unknown(RANDOM);

/** Is a part of it drawn anew at each look? */
export function isDrawn(value: Value | undefined): boolean {
  return value?.parts.some(part => part.kind === 'unknown' && part.reason === RANDOM) ?? false;
}

export function setting(name: string): Value {
  return { parts: [{ kind: 'setting', name }] };
}

/** What a variable holds has no quotes left: it splits again wherever it is used without. */
export function unquoted(value: Value): Value {
  return { parts: value.parts.map(part => (part.quoted ? { ...part, quoted: false } : part)) };
}

/** The text of a fully known value, or undefined. */
export function textOf(value: Value): string | undefined {
  let text = '';
  for (const part of value.parts) {
    if (part.kind !== 'literal') return undefined;
    text += part.text;
  }
  return text;
}

/** Join values into one, merging neighbouring literals of the same quoting. */
export function concat(...values: readonly Value[]): Value {
  const [first] = values;
  if (first && values.length === 1 && first.parts.length < 2) return first;
  const parts: Part[] = [];
  for (const value of values)
    for (const part of value.parts) {
      const last = parts.at(-1);
      if (last?.kind === 'literal' && part.kind === 'literal' && !last.quoted === !part.quoted)
        parts[parts.length - 1] = { ...last, text: last.text + part.text };
      else parts.push(part);
    }
  return { parts };
}

/** Same parts in the same order; quoting of parts counts only where the part can still split. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b || a.parts === b.parts) return true;
  const left = textOf(a);
  if (left !== undefined) return left === textOf(b);
  return a.parts.length === b.parts.length && a.parts.every((part, i) => samePart(part, b.parts[i]));
}

function samePart(a: Part, b: Part | undefined): boolean {
  if (a === b) return true;
  if (!b || a.kind !== b.kind || !a.quoted !== !b.quoted) return false;
  switch (a.kind) {
    case 'literal':
      return a.text === (b as typeof a).text;
    case 'setting':
      return a.name === (b as typeof a).name && (a.depth ?? 1) === ((b as typeof a).depth ?? 1);
    case 'status':
      return a.of === (b as typeof a).of;
    case 'unknown':
      return a.reason === (b as typeof a).reason;
    case 'pid':
      return JSON.stringify(a.from) === JSON.stringify((b as typeof a).from);
    case 'choice': {
      const other = (b as typeof a).among;
      return a.among.length === other.length && a.among.every((value, i) => sameValue(value, other[i] ?? EMPTY));
    }
  }
}

/** Names of the settings that a value reads, without repeats. */
export function settingsIn(value: Value): readonly string[] {
  const names = new Set<string>();
  const visit = (inner: Value): void => {
    for (const part of inner.parts) {
      if (part.kind === 'setting') names.add(part.name);
      else if (part.kind === 'choice') part.among.forEach(visit);
    }
  };
  visit(value);
  return [...names];
}

/**
 * A function of values that works once for each of them. Values are shared: a choice that grows by a test at a time is
 * inside of many others, and on more paths than there are values.
 */
export function remembered<T>(make: (value: Value) => T): (value: Value) => T {
  const made = new WeakMap<Value, T>();
  return value => {
    const before = made.get(value);
    if (before !== undefined) return before;
    const now = make(value);
    made.set(value, now);
    return now;
  };
}

/** The value for people: literals as they are, settings as `$NAME`, the rest in angle brackets. */
export function describe(value: Value): string {
  return textOf(value) ?? describeOpen(value);
}

const describeOpen = remembered(value => value.parts.map(describePart).join(''));

function describePart(part: Part): string {
  switch (part.kind) {
    case 'literal':
      return part.text;
    case 'setting':
      return `$${part.name}`;
    case 'choice':
      return `<${part.among.map(describe).join('|')}>`;
    case 'status':
      return '<status>';
    case 'pid':
      return '<pid>';
    case 'unknown':
      return `<${part.reason}>`;
  }
}
