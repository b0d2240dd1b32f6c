import { EMPTY, literal, textOf } from '../../model/word.ts';
import type { Call, Models } from '../call.ts';
import { type Context, noise } from '../context.ts';
import { parseOptions } from '../options.ts';
import { type Status, SUCCESS } from '../truth.ts';
import { runWrapped } from './wrappers.ts';

/** `nice [-n N|-N|--N] command`; 10 without a number. */
function nice(ctx: Context, call: Call): Status {
  const [first = EMPTY, ...rest] = call.args;
  const old = /^-(-?\d+)$/.exec(textOf(first) ?? '')?.[1];
  if (old) return runWrapped(ctx, call, rest, { nice: literal(old) });
  const options = parseOptions(call.args, { values: 'n', long: { adjustment: 'n' }, inOrder: true });
  return runWrapped(ctx, call, options.operands, { nice: options.value('n') ?? literal('10') });
}

/** `chrt [-f|-r|-b|-i|-o] PRIO command`. */
function chrt(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, {
    flags: 'frbioamRv',
    values: 'pTPD',
    long: { fifo: 'f', rr: 'r', batch: 'b', idle: 'i', other: 'o', pid: 'p' },
    inOrder: true,
  });
  if (options.has('p')) return (noise(ctx, 'query'), SUCCESS);
  const policy = options.has('f')
    ? 'fifo'
    : options.has('b')
      ? 'batch'
      : options.has('i')
        ? 'idle'
        : options.has('o')
          ? 'other'
          : 'rr';
  const [priority, ...words] = options.operands;
  return runWrapped(ctx, call, words, {
    schedulerPolicy: literal(policy),
    ...(priority && { schedulerPriority: priority }),
  });
}

/** `ionice -c CLASS -n LEVEL command`. */
function ionice(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, {
    flags: 't',
    values: 'cnpPu',
    long: { class: 'c', classdata: 'n', pid: 'p' },
    inOrder: true,
  });
  if (options.has('p')) return (noise(ctx, 'query'), SUCCESS);
  const [ioClass, ioPriority] = [options.value('c'), options.value('n')];
  return runWrapped(ctx, call, options.operands, { ...(ioClass && { ioClass }), ...(ioPriority && { ioPriority }) });
}

/** `taskset [-c] MASK command`; a list of CPUs is what CPUAffinity= reads, a mask is turned into one. */
function taskset(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, {
    flags: 'ac',
    values: 'p',
    long: { 'cpu-list': 'c', pid: 'p' },
    inOrder: true,
  });
  if (options.has('p')) return (noise(ctx, 'query'), SUCCESS);
  const [mask = EMPTY, ...words] = options.operands;
  const text = textOf(mask);
  const affinity = options.has('c') || text === undefined ? mask : literal(cpus(text));
  return runWrapped(ctx, call, words, { affinity });
}

function cpus(mask: string): string {
  let bits = 0n;
  try {
    bits = BigInt(mask.startsWith('0x') ? mask : `0x${mask}`);
  } catch {
    return mask;
  }
  const list: number[] = [];
  for (let cpu = 0; cpu < 256 && bits > 0n; cpu++, bits >>= 1n) if (bits & 1n) list.push(cpu);
  return list.join(',');
}

export const priority: Models = { nice, chrt, ionice, taskset, renice: ctx => (noise(ctx, 'query'), SUCCESS) };
