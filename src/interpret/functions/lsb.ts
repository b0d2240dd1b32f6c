import { EMPTY, textOf } from '../../model/word.ts';
import type { Call, Model, Models } from '../call.ts';
import { runProgram } from '../command.ts';
import { type Context, noise } from '../context.ts';
import { optionText, parseOptions } from '../options.ts';
import { lookedUp, pidFileTarget, running, STOPPED, sendSignal, signalName } from '../signal.ts';
import { silent } from '../silent.ts';
import { type Status, SUCCESS } from '../truth.ts';

/** `start_daemon [-f] [-n NICE] [-p PIDFILE] prog args` (LSB 3 to 5; facts: debian-functions, 1). */
function startDaemon(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, { flags: 'f', values: 'np', inOrder: true });
  const file = options.value('p');
  if (file) pidFileTarget(ctx, file);
  const nice = options.value('n');
  const process = { ...call.process, ...(nice && { nice }) };
  return runProgram(ctx, options.operands, process, {
    starter: 'start_daemon',
    background: call.background,
    ...(file && { pidFile: { path: file, made: false } }),
  });
}

/** Without a signal: TERM, 5 s, KILL; with one: that signal once. */
function killproc(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, { values: 'p', flags: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ' });
  const [program = EMPTY, given] = options.operands;
  const file = options.value('p');
  const dashed = call.args
    .map(textOf)
    .find((text, i) => i > 0 && text?.startsWith('-') && signalName(text) !== undefined);
  const signal = signalName((given && textOf(given)) ?? dashed ?? '');
  const name = (textOf(program) ?? '').replace(/^.*\//, '');
  const target = file ? pidFileTarget(ctx, file) : { kind: 'file' as const, path: `/var/run/${name}.pid` };
  const steps = signal
    ? [{ signal }]
    : [
        { signal: 'TERM', seconds: 5 },
        { signal: 'KILL', seconds: 5 },
      ];
  return sendSignal(ctx, {
    target,
    schedule: { steps },
    reach: 'process',
    by: 'killproc',
    ...(file && { pidFile: file }),
  });
}

const ask: Model = (ctx, call) => {
  const options = parseOptions(call.args, { values: 'p' });
  const file = optionText(options, 'p');
  if (file) ctx.trail.pidFiles.add(file);
  lookedUp(ctx, call.process);
  return running(ctx, file ?? textOf(options.operands[0] ?? EMPTY), STOPPED);
};

const message: Model = ctx => {
  noise(ctx, 'message');
  return SUCCESS;
};

/** `log_end_msg N` returns N: often the status of the whole script. */
const returnsArgument: Model = (ctx, call) => {
  noise(ctx, 'message');
  const [status] = call.args;
  const [part] = status?.parts ?? [];
  if (part?.kind === 'status') return { kind: 'effect', id: part.of };
  const text = status && textOf(status);
  return text !== undefined && /^\d+$/.test(text) ? { kind: 'code', code: Number(text) } : { kind: 'unknown' };
};

/** /lib/lsb/init-functions of Debian, and what LSB itself names. */
export const lsb: Models = {
  start_daemon: startDaemon,
  killproc,
  pidofproc: ask,
  status_of_proc: ask,
  log_daemon_msg: message,
  log_progress_msg: message,
  log_end_msg: returnsArgument,
  log_action_msg: message,
  log_action_begin_msg: message,
  log_action_cont_msg: message,
  log_action_end_msg: message,
  log_begin_msg: message,
  log_success_msg: message,
  log_failure_msg: message,
  log_warning_msg: message,
  log_use_fancy_output: message,
  log_use_plymouth: message,
  log_daemon_msg_pre: message,
  log_end_msg_post: message,
  init_is_upstart: silent('systemd does this', { kind: 'code', code: 1 }),
  get_lsb_header_val: silent('query', { kind: 'unknown' }),
};
