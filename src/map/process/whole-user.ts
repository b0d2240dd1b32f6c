import { INITIAL_PROCESS, type ProcessState } from '../../model/process.ts';
import { textOf } from '../../model/word.ts';
import { OF_UNIT } from '../actions/standard-actions.ts';
import type { Draft, MapInput } from '../draft.ts';
import { changesUser, mapProcess, processDirectives } from './process.ts';

/**
 * The script called itself as another user before anything else, for each action of the unit: `User=` holds for all of
 * its lines, and none of them is root's.
 *
 * @returns the process that the call made; undefined where one of the actions runs as root, or as a third
 */
export function wholeUser({ actions }: MapInput): ProcessState | undefined {
  const own = OF_UNIT.map(action => actions.get(action)).filter(one => one !== undefined);
  const [first, ...others] = own.map(({ trail }) => trail.calledAs);
  const user = first?.user && textOf(first.user);
  return user !== undefined && others.every(one => one?.user && textOf(one.user) === user) ? first : undefined;
}

/** Does the process run as whoever runs the lines of the unit, and not as one that the script changes to? */
export function runsAsUnit(input: MapInput, { user }: ProcessState): boolean {
  const whole = user && wholeUser(input)?.user;
  return !user || (whole !== undefined && textOf(user) === textOf(whole));
}

/** The user of such a script, where the start named none for its program: a helper is run by it too. */
export function mapWholeUser(draft: Draft, input: MapInput): void {
  const process = wholeUser(input);
  if (!process || changesUser(draft.directives)) return;
  const { user, group, supplementaryGroups } = process;
  const alone = { ...INITIAL_PROCESS, ...(user && { user }), ...(group && { group }) };
  const described = processDirectives(input, { ...alone, ...(supplementaryGroups && { supplementaryGroups }) }, false);
  if (described.ok) mapProcess(draft, process, described.value);
}
