import { apply, type Edit } from './edit.ts';
import { forEachChild, literalName, type Statement, type SyntaxNode } from './nodes.ts';
import type { Source } from './parse.ts';
import { namesIn, readsArgument } from './variables.ts';

/** The edits that take away, or say shorter, what the rest of a script does not need; undefined: there is nothing left. */
export function unneeded(source: Source): readonly Edit[] | undefined {
  return (
    unreached(source) ??
    idleReturn(source) ??
    unusedArguments(source) ??
    assignedAndExported(source) ??
    exportTogether(source) ??
    constantName(source)
  );
}

/** Lines that a backslash continues in double quotes, joined. */
export function withoutContinuation(source: Source): string {
  const edits: Edit[] = [];
  const look = (node: SyntaxNode, quoted: boolean): void => {
    if (node.type === 'HereDoc' || (node.type === 'CommandExpansion' && node.text.startsWith('`'))) return;
    if (quoted && node.type === 'Literal')
      for (const { index, 0: found } of source.text.slice(node.pos, node.end).matchAll(/(?<!\\)(?:\\\\)*\\\n/g)) {
        const end = node.pos + index + found.length;
        edits.push({ start: end - 2, end, text: '' });
      }
    forEachChild(node, child => look(child, node.type === 'DoubleQuoted' || (quoted && node.type !== 'Script')));
  };
  if (source.errors.length === 0) look(source.ast, false);
  return apply(source.text, edits);
}

/** `set -- start "$@"`, where nothing asks for arguments any more. */
function unusedArguments(source: Source): readonly Edit[] | undefined {
  const [given] = source.ast.commands;
  if (given?.command.type !== 'Command' || literalName(given.command) !== 'set') return undefined;
  if (given.command.args[0]?.text !== '--' || given.background) return undefined;
  let asked = false;
  const look = (node: SyntaxNode): void => {
    asked ||= readsArgument(node);
    if (node.type === 'Command') asked ||= /^(?:shift|getopts|set)$/.test(literalName(node) ?? '');
    if (node.type === 'For') asked ||= node.wordlist === undefined;
    if (node.type === 'CommandExpansion') asked ||= node.text.startsWith('`') && node.text.includes('\\');
    forEachChild(node, look);
  };
  source.ast.commands.slice(1).forEach(look);
  return asked ? undefined : [{ start: given.pos, end: given.end, text: ':' }];
}

/** `export A; export B=$C` as `export A B=$C`. */
function exportTogether(source: Source): readonly Edit[] | undefined {
  const exported = (statement: Statement | undefined): string | undefined =>
    statement && !statement.background
      ? /^export((?: [A-Za-z_]\w*(?:=[^\s;&|<>`()\\]*)?)+)$/.exec(source.text.slice(statement.pos, statement.end))?.[1]
      : undefined;
  const { commands } = source.ast;
  for (const [i, statement] of commands.entries()) {
    const next = commands[i + 1];
    const [names, more] = [exported(statement), exported(next)];
    // All values are read before the first is given.
    const read = namesIn(more ?? '');
    if (next && names && more && !read.some(name => names.includes(` ${name}=`)) && !/\$[^A-Za-z_{]/.test(more))
      return [{ start: statement.pos, end: next.end, text: `export${names}${more}` }];
  }
  return undefined;
}

/** `A=B; export A` as `export A=B`, where the value is a text: dash splits others there (dash(1), export). */
function assignedAndExported({ ast: { commands }, text }: Source): readonly Edit[] | undefined {
  for (const [i, statement] of commands.entries()) {
    const next = commands[i + 1];
    const assignment = text.slice(statement.pos, statement.end);
    const [, name] = /^([A-Za-z_]\w*)=(?:[\w@%+=:,./-]*|'[^']*'|"[^"$`\\]*")$/.exec(assignment) ?? [];
    if (!next || name === undefined || statement.background || next.background) continue;
    if (text.slice(next.pos, next.end) === `export ${name}`)
      return [{ start: statement.pos, end: next.end, text: `export ${assignment}` }];
  }
  return undefined;
}

/** What stands behind the command that takes the shell's place. */
function unreached({ ast: { commands }, text }: Source): readonly Edit[] | undefined {
  const at = commands.findIndex(
    ({ command, background }) =>
      !background && command.type === 'Command' && literalName(command) === 'exec' && command.args.length > 0,
  );
  const own = commands[at];
  const last = commands.at(-1);
  // The text of a here-document stands behind its command.
  if (!own || !last || own === last || text.slice(own.end, last.end).includes('<<')) return undefined;
  if (own.command.type === 'Command' && own.command.redirects.some(one => one.type === 'HereDoc')) return undefined;
  return [{ start: own.end, end: last.end, text: '' }];
}

/** `return $?` at the end of a function, and `V=$?; return $V`: it returns that without being told. */
function idleReturn(source: Source): readonly Edit[] | undefined {
  for (const { command } of source.ast.commands) {
    const list = command.type === 'Function' && command.body.type === 'BraceGroup' ? command.body.body.commands : [];
    const [before, kept, last] = [list.at(-3), list.at(-2), list.at(-1)];
    const textOf = (statement: Statement | undefined): string =>
      statement && !statement.background ? source.text.slice(statement.pos, statement.end) : '';
    if (last && kept && !kept.background && /^return (?:\$\?|"\$\?")$/.test(textOf(last)))
      return [{ start: kept.end, end: last.end, text: '' }];
    const name = /^([A-Za-z_]\w*)=\$\?$/.exec(textOf(kept))?.[1];
    const read = name && [...source.text.matchAll(new RegExp(`\\b${name}\\b(?!=)`, 'g'))].length;
    const said = name !== undefined && [`return $${name}`, `return "$${name}"`].includes(textOf(last));
    if (before && !before.background && last && read === 1 && said)
      return [{ start: before.end, end: last.end, text: '' }];
  }
  return undefined;
}

/** `$(basename /usr/sbin/x)`: what basename and dirname say of a constant. */
function constantName(source: Source): readonly Edit[] | undefined {
  let edit: Edit | undefined;
  const look = (node: SyntaxNode): void => {
    if (node.type === 'CommandExpansion') {
      const [, name, path] =
        /^(?:\$\(|`)(basename|dirname) ("?)((?:\/[\w@%+:,.-]+)+)\2(?:\)|`)$/
          .exec(node.text)
          ?.filter((_, i) => i !== 2) ?? [];
      const value = path?.replace(name === 'basename' ? /^.*\// : /\/[^/]*$/, '');
      if (value) edit ??= { start: node.pos, end: node.end, text: value };
      return;
    }
    forEachChild(node, look);
  };
  look(source.ast);
  return edit && [edit];
}
