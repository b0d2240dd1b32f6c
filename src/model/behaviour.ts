import type { Note } from '../base/finding.ts';
import type { Span } from '../base/span.ts';
import type { Effect } from './effect.ts';
import { type Field, settingsIn } from './word.ts';

/** A condition that the interpreter could not decide, in the terms that a unit may test. */
export type Condition =
  | { readonly kind: 'file'; readonly test: FileTest; readonly path: Field; readonly span: Span }
  /** A test on settings: the argv of test(1) without `[`. */
  | { readonly kind: 'setting'; readonly argv: readonly Field[]; readonly span: Span }
  /** The exit status of an effect is zero. */
  | { readonly kind: 'status'; readonly of: number; readonly span: Span }
  | { readonly kind: 'not'; readonly of: Condition; readonly span: Span }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[]; readonly span: Span }
  | { readonly kind: 'opaque'; readonly reason: string; readonly span: Span };

export type FileTest =
  | 'exists'
  | 'file'
  | 'directory'
  | 'executable'
  | 'readable'
  | 'writable'
  | 'not-empty'
  | 'link'
  | 'socket'
  | 'other';

/** What an action does, in order. Branches keep their guards; nothing is enumerated per path. */
export type Step =
  | { readonly kind: 'effect'; readonly effect: Effect }
  | {
      readonly kind: 'branch';
      readonly condition: Condition;
      readonly then: readonly Step[];
      readonly otherwise: readonly Step[];
      readonly span: Span;
      readonly key?: string;
      /** The action ends with this where it came by one side, which goes on. */
      readonly error?: { readonly side: 'then' | 'otherwise'; readonly code: number };
    }
  /** A function of the script was called; `return` inside leaves this step only. */
  | { readonly kind: 'call'; readonly name: string; readonly body: readonly Step[]; readonly span: Span }
  /** A loop that could not be unrolled; its body as seen once. */
  | {
      readonly kind: 'loop';
      readonly body: readonly Step[];
      readonly span: Span;
      readonly waiting: boolean;
      readonly forever?: boolean;
    }
  /** Commands joined by a pipe. */
  | { readonly kind: 'pipe'; readonly body: readonly Step[]; readonly span: Span }
  /** The script ends here. `code` undefined: only the run knows. */
  | { readonly kind: 'exit'; readonly code?: number; readonly span: Span }
  | { readonly kind: 'return'; readonly code?: number; readonly span: Span };

/** One action of the script, interpreted. */
export interface Behaviour {
  readonly action: string;
  readonly steps: readonly Step[];
  readonly notes: readonly Note[];
}

/** Where a statement ended for one action, worst last. */
export const PLACES = ['noise', 'directive', 'guard', 'helper', 'lost'] as const;
export type Place = (typeof PLACES)[number] | 'unreached' | 'definition';

/** A condition without `not`, `and` and `or`. */
export type Test = Exclude<Condition, { readonly kind: 'not' | 'and' | 'or' }>;

/** The tests that a condition is made of, in their order, whichever way they count. */
export function testsIn(condition: Condition): readonly Test[] {
  switch (condition.kind) {
    case 'not':
      return testsIn(condition.of);
    case 'and':
    case 'or':
      return condition.of.flatMap(testsIn);
    case 'file':
    case 'setting':
    case 'status':
    case 'opaque':
      return [condition];
  }
}

export function negate(condition: Condition): Condition {
  return condition.kind === 'not' ? condition.of : { kind: 'not', of: condition, span: condition.span };
}

/** Settings that a condition asks for. */
export function settingsOf(condition: Condition): readonly string[] {
  return testsIn(condition).flatMap(one => (one.kind === 'setting' ? one.argv.flatMap(settingsIn) : []));
}
