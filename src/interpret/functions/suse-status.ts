import { concat, type Field, literal, textOf, unknown } from '../../model/word.ts';
import type { Model, Models } from '../call.ts';
import { type Context, noise, visit } from '../context.ts';
import { tell } from '../said-status.ts';
import { either } from '../state.ts';
import type { Status } from '../truth.ts';
import { SUCCESS } from '../truth.ts';
import { assign } from '../variables.ts';

/** What rc.status remembers until `rc_exit`: the last status of a command that was not zero. */
const REMEMBERED = '_rc_status_all';

function remember(ctx: Context, status: Field): void {
  assign(ctx, REMEMBERED, status);
}

/** The status of the last command, as `rc_status` keeps it for `rc_exit` (facts: suse-functions, 1). */
function check(ctx: Context): Status {
  const { status } = ctx.state;
  if (status.kind === 'truth' && status.truth.kind === 'assumed' && status.truth.value) return status;
  // A success leaves what was remembered as it is.
  if (status.kind !== 'code') {
    const before = ctx.state.vars.get(REMEMBERED)?.value ?? literal('0');
    remember(ctx, concat(either(before, unknown('status that rc_status remembers'))));
  } else if (status.code !== 0 && !(status.code === 7 && ctx.action === 'stop'))
    remember(ctx, literal(String(status.code > 7 && ctx.action !== 'status' ? 1 : status.code)));
  return status;
}

/** `rc_status -s` says that the service was skipped, `-u` that it is not used: statuses 5 and 6, or 3 of `status`. */
const rcStatus: Model = (ctx, call) => {
  const status = check(ctx);
  noise(ctx, 'status bookkeeping');
  for (const option of call.args.map(textOf)) {
    if (option === '-s') remember(ctx, literal(ctx.action === 'status' ? '3' : '5'));
    if (option === '-u') remember(ctx, literal(ctx.action === 'status' ? '3' : '6'));
    if (option === '-r') remember(ctx, literal('0'));
  }
  return status;
};

const rcFailed: Model = (ctx, call) => {
  const [given = literal('1')] = call.args;
  noise(ctx, 'status bookkeeping');
  remember(ctx, given);
  const text = textOf(given) ?? '';
  return /^[0-7]$/.test(text) ? { kind: 'code', code: Number(text) } : { kind: 'unknown' };
};

const rcExit: Model = ctx => {
  const value = ctx.state.vars.get(REMEMBERED)?.value;
  const text = value ? (textOf(value) ?? '') : '0';
  const code = /^\d+$/.test(text) ? Number(text) : undefined;
  // 5 is "skipped" and 6 "unused": no boot failed by them (facts: suse-functions, 5).
  tell(ctx.trail, REMEMBERED, value, [5, 6]);
  noise(ctx, 'status bookkeeping');
  ctx.steps.push({ kind: 'exit', span: ctx.here, ...(code !== undefined && { code }) });
  // A helper keeps no books of statuses, and needs no library to say this one.
  const here = visit(ctx, ctx.here.start, 'effect');
  const spelled = code === undefined ? undefined : `exit ${code}`;
  if (spelled !== undefined && (here.spelled ?? spelled) === spelled) here.spelled = spelled;
  else delete here.spelled;
  ctx.state.ended = 'exit';
  return code === undefined ? ctx.state.status : { kind: 'code', code };
};

/** The functions of /etc/rc.status that keep a status from command to command. */
export const rcStatuses: Models = {
  rc_reset: ctx => {
    noise(ctx, 'status bookkeeping');
    remember(ctx, literal('0'));
    return SUCCESS;
  },
  rc_status: rcStatus,
  rc_check: ctx => {
    const status = check(ctx);
    noise(ctx, 'status bookkeeping');
    return status;
  },
  rc_failed: rcFailed,
  rc_exit: rcExit,
};
