import { type Note, note } from '../base/finding.ts';
import { unitOfStem } from '../header/unit-name.ts';
import { checkUnit } from '../unit/check.ts';
import type { Unit } from '../unit/unit.ts';
import type { MapInput } from './draft.ts';
import { syntaxProblems } from './helper/syntax.ts';
import { type Mapped, mapService } from './service.ts';
import { mapInstances } from './several/instances.ts';
import { mapUmbrella, type Umbrella } from './several/umbrella.ts';
import type { Frame } from './several/umbrella-unit.ts';
import { mapWrapped } from './wrapped.ts';

/** The units of a script, the one that has its name first. */
export interface Built {
  readonly unit: Unit;
  readonly others: readonly Unit[];
  readonly mapped: Mapped;
  /** An umbrella and its parts, compared with the script when they were made. */
  readonly several: boolean;
  /** The units that run something, each with its share of the script; none: the one unit has all of it. */
  readonly parts: Umbrella['parts'] | undefined;
  readonly notes: readonly Note[];
}

/** How a script may be built. */
export interface Manner {
  /** A template and its instances where a loop starts daemons. */
  readonly templates: boolean;
  /** Several units may take the place of the script. */
  readonly mayBeSeveral: boolean;
  /** Another script of the batch has or provides this name, or this one does. */
  readonly isTaken: (name: string) => boolean;
  /** Why the script must be called as a whole. */
  readonly wholly?: string;
}

/**
 * Build the units of a script: several where it started several daemons, else one, and one that calls the whole script
 * where the target would refuse the unit or a helper is no shell. `frame` is what the header says about all of them.
 */
export function buildUnits(input: MapInput, frame: Frame, { templates, mayBeSeveral, isTaken, wholly }: Manner): Built {
  const instances = mayBeSeveral && templates ? mapInstances(input, frame) : undefined;
  const refused = instances?.ok === false ? instances.error : undefined;
  const notes = refused ? [note('SV240', refused.span, { reason: refused.reason })] : [];
  const umbrella = mayBeSeveral ? (instances?.ok ? instances.value : mapUmbrella(input, frame, isTaken)) : undefined;
  const [whole, ...others] = umbrella?.units ?? [];
  if (umbrella && whole) {
    const { mapped, parts } = umbrella;
    return { unit: whole, others, mapped, several: true, parts, notes };
  }
  const unitOf = (mapped: Mapped): Unit => ({
    name: unitOfStem(input.name),
    directives: [frame.description, ...frame.ordering, ...mapped.directives, ...frame.install],
  });
  const found = wholly === undefined ? mapService(input) : mapWrapped(input, wholly);
  const problems = [
    ...checkUnit(unitOf(found), input.target).map(({ problem }) => problem),
    ...syntaxProblems(found.files),
  ];
  const mapped = problems.length === 0 ? found : mapWrapped(input, problems.join('; '));
  return { unit: unitOf(mapped), others: [], mapped, several: false, parts: undefined, notes };
}
