import type { Confidence } from '../base/confidence.ts';
import type { Category, Effort, Severity } from '../base/finding.ts';
import type { Place } from '../model/behaviour.ts';
import type { ActionOutcome, Disposition, OtherEnd, Tier } from '../model/service.ts';
import type { BootReport } from './boot.ts';
import type { Grade, Letter } from './grade.ts';
import type { LineRun } from './lines.ts';
import type { SettingUse } from './settings-use.ts';

/** Raised whenever a reader of report.json must change. */
export const SCHEMA_VERSION = 2;

/** What every rendering of a report is made of. Plain JSON, in the order in which it is to be read. */
export interface ReportDocument {
  readonly schemaVersion: number;
  readonly tool: { readonly name: string; readonly version: string };
  /** Only where the caller asks for it: the same input gives the same bytes. */
  readonly generated?: string;
  readonly target: { readonly name: string; readonly systemd: string };
  /** The command line that made the report, as far as it says what was read and how. */
  readonly flags: readonly string[];
  readonly verdict: Verdict;
  readonly summary: Summary;
  /** What stands in the way: findings of what is deployed that are critical or high, unless somebody decided that they may stay. */
  readonly inhibitors: readonly (FindingReport & { readonly service: string })[];
  readonly services: readonly ServiceReport[];
  readonly rules: readonly RuleReport[];
  /** The earlier report that this one was compared with. */
  readonly baseline?: BaselineReport;
  /** The decisions file, entry by entry. */
  readonly decisions?: DecisionsReport;
  readonly boot: BootReport;
  /** Settings files and others that scripts read; the scripts themselves are with their services. */
  readonly read: readonly { readonly path: string; readonly sha256: string }[];
  readonly files: readonly FileReport[];
  /** SHA-256 over the list of all inputs and outputs in the form of sha256sum, sorted by path, a baseline and a decisions file by these names: what is signed. */
  readonly digest: string;
}

/** `blocked`: something critical, high, lost or failed; `review`: something that is assumed or medium; else `ready`. */
export type VerdictWord = 'ready' | 'review' | 'blocked';

/** What an auditor reads first. */
export interface Verdict {
  readonly word: VerdictWord;
  readonly services: Readonly<Record<VerdictWord, number>>;
  readonly grade: Grade;
  readonly letters: Readonly<Record<Letter, number>>;
  /** Services by their worst finding, and by the greatest effort that a finding asks for. */
  readonly risks: Readonly<Record<Severity | 'none', number>>;
  readonly efforts: Readonly<Record<Effort, number>>;
  /** In order; each a sentence. */
  readonly next: readonly string[];
}

export interface Summary {
  readonly services: number;
  readonly tiers: Readonly<Record<Tier, number>>;
  readonly dispositions: Readonly<Record<Disposition, number>>;
  readonly confidence: Readonly<Record<Confidence, number>>;
  readonly findings: Readonly<Record<Severity, number>>;
  /** Of these, the open ones. */
  readonly open: Readonly<Record<Severity, number>>;
  readonly statements: { readonly total: number; readonly places: Readonly<Record<Place, number>> };
}

export interface Location {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

/** `changed`: the same finding with another severity, category, confidence or effort. */
export type FindingState = 'new' | 'changed' | 'unchanged';

/** Somebody has decided that a finding may stay. */
export interface FindingDecision {
  readonly acceptedBy: string;
  readonly reason: string;
  /** Last day on which it holds. */
  readonly until: string;
  readonly expired: boolean;
}

export interface FindingReport {
  readonly code: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly confidence: Confidence;
  readonly effort: Effort;
  /** Made of what the finding is about, not of its line or wording; see `fingerprint.ts`. */
  readonly fingerprint: string;
  /** Against the baseline, where one was given. */
  readonly state?: FindingState;
  readonly decision?: FindingDecision;
  /** Neither accepted by a decision in force nor known from the baseline: what --fail-on counts. */
  readonly open: boolean;
  readonly message: string;
  readonly remediation: string;
  /** A command that helps to settle it, to be copied to a shell. */
  readonly command?: string;
  /** Minutes that it costs a person, by the weights that the report prints. */
  readonly minutes: number;
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
    /** What the script did; empty where nothing is known. */
    readonly does: string;
    /** Codes with which the script ended itself; -1 where only the run knew. */
    readonly exits: readonly { readonly code: number; readonly line: number }[];
    /** `last`: it may come to its end without `exit`, with the status of its last command; `lsb`: 0 to 4 as the LSB says. */
    readonly otherwise?: OtherEnd;
    /** What the command of today exits with. */
    readonly exitsNow: string;
  }[];
  /** What the unit reads at each start, and what it starts from. */
  readonly settings: {
    readonly files: readonly string[];
    readonly defaults: readonly string[];
    readonly used: readonly SettingUse[];
  };
  /** Run levels then; `targets` now. */
  readonly runlevels: {
    readonly from: 'links' | 'header' | 'none';
    readonly start: readonly string[];
    readonly stop: readonly string[];
    readonly startPriority?: number;
    readonly stopPriority?: number;
    readonly targets: readonly string[];
    readonly enabled: boolean;
  };
  readonly grade: Grade;
  readonly statements: {
    readonly total: number;
    readonly places: Readonly<Record<Place, number>>;
    readonly list: readonly StatementReport[];
  };
  readonly findings: readonly FindingReport[];
  readonly directives: readonly DirectiveReport[];
  /** For renderings that show the text; not part of report.json, which has the same facts in `statements`. */
  readonly view: ServiceView;
}

/** Script and units line by line. */
export interface ServiceView {
  readonly script: readonly LineRun[];
  readonly units: readonly {
    readonly path: string;
    /** `directives` are positions in the service's list. */
    readonly lines: readonly { readonly text: string; readonly directives: readonly number[] }[];
  }[];
}

export interface RuleReport {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly effort: Effort;
  /** `not-applicable`: no script had what the rule is about. */
  readonly status: 'fired' | 'passed' | 'not-applicable';
  readonly fired: number;
  /** To how many services it applied. */
  readonly services: number;
  /** Texts with placeholders such as `<path>` for what a finding would name. */
  readonly what: string;
  readonly why: string;
  readonly todo: string;
  readonly command?: string;
  /** What the effort goes into. */
  readonly because: string;
}

export interface BaselineReport {
  readonly sha256: string;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Findings of the earlier report that are gone. */
  readonly fixed: readonly EarlierFinding[];
}

/** A finding of another report. */
export interface EarlierFinding {
  readonly service: string;
  readonly code: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly confidence: Confidence;
  readonly effort: Effort;
  readonly fingerprint: string;
  readonly message: string;
  /** `path:line:column` in that report. */
  readonly at?: string;
  /** By a decision that was in force. */
  readonly accepted: boolean;
}

export interface DecisionsReport {
  readonly sha256: string;
  /** The day against which expiry was judged. */
  readonly today: string;
  readonly list: readonly {
    readonly code: string;
    readonly service: string;
    readonly fingerprint?: string;
    readonly acceptedBy: string;
    readonly reason: string;
    readonly until: string;
    readonly line: number;
    readonly state: 'in-force' | 'expired' | 'unused';
    /** How many findings it is about. */
    readonly findings: number;
  }[];
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
