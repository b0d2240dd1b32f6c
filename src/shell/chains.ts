import { type AndOr, forEachChild, type SyntaxNode } from './nodes.ts';
import type { Source } from './parse.ts';

const tables = new WeakMap<Source, ReadonlyMap<number, AndOr>>();

/** The chain of `&&` and `||` that starts at an offset; undefined where another kind of node does. */
export function chainAt(source: Source, pos: number): AndOr | undefined {
  let chains = tables.get(source);
  if (!chains) {
    const found = new Map<number, AndOr>();
    const look = (node: SyntaxNode): void => {
      if (node.type === 'AndOr') found.set(node.pos, node);
      forEachChild(node, look);
    };
    look(source.ast);
    chains = found;
    tables.set(source, chains);
  }
  return chains.get(pos);
}
