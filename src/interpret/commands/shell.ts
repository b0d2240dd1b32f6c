import { EMPTY, literal, textOf } from '../../model/word.ts';
import { selfPath } from '../../shell/parse.ts';
import type { Call, Models } from '../call.ts';
import { runExternal, runProgram } from '../command.ts';
import type { Context } from '../context.ts';
import { runText } from '../nested.ts';
import { parseOptions } from '../options.ts';
import { startedBy } from '../start.ts';
import type { Status } from '../truth.ts';

/** `sh -c TEXT [zero args…]` runs the text; `sh FILE` is a program like any other. */
function shell(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, { flags: 'celuvxirpfmn', values: 'o', long: { login: 'l' }, inOrder: true });
  const path = call.name.startsWith('/') ? call.name : `/bin/${call.name}`;
  const [file, ...rest] = options.operands;
  if (!options.has('c') && file && textOf(file) === selfPath(ctx.source))
    return runExternal(ctx, { ...call, name: selfPath(ctx.source), args: rest });
  if (!options.has('c') || options.open) return runProgram(ctx, [literal(path), ...call.args], call.process);
  const [text = EMPTY, ...positional] = options.operands;
  const login = options.has('l');
  const process = login ? { ...call.process, login: true } : call.process;
  return startedBy(ctx, 'plain', {}, () => runText(ctx, text, { process, child: true, positional }));
}

export const shells: Models = { sh: shell, bash: shell, dash: shell, ksh: shell };
