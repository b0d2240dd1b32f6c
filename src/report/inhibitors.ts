import { SEVERITIES, type Severity } from '../base/finding.ts';
import type { ReportDocument } from './document.ts';

type Inhibitor = ReportDocument['inhibitors'][number];

/** What stands in the way, by rule. */
export interface InhibitorGroup {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly findings: readonly Inhibitor[];
  /** Names of services, each once. */
  readonly services: readonly string[];
}

/** Inhibitors by rule: the gravest first, of these the most frequent. */
export function inhibitorGroups({
  inhibitors,
  rules,
}: Pick<ReportDocument, 'inhibitors' | 'rules'>): readonly InhibitorGroup[] {
  const names = new Map(rules.map(({ code, name }) => [code, name]));
  const groups = new Map<string, Inhibitor[]>();
  for (const one of inhibitors) groups.set(one.code, [...(groups.get(one.code) ?? []), one]);
  const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);
  return [...groups]
    .map(([code, findings]) => ({
      code,
      name: names.get(code) ?? '',
      severity: findings.map(({ severity }) => severity).sort((a, b) => rank(a) - rank(b))[0] ?? 'high',
      findings,
      services: [...new Set(findings.map(({ service }) => service))],
    }))
    .sort(
      (a, b) =>
        rank(a.severity) - rank(b.severity) || b.findings.length - a.findings.length || (a.code < b.code ? -1 : 1),
    );
}
