import { type Confidence, weakest } from '../../base/confidence.ts';
import type { Finding } from '../../base/finding.ts';

/** Codes that say that the text itself was not fully understood: then nothing is proved. */
const DOUBTS = new Set([
  'SV116',
  'SV242',
  'SV247',
  'SV248',
  'SV257',
  'SV261',
  'SV263',
  'SV436',
  'SV901',
  'SV903',
  'SV904',
  'SV905',
]);

/** Proved is only what the check of the unit found equal, where all of the script was understood. */
export function serviceConfidence(
  mapped: { readonly confidence: Confidence },
  findings: readonly Pick<Finding, 'code' | 'category'>[],
  differences: readonly unknown[] | undefined,
): Confidence {
  const checked: Confidence = differences?.length === 0 ? 'proved' : differences === undefined ? 'inferred' : 'assumed';
  const understood: Confidence = findings.some(finding => DOUBTS.has(finding.code)) ? 'inferred' : 'proved';
  return weakest(mapped.confidence, checked, understood, lostConfidence(findings));
}

function lostConfidence(findings: readonly Pick<Finding, 'code' | 'category'>[]): Confidence {
  return findings.some(finding => finding.category === 'lost') ? 'assumed' : 'proved';
}
