import type { Field, Value } from '../model/word.ts';

/** Whose process a look-up asks for: a pid file, or the name of a program. */
export type Asked = string;

/** Whose process a value stands for, where it is the process id of one. */
export function askedBy(value: Value): Asked | undefined {
  const [from] = value.parts.flatMap(part =>
    part.kind === 'pid' ? [part.from] : part.kind === 'unknown' ? (part.program ?? part.counts ?? []) : [],
  );
  return from?.kind === 'file' ? from.path : from?.kind === 'name' ? from.name || undefined : undefined;
}

/** Is it what a process of the service executes, as /proc and ps(1) tell? */
export function tellsProgram({ parts: [part, ...others] }: Value): boolean {
  return part?.kind === 'unknown' && part.program !== undefined && others.length === 0;
}

/** Is it how many processes of the service run? */
export function tellsCount({ parts: [part, ...others] }: Value): boolean {
  return part?.kind === 'unknown' && part.counts !== undefined && others.length === 0;
}

/** The name of a program, or of a pid file without its ending. */
export function nameOf(asked: Asked): string {
  return asked.replace(/^.*\//, '').replace(/\.pid$/, '');
}

/** The files of a process that tell what it executes; others tell where and how (proc(5)). */
export const TELLS_PROGRAM = /^\/(?:cmdline|comm|exe)$/;

/** `PID=$(cat "$FILE"); [ -d /proc/$PID ]`, where only the run knows the file: it asks as `kill -0 $PID` does. */
export function isProcessFolder({ parts: [proc, pid, rest, ...more] }: Field): boolean {
  return (
    proc?.kind === 'literal' &&
    proc.text === '/proc/' &&
    pid?.kind === 'unknown' &&
    /^output of \W*(?:\S*\/)?(?:cat|head|tail|sed|awk)\b|^output of .*pid|^read from/i.test(pid.reason) &&
    (rest === undefined || (rest.kind === 'literal' && rest.text.startsWith('/'))) &&
    more.length === 0
  );
}
