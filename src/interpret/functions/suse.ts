import { EMPTY, type Field, literal, textOf } from '../../model/word.ts';
import type { Call, Model, Models } from '../call.ts';
import { runProgram } from '../command.ts';
import { type Context, noise } from '../context.ts';
import { likelyText } from '../freeze.ts';
import { optionText, parseOptions } from '../options.ts';
import { lookedUp, pidFileTarget, running, STOPPED, sendSignal, signalName, waitOption } from '../signal.ts';
import { silent } from '../silent.ts';
import { type Status, SUCCESS } from '../truth.ts';
import { lsb } from './lsb.ts';
import { rcStatuses } from './suse-status.ts';

/** `startproc [-f] [-p F] [-n N] [-u U] [-g G] [-l FILE] … prog args` (facts: suse-functions, 2). */
function startproc(ctx: Context, call: Call): Status {
  const [first = EMPTY, ...others] = call.args;
  const args = /^-\d+$/.test(textOf(first) ?? '') ? [literal('-n'), first, ...others] : call.args;
  const options = parseOptions(args, { flags: 'fLqdswxev', values: 'pinoguclTtW', inOrder: true });
  const file = options.value('p');
  if (file) pidFileTarget(ctx, file);
  const [user, group, root, nice, log] = ['u', 'g', 'c', 'n', 'l'].map(letter => options.value(letter));
  const output = log && { kind: 'file' as const, path: log, append: true };
  const silent = options.has('q') && { kind: 'null' as const };
  const stream = output || silent;
  const { cwd: _left, cwdOptional: _unchecked, ...inherited } = call.process;
  const process = {
    ...inherited,
    // It goes to / before it executes the program, whatever directory the script is in (killproc's startproc.c).
    ...(call.process.cwd && { cwd: literal('/') }),
    ...(user && { user }),
    ...(group && { group }),
    ...(root && { root }),
    ...ioOf(optionText(options, 'o') ?? ''),
    ...(nice && { nice: literal((textOf(nice) ?? '0').replace(/^\+/, '')) }),
    ...(stream && { stdout: stream, stderr: stream }),
  };
  return runProgram(ctx, options.operands, process, {
    starter: 'startproc',
    background: call.background,
    ...(file && { pidFile: { path: file, made: false } }),
  });
}

/** `-o c2,n3`: class and level as ionice numbers them. */
function ioOf(text: string): { readonly ioClass?: Field; readonly ioPriority?: Field } {
  const [ioClass, ioPriority] = ['c', 'n'].map(letter => new RegExp(`(?:^|,)${letter}(\\d)`).exec(text)?.[1]);
  return { ...(ioClass && { ioClass: literal(ioClass) }), ...(ioPriority && { ioPriority: literal(ioPriority) }) };
}

/** `killproc [-p F] [-t S] [-SIG] prog`: without a signal TERM, 5 s, KILL. */
function killproc(ctx: Context, call: Call): Status {
  const signal = call.args
    .map(textOf)
    .map(text => (text?.startsWith('-') ? signalName(text) : undefined))
    .find(name => name !== undefined);
  const options = parseOptions(
    call.args.filter(arg => !/^-(?:SIG)?[A-Z]{2,}\d*$|^-\d+$/.test(textOf(arg) ?? '')),
    { flags: 'gGLnNxvql', values: 'pict' },
  );
  const file = options.value('p');
  const wait = Number.parseInt(waitOption(ctx, options.value('t')) ?? '5', 10);
  const program = likelyText(ctx, options.operands[0] ?? EMPTY) ?? '';
  const target = file
    ? pidFileTarget(ctx, file)
    : program.startsWith('/')
      ? { kind: 'executable' as const, path: program }
      : { kind: 'name' as const, name: program };
  const steps = signal ? [{ signal }] : [{ signal: 'TERM', ...(wait > 0 && { seconds: wait }) }, { signal: 'KILL' }];
  return sendSignal(ctx, {
    target,
    schedule: { steps },
    reach: options.has('g') || options.has('G') || !file ? 'group' : 'process',
    by: 'killproc',
    ...(file && { pidFile: file }),
    ...(file && program && { program }),
  });
}

const ask: Model = (ctx, call) => {
  const file = optionText(parseOptions(call.args, { flags: 'knNLvzx', values: 'pic' }), 'p');
  if (file) ctx.trail.pidFiles.add(file);
  lookedUp(ctx, call.process);
  return running(ctx, undefined, STOPPED);
};

const message: Model = ctx => {
  noise(ctx, 'status bookkeeping');
  return SUCCESS;
};

/** Programs of SUSE's killproc package, also called by their path in /sbin. */
export const suseTools: Models = {
  startproc,
  start_daemon: startproc,
  killproc,
  checkproc: ask,
  pidofproc: ask,
};

/** What a script has that sources /etc/rc.status. */
export const suse: Models = {
  ...suseTools,
  ...rcStatuses,
  rc_active: silent('query', { kind: 'unknown' }),
  rc_cmdline: silent('query', { kind: 'unknown' }),
  rc_splash: message,
  rc_confirm: message,
  rc_wait: message,
  rc_timer_on: message,
  rc_timer_off: message,
  rc_runlevel: message,
  rc_cuu: message,
  rc_cud: message,
  log_success_msg: message,
  log_failure_msg: message,
  log_warning_msg: message,
  ...Object.fromEntries(Object.entries(lsb).filter(([name]) => name.startsWith('log_'))),
};
