import { EMPTY, type Field, literal, type Part, textOf } from '../../model/word.ts';
import type { Call, Model, Models } from '../call.ts';
import { commandText, runWords } from '../command.ts';
import { type Context, emit, noise } from '../context.ts';
import { quote } from '../expand.ts';
import { freeze, likelyText } from '../freeze.ts';
import { remarkLimits } from '../limits-conf.ts';
import { runText } from '../nested.ts';
import { optionText, parseOptions } from '../options.ts';
import { lookedUp, pidFileTarget, running, STOPPED, sendSignal, signalName, waitOption } from '../signal.ts';
import { silent } from '../silent.ts';
import { startedBy } from '../start.ts';
import { FAILURE, type Status, SUCCESS } from '../truth.ts';
import { lookUp } from '../variables.ts';

/**
 * `daemon [--user U] [--pidfile F] [--check N] [--force] [+N|-N] command…`: the words are joined and evaluated by
 * another bash, with a soft core limit, and nothing is put into the background (facts: rhel-functions, 3).
 */
function daemon(ctx: Context, call: Call): Status {
  let user: Field | undefined;
  let pidFile: Field | undefined;
  let nice: Field | undefined;
  let i = 0;
  for (; i < call.args.length; i++) {
    const arg = call.args[i] ?? EMPTY;
    const [head] = arg.parts;
    const text = head?.kind === 'literal' ? head.text : '';
    const rest: Field = { parts: [...literal(text.slice(text.indexOf('=') + 1)).parts, ...arg.parts.slice(1)] };
    if (text.startsWith('--user=')) user = rest;
    else if (text === '--user') user = call.args[++i];
    else if (text.startsWith('--pidfile=')) pidFile = rest;
    else if (text === '--pidfile') pidFile = call.args[++i];
    else if (text === '--check') i++;
    else if (text.startsWith('--check=') || text === '--force') continue;
    else if (/^[-+]\d+$/.test(text) && arg.parts.length === 1)
      nice = literal(text.startsWith('+') ? text.slice(1) : text);
    else if (head?.kind === 'setting' && !head.quoted && i + 1 < call.args.length && /NICE|PRIO/i.test(head.name))
      nice = arg;
    else break;
  }
  const command = call.args.slice(i);
  const [first] = command;
  const option = first && textOf(first);
  if (option && /^[-+]/.test(option)) {
    // RHEL's prints its usage and starts nothing; the script was written for another library, which knows the option.
    emit(ctx, { kind: 'residue', reason: `daemon of another library: ${option}` });
    return { kind: 'unknown' };
  }
  freeze(ctx, user, 'User=');
  if (ctx.state.vars.has('NICELEVEL')) nice = lookUp(ctx, 'NICELEVEL')?.value;
  const core = ctx.state.vars.has('DAEMON_COREFILE_LIMIT')
    ? (lookUp(ctx, 'DAEMON_COREFILE_LIMIT')?.value ?? literal('0'))
    : literal('0');
  const limits = new Map(call.process.limits);
  limits.set('CORE', { ...limits.get('CORE'), soft: textOf(core) === 'unlimited' ? literal('infinity') : core });
  const process = { ...call.process, limits, ...(user && { user }), ...(nice && nice.parts.length > 0 && { nice }) };
  if (user) remarkLimits(ctx, user);
  if (pidFile) pidFileTarget(ctx, pidFile);
  return startedBy(ctx, 'daemon', pidFile ? { pidFile: { path: pidFile, made: false } } : {}, () =>
    runText(ctx, commandText(command), { process, child: true }),
  );
}

/** `killproc [-p F] [-b BIN] [-d DELAY] prog [-SIG]`. */
function killproc(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, { values: 'pbd', inOrder: true });
  const asked = options.operands.slice(1);
  // `-$SIG`: a setting's signal of today; else only the run knows which.
  const said = asked.map(word => likelyText(ctx, word));
  const open = asked.filter(({ parts: [head] }, i) => said[i] === undefined && isOption(head));
  if (open.length > 0) {
    emit(ctx, { kind: 'residue', reason: 'a signal that only the run knows' });
    return { kind: 'unknown' };
  }
  for (const word of asked) freeze(ctx, word, 'KillSignal=');
  const signal = said.map(text => text && signalName(text)).find(name => name);
  const file = options.value('p');
  const delay = waitOption(ctx, options.value('d'));
  const wait = delay === '' ? undefined : (seconds(delay) ?? 3);
  const program = options.operands[0] ?? EMPTY;
  const target = file
    ? pidFileTarget(ctx, file)
    : { kind: 'name' as const, name: (likelyText(ctx, program) ?? '').replace(/^.*\//, '') };
  const steps = signal
    ? [{ signal }]
    : [{ signal: 'TERM', ...(wait !== undefined && { seconds: wait }) }, { signal: 'KILL' }];
  return sendSignal(ctx, {
    target,
    schedule: { steps },
    reach: file ? 'process' : 'group',
    by: 'killproc',
    ...(file && { pidFile: file }),
  });
}

/** The word begins as a signal does. */
function isOption(head: Part | undefined): boolean {
  return head?.kind === 'literal' && head.text.startsWith('-');
}

/** "1m 10s" or plain seconds. */
function seconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
  const parts = [...text.matchAll(/(\d+)([smhd]?)/g)];
  return parts.length > 0
    ? parts.reduce((sum, [, n, unit]) => sum + Number(n) * (units[unit ?? ''] ?? 1), 0)
    : undefined;
}

const ask: Model = (ctx, call) => {
  const options = parseOptions(call.args, { values: 'plb' });
  const file = optionText(options, 'p');
  if (file) ctx.trail.pidFiles.add(file);
  lookedUp(ctx, call.process);
  const code = /^(?:checkpid|__pids_pidof)$/.test(call.name) ? 1 : STOPPED;
  return running(ctx, file ?? textOf(options.operands.at(-1) ?? EMPTY), code);
};

/** It looks at no process but that of the program's own pid file (facts: rhel-functions, 4). */
const askFile: Model = (ctx, call) => {
  const program = likelyText(ctx, call.args.at(-1) ?? EMPTY)?.replace(/^.*\//, '');
  if (program) ctx.trail.pidFiles.add(`/var/run/${program}.pid`);
  return ask(ctx, call);
};

/** `action MSG command…`: the command as it stands, which may be a function of the script: then this calls it. */
const action: Model = (ctx, call) => {
  const [, first, ...rest] = call.args;
  if (!first) return SUCCESS;
  const own = ctx.state.functions.has(textOf(first) ?? '');
  return runWords(ctx, first, rest, call.process, own ? call.node : undefined);
};

const message: Model = ctx => {
  noise(ctx, 'message');
  return SUCCESS;
};

/** These print and pass on the status that they were called with. */
const keepsStatus: Model = ctx => {
  const { status } = ctx.state;
  noise(ctx, 'message');
  return status;
};

/** is_true, is_false: RHEL 6 knows t, y, yes, true, 1. */
function truthTest(yes: readonly string[]): Model {
  return (ctx, call) => {
    const [value = EMPTY] = call.args;
    const text = textOf(value);
    noise(ctx, 'query');
    if (text !== undefined) return yes.includes(text.toLowerCase()) ? SUCCESS : FAILURE;
    const spellings = yes.flatMap(word => [
      ...new Set([word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()]),
    ]);
    const argv: Field[] = spellings.flatMap((word, i) => [
      ...(i > 0 ? [literal('-o')] : []),
      quote(value),
      literal('='),
      literal(word),
    ]);
    return { kind: 'truth', truth: { kind: 'open', condition: { kind: 'setting', argv, span: ctx.here } } };
  };
}

const TRUE = ['yes', 'true', 't', 'y', '1'];
const FALSE = ['no', 'false', 'f', 'n', '0'];

/** /etc/rc.d/init.d/functions of RHEL 5 to 9. */
export const rhel: Models = {
  daemon,
  killproc,
  status: ask,
  pidofproc: ask,
  pidfileofproc: askFile,
  checkpid: ask,
  __pids_var_run: ask,
  __pids_pidof: ask,
  action,
  action_silent: action,
  success: message,
  echo_success: message,
  echo_failure: silent('message', FAILURE),
  echo_passed: silent('message', FAILURE),
  echo_warning: silent('message', FAILURE),
  failure: keepsStatus,
  passed: keepsStatus,
  warning: keepsStatus,
  update_boot_stage: message,
  confirm: silent('terminal'),
  is_true: truthTest(TRUE),
  is_false: truthTest(FALSE),
  is_ignored_file: silent('query', { kind: 'unknown' }),
  strstr: silent('query', { kind: 'unknown' }),
  apply_sysctl: ctx => {
    emit(ctx, {
      kind: 'exec',
      argv: [literal('/sbin/sysctl'), literal('--system')],
      process: ctx.state.process,
      starter: 'plain',
      background: false,
    });
    return SUCCESS;
  },
};
