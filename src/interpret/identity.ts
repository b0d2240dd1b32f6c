import type { ProcessState } from '../model/process.ts';
import { describe, literal, textOf, type Value } from '../model/word.ts';

/** Who runs this: root, as init starts scripts, until `su` or `sudo` says another (whoami(1), `id -un`). */
export function userName({ user }: ProcessState): Value {
  return user ?? literal('root');
}

/** `$UID`, `id -u`: of another user it is a number of the host, and not that of root. */
export function userId(process: ProcessState): Value {
  const user = textOf(userName(process));
  if (user === 'root') return literal('0');
  if (user !== undefined && /^\d+$/.test(user)) return literal(user);
  return {
    parts: [{ kind: 'unknown', reason: `user id of ${describe(userName(process))}`, never: ['0'] }],
  };
}

/**
 * `$USER` and `$LOGNAME`: su sets them for another user (su(1)). For root nobody does at boot; by hand they say root.
 */
export function inheritedUser(process: ProcessState, name: string): Value {
  if (process.user !== undefined && textOf(process.user) !== 'root') return process.user;
  return {
    parts: [{ kind: 'unknown', reason: `inherited $${name}`, only: ['', 'root'] }],
  };
}
