import { EMPTY, textOf } from '../../model/word.ts';
import { add, type Draft, effectsOf, type MapInput } from '../draft.ts';

/** What rc.status exports (facts: suse-functions, 1). */
const EXPORTED = 'LC_ALL=POSIX';

/**
 * The environment that a script has of SUSE's library, where a line of the unit or a helper does not source it: there is
 * no such file on the target, or nothing else of it is needed.
 */
export function mapLibraryEnvironment(draft: Draft, input: MapInput): void {
  const { directives, files } = draft;
  const programs = effectsOf(input, 'start').filter(one => one.kind === 'exec' && !one.operation && !one.query);
  const all = programs.every(
    one => one.kind === 'exec' && textOf(one.process.exported.get('LC_ALL') ?? EMPTY) === 'POSIX',
  );
  if (programs.length === 0 || !all || directives.some(({ value }) => value === EXPORTED)) return;
  const texts = directives
    .filter(({ name, by }) => name.startsWith('Exec') && !by.startsWith('map/pid-file'))
    .map(({ value }) => files.find(({ path }) => value.replace(/^[-+!@:]*/, '').startsWith(path))?.content ?? value);
  if (texts.some(text => !/rc\.status|LC_ALL/.test(text))) add(draft, 'Service', 'Environment', EXPORTED, 'start', []);
}
