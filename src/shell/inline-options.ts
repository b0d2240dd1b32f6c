import type { Edit } from './edit.ts';
import {
  type Assignment,
  forEachChild,
  literalName,
  type Statement,
  type SyntaxNode,
  type Word,
  type WordPart,
} from './nodes.ts';
import type { Source } from './parse.ts';
import { asksStatus } from './status.ts';
import { isUseOf, namesIn } from './variables.ts';

/**
 * Options that a script collects in a variable before it uses them:
 *
 *     ARGS="-d"; [ -n "$PORT" ] && ARGS="$ARGS -p $PORT"; exec prog $ARGS
 *     exec prog -d ${PORT:+-p $PORT}
 *
 * One step of the way from the first form to the second; undefined: there is none left. `count` says how often a
 * variable is given a value, `stays` which ones somebody else may set or read.
 */
export function inlineOptions(
  source: Source,
  count: (name: string) => number,
  stays: (name: string) => boolean,
): readonly Edit[] | undefined {
  for (const statements of listsOf(source))
    for (const [i, statement] of statements.entries()) {
      const next = statements[i + 1];
      if (!next || statement.background) continue;
      const edit =
        (asksStatus(source, next) ? undefined : appendEdit(source, statement)) ??
        emptyEdit(source, statement, next, statements[i + 2], stays) ??
        (statements === source.ast.commands ? onlyEdit(source, statement, next, count, stays) : undefined) ??
        mergeEdit(source, statement, next, stays) ??
        useEdit(source, statements, i, count, stays);
      if (edit) return edit;
    }
  return undefined;
}

/** The script's own list, and those in it; not those of substitutions. */
function listsOf({ ast }: Source): readonly (readonly Statement[])[] {
  const lists: (readonly Statement[])[] = [ast.commands];
  const look = (node: SyntaxNode): void => {
    if (node.type === 'Word') return;
    if (node.type === 'CompoundList') lists.push(node.commands);
    forEachChild(node, look);
  };
  look(ast);
  return lists;
}

/** Characters that mean themselves, in quotes and without. */
const PLAIN = /^[\w@%+=:,./ -]*$/;

/** `V=; [ -n "$X" ] && V="-o $X"` as `V="${X:+-o $X}"`. */
function emptyEdit(
  source: Source,
  statement: Statement,
  next: Statement,
  behind: Statement | undefined,
  stays: (name: string) => boolean,
): readonly Edit[] | undefined {
  const first = assigned(statement.command);
  const tested = testedStep(next);
  if (!first || first.append || !tested || !behind || asksStatus(source, behind) || stays(first.name)) return undefined;
  const { name, step } = tested;
  if (step.append || step.name !== first.name || name === first.name || next.background) return undefined;
  const [none, text] = [first, step].map(one => (one.value.type === 'Word' ? innerText(source, one.value) : undefined));
  if (none?.trim() !== '' || !text || namesIn(text).includes(first.name) || !splits(source, first.name))
    return undefined;
  return [
    { start: statement.pos, end: statement.end, text: ':' },
    { start: next.pos, end: next.end, text: `${first.name}="\${${name}:+${text}}"` },
  ];
}

/** `[ -n "$X" ] && V="-o $X"` as `V="${X:+-o $X}"`, where nothing else gives it a value, in a function neither. */
function onlyEdit(
  source: Source,
  statement: Statement,
  next: Statement,
  count: (name: string) => number,
  stays: (name: string) => boolean,
): readonly Edit[] | undefined {
  const tested = testedStep(statement);
  if (!tested || tested.step.append || asksStatus(source, next)) return undefined;
  const { name, step } = tested;
  const text = step.value.type === 'Word' ? innerText(source, step.value) : undefined;
  if (!text || name === step.name || count(step.name) !== 1 || stays(step.name)) return undefined;
  if (namesIn(text).includes(step.name) || !splits(source, step.name)) return undefined;
  return [{ start: statement.pos, end: statement.end, text: `${step.name}="\${${name}:+${text}}"` }];
}

/** `[ -n "$X" ] && V="$V -o $X"` as `V="$V ${X:+-o $X}"`. */
function appendEdit(source: Source, statement: Statement): readonly Edit[] | undefined {
  const tested = testedStep(statement);
  const more = tested && appended(source, tested.step);
  if (!tested || more === undefined || more === '' || !splits(source, tested.step.name)) return undefined;
  const { name, step } = tested;
  const text = `${step.name}="$${step.name} \${${name}:+${more}}"`;
  return [{ start: statement.pos, end: statement.end, text }];
}

/** An assignment behind a test that a variable holds something, and nothing else. */
function testedStep({ command }: Statement): { readonly name: string; readonly step: Assignment } | undefined {
  let test: SyntaxNode | undefined;
  let step: SyntaxNode | undefined;
  let wanted = true;
  if (command.type === 'AndOr' && command.commands.length === 2) {
    [test, step] = command.commands;
    wanted = command.operators[0] === '&&';
  } else if (command.type === 'If' && !command.else && command.elif.length === 0) {
    if (command.clause.commands.length !== 1 || command.then.commands.length !== 1) return undefined;
    test = command.clause.commands[0]?.command;
    step = command.then.commands[0]?.command;
  }
  const name = test && nonEmpty(test, wanted);
  const added = step && assigned(step);
  return added && name !== undefined ? { name, step: added } : undefined;
}

/** The variable that a test asks to hold something (`wanted`), or nothing. */
function nonEmpty(node: SyntaxNode, wanted: boolean): string | undefined {
  if (node.type !== 'Command' || node.prefix.length > 0 || node.redirects.length > 0) return undefined;
  const name = literalName(node);
  if (name !== '[' && name !== 'test') return undefined;
  const words = node.args.map(argument => argument.text).filter((_word, i, all) => name !== '[' || i < all.length - 1);
  const variable = /^"\$(?:(\w+)|\{(\w+)\})"$/.exec(words.at(-1) ?? '');
  const test = words.slice(0, -1).join(' ');
  const fits = wanted ? ['', '-n', '! -z'].includes(test) : ['-z', '! -n'].includes(test);
  return fits ? (variable?.[1] ?? variable?.[2]) : undefined;
}

function assigned(node: SyntaxNode): Assignment | undefined {
  if (node.type !== 'Command' || node.name || node.redirects.length > 0) return undefined;
  const [assignment, more] = node.prefix;
  return assignment?.type === 'Assignment' && !more && !assignment.index ? assignment : undefined;
}

/** What `V="$V text"` and `V+=" text"` add, without its blanks. */
function appended(source: Source, { name, append, value }: Assignment): string | undefined {
  const inner = value.type === 'Word' ? innerText(source, value) : undefined;
  if (inner === undefined) return undefined;
  if (append) return /^\s/.test(inner) ? inner.trim() : undefined;
  const rest = inner.startsWith(`$${name} `)
    ? inner.slice(name.length + 1)
    : inner.startsWith(`\${${name}} `)
      ? inner.slice(name.length + 3)
      : undefined;
  return rest === undefined || new RegExp(`\\$\\{?${name}\\b`).test(rest) ? undefined : rest.trim();
}

/** The text between the quotes of a word that is text and variables only. */
function innerText(source: Source, word: Word): string | undefined {
  if (word.parts === undefined) return PLAIN.test(word.text) ? word.text : undefined;
  const [part, more] = word.parts;
  if (more || part?.type !== 'DoubleQuoted') return undefined;
  return part.parts.every(isPlainPart) ? source.text.slice(part.pos + 1, part.end - 1) : undefined;
}

/** Text that means the same in quotes and without, variables, and `${X:-text}` or `${X:+text}` of such. */
function isPlainPart(node: WordPart): boolean {
  switch (node.type) {
    case 'Literal':
      return PLAIN.test(node.text);
    case 'SimpleExpansion':
      return true;
    case 'ParameterExpansion': {
      const { prefix, index, operation } = node;
      if (prefix || index) return false;
      if (!operation) return true;
      if (operation.type !== 'Default' || !/^:?[-+]$/.test(operation.operator)) return false;
      const { parts, text } = operation.operand;
      return parts ? parts.every(isPlainPart) : PLAIN.test(text);
    }
    default:
      return false;
  }
}

/** `V="a"; V="$V b"` as `V="a b"`. */
function mergeEdit(
  source: Source,
  statement: Statement,
  next: Statement,
  stays: (name: string) => boolean,
): readonly Edit[] | undefined {
  const [first, second] = [assigned(statement.command), assigned(next.command)];
  if (!first || !second || first.name !== second.name || first.append || next.background || stays(first.name))
    return undefined;
  const start = first.value.type === 'Word' ? innerText(source, first.value) : undefined;
  const more = appended(source, second);
  if (start === undefined || more === undefined || !splits(source, first.name)) return undefined;
  const text = `${first.name}="${[start.trim(), more].filter(part => part !== '').join(' ')}"`;
  return [
    { start: statement.pos, end: statement.end, text: ':' },
    { start: next.pos, end: next.end, text },
  ];
}

/** `V="text"; …; program $V` as `program text`, where nothing in between changes what the text says. */
function useEdit(
  source: Source,
  statements: readonly Statement[],
  index: number,
  count: (name: string) => number,
  stays: (name: string) => boolean,
): readonly Edit[] | undefined {
  const statement = statements[index];
  const own = statement && assigned(statement.command);
  if (!statement || !own || own.append || count(own.name) !== 1 || stays(own.name)) return undefined;
  const text = own.value.type === 'Word' ? innerText(source, own.value) : undefined;
  const uses = usesIn(source, own.name);
  const [use, more] = uses;
  if (text === undefined || !use || more || !use.whole) return undefined;
  const at = statements.findIndex(one => one.pos <= use.pos && use.pos < one.end);
  if (at <= index || statements.slice(index + 1, at).some(between => !isInert(between.command, namesIn(text))))
    return undefined;
  const target = statements[at]?.command;
  const command = target?.type === 'Command' && target.prefix.length === 0 ? target : undefined;
  if (!command?.args.some(word => word.pos === use.pos && word.type === 'Word')) return undefined;
  return [
    { start: statement.pos, end: statement.end, text: ':' },
    { start: use.pos, end: use.end, text: text.trim().replace(/\s+/g, ' ') },
  ];
}

interface Use {
  readonly pos: number;
  readonly end: number;
  /** It is a word by itself, without quotes. */
  readonly whole: boolean;
  /** It stands in an assignment to the variable itself. */
  readonly own: boolean;
}

function usesIn(source: Source, name: string): readonly Use[] {
  const uses: Use[] = [];
  const look = (node: SyntaxNode, word: Word | undefined, own: boolean, closed: boolean): void => {
    const { pos, end } = node;
    if (isUseOf(node, name))
      uses.push({ pos, end, own, whole: word?.text === `$${name}` || word?.text === `\${${name}}` });
    if (node.type === 'ArithmeticWord' && new RegExp(`\\b${name}\\b`).test(node.value))
      uses.push({ pos, end, own, whole: false });
    // What is assigned, compared or opened does not split.
    const unsplit = node.type === 'Assignment' || node.type === 'Redirect' || node.type === 'CaseItem';
    const inside = node.type === 'Word' && !closed ? node : node.type === 'Script' ? undefined : word;
    const shut = node.type !== 'Script' && node.type !== 'CompoundList' && (closed || unsplit || node.type === 'Case');
    forEachChild(node, child => look(child, inside, own || (node.type === 'Assignment' && node.name === name), shut));
  };
  look(source.ast, undefined, false, false);
  return uses;
}

/** One blank more or less is the same to all who read it: it is used without quotes, as a word. */
function splits(source: Source, name: string): boolean {
  return usesIn(source, name).every(use => use.own || use.whole);
}

/** Programs that are run, and variables that get a value: none of these. */
function isInert(node: SyntaxNode, names: readonly string[]): boolean {
  switch (node.type) {
    case 'AndOr':
      return node.commands.every(command => isInert(command, names));
    case 'If':
      return [
        node.clause,
        node.then,
        ...node.elif.flatMap(arm => [arm.clause, arm.then]),
        ...(node.else ? [node.else] : []),
      ]
        .flatMap(list => list.commands)
        .every(({ command, background }) => !background && isInert(command, names));
    default: {
      const own = assigned(node);
      if (!own) return isInertCommand(node);
      const parts = own.value.type === 'Word' ? (own.value.parts ?? []) : undefined;
      return parts?.every(isPlainValue) === true && !names.includes(own.name);
    }
  }
}

function isPlainValue(part: WordPart): boolean {
  return part.type === 'DoubleQuoted'
    ? part.parts.every(isPlainPart)
    : part.type === 'SingleQuoted' || isPlainPart(part);
}

function isInertCommand(command: SyntaxNode): boolean {
  if (command.type !== 'Command') return false;
  const name = literalName(command);
  const text = command.args.map(word => word.text).join(' ');
  return (
    name === ':' ||
    (/^(?:mkdir|chown|chmod|chgrp|touch|rm|install|ln|test|\[)$/.test(name ?? '') && !/\$\{\w+:?=|[`(]/.test(text))
  );
}
