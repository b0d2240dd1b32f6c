import { type Case, forEachChild, type SyntaxNode } from './nodes.ts';

/** Each `case` below a node that has this word for a label, alone or among others: `start|restart)`. */
export function casesWith(node: SyntaxNode, word: string): readonly Case[] {
  const found: Case[] = [];
  const look = (inner: SyntaxNode): void => {
    if (inner.type === 'Case' && inner.items.some(({ pattern }) => pattern.some(({ text }) => text === word)))
      found.push(inner);
    forEachChild(inner, look);
  };
  look(node);
  return found;
}
