import type { ProcessState } from '../../model/process.ts';
import { type Field, literal, textOf } from '../../model/word.ts';
import type { Call, Models } from '../call.ts';
import { runExternal, runProgram } from '../command.ts';
import { type Context, noise } from '../context.ts';
import { parseOptions } from '../options.ts';
import { userAndGroup } from '../start.ts';
import { type Status, SUCCESS } from '../truth.ts';

/** Run the words behind a wrapper with what the wrapper changed. */
export function runWrapped(
  ctx: Context,
  call: Call,
  words: readonly Field[],
  change: Partial<ProcessState> = {},
): Status {
  const [first, ...args] = words;
  const process = { ...call.process, ...change };
  if (!first) {
    noise(ctx, 'query');
    return SUCCESS;
  }
  const name = textOf(first);
  if (name === undefined) return runProgram(ctx, words, process);
  const { node: _, ...rest } = call;
  return runExternal(ctx, { ...rest, name, args, process });
}

/** `env [-i] [-u N] [N=V]… command`: a field such as `A=b` becomes a variable of that command. */
function env(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, {
    flags: 'i0v',
    values: 'uC',
    long: { 'ignore-environment': 'i', unset: 'u', chdir: 'C' },
    inOrder: true,
  });
  let words = [...options.operands];
  const clean = options.has('i') || textOf(words[0] ?? { parts: [] }) === '-';
  if (textOf(words[0] ?? { parts: [] }) === '-') words = words.slice(1);
  const exported = new Map(clean ? [] : call.process.exported);
  for (const unset of options.all('u').map(textOf)) if (unset) exported.delete(unset);
  for (;;) {
    const [word] = words;
    const [head, ...tail] = word?.parts ?? [];
    const match = head?.kind === 'literal' ? /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(head.text) : undefined;
    if (!match?.[1]) break;
    exported.set(match[1], { parts: [...literal(match[2] ?? '').parts, ...tail] });
    words = words.slice(1);
  }
  const cwd = options.value('C');
  return runWrapped(ctx, call, words, { exported, ...(clean && { clean: true }), ...(cwd && { cwd }) });
}

function chroot(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, { long: { userspec: true, groups: true }, inOrder: true });
  const [root, ...words] = options.operands;
  const user = options.value('userspec');
  // `chroot --userspec=U: /` is for the user alone.
  const place = root && { ...(textOf(root) !== '/' && { root }), cwd: literal('/') };
  return runWrapped(ctx, call, words, { ...place, ...(user && userAndGroup(user)) });
}

/** Commands that change something about the command behind them and then become it. */
export const wrappers: Models = {
  env,
  chroot,
  nohup: (ctx, call) => runWrapped(ctx, call, call.args),
  setsid: (ctx, call) => runWrapped(ctx, call, parseOptions(call.args, { flags: 'cfw', inOrder: true }).operands),
  cgexec: (ctx, call) => {
    const options = parseOptions(call.args, { values: 'g', long: { sticky: false }, inOrder: true });
    const group = options.value('g');
    return runWrapped(ctx, call, options.operands, group ? { cgroups: [group] } : {});
  },
  stdbuf: (ctx, call) => runProgram(ctx, [literal('/usr/bin/stdbuf'), ...call.args], call.process),
};
