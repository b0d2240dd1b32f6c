import { SEVERITIES, type Severity } from '../base/finding.ts';
import type { ReportDocument } from '../report/document.ts';

/** Exit statuses. A batch ends with the worst that befell any of its scripts. */
export const EXIT = {
  ok: 0,
  findings: 1,
  usage: 2,
  input: 3,
  internal: 70,
} as const;

/** From which severity on a finding makes the run fail. */
export type FailOn = Severity | 'never';

/** The status of a finished analysis: our own errors go before those of the input, and these before findings. */
export function exitStatus(document: ReportDocument, failOn: FailOn): number {
  if (document.services.some(({ findings }) => findings.some(({ code }) => code === 'SV906'))) return EXIT.internal;
  if (document.summary.tiers.failed > 0) return EXIT.input;
  return reaches(document.summary.open, failOn) ? EXIT.findings : EXIT.ok;
}

/** Is there a finding of at least this severity? */
export function reaches(counts: Readonly<Partial<Record<Severity, number>>>, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  return SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1).some(severity => (counts[severity] ?? 0) > 0);
}
