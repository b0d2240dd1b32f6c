import { type Interpretation, interpretDoubting } from '../../interpret/action.ts';
import type { MapInput } from '../draft.ts';
import { looksBehind } from '../helper/told-status.ts';
import type { ExecItem } from '../timeline/main-process.ts';
import { startTimelineOf } from '../timeline/start-timeline.ts';
import type { Timeline } from '../timeline/timeline.ts';

/**
 * `acmed & sleep 2; pid=$(pidof acmed); [ "$pid" ] || RETVAL=1`: systemd settles whether the service runs, but of a program
 * that a shell has left running nobody else looks whether it stayed. The start once more, with what that look decides.
 */
export function withDoubts(
  input: MapInput,
  { steps }: Interpretation,
  main: ExecItem,
): { readonly input: MapInput; readonly interpretation: Interpretation; readonly timeline: Timeline } | undefined {
  if (!main.effect.background || looksBehind(steps, main)) return undefined;
  const interpretation = interpretDoubting(input.source, input.host, input.constants ?? new Set());
  if (!looksBehind(interpretation.steps, main)) return undefined;
  const again = { ...input, actions: new Map([...input.actions, ['start', interpretation] as const]) };
  return { input: again, interpretation, timeline: startTimelineOf(again) };
}
