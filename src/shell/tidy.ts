import { apply, type Edit } from './edit.ts';
import { forEachChild, type SyntaxNode, type Word } from './nodes.ts';
import { parseSource, type Source } from './parse.ts';

/** A script without quotes and braces that change nothing: `"/usr/bin/x"` as `/usr/bin/x`, `${X}` as `$X`. */
export function withoutQuotes(path: string, text: string): string {
  return [quoteEdits, braceEdits].reduce((now, editsOf) => {
    const source = parseSource(path, now);
    return source.errors.length > 0 ? now : apply(now, editsOf(source));
  }, text);
}

/** A word that a shell reads the same in quotes and without. */
const PLAIN = /^[\w@%+:,./-]+$/;

function quoteEdits(source: Source): readonly Edit[] {
  const edits: Edit[] = [];
  const look = (node: SyntaxNode, parent: SyntaxNode | undefined, outer: SyntaxNode | undefined): void => {
    if (isClosed(node)) return;
    const inner = node.type === 'Word' ? plainInner(node, parent, outer) : undefined;
    // Digits alone would be a descriptor there.
    const descriptor = /^\d+$/.test(inner ?? '') && /[<>]/.test(source.text[node.end] ?? '');
    if (inner !== undefined && !descriptor) edits.push({ start: node.pos, end: node.end, text: inner });
    else forEachChild(node, child => look(child, node, parent));
  };
  look(source.ast, undefined, undefined);
  return edits;
}

/** What stands in the quotes, where a word is one pair of them and needs none. */
function plainInner(word: Word, parent: SyntaxNode | undefined, outer: SyntaxNode | undefined): string | undefined {
  const [part, more] = word.parts ?? [];
  if (!part || more || (part.type !== 'DoubleQuoted' && part.type !== 'SingleQuoted')) return undefined;
  const inner = word.text.slice(1, -1);
  switch (parent?.type) {
    case 'Redirect':
      return PLAIN.test(inner) ? inner : undefined;
    case 'Command':
      // In quotes a name is no word of the shell.
      return PLAIN.test(inner) && (word !== parent.name || inner.includes('/')) ? inner : undefined;
    case 'Assignment': {
      // What is assigned does not split, but for the arguments of `export`.
      const splits = outer?.type !== 'Command' || !outer.prefix.includes(parent) || part.type === 'SingleQuoted';
      const text = splits ? inner : inner.replace(/\$(?:\{[A-Za-z_]\w*\}|[A-Za-z_]\w*)/g, 'x');
      return PLAIN.test(text) || (text === '' && !splits) ? inner : undefined;
    }
    default:
      return undefined;
  }
}

function braceEdits(source: Source): readonly Edit[] {
  const edits: Edit[] = [];
  const look = (node: SyntaxNode): void => {
    if (isClosed(node)) return;
    if (node.type === 'ParameterExpansion' && /^\$\{[A-Za-z_]\w*\}$/.test(node.text)) {
      const next = source.text[node.end] ?? '';
      const { pos } = node;
      if (!/[\w[]/.test(next))
        edits.push({ start: pos + 1, end: pos + 2, text: '' }, { start: node.end - 1, end: node.end, text: '' });
    }
    forEachChild(node, look);
  };
  look(source.ast);
  return edits;
}

/** The parser counts inside backquotes without the backslashes that only they need. */
function isClosed(node: SyntaxNode): boolean {
  return (
    (node.type === 'CommandExpansion' && node.text.startsWith('`') && node.text.includes('\\')) ||
    node.type === 'HereDoc'
  );
}
