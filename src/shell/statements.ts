import { forEachChild, type ParsedScript, type SimpleNode, type SyntaxNode } from './nodes.ts';

/** One unit of account and what it stands in. */
export interface StatementNode {
  readonly node: SimpleNode;
  /** Names of the functions whose bodies hold it, outermost first. */
  readonly inFunctions: readonly string[];
}

const WORD_LEVEL = new Set(['Word', 'Assignment', 'Redirect', 'HereDoc', 'HereString']);

/**
 * List every simple command, `[[ ]]` and `(( ))` of a script in source order, without what stands inside words:
 * a command substitution belongs to the statement that uses it. Knows nothing of the interpreter, so that its
 * total can check the interpreter's accounting.
 */
export function statementsOf(script: ParsedScript): readonly StatementNode[] {
  const known = lists.get(script) ?? list(script);
  lists.set(script, known);
  return known;
}

const lists = new WeakMap<ParsedScript, readonly StatementNode[]>();

function list(script: ParsedScript): readonly StatementNode[] {
  const found: StatementNode[] = [];
  const visit = (node: SyntaxNode, inFunctions: readonly string[]): void => {
    if (WORD_LEVEL.has(node.type)) return;
    if (node.type === 'Command' || node.type === 'TestCommand' || node.type === 'ArithmeticCommand') {
      found.push({ node, inFunctions });
      return;
    }
    const inside = node.type === 'Function' ? [...inFunctions, node.name.value] : inFunctions;
    forEachChild(node, child => visit(child, inside));
  };
  visit(script, []);
  return found;
}
