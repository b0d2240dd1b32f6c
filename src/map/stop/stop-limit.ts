import { note } from '../../base/finding.ts';
import type { Interpretation } from '../../interpret/action.ts';
import { describe } from '../../model/word.ts';
import { add, type Draft } from '../draft.ts';
import type { Started } from '../start/start.ts';
import { type ExecItem, isExec } from '../timeline/main-process.ts';
import { timelineOf } from '../timeline/timeline.ts';
import { waitsIn } from '../timeline/waits.ts';

/** Seconds that systemd gave the stop of an init script (systemd-sysv-generator, TimeoutSec=5min). */
const LIMIT = 300;

/**
 * TimeoutStopSec= is the limit of each command of the stop as well (systemd.service(5)). rc waited for them as long as
 * they took: the seconds between two signals are none for `redis-cli shutdown`, and systemd's default ends no database
 * that writes for minutes.
 */
export function mapStopLimit(draft: Draft, { steps }: Interpretation, { type }: Started): void {
  const at = draft.directives.findIndex(({ name }) => name === 'TimeoutStopSec');
  const own = draft.directives[at];
  const seconds = own && Number(own.value);
  // A setting is not known here, and 0 is none.
  if (seconds !== undefined && !(seconds > 0 && seconds < LIMIT)) return;
  if (!draft.directives.some(({ name }) => name === 'ExecStop')) return;
  const program = timelineOf(steps).items.filter(isExec).find(isProgram);
  const waits = waitsIn(steps);
  const spans = program ? [program.effect.span] : waits;
  // What keeps no process running is set up and taken down: that takes no longer than its start.
  if (spans.length === 0 || (own === undefined && waits.length === 0 && type === 'oneshot')) return;
  if (own) draft.directives.splice(at, 1);
  add(draft, 'Service', 'TimeoutStopSec', String(LIMIT), 'stop', [...(own?.evidence ?? []), ...spans]);
  if (own)
    draft.notes.push(
      note('SV212', program?.effect.span ?? own.evidence[0], {
        was: `SIGKILL ${own.value} seconds behind the first signal, and no limit for ${program ? describe(program.effect.argv[0] ?? { parts: [] }) : 'what it waits for'}`,
        now: `${LIMIT} seconds for both: TimeoutStopSec= knows no difference`,
      }),
    );
}

/** Something that nobody knows the duration of. */
function isProgram({ effect }: ExecItem): boolean {
  return !effect.operation && !effect.query && !effect.captured;
}
