import type { SignalEffect } from '../../model/effect.ts';
import { describe, EMPTY, type Field, textOf } from '../../model/word.ts';
import type { Call, Models } from '../call.ts';
import { type Context, emit, noise } from '../context.ts';
import { parseOptions } from '../options.ts';
import { running, sendSignal, signalName } from '../signal.ts';
import { type Status, SUCCESS } from '../truth.ts';

/** The signal of `-s SIG`, `-SIG`, `-9`; TERM without one. The rest are the targets. */
function split(args: readonly Field[]): {
  readonly signal: string;
  readonly zero: boolean;
  readonly targets: readonly Field[];
  readonly list: boolean;
} {
  let signal = 'TERM';
  let zero = false;
  let list = false;
  const targets: Field[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? EMPTY;
    const text = textOf(arg);
    if (targets.length === 0 && (text === '-s' || text === '--signal')) {
      const name = textOf(args[++i] ?? EMPTY) ?? '';
      zero ||= name === '0';
      signal = signalName(name) ?? signal;
    } else if (
      targets.length === 0 &&
      text !== undefined &&
      /^-(?:0|\d+|(?:SIG)?[A-Z][A-Z0-9+]+|hup|term|kill|int|usr1|usr2|quit)$/.test(text)
    ) {
      zero ||= text === '-0';
      signal = signalName(text) ?? signal;
    } else if (text === '-l') list = true;
    else targets.push(arg);
  }
  return { signal, zero, targets, list };
}

function kill(ctx: Context, call: Call): Status {
  const { signal, zero, targets, list } = split(call.args);
  if (list) return (noise(ctx, 'message'), SUCCESS);
  if (zero) {
    noise(ctx, 'already-running check');
    return running(ctx);
  }
  const words = targets.filter(target => textOf(target) !== '--');
  if (words.length === 0) return (noise(ctx, 'no effect'), SUCCESS);
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
  const { signal, zero, targets } = split(call.args);
  const options = parseOptions(targets, { flags: 'efgIlqrvwVxno', values: 'uUPtGgFsyo' });
  if (zero || options.has('l')) {
    noise(ctx, 'already-running check');
    return running(ctx);
  }
  const name = options.operands.at(-1) ?? EMPTY;
  const user = options.value('u') ?? options.value('U');
  const text = textOf(name);
  const target: SignalEffect['target'] = text
    ? { kind: 'name', name: text }
    : { kind: 'unknown', text: user ? `processes of user ${describe(user)}` : describe(name) };
  return sendSignal(ctx, {
    target,
    schedule: { steps: [{ signal }] },
    reach: 'group',
    by: call.name.replace(/^.*\//, ''),
  });
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
export const signals: Models = { kill, killall: byName, pkill: byName, skill: byName, slay: byName, fuser };
