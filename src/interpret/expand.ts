import { concat, EMPTY, type Field, literal, textOf, unknown, unquoted, type Value } from '../model/word.ts';
import type { ArrayValue, Assignment, Word, WordPart } from '../shell/nodes.ts';
import { asGiven } from './arguments.ts';
import { evaluateArithmetic } from './arithmetic.ts';
import type { Context } from './context.ts';
import { split } from './ifs.ts';
import { changedList, expandParameter, slicedList } from './parameter.ts';
import { elementsOf } from './state.ts';
import { substitute } from './substitution.ts';
import { lookUp } from './variables.ts';

/** Expand a word to one value without splitting: right of `=`, after `case`, in a redirection. */
export function expandValue(ctx: Context, word: Word): Value {
  if (!word.parts) return tilde(ctx, word.text, literal(word.value));
  return concat(...word.parts.map((part, i) => expandPart(ctx, part, false, i === 0)));
}

/** Expand words to the fields of an argv: splitting, empty words and `"$@"` as the shell has them. */
export function expandFields(ctx: Context, words: readonly (Word | Assignment)[]): Field[] {
  return words.flatMap(word => (word.type === 'Word' ? fieldsOf(ctx, word) : [expandAssignmentWord(ctx, word)]));
}

/** An assignment among arguments (`export A=b`, `env A=b`) as one field. */
function expandAssignmentWord(ctx: Context, assignment: Assignment): Field {
  const value = assignment.value.type === 'Word' ? expandValue(ctx, assignment.value) : unknown('array', undefined);
  return concat(literal(`${assignment.name}${assignment.append ? '+' : ''}=`), quote(value));
}

/** The elements of `( … )`; of `([key]=value …)` none: which is which only the run knows. */
export function expandArray(ctx: Context, array: ArrayValue): Field[] | undefined {
  if (array.elements.some(({ text }) => /^\[[^\]]*\]\+?=/.test(text))) return undefined;
  return expandFields(ctx, array.elements);
}

const KEYS = 'an array with keys';

/** What an array with keys of its own is worth. */
export const KEYED: Value = unknown(KEYS);

export function isKeyed({ parts }: Value): boolean {
  return parts.length === 1 && parts[0]?.kind === 'unknown' && parts[0].reason === KEYS;
}

function fieldsOf(ctx: Context, word: Word): Field[] {
  if (!word.parts) return [tilde(ctx, word.text, literal(word.value))];
  const spread = listOf(ctx, word);
  if (spread) return spread;
  if (word.parts.some(part => part.type === 'BraceExpansion')) return braceFields(word);
  const parts = word.parts.flatMap((part, i) => expandPart(ctx, part, false, i === 0).parts);
  const hasQuotes = word.parts.some(part => QUOTED.has(part.type));
  return split(ctx.state, parts, hasQuotes);
}

const QUOTED = new Set<WordPart['type']>(['DoubleQuoted', 'SingleQuoted', 'AnsiCQuoted', 'LocaleString']);

/** `"$@"`, `$@`, `$*` and `"${array[@]}"` standing alone give a field an element. */
function listOf(ctx: Context, word: Word): Field[] | undefined {
  const [only] = word.parts ?? [];
  if (!only || word.parts?.length !== 1) return undefined;
  const inQuotes = only.type === 'DoubleQuoted';
  const inner = inQuotes ? only.parts.length === 1 && only.parts[0] : only;
  if (!inner) return undefined;
  if (!inQuotes && handsOn(only)) return asGiven(ctx.state.positional);
  let elements: readonly Value[] | undefined;
  if (inner.type === 'SimpleExpansion' && (inner.text === '$@' || (inner.text === '$*' && !inQuotes)))
    return inQuotes ? asGiven(ctx.state.positional) : splitAgain(ctx, ctx.state.positional);
  if (inner.type === 'ParameterExpansion' && inner.operation?.type === 'Slice') {
    const part = slicedList(ctx, inner);
    return part && (inQuotes ? asGiven(part) : splitAgain(ctx, part));
  }
  if (inner.type === 'ParameterExpansion' && inner.operation) {
    const asOne = inner.index?.value === '*' || inner.parameter === '*';
    const list = inQuotes && asOne ? undefined : changedList(ctx, inner);
    return list && (inQuotes ? list.map(quote) : splitAgain(ctx, list));
  }
  if (inner.type === 'ParameterExpansion' && !inner.operation && !inner.prefix) {
    if (inner.parameter === '@')
      return inQuotes ? asGiven(ctx.state.positional) : splitAgain(ctx, ctx.state.positional);
    if (inner.index?.value === '@' || (inner.index?.value === '*' && !inQuotes))
      elements = elementsOf(lookUp(ctx, inner.parameter) ?? {});
  }
  if (!elements) return undefined;
  return inQuotes ? elements.map(quote) : splitAgain(ctx, elements);
}

function splitAgain({ state }: Context, elements: readonly Value[]): Field[] {
  return elements.flatMap(element => split(state, unquoted(element).parts, false));
}

/** `${1+"$@"}`: all arguments, as scripts say it that old shells had to read, too. */
function handsOn(part: WordPart): boolean {
  return (
    part.type === 'ParameterExpansion' &&
    (part.parameter === '1' || part.parameter === '@') &&
    part.operation?.type === 'Default' &&
    part.operation.operator === '+' &&
    part.operation.operand.text === '"$@"'
  );
}

/** Mark every part as quoted: it will not split any more. */
export function quote(value: Value): Value {
  return { parts: value.parts.map(part => (part.quoted ? part : { ...part, quoted: true })) };
}

/** Literal text in the source does not split, only what expansions put there does. */
function asTyped(text: string): Value {
  return text === '' ? EMPTY : { parts: [{ kind: 'literal', text, quoted: true }] };
}

export function expandPart(ctx: Context, part: WordPart, inQuotes: boolean, first: boolean): Value {
  switch (part.type) {
    case 'Literal':
      return first && !inQuotes ? tilde(ctx, part.text, asTyped(part.value)) : asTyped(part.value);
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return asTyped(part.value);
    case 'DoubleQuoted':
    case 'LocaleString':
      return quote(concat(...part.parts.map(inner => expandPart(ctx, inner, true, false))));
    case 'SimpleExpansion': {
      const name = part.text.slice(1);
      return lookUp(ctx, name)?.value ?? EMPTY;
    }
    case 'ParameterExpansion':
      return expandParameter(ctx, part);
    case 'CommandExpansion':
      return substitute(ctx, part);
    case 'ArithmeticExpansion':
      return evaluateArithmetic(ctx, part.expression);
    case 'ProcessSubstitution':
      return unknown('process substitution');
    case 'Glob':
    case 'ExtendedGlob':
      return { parts: [{ kind: 'unknown', reason: `file name pattern ${part.text}` }] };
    case 'BraceExpansion':
      return unknown('brace expansion');
  }
}

/** `~` is $HOME where the script sets it; else init's user is root, and below `su` it is another one. */
function tilde({ state }: Context, text: string, otherwise: Value): Value {
  if (!text.startsWith('~')) return otherwise;
  const user = /^~([\w.-]*)/.exec(text)?.[1] ?? '';
  const rest = literal(text.slice(1 + user.length));
  const home = user === '' ? state.vars.get('HOME') : undefined;
  if (home && !home.unset) return concat(home.value, rest);
  const current = state.process.user ? textOf(state.process.user) : 'root';
  if (user === 'root' || (user === '' && current === 'root')) return concat(literal('/root'), rest);
  return unknown(`home directory ${text}`);
}

/** `{a,b}` and `{1..3}` of plain text; anything nested is left to the run. */
function braceFields(word: Word): Field[] {
  const match = /^([^{}$`'"]*)\{([^{}$`'"]*)\}([^{}$`'"]*)$/.exec(word.text);
  const [, before = '', inner = '', after = ''] = match ?? [];
  const range = /^(\d+)\.\.(\d+)$/.exec(inner);
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    if (Math.abs(to - from) > 64) return [unknown('brace expansion')];
    const step = to < from ? -1 : 1;
    return Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => literal(`${before}${from + i * step}${after}`));
  }
  if (!match || !inner.includes(',')) return [unknown('brace expansion')];
  return inner.split(',').map(item => literal(before + item + after));
}

/** The pattern of a `case` item or `${x#…}` as text in which quoted characters are escaped; undefined if open. */
export function patternOf(ctx: Context, word: Word): string | undefined {
  if (!word.parts) return word.text.includes('\\') ? word.text : word.value;
  let pattern = '';
  for (const part of word.parts) {
    if (part.type === 'Literal' || part.type === 'Glob') pattern += part.text;
    else if (part.type === 'ExtendedGlob' || part.type === 'BraceExpansion' || part.type === 'ProcessSubstitution')
      return undefined;
    else {
      const text = textOf(expandPart(ctx, part, false, false));
      if (text === undefined) return undefined;
      pattern += QUOTED.has(part.type) ? text.replace(/[*?[\]\\]/g, '\\$&') : text;
    }
  }
  return pattern;
}

/** The text of a here-document, expanded as between double quotes. */
export function expandParts(ctx: Context, parts: readonly WordPart[]): Value {
  return concat(...parts.map(part => expandPart(ctx, part, true, false)));
}
