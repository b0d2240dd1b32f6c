import type { Span } from '../../base/span.ts';
import type { Directive, Section, Unit } from '../../unit/unit.ts';

/** What all units of the script have from its header. */
export interface Frame {
  readonly description: Directive;
  readonly ordering: readonly Directive[];
  readonly install: readonly Directive[];
}

/** The units that the umbrella stands for, by name. */
interface Members {
  /** Those without which it has not started. */
  readonly required?: readonly string[];
  /** Those that may not be started, or stop alone. */
  readonly wanted?: readonly string[];
  readonly reloads: boolean;
}

/** The unit of the script's own name, which does nothing but to stand for others: `systemctl start x` means all. */
export function umbrellaUnit(
  name: string,
  { description, ordering, install }: Frame,
  { required = [], wanted = [], reloads }: Members,
  say: Say,
): Unit {
  const all = [...required, ...wanted].join(' ');
  return {
    name,
    directives: [
      description,
      ...ordering,
      ...(required.length > 0 ? [say('Unit', 'Requires', required.join(' '))] : []),
      ...(wanted.length > 0 ? [say('Unit', 'Wants', wanted.join(' '))] : []),
      say('Unit', 'After', all),
      ...(reloads ? [say('Unit', 'PropagatesReloadTo', all)] : []),
      say('Service', 'Type', 'oneshot'),
      say('Service', 'RemainAfterExit', 'yes'),
      say('Service', 'ExecStart', '/bin/true'),
      ...(reloads ? [say('Service', 'ExecReload', '/bin/true')] : []),
      ...install,
    ],
  };
}

/** Makes a directive for one pass, with the evidence that it has for all of its own. */
export type Say = (section: Section, name: string, value: string) => Directive;

export function sayBy(pass: string, evidence: readonly Span[]): Say {
  return (section, name, value) => ({
    section,
    name,
    value,
    evidence,
    confidence: 'proved',
    by: `map/${pass}`,
  });
}
