import type { ExecEffect } from '../../model/effect.ts';
import { EMPTY, type Field, literal, textOf } from '../../model/word.ts';
import type { Call, Models } from '../call.ts';
import { type Context, emit } from '../context.ts';
import { silent } from '../silent.ts';
import { assumed, FAILURE, type Status, SUCCESS, statusOf } from '../truth.ts';
import { runWrapped } from './wrappers.ts';

function sleep(ctx: Context, call: Call): Status {
  const [seconds] = call.args;
  // `sleep $delay`, and nobody gave it a value: sleep(1) complains, and what stands behind `&&` is not done.
  return seconds ? pause(ctx, '/bin/sleep', call, seconds) : silent('no effect', FAILURE)(ctx, call);
}

/** Microseconds. */
function usleep(ctx: Context, call: Call): Status {
  const [given = EMPTY] = call.args;
  const text = textOf(given);
  return pause(
    ctx,
    '/bin/usleep',
    call,
    text !== undefined && /^\d+$/.test(text) ? literal(String(Number(text) / 1e6)) : given,
  );
}

function pause(ctx: Context, path: string, call: Call, seconds: Field): Status {
  emit(ctx, { ...program(path, call), operation: { kind: 'sleep', seconds } });
  return SUCCESS;
}

/** `timeout S command` runs the command; a unit's limits are its own. */
function timeout(ctx: Context, call: Call): Status {
  const effect = emit(ctx, program('/usr/bin/timeout', call));
  return { kind: 'effect', id: effect.id };
}

/** The program itself, as it was called. */
function program(path: string, call: Call): Omit<ExecEffect, 'id' | 'span'> {
  return {
    kind: 'exec',
    argv: [literal(path), ...call.args],
    process: call.process,
    starter: 'plain',
    background: call.background,
  };
}

export const time: Models = {
  sleep,
  usleep,
  timeout,
  time: (ctx, call) => runWrapped(ctx, call, call.args),
  sync: silent('no effect'),
  udevadm: silent('systemd does this', statusOf(assumed(true, 'systemd does this'))),
};
