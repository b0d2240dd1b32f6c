import type { Header } from '../../header/types.ts';
import { interpretAction } from '../../interpret/action.ts';
import type { HostView } from '../../interpret/context.ts';
import { casesWith } from '../../shell/case-labels.ts';
import type { Source } from '../../shell/parse.ts';
import { isOwnCall } from '../actions/own-actions.ts';

/**
 * Who asks for the action of a script that is registered as a service and does not: a file that nobody could read, or
 * itself, where it starts again as another user before it comes to that.
 */
export function dispatchedBy(header: Header, source: Source, host: HostView): string | undefined {
  if (!header.chkconfig && !header.lsb) return undefined;
  const { notes, trail } = interpretAction(source, 'start', host);
  if (notes.some(one => one.code === 'SV116' || one.code === 'SV901')) return 'a file that it sources may';
  const again = [...trail.effects.values()].some(effect => isOwnCall(effect, source, 'start'));
  if (again) return 'it starts itself again before it comes to that';
  // `shift $N; case "$1" in start)`: it comes to the choice, and not to an `exit` before it.
  const chosen = casesWith(source.ast, 'start').some(({ pos, end }) =>
    [...trail.visits.keys()].some(offset => pos < offset && offset < end),
  );
  return chosen ? 'which it is, only its run knows' : undefined;
}
