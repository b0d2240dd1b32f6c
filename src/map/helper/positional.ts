import {
  forEachChild,
  literalName,
  type SimpleNode,
  type SyntaxNode,
  type Word,
  type WordPart,
} from '../../shell/nodes.ts';
import type { Source } from '../../shell/parse.ts';
import { statementsOf } from '../../shell/statements.ts';
import { usesOf } from '../../shell/variables.ts';

function functionsOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === 'Function') return [node];
  const found: SyntaxNode[] = [];
  forEachChild(node, child => found.push(...functionsOf(child)));
  return found;
}

/** A slice asks for the arguments that the script was called with: in a statement, or in the words of a loop or a `case`. */
export function usesPositional(
  printed: readonly SimpleNode[],
  words: ReadonlySet<Word | WordPart>,
  source: Source,
): boolean {
  const inFunction = new Set(
    statementsOf(source.ast)
      .filter(statement => statement.inFunctions.length > 0)
      .map(statement => statement.node.pos),
  );
  const bodies = functionsOf(source.ast);
  const isInBody = ({ pos }: Word | WordPart): boolean => bodies.some(one => one.pos <= pos && pos < one.end);
  return (
    [...words].some(word => usesOf(word).has('@positional') && !isInBody(word)) ||
    printed.some(
      node =>
        !inFunction.has(node.pos) &&
        (usesOf(node).has('@positional') || (node.type === 'Command' && literalName(node) === 'shift')),
    )
  );
}
