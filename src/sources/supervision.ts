import { directiveAvailable } from '../unit/availability.ts';
import type { Target } from '../unit/target.ts';
import { type Draft, type Item, set } from './draft.ts';

/** What init left to its children and systemd does not: SIGPIPE ends a program (systemd.exec(5), IgnoreSIGPIPE=). */
export function systemdDefaults(draft: Draft, unit: string): void {
  set(draft, unit, 'Service', 'IgnoreSIGPIPE', 'no');
}

/** Start again for ever, at most once a second: init rests for a while and never gives up. */
export function neverGiveUp(draft: Draft, unit: string, item: Item, target: Target): void {
  set(draft, unit, 'Service', 'Restart', 'always', [item]);
  set(draft, unit, 'Service', 'RestartSec', '1', [item]);
  startLimit(draft, unit, '0', undefined, [item], target);
}

/** The limit of starts: it moved from [Service] to [Unit] in systemd 230. */
export function startLimit(
  draft: Draft,
  unit: string,
  interval: string,
  burst: string | undefined,
  items: readonly Item[],
  target: Target,
): void {
  const modern = directiveAvailable('Unit', 'StartLimitIntervalSec', target);
  const section = modern ? 'Unit' : 'Service';
  set(draft, unit, section, modern ? 'StartLimitIntervalSec' : 'StartLimitInterval', interval, items);
  if (burst !== undefined) set(draft, unit, section, 'StartLimitBurst', burst, items);
}
