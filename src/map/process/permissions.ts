import { add, type Draft, type MapInput } from '../draft.ts';
import type { Started } from '../start/start.ts';

/** Phases that run as `User=` too where no prefix can say otherwise. */
const BESIDE_MAIN = /^Exec(?:StartPre|StartPost|Stop|StopPost|Reload)$/;

/** The text changes the user by itself, and asks anybody but root for a password. */
const CHANGES_USER =
  /(?:^|[\s;&|({'"`=])(?:\/(?:usr\/)?s?bin\/)?(?:su|runuser|sudo|daemon|start-stop-daemon|startproc)\s/;

/**
 * Before the prefix `+` (231) one directive gives root to all lines but ExecStart=. In: the lines of start, stop and
 * reload. Out: PermissionsStartOnly= where one of them ran as root in the script.
 */
export function mapPermissions(draft: Draft, input: MapInput, started: Started): void {
  if (started.rootPrefix !== 'permissions' || !started.main) return;
  const ofUser = new Set(
    [...(input.actions.get('start')?.trail.effects.values() ?? [])]
      .filter(effect => effect.kind === 'exec' && effect.process.user)
      .map(effect => effect.span.start),
  );
  const needsRoot = draft.directives.some(
    ({ name, value, by, evidence }) =>
      BESIDE_MAIN.test(name) &&
      // Only a test of files may need root.
      (by !== 'map/guards' || /\s-[a-mo-y]\s/.test(value)) &&
      // The user may signal its own process.
      !/^\/bin\/kill -\w+ \$MAINPID$/.test(value) &&
      (value.includes('/sysv2systemd/') || CHANGES_USER.test(value) || !evidence.every(span => ofUser.has(span.start))),
  );
  if (needsRoot && !draft.directives.some(({ name }) => name === 'PermissionsStartOnly'))
    add(draft, 'Service', 'PermissionsStartOnly', 'yes', 'start', [started.main.effect.span]);
}
