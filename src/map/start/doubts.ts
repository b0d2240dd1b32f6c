import { type Interpretation, interpretDoubting } from '../../interpret/action.ts';
import type { MapInput } from '../draft.ts';
import { looksBehind } from '../helper/told-status.ts';
import type { ExecItem } from '../timeline/main-process.ts';
import { startTimelineOf } from '../timeline/start-timeline.ts';
import type { Timeline } from '../timeline/timeline.ts';

/** A start, as it was read: what a helper is cut from. */
export interface StartView {
  readonly input: MapInput;
  readonly interpretation: Interpretation;
  readonly timeline: Timeline;
}

/**
 * `acmed & sleep 2; pid=$(pidof acmed); [ "$pid" ] || RETVAL=1`: systemd settles whether the service runs, but of a program
 * that a shell has left running nobody else looks whether it stayed. The start once more, with what that look decides.
 */
export function withDoubts(start: StartView, main: ExecItem | undefined): StartView {
  if (!main?.effect.background || looksBehind(start.interpretation.steps, main)) return start;
  const { source, host, constants = new Set(), actions } = start.input;
  const interpretation = interpretDoubting(source, host, constants);
  if (!looksBehind(interpretation.steps, main)) return start;
  const input = { ...start.input, actions: new Map([...actions, ['start', interpretation] as const]) };
  return { input, interpretation, timeline: startTimelineOf(input) };
}
