import type { Span } from './span.ts';

/**
 * How sure the tool is. `proved`: the script's text decides it and the unit was checked to do the same;
 * `inferred`: follows from the text under the usual meaning; `assumed`: a default where the text is silent;
 * `unknown`: could not be found out.
 */
export type Confidence = 'proved' | 'inferred' | 'assumed' | 'unknown';

const ORDER: readonly Confidence[] = ['proved', 'inferred', 'assumed', 'unknown'];

/** A value with the source it came from, how sure it is, and the pass that made it. */
export interface Traced<T> {
  readonly value: T;
  readonly evidence: readonly Span[];
  readonly confidence: Confidence;
  readonly by: string;
}

/** The less sure of several confidences; `proved` for none. */
export function weakest(...levels: readonly Confidence[]): Confidence {
  return ORDER[Math.max(0, ...levels.map(level => ORDER.indexOf(level)))] ?? 'unknown';
}
