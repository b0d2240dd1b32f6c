import type { ProcessState } from '../../model/process.ts';
import { EMPTY, type Field, literal, textOf } from '../../model/word.ts';
import { inherit } from '../builtins/process.ts';
import type { Call, Models } from '../call.ts';
import { runProgram } from '../command.ts';
import type { Context } from '../context.ts';
import { parseOptions } from '../options.ts';
import { silent } from '../silent.ts';
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
  if (options.has('p') && options.operands.length === 0) return silent('query', SUCCESS)(ctx, call);
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
  if (options.has('p')) return runAsIs(ctx, call);
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
  const [ioClass, ioPriority] = [options.value('c'), options.value('n')];
  const change = { ...(ioClass && { ioClass }), ...(ioPriority && { ioPriority }) };
  const pid = options.value('p');
  if (!pid) return runWrapped(ctx, call, options.operands, change);
  if (!ioClass && !ioPriority) return silent('query', SUCCESS)(ctx, call);
  return isSelf(pid) ? become(ctx, call, change) : runAsIs(ctx, call);
}

/** `taskset [-c] MASK command`; a list of CPUs is what CPUAffinity= reads, a mask is turned into one. */
function taskset(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, {
    flags: 'ac',
    values: 'p',
    long: { 'cpu-list': 'c', pid: 'p' },
    inOrder: true,
  });
  if (options.has('p')) return options.operands.length === 0 ? silent('query')(ctx, call) : runAsIs(ctx, call);
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

/** `renice [-n] N [-p] PID`: the shell itself takes its children along; another process is what it is. */
function renice(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, { values: 'n', flags: 'pgu', inOrder: false });
  const given = options.value('n');
  const [first, ...others] = options.operands;
  const nice = given ?? first;
  const pids = given ? options.operands : others;
  const only = pids.length === 1 ? pids[0] : undefined;
  return nice && only && isSelf(only) ? become(ctx, call, { nice }) : runAsIs(ctx, call);
}

function isSelf(pid: Field): boolean {
  const [part] = pid.parts;
  return pid.parts.length === 1 && part?.kind === 'pid' && part.from.kind === 'self';
}

/** The script changes itself, so all that it starts from here on. */
function become(ctx: Context, call: Call, change: Partial<ProcessState>): Status {
  inherit(ctx, call, change);
  return SUCCESS;
}

function runAsIs(ctx: Context, call: Call): Status {
  return runProgram(ctx, [literal(call.name), ...call.args], call.process);
}

export const priority: Models = { nice, chrt, ionice, taskset, renice };
