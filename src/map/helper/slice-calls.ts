import type { Trail } from '../../interpret/context.ts';
import { libraryNames } from '../../interpret/functions/index.ts';
import {
  forEachChild,
  literalName,
  prefixAssignments,
  type SimpleNode,
  type SyntaxNode,
  type Word,
} from '../../shell/nodes.ts';
import type { Source } from '../../shell/parse.ts';
import { statementsOf } from '../../shell/statements.ts';

/** The one function that a call reaches; by its name where several do. */
export function calleeOf(node: SimpleNode, trail: Trail): string | undefined {
  const callees = trail.visits.get(node.pos)?.callees;
  if (node.type !== 'Command' || !callees) return undefined;
  const name = literalName(node);
  if (callees.size > 1 && name === undefined) return undefined;
  return callees.size === 1 || !name || !callees.has(name) ? [...callees][0] : name;
}

/** Functions that one call reaches, by a name that differs from round to round of a loop. */
export function calleesByValue(node: SimpleNode, trail: Trail): readonly string[] {
  const callees = trail.visits.get(node.pos)?.callees;
  const several = node.type === 'Command' && callees !== undefined && callees.size > 1;
  return several && literalName(node) === undefined ? [...callees] : [];
}

/** Functions that a call by a computed name may reach where none was seen: by the pattern of `start_$part`. */
export function calledByPattern(node: SimpleNode, trail: Trail, functions: ReadonlySet<string>): readonly string[] {
  if (trail.visits.get(node.pos)?.callees) return [];
  if (node.type !== 'Command' || !node.name || literalName(node) !== undefined) return [];
  const text = node.name.text.replace(/["']/g, '');
  const pieces = text.split(/\$\{[^{}]*\}|\$\w+/);
  // A name that is all value is what the interpreter found, or anything.
  if (pieces.length < 2 || pieces.every(piece => piece === '') || /[$`\\]/.test(pieces.join(''))) return [];
  const pattern = new RegExp(`^${pieces.map(piece => piece.replace(/\W/g, '\\$&')).join('.*')}$`);
  return [...functions].filter(name => pattern.test(name));
}

/** `done=own_success`, and later `$done`: which function of the script it is, or whether it is one, the run decides. */
export function calledByVariable(
  node: SimpleNode,
  trail: Trail,
  functions: ReadonlySet<string>,
  assignments: (variable: string) => readonly SimpleNode[],
): readonly string[] {
  if (node.type !== 'Command' || trail.visits.get(node.pos)?.callees) return [];
  const variable = /^"?\$\{?(\w+)\}?"?$/.exec(node.name?.text ?? '')?.[1];
  if (variable === undefined) return [];
  return assignments(variable).flatMap(one =>
    one.type === 'Command'
      ? prefixAssignments(one).flatMap(({ name, value }) =>
          name === variable && value.type === 'Word' && functions.has(value.value) ? [value.value] : [],
        )
      : [],
  );
}

/** `$1` as a command is the function that this action calls. */
export function namedCall(source: Source, node: SimpleNode, trail: Trail): string | undefined {
  const callee = calleeOf(node, trail);
  if (node.type !== 'Command' || !node.name || callee === undefined || literalName(node) !== undefined)
    return undefined;
  return callee + source.text.slice(node.name.end, node.end);
}

const libraryCalls = new WeakMap<SimpleNode, readonly string[]>();

/** Functions of init libraries that it calls: by name, in a substitution, or in text that a shell reads again. */
export function libraryCallsOf(node: SimpleNode): readonly string[] {
  const known = libraryCalls.get(node) ?? findLibraryCalls(node);
  libraryCalls.set(node, known);
  return known;
}

function findLibraryCalls(node: SimpleNode): readonly string[] {
  if (node.type !== 'Command') return [];
  const name = literalName(node) ?? '';
  const found = [name];
  const look = (part: SyntaxNode, inside: boolean): void => {
    if (inside && part.type === 'Command') found.push(literalName(part) ?? '');
    forEachChild(part, child => look(child, inside || part.type === 'CommandExpansion'));
  };
  look(node, false);
  const text = node.args.map(argument => argument.text).join(' ');
  if (READS_TEXT.test(name)) found.push(...[...text.matchAll(/[A-Za-z_]\w*/g)].map(([word]) => word));
  return found.filter(one => libraryNames.has(one));
}

/** It calls the script's own function, which stands behind the library that may have one of the same name. */
export function callsOwn({ ast }: Source, library: SimpleNode, call: SimpleNode): boolean {
  const name = call.type === 'Command' ? literalName(call) : undefined;
  return (
    call.type === 'Command' &&
    name !== undefined &&
    !READS_TEXT.test(name) &&
    !call.args.some(word => /`|\$\(/.test(word.text)) &&
    ast.commands.some(
      ({ command, pos }) => command.type === 'Function' && command.name.value === name && pos > library.pos,
    )
  );
}

/** `STARTPROC=daemon`, and later `$STARTPROC /usr/sbin/x`. */
export function callsLibraryByValue(printed: ReadonlySet<SimpleNode>): boolean {
  const commands = new Set(
    [...printed].flatMap(node =>
      node.type === 'Command' ? (/^"?\$\{?(\w+)\}?"?$/.exec(node.name?.text ?? '')?.[1] ?? []) : [],
    ),
  );
  return [...printed].some(
    node =>
      node.type === 'Command' &&
      !node.name &&
      node.prefix.some(
        part =>
          part.type === 'Assignment' &&
          commands.has(part.name ?? '') &&
          part.value?.type === 'Word' &&
          libraryNames.has(/^["']?(\w+)/.exec(part.value.text)?.[1] ?? ''),
      ),
  );
}

/** Names of all functions of a script. */
export function functionNames(source: Source): ReadonlySet<string> {
  const functions = new Set<string>();
  const collectNames = (node: SyntaxNode): void => {
    if (node.type === 'Function') functions.add(node.name.value);
    if (node.type !== 'Word') forEachChild(node, collectNames);
  };
  collectNames(source.ast);
  return functions;
}

/**
 * Statements that reach a seed through a substitution: `out=$(do_stop)` runs what `do_stop` runs. Without them the seed
 * stands in a function that nobody calls.
 */
export function substitutedCalls(
  { ast }: Source,
  trail: Trail,
  seeds: ReadonlySet<number>,
  functions: ReadonlySet<string>,
): readonly number[] {
  const statements = statementsOf(ast).filter(({ node }) => trail.visits.has(node.pos));
  const inside = new Map(statements.map(({ node }) => [node, calledInside(node, functions)]));
  const acting = new Set<string>();
  for (let size = -1; size < acting.size; ) {
    size = acting.size;
    for (const { node, inFunctions } of statements) {
      const callees = [...(inside.get(node) ?? []), ...(trail.visits.get(node.pos)?.callees ?? [])];
      const innermost = inFunctions.at(-1);
      if (innermost !== undefined && (seeds.has(node.pos) || callees.some(name => acting.has(name))))
        acting.add(innermost);
    }
  }
  return statements.flatMap(({ node }) => (inside.get(node)?.some(name => acting.has(name)) ? [node.pos] : []));
}

function calledInside(node: SimpleNode, functions: ReadonlySet<string>): readonly string[] {
  const names: string[] = [];
  const look = (part: SyntaxNode, inside: boolean): void => {
    const name = inside && part.type === 'Command' ? literalName(part) : undefined;
    if (name !== undefined && functions.has(name)) names.push(name);
    forEachChild(part, child => look(child, inside || part.type === 'CommandExpansion'));
  };
  look(node, false);
  return names;
}

/** The script has a function of this name too, and yet the call came to the init library's. */
export function callsLibrarys(node: SimpleNode | Word, name: string, trail: Trail): boolean {
  const visit = trail.visits.get(node.pos);
  return node.type === 'Command' && visit !== undefined && !visit.callees && literalName(node) === name;
}

/** Functions of the script that words call: in command substitutions, or in text for a shell to read again. */
export function mentionsOf(
  source: Source,
  functions: ReadonlySet<string>,
): (node: SimpleNode | Word) => readonly string[] {
  const known = new Map<SimpleNode | Word, readonly string[]>();
  const evaluates = /\beval[ \t][^\n]*\$/.test(source.text);
  return node => {
    const before = known.get(node);
    if (before) return before;
    const names = new Set<string>();
    const look = (part: SyntaxNode, inside: boolean): void => {
      if (inside && part.type === 'Command') {
        const name = literalName(part);
        if (name !== undefined && functions.has(name)) names.add(name);
      }
      forEachChild(part, child =>
        look(child, inside || part.type === 'CommandExpansion' || part.type === 'ProcessSubstitution'),
      );
    };
    look(node, false);
    if (node.type === 'Command' && READS_TEXT.test(literalName(node) ?? ''))
      for (const word of [
        literalName(node) ?? '',
        ...node.args.flatMap(({ text }) => commandsIn(text.replace(ALIAS, ''))),
      ])
        if (functions.has(word)) names.add(word);
    if (evaluates)
      for (const text of quotedTexts(source.text.slice(node.pos, node.end)))
        for (const [word] of text.matchAll(WORD_OF_TEXT)) if (functions.has(word)) names.add(word);
    const found = [...names];
    known.set(node, found);
    return found;
  };
}

/**
 * Words that may be commands where a shell reads the argument: the first ones of its commands, behind what may be empty
 * or an assignment. `log "can't start this"` is prose.
 */
function commandsIn(argument: string): readonly string[] {
  return argument
    .split(/[;&|(){}`\n!]|\b(?:then|do|else|elif|if|while|until|time|exec|eval|command)\b/)
    .flatMap(
      piece => /^[\s"'\\]*(?:(?:\$\{?\w+|\w+=\S*)["']?\s+)*["']?([A-Za-z_]\w*)(?![\w/=.-])/.exec(piece)?.[1] ?? [],
    );
}

/** What stands in single quotes: no shell reads it before another does. */
export function quotedTexts(text: string): readonly string[] {
  return [...text.matchAll(/'([^']*)'/g)].map(([, inner]) => inner ?? '');
}

/** A word that may be a command in such text: no option, variable, assignment or piece of a path. */
const WORD_OF_TEXT = /(?<![\w$/.-]|\$\{)[A-Za-z_]\w*(?![\w/=.])/g;

/** `alias ACTION=run_quietly` */
const ALIAS = /^\w+=(?=["']?[A-Za-z_])/;

/** Commands whose arguments are shell text or another command. */
const READS_TEXT = /^(?:eval|alias|action|daemon|trap|log_\w+|time|exec|command)$/;
