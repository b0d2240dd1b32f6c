import type { Header } from '../header/types.ts';
import { actionsOf, interpretAction } from '../interpret/action.ts';
import { type HostView, PROBE } from '../interpret/context.ts';
import type { Source } from '../shell/parse.ts';
import { takenAsConstant } from './interpret-all.ts';

/** A host, and the actions that a script asks for on it. */
export interface Asking {
  readonly host: HostView;
  readonly known: readonly string[];
}

/** A script that asks for neither is no service. */
export function asksForAction(known: readonly string[]): boolean {
  return known.includes('start') || known.includes('stop');
}

/** Behind the test of one switch may stand that of another. */
const ROUNDS = 8;

/**
 * A script that is registered as a service and ends before it asks for an action, since the host has no settings file
 * for it, or none that turns it on: `[ -f /etc/default/acmed ] && . /etc/default/acmed; [ "$START" = yes ] || exit 0`.
 * Somebody may write that file tomorrow, and the unit must start then what the script would.
 *
 * @returns the host on which those switches are left to the run, and the actions that the script knows there; undefined
 * where they are not what keeps it from asking
 */
export function switchedOn({ chkconfig, lsb }: Header, source: Source, host: HostView): Asking | undefined {
  if (!chkconfig && !lsb) return undefined;
  let open: HostView = { ...host, complete: false };
  for (let round = 0; round < ROUNDS; round++) {
    const known = actionsOf(source, open);
    if (asksForAction(known)) return { host: open, known };
    const { notes } = interpretAction(source, PROBE, open);
    const more = takenAsConstant(notes).filter(name => !open.decisive?.has(name));
    if (more.length === 0) return undefined;
    open = { ...open, decisive: new Set([...(open.decisive ?? []), ...more]) };
  }
  return undefined;
}
