import type { Value } from '../model/word.ts';

/** Whose process a look-up asks for: a pid file, or the name of a program. */
export type Asked = string;

/** Whose process a value stands for, where it is the process id of one. */
export function askedBy(value: Value): Asked | undefined {
  const pid = value.parts.find(part => part.kind === 'pid');
  if (pid?.kind !== 'pid') return undefined;
  return pid.from.kind === 'file' ? pid.from.path : pid.from.kind === 'name' ? pid.from.name || undefined : undefined;
}

/** The name of a program, or of a pid file without its ending. */
export function nameOf(asked: Asked): string {
  return asked.replace(/^.*\//, '').replace(/\.pid$/, '');
}
