import type { Edit } from './edit.ts';
import { forEachChild, type SyntaxNode, type Word } from './nodes.ts';
import type { Source } from './parse.ts';
import { isUseOf } from './variables.ts';

/** How a shell reads what stands at a place: which text may stand for a variable there. */
type Context = 'argument' | 'command' | 'quoted' | 'word' | 'closed';

/** The text of a word that nothing changes when it is read; undefined for all others. */
export function constantOf(word: Word): string | undefined {
  let text = word.parts === undefined ? word.value : '';
  for (const part of word.parts ?? []) {
    if (part.type === 'Literal' || part.type === 'SingleQuoted') text += part.value;
    else if (part.type === 'DoubleQuoted' && part.parts.every(inner => inner.type === 'Literal'))
      text += part.parts.map(inner => (inner.type === 'Literal' ? inner.value : '')).join('');
    else return undefined;
  }
  return /^~|[\n\r]/.test(text) ? undefined : text;
}

/** Every use of the variable, replaced; undefined where one cannot be, or comes before the value. */
export function constantEdits(source: Source, name: string, value: string, from: number): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  let possible = true;
  const look = (node: SyntaxNode, context: Context, inFunction: boolean): void => {
    if (!possible) return;
    const here = contextOf(node, context);
    if (node.type === 'ArithmeticWord' && new RegExp(`\\b${name}\\b`).test(node.value)) possible = false;
    else if (isUseOf(node, name)) {
      const plain = node.type === 'SimpleExpansion' || (!node.operation && !node.prefix && !node.index);
      const fits = plain && (inFunction || node.pos >= from) && !isRead(source, node, value, here);
      const text = fits ? textFor(value, here) : undefined;
      if (text === undefined) possible = false;
      else edits.push({ start: node.pos, end: node.end, text });
    } else
      forEachChild(node, child => {
        const command = node.type === 'Command' && child === node.name;
        look(child, command && here !== 'closed' ? 'command' : here, inFunction || node.type === 'Function');
      });
  };
  look(source.ast, 'argument', false);
  return possible ? edits : undefined;
}

/**
 * Would the shell read the text as another thing than a word? `echo $n>f` with 3 for $n redirects descriptor 3, `time` is
 * no command, and blanks split only where IFS has them.
 */
function isRead(source: Source, node: SyntaxNode, value: string, context: Context): boolean {
  if (context === 'quoted') return false;
  if (/\d$/.test(value) && /[<>]/.test(source.text.charAt(node.end))) return true;
  if (context === 'command' && KEYWORDS.has(value.split(' ')[0] ?? '')) return true;
  return /[ \t]/.test(value) && /\bIFS\b/.test(source.text);
}

const KEYWORDS = new Set(
  'case coproc do done elif else esac fi for function if in select then time until while'.split(' '),
);

function contextOf(node: SyntaxNode, outer: Context): Context {
  switch (node.type) {
    case 'DoubleQuoted':
    case 'LocaleString':
      return outer === 'closed' ? 'closed' : 'quoted';
    case 'Assignment':
    case 'Redirect':
    case 'Case':
    case 'CaseItem':
      return outer === 'closed' ? 'closed' : 'word';
    case 'HereDoc':
    case 'HereString':
    case 'ArithmeticExpansion':
    case 'ArithmeticCommand':
    case 'ExtendedGlob':
    case 'BraceExpansion':
    case 'TestCommand':
    case 'ArrayValue':
      return 'closed';
    case 'ParameterExpansion':
      // `${X#$A}` takes a pattern, `${X:-$A}` a word as the place has it.
      if (!node.operation) return outer;
      return node.operation.type === 'Default' && outer !== 'closed' ? 'word' : 'closed';
    case 'CommandExpansion':
      return node.text.startsWith('`') && node.text.includes('\\') ? 'closed' : outer;
    case 'Script':
    case 'CompoundList':
    case 'Statement':
      return outer === 'closed' ? 'closed' : 'argument';
    default:
      return outer;
  }
}

/** The constant as it must be written at a place; undefined: it cannot be. */
function textFor(value: string, context: Context): string | undefined {
  switch (context) {
    case 'closed':
      return undefined;
    case 'quoted':
      return value.replace(/[\\"$`]/g, '\\$&');
    case 'command':
      return /^[\w@%+:,./-]+(?: [\w@%+=:,./ -]*)?$/.test(value) ? value : undefined;
    case 'argument':
      return /^[\w@%+=:,./ -]*$/.test(value) ? value : undefined;
    case 'word':
      return /^[\w@%+=:,./-]*$/.test(value) ? value : undefined;
  }
}
