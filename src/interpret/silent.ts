import type { NoiseReason } from '../model/effect.ts';
import type { Model } from './call.ts';
import { noise } from './context.ts';
import { type Status, SUCCESS } from './truth.ts';

/** The model of a command that leaves nothing for the unit to do, for this reason. */
export function silent(reason: NoiseReason, status: Status = SUCCESS): Model {
  return ctx => {
    noise(ctx, reason);
    return status;
  };
}
