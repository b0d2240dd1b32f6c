import type { Severity } from '../base/finding.ts';
import type { Tier } from '../model/service.ts';
import type { EarlierFinding } from './document.ts';
import { byFingerprint, type EarlierReport, stateOf } from './standing.ts';

/** In the order in which people want to read them. */
export const STATES = ['new', 'changed', 'fixed', 'unchanged'] as const;
type State = (typeof STATES)[number];

type Axes = Pick<EarlierFinding, 'severity' | 'category' | 'confidence' | 'effort'>;

/** A finding of either report; `was` where an axis of it has changed. */
export interface ComparedFinding extends EarlierFinding {
  readonly state: State;
  readonly was?: Axes;
}

interface NamedTier {
  readonly name: string;
  readonly tier: Tier;
}

/** What `diff` prints, also as JSON. */
export interface Comparison {
  readonly before: { readonly sha256: string };
  readonly after: { readonly sha256: string };
  readonly summary: Readonly<Record<State, number>>;
  readonly services: {
    readonly added: readonly NamedTier[];
    readonly removed: readonly NamedTier[];
    readonly changed: readonly { readonly name: string; readonly was: Tier; readonly now: Tier }[];
  };
  readonly findings: readonly ComparedFinding[];
  /** New findings that no decision has accepted, by severity: what --fail-on counts. */
  readonly open: Readonly<Partial<Record<Severity, number>>>;
}

/** Two reports, finding by finding: those are the same that have the same fingerprint. */
export function compareReports(before: EarlierReport, after: EarlierReport): Comparison {
  const earlier = byFingerprint(before.findings);
  const now = byFingerprint(after.findings);
  const findings = [
    ...after.findings.map((finding): ComparedFinding => {
      const state = stateOf(finding, earlier);
      const was = earlier.get(finding.fingerprint);
      return { state, ...finding, ...(state === 'changed' && was && { was: axes(was) }) };
    }),
    ...before.findings
      .filter(({ fingerprint }) => !now.has(fingerprint))
      .map((finding): ComparedFinding => ({ state: 'fixed', ...finding })),
  ];
  const open: Partial<Record<Severity, number>> = {};
  for (const { state, accepted, severity } of findings)
    if (state === 'new' && !accepted) open[severity] = (open[severity] ?? 0) + 1;
  const [tiersBefore, tiersNow] = [before, after].map(({ services }) => new Map(services.map(one => [one.name, one])));
  const count = (state: State): number => findings.filter(finding => finding.state === state).length;
  return {
    before: { sha256: before.sha256 },
    after: { sha256: after.sha256 },
    summary: { new: count('new'), changed: count('changed'), fixed: count('fixed'), unchanged: count('unchanged') },
    services: {
      added: after.services.filter(({ name }) => !tiersBefore?.has(name)),
      removed: before.services.filter(({ name }) => !tiersNow?.has(name)),
      changed: after.services.flatMap(({ name, tier }) => {
        const was = tiersBefore?.get(name)?.tier;
        return was !== undefined && was !== tier ? [{ name, was, now: tier }] : [];
      }),
    },
    findings,
    open,
  };
}

function axes({ severity, category, confidence, effort }: EarlierFinding): Axes {
  return { severity, category, confidence, effort };
}
