import { describe, textOf } from '../../model/word.ts';
import type { Call, Models } from '../call.ts';
import { type Context, emit, isBehindProgram, noise, visit } from '../context.ts';
import { likelyText } from '../freeze.ts';
import { isLockFile, isPidFile } from '../paths.ts';
import { writtenFile } from '../redirect.ts';
import { whetherRuns } from '../running.ts';
import { type Status, SUCCESS } from '../truth.ts';

/** Text for the terminal is a message; text for a file changes the file. */
function print(ctx: Context, call: Call): Status {
  const file = writtenFile(call.process.stdout);
  if (!file) {
    noise(ctx, 'message');
    return SUCCESS;
  }
  const path = likelyText(ctx, file);
  const pid = call.args.some(arg => arg.parts.some(part => part.kind === 'pid'));
  if (path !== undefined && pid) ctx.trail.pidFiles.add(path);
  const made = describe(file);
  const found = call.args.some(arg => arg.parts.some(part => part.kind === 'pid' && part.from.kind === 'name'));
  if (!(found && isBehindProgram(ctx)) && (pid || (path !== undefined && isPidFile(path))))
    emit(ctx, { kind: 'noise', reason: 'pid file bookkeeping', made });
  else if (path !== undefined && isLockFile(path)) emit(ctx, { kind: 'noise', reason: 'lock file', made });
  else
    emit(ctx, {
      kind: 'exec',
      argv: [{ parts: [{ kind: 'literal', text: call.name }] }, ...call.args],
      process: call.process,
      starter: 'plain',
      background: call.background,
      shell: 'redirection',
      operation: { kind: 'write', path: file },
    });
  return SUCCESS;
}

/** Commands that print. */
export const output: Models = {
  echo: print,
  printf: print,
  read: (ctx, call) => {
    if (call.node) visit(ctx, call.node.pos, 'assignment');
    return read(ctx, call);
  },
};

import { remark } from '../context.ts';
import { opaque, statusOf } from '../truth.ts';
import { assign, forget } from '../variables.ts';

/** `read pid < file` is a pid look-up; from the terminal it is a question that nobody answers any more. */
function read(ctx: Context, call: Call): Status {
  const { stdin } = call.process;
  const path = stdin.kind === 'file' ? textOf(stdin.path) : undefined;
  const names = call.args.map(textOf).filter(name => name !== undefined && /^[A-Za-z_]\w*$/.test(name));
  const pidFile = path !== undefined && (isPidFile(path) || ctx.trail.pidFiles.has(path)) ? path : undefined;
  for (const name of names.length > 0 ? names : ['REPLY']) {
    if (name === undefined) continue;
    if (pidFile) assign(ctx, name, { parts: [{ kind: 'pid', from: { kind: 'file', path: pidFile } }] });
    else forget(ctx, name, path ? `read from ${path}` : 'read from the input');
  }
  if (stdin.kind === 'inherit' && !ctx.foreign) remark(ctx, 'SV218', ctx.here);
  return pidFile ? statusOf(whetherRuns(ctx, ctx.here)) : statusOf(opaque('input', ctx.here));
}
