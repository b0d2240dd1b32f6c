import { EMPTY, literal, textOf } from '../../model/word.ts';
import type { Call, Models } from '../call.ts';
import { type Context, emit } from '../context.ts';
import { optionText, parseOptions } from '../options.ts';
import { silent } from '../silent.ts';
import { assumed, FAILURE, type Status, SUCCESS, statusOf } from '../truth.ts';
import { runWrapped } from './wrappers.ts';

function sleep(ctx: Context, call: Call): Status {
  const [seconds] = call.args;
  // `sleep $delay`, and nobody gave it a value: sleep(1) complains, and what stands behind `&&` is not done.
  if (!seconds) return silent('no effect', FAILURE)(ctx, call);
  emit(ctx, {
    kind: 'exec',
    argv: [literal('/bin/sleep'), ...call.args],
    process: call.process,
    starter: 'plain',
    background: call.background,
    operation: { kind: 'sleep', seconds },
  });
  return SUCCESS;
}

/** Microseconds. */
function usleep(ctx: Context, call: Call): Status {
  const [given = EMPTY] = call.args;
  const text = textOf(given);
  const seconds = text !== undefined && /^\d+$/.test(text) ? literal(String(Number(text) / 1e6)) : given;
  emit(ctx, {
    kind: 'exec',
    argv: [literal('/bin/usleep'), ...call.args],
    process: call.process,
    starter: 'plain',
    background: call.background,
    operation: { kind: 'sleep', seconds },
  });
  return SUCCESS;
}

/** `timeout S command` runs the command; a unit's limits are its own. */
function timeout(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, {
    values: 'sk',
    flags: 'v',
    long: { 'preserve-status': false, foreground: false, signal: 's', 'kill-after': 'k' },
    inOrder: true,
  });
  void optionText(options, 's');
  const effect = emit(ctx, {
    kind: 'exec',
    argv: [literal('/usr/bin/timeout'), ...call.args],
    process: call.process,
    starter: 'plain',
    background: call.background,
  });
  return { kind: 'effect', id: effect.id };
}

export const time: Models = {
  sleep,
  usleep,
  timeout,
  time: (ctx, call) => runWrapped(ctx, call, call.args),
  sync: silent('no effect'),
  udevadm: silent('systemd does this', statusOf(assumed(true, 'systemd does this'))),
};
