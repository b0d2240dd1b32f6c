import type { Limit, ProcessState } from '../../model/process.ts';
import { describe, EMPTY, literal, textOf, unknown, type Value } from '../../model/word.ts';
import type { Call, Models } from '../call.ts';
import { type Context, emit, happened, noise, remark, visit } from '../context.ts';
import { silent } from '../silent.ts';
import { assumed, ENTERED, type Status, SUCCESS, statusOf } from '../truth.ts';
import { assign } from '../variables.ts';

/** Change what later processes inherit. */
export function inherit(ctx: Context, call: Call, change: Partial<ProcessState>): void {
  if (call.node) visit(ctx, call.node.pos, 'state');
  ctx.state.process = { ...ctx.state.process, ...change, evidence: [...ctx.state.process.evidence, ctx.here] };
}

function changeDirectory(ctx: Context, call: Call): Status {
  const target = call.args.find(arg => !/^-[LPe]+$/.test(textOf(arg) ?? '')) ?? literal('/root');
  const text = textOf(target);
  const from = ctx.state.process.cwd ?? literal('/');
  const base = textOf(from);
  let cwd: Value = target;
  if (text === '-') cwd = unknown('previous directory');
  else if (text !== undefined && !text.startsWith('/'))
    cwd = base === undefined ? unknown('relative directory') : literal(resolve(base, text));
  inherit(ctx, call, { cwd, cwdOptional: !ctx.state.errexit });
  assign(ctx, 'PWD', cwd);
  return ENTERED;
}

function resolve(base: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${base}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Letters of ulimit: directive suffix and the unit in bytes (bash; dash counts -c and -f in 512 bytes). */
const LIMITS: ReadonlyMap<string, readonly [suffix: string, unit: number]> = new Map([
  ['c', ['CORE', 1024]],
  ['d', ['DATA', 1024]],
  ['e', ['NICE', 1]],
  ['f', ['FSIZE', 1024]],
  ['i', ['SIGPENDING', 1]],
  ['l', ['MEMLOCK', 1024]],
  ['m', ['RSS', 1024]],
  ['n', ['NOFILE', 1]],
  ['p', ['NPROC', 1]],
  ['q', ['MSGQUEUE', 1]],
  ['r', ['RTPRIO', 1]],
  ['s', ['STACK', 1024]],
  ['t', ['CPU', 1]],
  ['u', ['NPROC', 1]],
  ['v', ['AS', 1024]],
  ['w', ['LOCKS', 1]],
  ['x', ['LOCKS', 1]],
]);

function ulimit(ctx: Context, call: Call): Status {
  let sides = 'both';
  const limits = new Map(ctx.state.process.limits);
  let letter = 'f';
  let changed = false;
  const set = (value: Value): void => {
    const [suffix, unit] = LIMITS.get(letter) ?? ['', 1];
    if (suffix === '') return;
    const scaled = scale(value, unit === 1024 && 'cf'.includes(letter) && isDash(ctx) ? 512 : unit);
    const before: Limit = limits.get(suffix) ?? {};
    limits.set(
      suffix,
      sides === 'soft'
        ? { ...before, soft: scaled }
        : sides === 'hard'
          ? { ...before, hard: scaled }
          : { soft: scaled, hard: scaled },
    );
    changed = true;
  };
  for (const arg of call.args) {
    const text = textOf(arg);
    if (text?.startsWith('-') && text.length > 1) {
      for (const flag of text.slice(1)) {
        if (flag === 'S') sides = sides === 'hard' ? 'both' : 'soft';
        else if (flag === 'H') sides = sides === 'soft' ? 'both' : 'hard';
        else if (/\d/.test(flag)) break;
        else letter = flag;
      }
      const attached = /^-[SH]*[a-z](\d+)$/.exec(text)?.[1];
      if (attached) set(literal(attached));
    } else set(arg);
  }
  if (changed) inherit(ctx, call, { limits });
  else noise(ctx, 'message');
  return statusOf(assumed(true, 'systemd does this'));
}

function isDash(ctx: Context): boolean {
  return (
    /^#!\s*\/bin\/(?:sh|dash)\b/.test(ctx.source.text) &&
    !ctx.state.libraries.has('rhel') &&
    !ctx.state.libraries.has('suse')
  );
}

function scale(value: Value, unit: number): Value {
  const text = textOf(value);
  if (text === 'unlimited') return literal('infinity');
  if (text !== undefined && /^\d+$/.test(text)) return literal(String(BigInt(text) * BigInt(unit)));
  return unit === 1 || text === 'hard' || text === 'soft' ? value : unknown('limit from a setting in another unit');
}

/** Builtins that change the process state, and job control. */
export const process: Models = {
  cd: changeDirectory,
  pushd: changeDirectory,
  popd: (ctx, call) => {
    inherit(ctx, call, { cwd: unknown('previous directory') });
    return SUCCESS;
  },
  umask: (ctx, call) => {
    const value = call.args.find(arg => textOf(arg) !== '-S');
    if (value) inherit(ctx, call, { umask: value });
    else noise(ctx, 'query');
    return SUCCESS;
  },
  ulimit,
  trap: (ctx, call) => {
    const handler = textOf(call.args[0] ?? EMPTY);
    if (handler === undefined || /[^\s]/.test(handler.replace(/^(?:-|:|exit(?: \d+)?|echo .*|true)$/, ''))) {
      if (call.node) visit(ctx, call.node.pos, 'state');
      emit(ctx, { kind: 'residue', reason: 'trap' });
      const signals = call.args.slice(1).map(describe);
      // What runs at the end of the script still does so in the helper; a signal finds no script any more.
      if (signals.length > 0 && !signals.some(signal => /^(?:EXIT|0|ERR|DEBUG|RETURN)$/.test(signal)))
        remark(ctx, 'SV232', ctx.here, { signal: signals.join(' '), command: describe(call.args[0] ?? EMPTY) });
    } else noise(ctx, 'no effect');
    return SUCCESS;
  },
  wait: ctx => {
    const jobs = happened(ctx).flatMap(one => (one.kind === 'exec' && one.background ? one.id : []));
    // A process that is no child of this shell, it does not wait for.
    if (jobs.length === 0) {
      noise(ctx, 'waiting for the process');
      return SUCCESS;
    }
    const { id } = emit(ctx, { kind: 'residue', reason: 'waits for its jobs', jobs });
    return { kind: 'effect', id };
  },
  shopt: silent('no effect'),
  alias: (ctx, call) => {
    for (const arg of call.args) {
      const name = /^([^=\s]+)=/.exec(describe(arg))?.[1];
      if (name !== undefined) ctx.trail.aliases.add(name);
    }
    noise(ctx, 'no effect');
    return SUCCESS;
  },
  jobs: silent('query'),
  disown: silent('systemd does this'),
  times: silent('message'),
  enable: silent('no effect'),
};
