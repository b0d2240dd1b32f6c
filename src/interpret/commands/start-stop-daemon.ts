import type { SignalEffect } from '../../model/effect.ts';
import type { ProcessState, Stream } from '../../model/process.ts';
import type { Field, PidSource } from '../../model/word.ts';
import { describe, EMPTY, literal, textOf } from '../../model/word.ts';
import type { Call, Models } from '../call.ts';
import { runProgram } from '../command.ts';
import { type Context, emit, happened, noise, PROBE } from '../context.ts';
import { freeze } from '../freeze.ts';
import { type Options, optionText, parseOptions } from '../options.ts';
import { isVerb } from '../running.ts';
import { pidFileTarget, retrySchedule, running, sendSignal, signalName, waitOption } from '../signal.ts';
import { userAndGroup } from '../start.ts';
import { assumed, type Status, SUCCESS, statusOf } from '../truth.ts';
import { withoutUnset } from '../unset.ts';

/** start-stop-daemon(8) of dpkg 1.21, and the few options of Gentoo's and busybox's that do not clash. */
const SPEC = {
  flags: 'SKTHVbmotqvC',
  values: 'xpanucgsRrdNPIkO',
  long: {
    start: 'S',
    stop: 'K',
    status: 'T',
    help: 'H',
    version: 'V',
    background: 'b',
    'make-pidfile': 'm',
    'remove-pidfile': false,
    oknodo: 'o',
    test: 't',
    quiet: 'q',
    verbose: 'v',
    'no-close': 'C',
    exec: 'x',
    pidfile: 'p',
    startas: 'a',
    name: 'n',
    user: 'u',
    chuid: 'c',
    group: 'g',
    signal: 's',
    retry: 'R',
    chroot: 'r',
    chdir: 'd',
    nicelevel: 'N',
    procsched: 'P',
    iosched: 'I',
    umask: 'k',
    output: 'O',
    pid: true,
    ppid: true,
    'notify-await': false,
    'notify-timeout': true,
  },
} as const;

function run(ctx: Context, call: Call): Status {
  const given = call.args.findIndex(arg => textOf(arg) === '--');
  const args = call.args.filter((arg, i) => (given >= 0 && i > given) || !isUnset(ctx, arg));
  const options = parseOptions(args, SPEC);
  const end = args.findIndex(arg => textOf(arg) === '--');
  for (const arg of end < 0 ? args : args.slice(0, end)) freeze(ctx, arg, 'start-stop-daemon');
  if (options.has('t')) {
    noise(ctx, 'already-running check');
    // `--stop --test` is 0 where there is something to stop, `--start --test` where it would start the program.
    return options.has('K') ? running(ctx) : statusOf(assumed(wouldStart(ctx), 'already-running check'));
  }
  for (const word of ['p', 'x', 'a'] as const)
    if (options.value(word)?.parts.some(part => part.kind === 'choice')) return whole(ctx, call, options);
  if (options.open || options.unknown.length > 0 || swallowed(options)) return whole(ctx, call, options);
  const file = options.value('p');
  if (file && textOf(file) !== '/dev/null') pidFileTarget(ctx, file);
  if (options.has('T')) {
    emit(ctx, { kind: 'noise', reason: 'already-running check', lsb: true });
    return running(ctx);
  }
  if (options.has('K')) return stop(ctx, options);
  return options.has('S') ? start(ctx, call, options) : SUCCESS;
}

/** A start finds the program stopped, and so does what has ended it before; a stop or a reload that only asks does not. */
function wouldStart(ctx: Context): boolean {
  if (/^(?:start|status)$/.test(ctx.action) || ctx.action === PROBE || !isVerb(ctx.action)) return true;
  return happened(ctx).some(
    effect =>
      effect.kind === 'signal' ||
      (effect.kind === 'exec' && effect.argv.some(word => ENDS.test(textOf(word) ?? ''))) ||
      (effect.kind === 'noise' && effect.called !== undefined),
  );
}

/** A word by which a program ends another, or itself: `acmectl stop`. */
const ENDS = /stop|shutdown|quit|kill|halt|exit/i;

/** `$EXTRA` among the options, and nobody has set it: no word. */
function isUnset(ctx: Context, arg: Field): boolean {
  const settings = arg.parts.length > 0 && arg.parts.every(part => part.kind === 'setting' && !part.quoted);
  return settings && withoutUnset(ctx, arg).parts.length === 0;
}

/** `--pidfile $PID --name x`, and PID is empty: `--name` is the pid file. */
function swallowed(options: Options): string | undefined {
  const values = (['p', 'x', 'a', 'n'] as const).map(word => optionText(options, word));
  return values.find(value => value !== undefined && /^--?[a-z]/.test(value));
}

/** Words that only the run knows stand among the options: the command stays as it is, in a shell. */
function whole(ctx: Context, call: Call, options: Options): Status {
  const option = swallowed(options);
  const reason = option
    ? `start-stop-daemon takes ${option} for the value of another option`
    : options.unknown.length > 0
      ? `option ${options.unknown[0]} of start-stop-daemon`
      : 'options of start-stop-daemon come from a variable';
  const effect = emit(ctx, {
    kind: 'exec',
    argv: [literal('/sbin/start-stop-daemon'), ...call.args],
    process: call.process,
    starter: 'start-stop-daemon',
    background: call.background,
    shell: reason,
  });
  return { kind: 'effect', id: effect.id };
}

function start(ctx: Context, call: Call, options: Options): Status {
  const program = options.value('a') ?? options.value('x') ?? EMPTY;
  const file = options.value('p');
  const background = options.has('b');
  const made = options.has('m');
  return runProgram(ctx, [program, ...options.operands], processOf(call.process, options), {
    starter: 'start-stop-daemon',
    background: call.background || background,
    ...(file && textOf(file) !== '/dev/null' && { pidFile: { path: file, made } }),
    ...(options.has('notify-await') && { notify: true }),
  });
}

/** start-stop-daemon goes to `/` unless told otherwise, and `--nicelevel` adds to what it inherited. */
function processOf(inherited: ProcessState, options: Options): ProcessState {
  const { user, group } = userAndGroup(options.value('c') ?? EMPTY, ':.');
  const ownGroup = options.value('g') ?? group;
  const [policy, priority] = pair(options.value('P'));
  const [ioClass, ioPriority] = pair(options.value('I'));
  const set = <K extends keyof ProcessState>(key: K, value: ProcessState[K] | undefined): Partial<ProcessState> =>
    value === undefined ? {} : ({ [key]: value } as unknown as Partial<ProcessState>);
  const log = options.value('O');
  const silent: Stream | undefined = log
    ? { kind: 'file', path: log, append: true }
    : options.has('b') && !options.has('C')
      ? { kind: 'null' }
      : undefined;
  return {
    ...inherited,
    ...set('cwd', options.value('d') ?? literal('/')),
    cwdOptional: false,
    ...set('root', options.value('r')),
    ...set('user', user),
    ...set('group', ownGroup),
    ...set('nice', options.value('N')),
    ...set('umask', options.value('k')),
    ...set('schedulerPolicy', policy),
    ...set('schedulerPriority', priority),
    ...set('ioClass', ioClass),
    ...set('ioPriority', ioPriority),
    ...(silent && { stdin: { kind: 'null' }, stdout: silent, stderr: silent }),
  };
}

/** `fifo:50` as two values. */
function pair(field: Field | undefined): readonly [Field | undefined, Field | undefined] {
  const text = field && textOf(field);
  if (text === undefined) return [field, undefined];
  const [first = '', second] = text.split(':');
  return [literal(first), second === undefined ? undefined : literal(second)];
}

function stop(ctx: Context, options: Options): Status {
  const signal = signalName(optionText(options, 's') ?? 'TERM') ?? 'TERM';
  const file = options.value('p');
  const executable = optionText(options, 'x');
  const name = optionText(options, 'n');
  const user = options.value('u');
  const target: SignalEffect['target'] = file
    ? pidFileTarget(ctx, file)
    : executable
      ? { kind: 'executable', path: executable }
      : name
        ? ({ kind: 'name', name } satisfies PidSource)
        : { kind: 'unknown', text: user ? `processes of user ${describe(user)}` : 'start-stop-daemon --stop' };
  const schedule = retrySchedule(waitOption(ctx, options.value('R')), signal);
  if (signal === '0' || optionText(options, 's') === '0') {
    noise(ctx, 'already-running check');
    return running(ctx);
  }
  return sendSignal(ctx, {
    target,
    schedule,
    reach: file ? 'process' : 'group',
    by: 'start-stop-daemon --stop',
    ...(file && { pidFile: file }),
  });
}

export const startStopDaemon: Models = { 'start-stop-daemon': run };
