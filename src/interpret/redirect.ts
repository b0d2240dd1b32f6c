import type { ProcessState, Stream } from '../model/process.ts';
import { describe, type Field, textOf } from '../model/word.ts';
import type { Redirection } from '../shell/nodes.ts';
import { type Context, emit, noise } from './context.ts';
import { expandValue } from './expand.ts';
import { isLockFile, isPidFile } from './paths.ts';
import type { State } from './state.ts';

/** What a list of redirections makes of the standard streams, in their order. */
export function redirected(ctx: Context, process: ProcessState, redirects: readonly Redirection[]): ProcessState {
  const { user } = process;
  let { stdin, stdout, stderr } = process;
  const set = (fd: number, stream: Stream): void => {
    if (fd === 0) stdin = stream;
    else if (fd === 1) stdout = stream;
    else if (fd === 2) stderr = stream;
  };
  for (const redirect of redirects) {
    if (redirect.type !== 'Redirect') {
      stdin = { kind: 'other', text: 'here-document' };
      continue;
    }
    const given = redirect.descriptor?.type === 'FileDescriptor' ? redirect.descriptor.value : undefined;
    const target = redirect.target ? expandValue(ctx, redirect.target) : undefined;
    const text = target && textOf(target);
    switch (redirect.operator) {
      case '<':
      case '<>':
        set(given ?? 0, target ? fileStream(target, true, user) : { kind: 'closed' });
        break;
      case '>':
      case '>|':
      case '>>':
        set(given ?? 1, target ? fileStream(target, redirect.operator === '>>', user) : { kind: 'closed' });
        break;
      case '&>':
      case '&>>':
        set(1, target ? fileStream(target, redirect.operator === '&>>', user) : { kind: 'closed' });
        set(2, stdout);
        break;
      case '>&':
      case '<&': {
        const fd = given ?? (redirect.operator === '>&' ? 1 : 0);
        if (text === '-') set(fd, { kind: 'closed' });
        else if (text !== undefined && /^\d$/.test(text))
          set(fd, [stdin, stdout, stderr][Number(text)] ?? { kind: 'other', text: `descriptor ${text}` });
        else if (target) {
          set(1, fileStream(target, false, user));
          set(2, stdout);
        }
        break;
      }
    }
  }
  return { ...process, stdin, stdout, stderr };
}

const DEVICES = new Set([
  '/dev/console',
  '/dev/tty',
  '/dev/tty0',
  '/dev/stdout',
  '/dev/stderr',
  '/dev/fd/1',
  '/dev/fd/2',
]);

function fileStream(path: Field, append: boolean, user: Field | undefined): Stream {
  const text = textOf(path);
  if (text === '/dev/null') return { kind: 'null' };
  if (text !== undefined && DEVICES.has(text)) return { kind: 'inherit' };
  if (text === undefined && path.parts.some(part => part.kind !== 'setting' && part.kind !== 'literal'))
    return { kind: 'other', text: describe(path), path };
  return { kind: 'file', path, append, ...(user && { user }) };
}

/** The file that a stream writes, whether or not its path is known; undefined for the terminal and what is dropped. */
export function writtenFile(stream: Stream): Field | undefined {
  return stream.kind === 'file' || stream.kind === 'other' ? stream.path : undefined;
}

/** Run `body` with redirections in force, then restore the streams. */
export function withRedirects(ctx: Context, redirects: readonly Redirection[], body: () => void): void {
  const { stdin, stdout, stderr } = ctx.state.process;
  const restored = (state: State): State => ({ ...state, process: { ...state.process, stdin, stdout, stderr } });
  // `{ …; return 0; } >/dev/null`: who leaves early has the streams of before, too.
  const lists = [
    ...ctx.frames.map(frame => frame.returned),
    ...ctx.loops.flatMap(loop => (loop ? [loop.left, loop.again] : [])),
  ].map(list => ({ list, before: list.length }));
  ctx.state.process = redirected(ctx, ctx.state.process, redirects);
  body();
  ctx.state.process = { ...ctx.state.process, stdin, stdout, stderr };
  for (const { list, before } of lists)
    for (let i = before; i < list.length; i++) {
      const state = list[i];
      if (state) list[i] = restored(state);
    }
}

/** `> FILE` and `: > FILE` create or empty the file; says whether there was one. */
export function emptiesFile(ctx: Context, process: ProcessState): boolean {
  const { stdout } = process;
  const file = writtenFile(stdout);
  if (!file || stdout === ctx.state.process.stdout) return false;
  const path = textOf(file);
  if (path !== undefined && isLockFile(path)) noise(ctx, 'lock file');
  else if (path !== undefined && (isPidFile(path) || ctx.trail.pidFiles.has(path))) noise(ctx, 'pid file bookkeeping');
  else emit(ctx, { kind: 'residue', reason: `writes ${describe(file)}` });
  return true;
}
