import { constantEdits, constantOf } from './constant.ts';
import { apply, type Edit } from './edit.ts';
import { emptyAssignment } from './empty-assignment.ts';
import { inlineFunction } from './inline-function.ts';
import { inlineLocal } from './inline-local.ts';
import { inlineOptions } from './inline-options.ts';
import { type Assignment, forEachChild, literalName, type SyntaxNode } from './nodes.ts';
import { withoutNothing, withShortTests } from './one-line.ts';
import { parseSource, type Source } from './parse.ts';
import { unneeded, withoutContinuation } from './unneeded.ts';
import { assignedBy, READ_BY_DAEMON } from './variables.ts';

/**
 * A short script in fewer words: constants in the place of their variables, functions in the place of their only call.
 * What it executes stays the same. `keeps` names variables that somebody else may set or read. As a file it keeps its
 * functions, whose lines are set in, and no line that says nothing. `setBy` tells which of the unit's files set a variable.
 */
export function fold(
  path: string,
  text: string,
  keeps: (name: string) => boolean,
  form: 'line' | 'file' = 'line',
  setBy: (name: string) => readonly string[] | undefined = () => undefined,
): string {
  const folded = folding(path, text, { keeps, form, setBy });
  return form === 'file' ? withShortTests(parseSource(path, withoutNothing(parseSource(path, folded)))) : folded;
}

interface Folding {
  readonly keeps: (name: string) => boolean;
  readonly form: 'line' | 'file';
  readonly setBy: (name: string) => readonly string[] | undefined;
}

function folding(path: string, text: string, { keeps, form, setBy }: Folding): string {
  const stays = (name: string): boolean => SPECIAL.test(name) || READ_BY_DAEMON.includes(name) || keeps(name);
  let now = form === 'line' ? withoutContinuation(parseSource(path, text)) : text;
  for (let round = 0; round < 60; round++) {
    const source = parseSource(path, now);
    if (source.errors.length > 0 || readsText(source)) return now;
    const counts = assignmentCounts(source);
    const edits =
      unneeded(source) ??
      inlineConstant(source, counts, stays) ??
      inlineLocal(source, name => counts.get(name) ?? 0, stays) ??
      (form === 'line' ? inlineFunction(source) : undefined) ??
      inlineOptions(source, name => counts.get(name) ?? 0, stays) ??
      emptyAssignment(source, setBy);
    if (!edits) return now;
    now = apply(now, edits);
  }
  return now;
}

/** Variables that children or the shell itself see, exported or not. */
const SPECIAL =
  /^(?:PATH|IFS|HOME|USER|LOGNAME|SHELL|TERM|LANG|LC_\w+|TZ|PS\d|OPTIND|OPTARG|ENV|CDPATH|MAIL|PWD|OLDPWD)$/;

/** Text that is read again may name any variable; a trap runs who knows when. */
function readsText(source: Source): boolean {
  let found = false;
  const look = (node: SyntaxNode): void => {
    if (node.type === 'Command' && /^(?:eval|trap|set|export|env|declare|typeset)$/.test(literalName(node) ?? ''))
      found ||= /^(?:eval|trap)$/.test(literalName(node) ?? '') || node.args.some(word => /^-\w*a/.test(word.text));
    if (node.type === 'ParameterExpansion' && node.prefix === '!') found = true;
    forEachChild(node, look);
  };
  look(source.ast);
  return found;
}

/** The edits that put one constant in the place of its variable; undefined: there is none left. */
function inlineConstant(
  source: Source,
  counts: ReadonlyMap<string, number>,
  stays: (name: string) => boolean,
): readonly Edit[] | undefined {
  for (const [i, statement] of source.ast.commands.entries()) {
    const node = statement.command;
    if (node.type !== 'Command' || node.name || statement.background || node.redirects.length > 0) continue;
    const [assignment, more] = node.prefix;
    if (assignment?.type !== 'Assignment' || more || assignment.append || assignment.index) continue;
    const { name } = assignment;
    if (stays(name)) continue;
    if (isUnused(source, name, assignment)) return [{ start: node.pos, end: node.end, text: ':' }];
    const value = assignment.value.type === 'Word' ? constantOf(assignment.value) : undefined;
    if (value === undefined || counts.get(name) !== 1 || callsBefore(source, i)) continue;
    const edits = constantEdits(source, name, value, node.end);
    if (edits) return [...edits, { start: node.pos, end: node.end, text: ':' }];
  }
  return undefined;
}

/** Nobody asks for the variable, and its value is only text of others. */
function isUnused(source: Source, name: string, { value }: Assignment): boolean {
  const parts = value.type === 'Word' ? (value.parts ?? []) : undefined;
  const plain = parts?.every(
    part =>
      part.type === 'SimpleExpansion' ||
      (part.type === 'DoubleQuoted' && part.parts.every(inner => inner.type === 'SimpleExpansion')),
  );
  return plain === true && [...source.text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length === 1;
}

/** How often each variable is given a value, in whatever way. */
function assignmentCounts(source: Source): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (name: string): void => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  const look = (node: SyntaxNode): void => {
    if (node.type === 'For' || node.type === 'Select') add(node.name.value);
    if (node.type === 'Command') {
      assignedBy(node).forEach(add);
      // `A=1 program`: twice, so that nobody takes it for a constant of the script.
      if (node.name)
        for (const part of node.prefix)
          if (part.type === 'Assignment') {
            add(part.name);
            add(part.name);
          }
    }
    forEachChild(node, look);
  };
  look(source.ast);
  return counts;
}

/** Something that runs before the assignment could look at the variable while it is not set. */
function callsBefore(source: Source, index: number): boolean {
  const functions = new Set<string>();
  for (const { command } of source.ast.commands) if (command.type === 'Function') functions.add(command.name.value);
  return source.ast.commands.slice(0, index).some(({ command }) => {
    let calls = false;
    const look = (node: SyntaxNode): void => {
      if (node.type === 'Function') return;
      if (node.type === 'Command' && functions.has(literalName(node) ?? '')) calls = true;
      forEachChild(node, look);
    };
    look(command);
    return calls;
  });
}
