/**
 * How sure the tool is. `proved`: the script's text decides it and the unit was checked to do the same;
 * `inferred`: follows from the text under the usual meaning; `assumed`: a default where the text is silent;
 * `unknown`: could not be found out.
 */
export type Confidence = (typeof CONFIDENCES)[number];

/** From the surest on. */
export const CONFIDENCES = ['proved', 'inferred', 'assumed', 'unknown'] as const;

/** The less sure of several confidences; `proved` for none. */
export function weakest(...levels: readonly Confidence[]): Confidence {
  return CONFIDENCES[Math.max(0, ...levels.map(level => CONFIDENCES.indexOf(level)))] ?? 'unknown';
}
