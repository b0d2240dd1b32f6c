import { canonical } from '../../interpret/paths.ts';
import type { UnitEffects } from '../../unit/effects.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Difference } from './difference.ts';
import { signalText, type UnitRun } from './unit-run.ts';

/**
 * How systemd ends the processes of a unit whose own lines send no signal (systemd.kill(5)), against the signals of the
 * stop: the first of them, and whether they are for more than the main process.
 */
export function killDifferences(
  timeline: Timeline,
  { signals }: UnitRun,
  { kill }: UnitEffects,
): readonly Difference[] {
  const sent = timeline.items.flatMap(({ effect }) => (effect.kind === 'signal' ? [effect] : []));
  // systemd sends SIGCONT by itself (systemd.kill(5)).
  const first = sent.flatMap(({ schedule }) => schedule.steps).find(({ signal }) => signal !== 'CONT');
  if (signals.length > 0 || !first) return [];
  const script = sent.map(signalText).join(', ');
  const files = new Set(sent.flatMap(({ target }) => (target.kind === 'file' ? [canonical(target.path)] : [])));
  return [
    ...(kill.signal.replace(/^SIG/, '') === first.signal
      ? []
      : [{ field: 'stop', script, unit: kill.signal.replace(/^SIG/, '') } as const]),
    ...(kill.mode === 'process' && files.size > 1
      ? [
          {
            field: 'stop',
            script: `${script} to ${[...files].join(', ')}`,
            unit: 'a signal to the main process',
          } as const,
        ]
      : []),
  ];
}
