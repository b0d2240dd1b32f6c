import type { Confidence } from '../base/confidence.ts';
import type { Category, Severity } from '../base/finding.ts';
import type { Place } from '../model/behaviour.ts';
import type { ActionOutcome, Disposition, Tier } from '../model/service.ts';

/** Raised whenever a reader of report.json must change. */
export const SCHEMA_VERSION = 1;

/** What every rendering of a report is made of. Plain JSON, in the order in which it is to be read. */
export interface ReportDocument {
  readonly schemaVersion: number;
  readonly tool: { readonly name: string; readonly version: string };
  /** Only where the caller asks for it: the same input gives the same bytes. */
  readonly generated?: string;
  readonly target: { readonly name: string; readonly systemd: string };
  readonly summary: Summary;
  /** What stands in the way of a deployment: every finding that is critical or high. */
  readonly inhibitors: readonly (FindingReport & { readonly service: string })[];
  readonly services: readonly ServiceReport[];
  readonly files: readonly FileReport[];
}

export interface Summary {
  readonly services: number;
  readonly tiers: Readonly<Record<Tier, number>>;
  readonly dispositions: Readonly<Record<Disposition, number>>;
  readonly confidence: Readonly<Record<Confidence, number>>;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly statements: { readonly total: number; readonly places: Readonly<Record<Place, number>> };
}

export interface Location {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

export interface FindingReport {
  readonly code: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly confidence: Confidence;
  readonly message: string;
  readonly remediation: string;
  readonly location?: Location;
}

export interface DirectiveReport {
  readonly unit: string;
  readonly section: string;
  readonly name: string;
  readonly value: string;
  readonly evidence: readonly Location[];
  readonly confidence: Confidence;
  readonly by: string;
}

export interface StatementReport {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly place: Place;
  readonly detail: string;
  readonly actions: readonly string[];
}

export interface ServiceReport {
  readonly name: string;
  readonly source: { readonly path: string; readonly sha256: string };
  readonly tier: Tier;
  readonly reason: string;
  readonly disposition: Disposition;
  readonly confidence: Confidence;
  /** Paths below the output folder. */
  readonly units: readonly string[];
  readonly helpers: readonly string[];
  readonly actions: readonly {
    readonly name: string;
    readonly kind: ActionOutcome['kind'];
    readonly becomes: string;
    readonly evidence: readonly Location[];
  }[];
  /** What the unit reads at each start, and what it starts from. */
  readonly settings: { readonly files: readonly string[]; readonly defaults: readonly string[] };
  readonly statements: {
    readonly total: number;
    readonly places: Readonly<Record<Place, number>>;
    readonly list: readonly StatementReport[];
  };
  readonly findings: readonly FindingReport[];
  readonly directives: readonly DirectiveReport[];
}

export interface FileReport {
  readonly path: string;
  readonly kind: string;
  /** Octal, four digits. */
  readonly mode: string;
  readonly sha256: string;
  /** For renderings that show the file; not part of report.json, beside which the file itself lies. */
  readonly content: string;
}
