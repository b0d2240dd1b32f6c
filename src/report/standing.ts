import type { Tier } from '../model/service.ts';
import type { BaselineReport, DecisionsReport, EarlierFinding, FindingReport, ServiceReport } from './document.ts';

/** An earlier report, as much of it as a comparison needs. */
export interface EarlierReport {
  readonly sha256: string;
  readonly services: readonly { readonly name: string; readonly tier: Tier }[];
  readonly findings: readonly EarlierFinding[];
}

/** An entry of the decisions file. `code` and `service` say which findings, `fingerprint` which one of several. */
export interface Decision {
  readonly code: string;
  readonly service: string;
  readonly fingerprint?: string;
  readonly acceptedBy: string;
  readonly reason: string;
  readonly until: string;
  /** Where it stands in the file. */
  readonly line: number;
}

/** What people have said or seen before about the findings of a run. */
export interface Standing {
  readonly baseline?: EarlierReport;
  readonly decisions?: { readonly sha256: string; readonly today: string; readonly list: readonly Decision[] };
}

/** The services with each finding's standing: known from the baseline, decided, open. */
export function withStanding(services: readonly ServiceReport[], standing: Standing): readonly ServiceReport[] {
  const earlier = standing.baseline && byFingerprint(standing.baseline.findings);
  const { decisions } = standing;
  if (!earlier && !decisions) return services;
  return services.map(service => ({
    ...service,
    findings: service.findings.map(finding => {
      const state = earlier && stateOf(finding, earlier);
      const found = decisions && best(decisions.list.filter(one => isAbout(one, service.name, finding)));
      const expired = found !== undefined && decisions !== undefined && isExpired(found, decisions.today);
      return {
        ...finding,
        ...(state && { state }),
        ...(found && {
          decision: { acceptedBy: found.acceptedBy, reason: found.reason, until: found.until, expired },
        }),
        open: (state === undefined || state === 'new') && (found === undefined || expired),
      };
    }),
  }));
}

/** The baseline against the findings of now. */
export function baselineReport(services: readonly ServiceReport[], baseline: EarlierReport): BaselineReport {
  const findings = services.flatMap(service => service.findings);
  const now = new Set(findings.map(({ fingerprint }) => fingerprint));
  const count = (state: FindingReport['state']): number => findings.filter(finding => finding.state === state).length;
  return {
    sha256: baseline.sha256,
    new: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    fixed: baseline.findings.filter(({ fingerprint }) => !now.has(fingerprint)),
  };
}

/** Every entry of the decisions file with what became of it: none of them is passed over in silence. */
export function decisionsReport(
  services: readonly ServiceReport[],
  { sha256, today, list }: NonNullable<Standing['decisions']>,
): DecisionsReport {
  return {
    sha256,
    today,
    list: list.map(decision => {
      const findings = services.flatMap(service =>
        service.findings.filter(finding => isAbout(decision, service.name, finding)),
      ).length;
      const state = findings === 0 ? 'unused' : isExpired(decision, today) ? 'expired' : 'in-force';
      return { ...decision, state, findings };
    }),
  };
}

/** Whether an axis of a finding is not what it was. */
export function stateOf(
  finding: Omit<EarlierFinding, 'service' | 'accepted'>,
  earlier: ReadonlyMap<string, EarlierFinding>,
): 'new' | 'changed' | 'unchanged' {
  const before = earlier.get(finding.fingerprint);
  if (!before) return 'new';
  const same =
    before.severity === finding.severity &&
    before.category === finding.category &&
    before.confidence === finding.confidence &&
    before.effort === finding.effort;
  return same ? 'unchanged' : 'changed';
}

export function byFingerprint(findings: readonly EarlierFinding[]): ReadonlyMap<string, EarlierFinding> {
  return new Map(findings.map(finding => [finding.fingerprint, finding]));
}

function isAbout(decision: Decision, service: string, finding: FindingReport): boolean {
  return (
    decision.code === finding.code &&
    decision.service === service &&
    (decision.fingerprint === undefined || decision.fingerprint === finding.fingerprint)
  );
}

/** The one that holds longest: a renewed decision stands beside the one that it renews. */
function best(list: readonly Decision[]): Decision | undefined {
  return list.reduce<Decision | undefined>((a, b) => (a === undefined || b.until > a.until ? b : a), undefined);
}

/** Dates of the form YYYY-MM-DD are in the order of time as text. */
function isExpired({ until }: Decision, today: string): boolean {
  return until < today;
}
