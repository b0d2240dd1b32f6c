import { forEachChild, type SyntaxNode } from '../nodes.ts';
import type { Source } from '../parse.ts';
import { type FunctionNode, isSimple, type Printer } from './printer.ts';
import type { SliceView } from './view.ts';

const functionTables = new WeakMap<Source, ReadonlyMap<string, readonly FunctionNode[]>>();

function definitionsOf(source: Source): ReadonlyMap<string, readonly FunctionNode[]> {
  const known = functionTables.get(source);
  if (known) return known;
  const found = new Map<string, FunctionNode[]>();
  const look = (node: SyntaxNode): void => {
    if (node.type === 'Function') found.set(node.name.value, [...(found.get(node.name.value) ?? []), node]);
    if (node.type !== 'Word' && node.type !== 'Assignment') forEachChild(node, look);
  };
  look(source.ast);
  functionTables.set(source, found);
  return found;
}

/** Of several definitions, one for each distribution, the last that the action came to; else the last of all. */
export function functionsOf(source: Source, { isReached }: SliceView): Printer['functions'] {
  const reached = (node: SyntaxNode): boolean => {
    if (isSimple(node)) return isReached?.(node) === true;
    let found = false;
    if (node.type !== 'Word')
      forEachChild(node, child => {
        found ||= reached(child);
      });
    return found;
  };
  const chosen = new Map<string, FunctionNode>();
  for (const [name, all] of definitionsOf(source)) {
    const one = all.length === 1 ? all[0] : (all.findLast(reached) ?? all.at(-1));
    if (one) chosen.set(name, one);
  }
  return chosen;
}

/** Functions stand before the rest, and behind what must be read before them. */
export function placeOfFunctions({ bodies, view }: Printer, main: readonly string[]): number {
  const names = [...bodies.keys()];
  // An alias is replaced where a function is read, not where it runs.
  if (main.some(line => ALIAS.test(line))) {
    const called = new RegExp(`(?<![\\w-])(?:${names.join('|')})(?![\\w=-])`);
    let at = main.findIndex(line => !ALIAS.test(line) && called.test(line));
    while (at > 0 && /^(?:\s|(?:then|else|elif|fi|do|done|esac)\b)/.test(main[at] ?? '')) at--;
    return Math.max(at, 0);
  }
  // A library that defines a function of the same name must be read before the script's own.
  const own = names.some(name => view.isLibraryName?.(name));
  return own ? main.findLastIndex(line => SOURCES_LIBRARY.test(line)) + 1 : 0;
}

const ALIAS = /^\s*alias\s/;

const SOURCES_LIBRARY = /^(?:\S.*\s)?(?:\.|source)\s+\S*(?:init\.d\/functions|init-functions|rc\.status)\b/;
