import type { ActionOutcome } from '../../model/service.ts';

/** Words that systemctl knows, and what becomes of them. */
export const STANDARD: ReadonlyMap<string, readonly [kind: ActionOutcome['kind'], verb: string]> = new Map([
  ['start', ['start', 'start']],
  ['stop', ['stop', 'stop']],
  ['restart', ['restart', 'restart']],
  ['reload', ['reload', 'reload']],
  ['force-reload', ['reload', 'reload-or-restart']],
  ['reload-or-restart', ['reload', 'reload-or-restart']],
  ['status', ['status', 'status']],
  ['condrestart', ['restart', 'try-restart']],
  ['try-restart', ['restart', 'try-restart']],
  ['cond-restart', ['restart', 'try-restart']],
  ['condreload', ['reload', 'try-reload-or-restart']],
]);

/** Actions that are lines of the unit itself. */
export const OF_UNIT = ['start', 'stop', 'reload'] as const;
