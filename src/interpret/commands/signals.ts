import type { SignalEffect } from '../../model/effect.ts';
import { describe, EMPTY, type Field, literal, textOf } from '../../model/word.ts';
import { askedBy } from '../asked.ts';
import type { Call, Models } from '../call.ts';
import { runProgram } from '../command.ts';
import { type Context, emit, noise } from '../context.ts';
import { joined } from '../ifs.ts';
import { parseOptions } from '../options.ts';
import { programPath } from '../paths.ts';
import { isAwaitedInBackground } from '../running.ts';
import { running, sendSignal, signalName } from '../signal.ts';
import { silent } from '../silent.ts';
import { opaque, type Status, SUCCESS, statusOf } from '../truth.ts';

/** The signal of `-s SIG`, `-SIG`, `-9`; TERM without one. The rest are the targets. */
function split(args: readonly Field[]): {
  readonly signal: string;
  readonly zero: boolean;
  readonly targets: readonly Field[];
  readonly list: boolean;
  /** Only the run knows the signal. */
  readonly open: boolean;
} {
  let signal = 'TERM';
  let zero = false;
  let list = false;
  let given = false;
  let open = false;
  const targets: Field[] = [];
  const before = (): boolean =>
    !given && targets.every(target => (textOf(target) ?? '').startsWith('-') && textOf(target) !== '--');
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? EMPTY;
    const text = textOf(arg);
    if (before() && (text === '-s' || text === '--signal')) {
      given = true;
      open ||= textOf(args[i + 1] ?? EMPTY) === undefined;
      const name = textOf(args[++i] ?? EMPTY) ?? '';
      zero ||= name === '0';
      signal = signalName(name) ?? signal;
    } else if (
      before() &&
      text !== undefined &&
      /^-(?:0|\d+|(?:SIG)?[A-Z][A-Z0-9+]+|hup|term|kill|int|usr1|usr2|quit)$/.test(text)
    ) {
      given = true;
      zero ||= text === '-0';
      signal = signalName(text) ?? signal;
    } else if (text === '-l') list = true;
    else if (before() && startsWithDash(arg)) open = true;
    else targets.push(arg);
  }
  return { signal, zero, targets, list, open };
}

/** `-$SIGNAL` */
function startsWithDash(arg: Field): boolean {
  const [head] = arg.parts;
  return textOf(arg) === undefined && head?.kind === 'literal' && head.text.startsWith('-');
}

function asItIs(ctx: Context, call: Call): Status {
  const name = call.name.startsWith('/') ? call.name : (programPath(call.name) ?? call.name);
  return runProgram(ctx, [literal(name), ...call.args], call.process);
}

function kill(ctx: Context, call: Call): Status {
  const { signal, zero, targets, list, open } = split(call.args);
  if (open) return asItIs(ctx, call);
  if (list) return silent('message', SUCCESS)(ctx, call);
  const words = targets.filter(target => textOf(target) !== '--');
  // SIGCHLD is ignored unless somebody waits for it (signal(7)): it asks as 0 does.
  if (zero || signal === 'CHLD') {
    const [asked = EMPTY] = words;
    noise(ctx, 'already-running check');
    if (isAwaitedInBackground(ctx, asked)) return statusOf(opaque('whether the program still runs', ctx.here));
    return running(ctx, askedBy(asked));
  }
  if (words.length === 0) return silent('no effect', SUCCESS)(ctx, call);
  let status: Status = SUCCESS;
  for (const word of words)
    status = sendSignal(ctx, {
      target: targetOf(word),
      schedule: { steps: [{ signal }] },
      reach:
        word.parts[0]?.kind === 'literal' && textOf({ parts: word.parts.slice(0, 1) })?.startsWith('-')
          ? 'group'
          : 'process',
      by: 'kill',
    });
  return status;
}

function targetOf(word: Field): SignalEffect['target'] {
  const pid = word.parts.find(part => part.kind === 'pid');
  if (pid?.kind === 'pid') return pid.from;
  const choice = word.parts.find(part => part.kind === 'choice');
  for (const value of choice?.kind === 'choice' ? choice.among : []) {
    const inner = value.parts.find(part => part.kind === 'pid');
    if (inner?.kind === 'pid') return inner.from;
  }
  return { kind: 'unknown', text: describe(word) };
}

/** `killall NAME`, `pkill [-f] PATTERN`: every process of that name on the host. */
function byName(ctx: Context, call: Call): Status {
  const { signal, zero, targets, list, open } = split(call.args);
  if (open) return asItIs(ctx, call);
  const base = call.name.replace(/^.*\//, '');
  if (list && base === 'killall') return silent('message', SUCCESS)(ctx, call);
  const options = parseOptions(targets, { flags: 'efgIlqrvwVxno', values: 'uUPtGgFsyo' });
  if (zero || options.has('l')) {
    noise(ctx, 'already-running check');
    return running(ctx);
  }
  const user = options.value('u') ?? options.value('U');
  const whose = user ? `processes of user ${describe(user)}` : describe(joined(call.args));
  const names = base === 'killall' ? options.operands : options.operands.slice(-1);
  let status: Status = SUCCESS;
  for (const name of names.length > 0 ? names : [EMPTY]) {
    const text = textOf(name);
    const target: SignalEffect['target'] = text
      ? { kind: 'name', name: text }
      : { kind: 'unknown', text: text === undefined ? describe(name) : whose };
    status = sendSignal(ctx, { target, schedule: { steps: [{ signal }] }, reach: 'group', by: base });
  }
  return status;
}

function fuser(ctx: Context, call: Call): Status {
  if (!call.args.some(arg => /^-\w*k/.test(textOf(arg) ?? ''))) {
    noise(ctx, 'query');
    return running(ctx);
  }
  const effect = emit(ctx, { kind: 'residue', reason: 'fuser -k' });
  return { kind: 'effect', id: effect.id };
}

/** Programs that send signals. */
export const signals: Models = { kill, killall: byName, pkill: byName, fuser };
