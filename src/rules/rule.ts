import type { Confidence } from '../base/confidence.ts';
import type { Category, Effort, Params, Severity } from '../base/finding.ts';
import type { Trait } from '../base/trait.ts';

/** A small script that shows a rule at work; the tests run it, so that the documentation stays true. */
export interface Example {
  readonly script: string;
  /** Where the text lies where it is no init script: `/etc/inittab`; `others` are then files by path. */
  readonly path?: string;
  /** Name of the script where it matters; `acmed` else. */
  readonly name?: string;
  /** Settings files at hand, by absolute path. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Other scripts of the same batch, by name. */
  readonly others?: Readonly<Record<string, string>>;
  /** The file of its name in /etc/chkconfig.d. */
  readonly headerOverride?: string;
  /** What a person decided for it: a file of overrides. */
  readonly override?: string;
  /** Files of the target, where its image is given. */
  readonly targetFiles?: Readonly<Record<string, string>>;
  /** Templates are asked for. */
  readonly templates?: true;
  /** Links of the old host, e.g. `rc3.d/S85acmed`. */
  readonly links?: readonly string[];
  /** Release or `systemd-N`; the default target else. */
  readonly target?: string;
  /** How the script's bytes are to be made of its text. */
  readonly encoding?: 'latin1';
  /** Taken for executable where it does not say. */
  readonly executable?: false;
  /** Where the script's link leads. */
  readonly link?: string;
  /** The file is there and cannot be read. */
  readonly unreadable?: true;
  /** Whether this rule reports here. */
  readonly reported: boolean;
}

/** One kind of finding: what it says, why it matters, and what to do about it. */
export interface Rule {
  /** Permanent: never used again for another meaning. */
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly category: Category;
  /** Where the category follows from what was found. */
  readonly categoryOf?: (params: Params) => Category;
  /** Where the severity follows from what was found. */
  readonly severityOf?: (params: Params) => Severity;
  /** How sure a finding is unless its note says so itself. */
  readonly confidence?: Confidence;
  /** What it asks of a person, and what that is: an axis of its own, since a grave finding can be settled by one look. */
  readonly effort: { readonly level: Effort; readonly because: string };
  /** Without which it cannot fire. Else: `other-source` where the examples are such, `script` for SV1, `unit` for all others. */
  readonly needs?: readonly Trait[];
  /** Parameters taken from the script that tell findings at one place apart; never words of ours. */
  readonly identity?: readonly string[];
  /** Version that introduced the rule, where that is not the first one. */
  readonly since?: string;
  /** Names of the values that the texts need, and of those that they can do without. */
  readonly params: readonly string[];
  readonly optional?: readonly string[];
  /** The message, one line. */
  readonly what: (params: Params) => string;
  readonly why: string;
  readonly todo: (params: Params) => string;
  /** The words of a command that looks for what matters or does what is to be done; `service` is the script's name. */
  readonly command?: (params: Params, service: string) => readonly string[];
  readonly examples: readonly Example[];
}

/** What a script has to have for a rule to be able to fire. */
export function needsOf({ code, needs, examples }: Pick<Rule, 'code' | 'needs' | 'examples'>): readonly Trait[] {
  if (needs) return needs;
  if (examples.every(({ path }) => path !== undefined)) return ['other-source'];
  return [code.startsWith('SV1') ? 'script' : 'unit'];
}
