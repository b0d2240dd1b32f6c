import type { Confidence } from '../base/confidence.ts';
import type { Span } from '../base/span.ts';

export type Section = 'Unit' | 'Service' | 'Socket' | 'Timer' | 'Path' | 'Install';

/** One line of a unit file with its evidence. `value` is the text after `=`, already escaped for the target. */
export interface Directive {
  readonly section: Section;
  readonly name: string;
  readonly value: string;
  readonly evidence: readonly Span[];
  readonly confidence: Confidence;
  /** The pass that made it, e.g. `map/stop`. */
  readonly by: string;
  /** Printed above the line; only where a person must decide. */
  readonly comment?: string;
}

/** A unit file. Directives are in any order; the serializer puts them in the canonical one. */
export interface Unit {
  /** File name, e.g. `acmed.service`. */
  readonly name: string;
  readonly directives: readonly Directive[];
}
