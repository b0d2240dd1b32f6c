/**
 * How sure the tool is. `proved`: the script's text decides it and the unit was checked to do the same;
 * `inferred`: follows from the text under the usual meaning; `assumed`: a default where the text is silent;
 * `unknown`: could not be found out.
 */
export type Confidence = 'proved' | 'inferred' | 'assumed' | 'unknown';

const ORDER: readonly Confidence[] = ['proved', 'inferred', 'assumed', 'unknown'];

/** The less sure of several confidences; `proved` for none. */
export function weakest(...levels: readonly Confidence[]): Confidence {
  return ORDER[Math.max(0, ...levels.map(level => ORDER.indexOf(level)))] ?? 'unknown';
}
