import type { Confidence } from './confidence.ts';
import type { Span } from './span.ts';

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a finding is about. Where the unit may differ from the script, the category names the field that differs. */
export const CATEGORIES = [
  'input',
  'lost',
  'actions',
  'programs',
  'argv',
  'conditions',
  'settings',
  'user',
  'groups',
  'umask',
  'nice',
  'cwd',
  'root',
  'limits',
  'oom',
  'environment',
  'input-output',
  'process',
  'stop',
  'files',
  'ordering',
  'enablement',
  'security',
  'advice',
  'tool',
] as const;
export type Category = (typeof CATEGORIES)[number];

/**
 * What a finding asks of a person, whatever its severity: `none`: to read it once; `minutes`: one look, one question or
 * one line; `hour`: several places to search, or a thing to try; `day`: a part to write anew.
 */
export const EFFORTS = ['none', 'minutes', 'hour', 'day'] as const;
export type Effort = (typeof EFFORTS)[number];

/** Named values that a rule's texts speak of, e.g. `{ setting: 'USER', directive: 'User=' }`. */
export type Params = Readonly<Record<string, string>>;

/** What a pass noticed: a rule's code and its parameters. `rules/` turns notes into findings. */
export interface Note {
  readonly code: string;
  readonly params: Params;
  readonly span?: Span;
  readonly confidence?: Confidence;
}

/** A finding as reports render it: what happened, why it matters, what to do. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly confidence: Confidence;
  readonly effort: Effort;
  readonly message: string;
  readonly remediation: string;
  /** A command that helps to settle it, for a shell. */
  readonly command?: string;
  /** What tells it from other findings of the rule at the same place; part of its fingerprint. */
  readonly subject?: string;
  readonly location?: Span;
}

/** Build a note; keeps call sites in passes to one line. */
export function note(code: string, span?: Span, params: Params = {}, confidence?: Confidence): Note {
  return { code, params, ...(span && { span }), ...(confidence && { confidence }) };
}
