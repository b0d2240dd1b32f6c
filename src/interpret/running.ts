import type { Span } from '../base/span.ts';
import type { NoiseReason } from '../model/effect.ts';
import { type Context, isRunning, PROBE } from './context.ts';
import { isForeignName } from './foreign.ts';
import { assumed, opaque, type Truth } from './truth.ts';

/** Actions that systemd has a verb for. It settles whether the service runs before it does anything. */
const VERBS = new Set(
  [
    'start stop restart reload force-reload reload-or-restart status',
    'condrestart try-restart cond-restart condreload condstop',
  ].flatMap(line => line.split(' ')),
);

/**
 * A test that holds where the service runs (or, with `when` false, where it does not). A start finds it stopped and
 * every other verb finds it running; an action of the script's own is called by a person at any time, and asks.
 */
export function whetherRuns(
  ctx: Context,
  span: Span,
  when = true,
  reason: NoiseReason = 'already-running check',
  name?: string,
): Truth {
  // Whether another program runs, no service manager settles.
  if (name !== undefined && isForeignName(ctx, name)) return opaque(`whether ${name} runs`, span);
  if (ctx.action !== PROBE && !VERBS.has(ctx.action)) return opaque('whether the service runs', span);
  return assumed(isRunning(ctx) === when, reason);
}
