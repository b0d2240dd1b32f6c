import type { Source } from './parse.ts';
import { readsStatus } from './variables.ts';

/** Does a statement look at the status of the one before it, itself or by a function of the script that it calls? */
export function asksStatus(source: Source, statement: { readonly pos: number; readonly end: number }): boolean {
  const text = source.text.slice(statement.pos, statement.end);
  return (
    readsStatus(text) ||
    source.ast.commands.some(({ command }) => {
      if (command.type !== 'Function' || !text.includes(command.name.value)) return false;
      return readsStatus(source.text.slice(command.body.pos, command.body.end));
    })
  );
}
