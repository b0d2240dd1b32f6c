import type { Edit } from './edit.ts';
import { type Command, forEachChild, literalName, type SyntaxNode, type Word } from './nodes.ts';
import type { Source } from './parse.ts';
import { assignedBy } from './variables.ts';

/** What RHEL's `daemon` gives to another shell, in a helper: `set -- acmed $OPTIONS; exec /bin/bash -c "exec $*"`. */
export const SET_BEFORE = '"exec $*"';

/**
 * The edits that put the arguments of a call in the place of `$1`, `$2` … and `"$@"` in the function's body. Undefined:
 * an argument would not be the same there, since it is computed, splits, or names what the body changes.
 */
export function argumentEdits(source: Source, body: SyntaxNode, call: Command): readonly Edit[] | undefined {
  const words = call.suffix.filter(part => part.type === 'Word');
  if (words.length !== call.suffix.length || !words.every(isHarmless)) return undefined;
  const changed = changedInFunctions(source);
  const named = words.flatMap(word => [...word.text.matchAll(/\$\{?(\w+)/g)].map(match => match[1] ?? ''));
  // `$?` and `$1` are others there.
  const stable =
    !words.some(word => /\$(?![A-Za-z_{])|\$\{[^A-Za-z_]/.test(word.text)) &&
    named.every(name => /^[A-Za-z_]/.test(name) && !changed.has(name) && !changed.has(ANY));
  const edits: Edit[] = [];
  let all = 0;
  let possible = true;
  const look = (node: SyntaxNode, word: Word | undefined): void => {
    const own = node.type === 'Word' ? node : word;
    // The parser counts inside backquotes without the backslashes that only they need.
    if (node.type === 'CommandExpansion' && node.text.startsWith('`') && node.text.includes('\\')) {
      possible &&= !/\$\{?[\d@*#]/.test(node.text);
      return;
    }
    const position =
      node.type === 'SimpleExpansion'
        ? /^\$([\d@*#])$/.exec(node.text)?.[1]
        : node.type === 'ParameterExpansion'
          ? /^(?:\d+|[@*#])$/.exec(node.parameter)?.[0]
          : undefined;
    if (position === undefined) {
      forEachChild(node, child => look(child, own));
      return;
    }
    // Behind a `set --` of its own: none of the call's.
    if (own?.text === SET_BEFORE) return;
    const plain = node.type === 'SimpleExpansion' || (node.type === 'ParameterExpansion' && isPlain(node));
    if (position === '@' && own?.text === '"$@"' && stable) {
      all++;
      const text = words.map(one => source.text.slice(one.pos, one.end)).join(' ');
      if (own) edits.push({ start: own.pos, end: own.end, text });
      return;
    }
    const argument = words[Number(position) - 1];
    const text = plain && stable && argument ? valueText(argument) : undefined;
    if (text === undefined) possible = false;
    else edits.push({ start: node.pos, end: node.end, text });
  };
  look(body, undefined);
  return possible && all < 2 ? edits : undefined;
}

function isPlain(node: SyntaxNode & { readonly type: 'ParameterExpansion' }): boolean {
  return !node.operation && !node.prefix && !node.index;
}

/** To expand it does nothing else: it runs no program and gives no variable a value. */
function isHarmless(word: Word): boolean {
  let harmless = true;
  const look = (node: SyntaxNode): void => {
    if (node.type === 'ParameterExpansion' ? !isPlain(node) : !HARMLESS.has(node.type)) harmless = false;
    forEachChild(node, look);
  };
  look(word);
  return harmless && !word.text.includes('\n');
}

const HARMLESS: ReadonlySet<string> = new Set([
  'Word',
  'Literal',
  'SingleQuoted',
  'DoubleQuoted',
  'SimpleExpansion',
  'ParameterExpansion',
]);

/** What stands for `$1`, in quotes and without: a plain word, or the variable alone that the call has in quotes. */
function valueText(argument: Word): string | undefined {
  const constant = argument.text.replace(/^(["'])(.*)\1$/, '$2');
  if (/^[\w@%+=:,./-]+$/.test(constant)) return constant;
  const name = /^"\$\{?([A-Za-z_]\w*)\}?"$/.exec(argument.text)?.[1];
  return name === undefined ? undefined : `\${${name}}`;
}

/** Stands for all names. */
const ANY = '';

/** Variables that any function gives a value: the body may call another one. */
function changedInFunctions(source: Source): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (node: SyntaxNode, inside: boolean): void => {
    if (inside && (node.type === 'For' || node.type === 'Select')) names.add(node.name.value);
    if (inside && node.type === 'Command') {
      for (const name of assignedBy(node)) names.add(name);
      for (const part of node.prefix) if (part.type === 'Assignment') names.add(part.name);
      // What is read anew may change any.
      if (/^(?:\.|source|eval)$/.test(literalName(node) ?? '')) names.add(ANY);
    }
    forEachChild(node, child => look(child, inside || node.type === 'Function'));
  };
  look(source.ast, false);
  return names;
}
