import type { Span } from '../base/span.ts';
import { type Condition, negate } from '../model/behaviour.ts';
import type { NoiseReason } from '../model/effect.ts';

/**
 * The outcome of a test: known from the text, assumed because systemd settles it (a start finds nothing running),
 * or open: only the run knows.
 */
export type Truth =
  | { readonly kind: 'known'; readonly value: boolean }
  | { readonly kind: 'assumed'; readonly value: boolean; readonly reason: NoiseReason }
  | { readonly kind: 'open'; readonly condition: Condition };

/** The exit status of the last command. */
export type Status =
  | { readonly kind: 'code'; readonly code: number }
  /** `otherwise`: the code where it does not hold, if it is not 1. */
  | { readonly kind: 'truth'; readonly truth: Truth; readonly otherwise?: number }
  /** That of an effect, by id: zero when it succeeded; `fails`: what a function says of it where it did not. */
  | { readonly kind: 'effect'; readonly id: number; readonly fails?: number }
  | { readonly kind: 'unknown' };

export const SUCCESS: Status = { kind: 'code', code: 0 };
export const FAILURE: Status = { kind: 'code', code: 1 };

export function known(value: boolean): Truth {
  return { kind: 'known', value };
}

export function assumed(value: boolean, reason: NoiseReason): Truth {
  return { kind: 'assumed', value, reason };
}

export function open(condition: Condition): Truth {
  return { kind: 'open', condition };
}

export function opaque(reason: string, span: Span): Truth {
  return open({ kind: 'opaque', reason, span });
}

/** That of `cd`: a unit enters its directory or fails. */
export const ENTERED: Status = { kind: 'truth', truth: { kind: 'assumed', value: true, reason: 'systemd does this' } };

/** `! cd /srv/acme`: the same question. */
export const NOT_ENTERED: Status = {
  kind: 'truth',
  truth: { kind: 'assumed', value: false, reason: 'systemd does this' },
};

/** What a test on this status would say. */
export function truthOf(status: Status, span: Span): Truth {
  switch (status.kind) {
    case 'code':
      return known(status.code === 0);
    case 'truth':
      return status.truth;
    case 'effect':
      return open({ kind: 'status', of: status.id, span });
    case 'unknown':
      return opaque('exit status of a command', span);
  }
}

export function statusOf(truth: Truth): Status {
  return truth.kind === 'known' ? (truth.value ? SUCCESS : FAILURE) : { kind: 'truth', truth };
}

export function not(truth: Truth): Truth {
  if (truth.kind !== 'open') return { ...truth, value: !truth.value };
  return open(negate(truth.condition));
}

/** `a && b` (or `a || b`) for tests without side effects. */
export function combine(operator: 'and' | 'or', left: Truth, right: Truth, span: Span): Truth {
  const decides = operator === 'or';
  if (left.kind !== 'open' && left.value === decides) return left;
  if (right.kind !== 'open' && right.value === decides) return right;
  if (left.kind !== 'open') return right.kind === 'known' ? left : right;
  if (right.kind !== 'open') return left;
  return open({ kind: operator, of: [left.condition, right.condition], span });
}
