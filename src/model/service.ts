import type { Confidence } from '../base/confidence.ts';
import type { Finding } from '../base/finding.ts';
import type { Span } from '../base/span.ts';
import type { Trait } from '../base/trait.ts';
import type { Unit } from '../unit/unit.ts';
import type { Place } from './behaviour.ts';

export const TIERS = ['native', 'native+helper', 'wrapped', 'not-a-service', 'failed'] as const;
export type Tier = (typeof TIERS)[number];
/** `superseded`: the target has a unit of its own; `excluded`: a person decided so. Neither is deployed. */
export type Disposition = 'deploy' | 'superseded' | 'excluded';

/** What the target ships in place of a service. */
export interface Native {
  /** Units that do its work; none where the target does without. */
  readonly units: readonly string[];
  /** The same program, and not another one that does its work. */
  readonly same: boolean;
}

/** A file to deploy beside the units: a helper, a legacy action, an entry of tmpfiles.d or modules-load.d. */
export interface OutputFile {
  /** Absolute path on the target. */
  readonly path: string;
  readonly mode: number;
  readonly content: string;
  /** Bytes of the script that are no UTF-8 stay as they were; UTF-8 without it. */
  readonly encoding?: 'latin1';
  readonly kind: 'helper' | 'action' | 'tmpfiles' | 'script' | 'configuration';
  readonly evidence: readonly Span[];
  readonly reason: string;
}

/** What became of one action of the script. */
export interface ActionOutcome {
  readonly name: string;
  readonly kind: 'start' | 'stop' | 'reload' | 'restart' | 'status' | 'custom' | 'usage';
  /** One line for people: `systemctl reload acmed`, `/usr/libexec/…/configtest` … */
  readonly becomes: string;
  readonly evidence: readonly Span[];
  /** What the script did, in few words. */
  readonly does?: string;
  /** Where the script ends itself: the codes, each once; `code` undefined where only the run knows. */
  readonly exits?: readonly Exit[];
  readonly otherwise?: OtherEnd;
}

/**
 * What else an action may exit with: `last` if it can come to its end without `exit`, which is the status of its last
 * command; `lsb` if it only asks a library function that answers by the numbers of the LSB.
 */
export type OtherEnd = 'last' | 'lsb';

export interface Exit {
  readonly code?: number;
  readonly span: Span;
}

/** Run levels of the old host, from its links or else from the header. */
export interface Runlevels {
  readonly from: 'links' | 'header';
  readonly start: readonly string[];
  readonly stop: readonly string[];
  readonly startPriority?: number;
  readonly stopPriority?: number;
}

/** One statement of the script and where it ended. */
export interface StatementPlace {
  readonly span: Span;
  readonly place: Place;
  /** Why, for noise and lost; names the directive or helper otherwise. */
  readonly detail: string;
  /** The actions that reach it. */
  readonly actions: readonly string[];
}

export interface Statements {
  readonly total: number;
  readonly places: Readonly<Record<Place, number>>;
  readonly list: readonly StatementPlace[];
}

/** Those of a file that nobody read as a script: none has a place. */
export const NO_STATEMENTS: Statements = {
  total: 0,
  places: { noise: 0, directive: 0, guard: 0, helper: 0, lost: 0, unreached: 0, definition: 0 },
  list: [],
};

/** One script, converted. Everything that reports render. */
export interface Service {
  readonly name: string;
  readonly source: { readonly path: string; readonly sha256: string };
  /** Whole text of the script, for snippets. */
  readonly text: string;
  readonly tier: Tier;
  /** Why this tier, in a few words; empty for native. */
  readonly reason: string;
  readonly disposition: Disposition;
  /** What the target has for it, where it is superseded. */
  readonly native?: Native;
  /** Was it on at the old host? By its links, else by its header; undefined if neither says anything: stays off. */
  readonly enabled?: boolean;
  /** Absent if neither links nor header say anything. */
  readonly runlevels?: Runlevels;
  /** File name in /etc/init.d of the script that the units replace; absent if there never was one. */
  readonly initScript?: string;
  readonly confidence: Confidence;
  /** What rules may depend on; see `base/trait.ts`. */
  readonly traits?: readonly Trait[];
  readonly units: readonly Unit[];
  readonly files: readonly OutputFile[];
  readonly actions: readonly ActionOutcome[];
  readonly statements: Statements;
  readonly findings: readonly Finding[];
}

/** A whole run. */
export interface Migration {
  readonly target: { readonly name: string; readonly systemd: string };
  readonly services: readonly Service[];
  /** Settings files and other files that scripts read, as they were found. */
  readonly read?: readonly { readonly path: string; readonly sha256: string }[];
}
