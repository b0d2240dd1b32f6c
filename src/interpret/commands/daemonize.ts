import { literal, textOf } from '../../model/word.ts';
import type { Call, Models } from '../call.ts';
import { runProgram } from '../command.ts';
import { type Context, emit, noise } from '../context.ts';
import { parseOptions } from '../options.ts';
import { whetherRuns } from '../running.ts';
import { userAndGroup } from '../start.ts';
import { type Status, statusOf } from '../truth.ts';

/** `daemonize [-u user] [-c dir] [-p pidfile] [-o out] [-e err] [-E var=v] path args` (bmc/daemonize). */
function daemonize(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, { flags: 'av', values: 'ucpoelE', inOrder: true });
  const [user, cwd, file, out, err] = ['u', 'c', 'p', 'o', 'e'].map(letter => options.value(letter));
  const append = options.has('a');
  const exported = new Map(call.process.exported);
  for (const given of options.all('E')) {
    const [head, ...tail] = given.parts;
    const match = head?.kind === 'literal' ? /^(\w+)=([\s\S]*)$/.exec(head.text) : undefined;
    if (match?.[1]) exported.set(match[1], { parts: [...literal(match[2] ?? '').parts, ...tail] });
  }
  return runProgram(
    ctx,
    options.operands,
    {
      ...call.process,
      ...(user && userAndGroup(user)),
      exported,
      cwd: cwd ?? literal('/'),
      stdin: { kind: 'null' },
      stdout: out ? { kind: 'file', path: out, append } : { kind: 'null' },
      stderr: err ? { kind: 'file', path: err, append } : { kind: 'null' },
    },
    { starter: 'daemonize', background: true, ...(file && { pidFile: { path: file, made: true } }) },
  );
}

/**
 * `daemon(1)` of libslack has options that only its own manual explains: it stays as it is, but for `--running`, which
 * asks whether the daemon that it started runs, and starts none (daemon 0.6.4, OPTIONS).
 */
function libslack(ctx: Context, call: Call): Status {
  const own = call.args.findIndex(word => textOf(word) === '--');
  if (call.args.slice(0, own < 0 ? undefined : own).some(word => textOf(word) === '--running')) {
    noise(ctx, 'already-running check');
    return statusOf(whetherRuns(ctx, ctx.here));
  }
  const effect = emit(ctx, {
    kind: 'exec',
    argv: [literal(call.name.startsWith('/') ? call.name : '/usr/bin/daemon'), ...call.args],
    process: call.process,
    starter: 'daemonize',
    background: call.background,
  });
  return { kind: 'effect', id: effect.id };
}

/** `screen -dmS name command`: a terminal of its own that stays behind. */
function screen(ctx: Context, call: Call): Status {
  const effect = emit(ctx, {
    kind: 'exec',
    argv: [literal(call.name.startsWith('/') ? call.name : `/usr/bin/${call.name}`), ...call.args],
    process: call.process,
    starter: 'screen',
    background: call.background,
  });
  return { kind: 'effect', id: effect.id };
}

const daemonizers: Models = { daemonize, daemon: libslack, screen, tmux: screen };

export { daemonizers as daemonize };
