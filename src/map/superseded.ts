import { type Note, note } from '../base/finding.ts';
import { textOf } from '../model/word.ts';
import type { Target } from '../unit/target.ts';
import type { MapInput } from './draft.ts';
import { mainOf } from './main-process.ts';
import { DEBIAN_UNITS, RHEL_UNITS } from './native-units.data.ts';
import { startTimelineOf } from './start-timeline.ts';

/** Where a distribution puts its programs; /opt, /usr/local and the like are somebody else's. */
const OWN_PROGRAM = /^(?:\/usr)?\/(?:s?bin|libexec(?:\/[\w.-]+)?|lib(?:64)?\/[\w.-]+(?:\/sbin)?)\/([^/]+)$/;

/**
 * Does the target ship a unit for this service? In: the interpreted script. Out: a note if its name and the program
 * that it starts are both the distribution's; the name alone says nothing (mapping-decisions).
 */
export function superseded(input: MapInput): Note | undefined {
  const start = input.actions.get('start');
  const main = start && mainOf(input, startTimelineOf(start.steps));
  const path = main && textOf(main.effect.argv[0] ?? { parts: [] });
  const program = path === undefined ? undefined : OWN_PROGRAM.exec(path)?.[1];
  if (!main || path === undefined || program === undefined || !ships(input.target, input.name, program))
    return undefined;
  return note('SV506', main.effect.span, { unit: `${input.name}.service`, reason: path });
}

function ships(target: Target, name: string, program: string): boolean {
  const table = target.family === 'rhel' ? RHEL_UNITS : target.family === 'debian' ? DEBIAN_UNITS : '';
  return table.split('\n').some(line => {
    const [unit, binary, later] = line.split(' ');
    return unit === name && binary === program && (target.family !== 'rhel' || target.major === 7 || later === '*');
  });
}
