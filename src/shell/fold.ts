import { apply, type Edit } from './edit.ts';
import { emptyAssignment } from './empty-assignment.ts';
import { inlineFunction } from './inline-function.ts';
import { inlineOptions } from './inline-options.ts';
import { type Assignment, forEachChild, literalName, type SyntaxNode, type Word } from './nodes.ts';
import { withoutNothing, withShortTests } from './one-line.ts';
import { parseSource, type Source } from './parse.ts';
import { unneeded, withoutContinuation } from './unneeded.ts';
import { assignedBy, READ_BY_DAEMON } from './variables.ts';

/** How a shell reads what stands at a place: which text may stand for a variable there. */
type Context = 'argument' | 'command' | 'quoted' | 'word' | 'closed';

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
    const edits = editsFor(source, name, value, node.end);
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

function constantOf(word: Word): string | undefined {
  let text = word.parts === undefined ? word.value : '';
  for (const part of word.parts ?? []) {
    if (part.type === 'Literal' || part.type === 'SingleQuoted') text += part.value;
    else if (part.type === 'DoubleQuoted' && part.parts.every(inner => inner.type === 'Literal'))
      text += part.parts.map(inner => (inner.type === 'Literal' ? inner.value : '')).join('');
    else return undefined;
  }
  return /^~|[\n\r]/.test(text) ? undefined : text;
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

/** Every use of the variable, replaced; undefined where one cannot be, or comes before the value. */
function editsFor(source: Source, name: string, value: string, from: number): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  let possible = true;
  const look = (node: SyntaxNode, context: Context, inFunction: boolean): void => {
    if (!possible) return;
    const here = contextOf(node, context);
    const isUse =
      (node.type === 'SimpleExpansion' && node.text === `$${name}`) ||
      (node.type === 'ParameterExpansion' && node.parameter === name);
    if (node.type === 'ArithmeticWord' && new RegExp(`\\b${name}\\b`).test(node.value)) possible = false;
    else if (isUse) {
      const plain = node.type === 'SimpleExpansion' || (!node.operation && !node.prefix && !node.index);
      const text = plain && (inFunction || node.pos >= from) ? textFor(value, here) : undefined;
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
