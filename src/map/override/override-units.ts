import type { Note } from '../../base/finding.ts';
import type { Target } from '../../unit/target.ts';
import type { Unit } from '../../unit/unit.ts';
import { applyOverride, type Overridden, type Override } from './override.ts';

export interface OverriddenUnits extends Omit<Overridden, 'unit'> {
  readonly units: readonly Unit[];
}

/**
 * Apply one file of overrides to the units of one service. Where there are several, [Socket] is for the socket and
 * [Service] for the service behind it; [Unit] and [Install] are for the one that is enabled, the socket.
 */
export function overrideUnits(units: readonly Unit[], override: Override, target: Target): OverriddenUnits {
  const main = units.find(({ name }) => name.endsWith('.socket')) ?? units[0];
  const results = units.map(unit => {
    const wanted = (section: string): boolean =>
      units.length === 1 || (/^(?:Unit|Install|Migration)$/.test(section) ? unit === main : isOwn(unit, section));
    return applyOverride(unit, { ...override, text: only(override.text, wanted) }, target);
  });
  const notes: readonly Note[] = results.flatMap(one => one.notes);
  const decided = results.find(({ excluded, enabled }) => excluded !== undefined || enabled !== undefined);
  return {
    units: results.map(({ unit }) => unit),
    notes,
    ...(decided?.excluded !== undefined && { excluded: decided.excluded }),
    ...(decided?.enabled !== undefined && { enabled: decided.enabled }),
  };
}

/** A section that no unit has is refused at the service. */
function isOwn({ name }: Unit, section: string): boolean {
  return name.endsWith('.socket') === (section === 'Socket');
}

/** The text with all other sections emptied, so that places stay right. */
function only(text: string, wanted: (section: string) => boolean): string {
  let inside = true;
  return text
    .split('\n')
    .map(line => {
      const section = /^\s*\[(.*)\]\s*$/.exec(line)?.[1];
      if (section !== undefined) inside = wanted(section);
      return inside ? line : ' '.repeat(line.length);
    })
    .join('\n');
}
