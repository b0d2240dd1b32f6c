import { constantEdits, constantOf } from './constant.ts';
import type { Edit } from './edit.ts';
import { type Assignment, type Command, literalName } from './nodes.ts';
import type { Source } from './parse.ts';

/**
 * `f() { local key=/etc/acme.key; openssl -out $key; }`: a constant that a function keeps to itself, declared or not, in
 * the place of its variable. Only where the function's own text has all of its uses, behind it: what it calls would see
 * it, too (bash(1), FUNCTIONS).
 */
export function inlineLocal(
  source: Source,
  count: (name: string) => number,
  stays: (name: string) => boolean,
): readonly Edit[] | undefined {
  for (const { command } of source.ast.commands) {
    if (command.type !== 'Function' || command.body.type !== 'BraceGroup') continue;
    const { end } = command;
    for (const { command: node, background } of command.body.body.commands) {
      if (node.type !== 'Command' || background || node.redirects.length > 0) continue;
      for (const given of assignmentsOf(node)) {
        const { name } = given;
        const value = given.value.type === 'Word' ? constantOf(given.value) : undefined;
        if (value === undefined || count(name) !== 1 || stays(name)) continue;
        const edits = constantEdits(source, name, value, node.end);
        const inside = edits?.every(edit => edit.start >= node.end && edit.start < end);
        if (edits && inside && mentionsOf(source, name) === edits.length + 1) return [...edits, removal(node, given)];
      }
    }
  }
  return undefined;
}

/** How often the text has the name: `${all[key]}`, `[ -v key ]`, `exec {key}>f` and `mapfile key` mean it, too. */
function mentionsOf(source: Source, name: string): number {
  return [...source.text.matchAll(new RegExp(`(?<![\\w./-])${name}(?!\\w)`, 'g'))].length;
}

/** `local a=1 b=2`, or `a=1`; an option (`local -i`, `-x`) makes another value of it, or shows it to others. */
function assignmentsOf(node: Command): readonly Assignment[] {
  if (node.args.some(one => one.type !== 'Assignment' && one.text.startsWith('-'))) return [];
  const all = literalName(node) === 'local' ? node.args : node.name || node.prefix.length > 1 ? [] : node.prefix;
  return all.filter(one => one.type === 'Assignment').filter(one => !one.append && !one.index);
}

/** The whole declaration where it has nothing else, or its one word with the blank before it. */
function removal(node: Command, given: Assignment): Edit {
  const before = node.args[node.args.indexOf(given) - 1]?.end ?? node.name?.end ?? node.pos;
  return node.args.length < 2
    ? { start: node.pos, end: node.end, text: ':' }
    : { start: before, end: given.end, text: '' };
}
