import { literalName, type SyntaxNode } from './nodes.ts';
import type { Source } from './parse.ts';
import { statementsOf } from './statements.ts';

/** What only speaks, asks or steers the shell itself. */
const SHELL_ONLY = new Set(
  '. : [ alias cd echo exit export false local log_daemon_msg log_end_msg printf pwd read readonly return set shift source test trap true type typeset umask unset wait'.split(
    ' ',
  ),
);

/**
 * The first command of a script's main part that runs something, a function or a program: a library has none.
 * Undefined also for what has no `#!` line or does not parse, since notes read like commands.
 */
export function firstProgram(source: Source): SyntaxNode | undefined {
  if (!/^#!.*sh\b/.test(source.text) || source.errors.length > 0) return undefined;
  return statementsOf(source.ast).find(({ node, inFunctions }) => {
    if (inFunctions.length > 0 || node.type !== 'Command' || !node.name) return false;
    const name = literalName(node);
    return name === undefined || !SHELL_ONLY.has(name);
  })?.node;
}
