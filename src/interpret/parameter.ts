import { concat, EMPTY, type Field, literal, textOf, unknown, unquoted, type Value } from '../model/word.ts';
import type { ParameterExpansionPart } from '../shell/nodes.ts';
import { asText, shifted } from './arguments.ts';
import type { Context } from './context.ts';
import { expandValue, isKeyed, patternOf } from './expand.ts';
import { freeze } from './freeze.ts';
import { removeAffix, replaceGlob } from './glob.ts';
import { joined, joinedAsOne } from './ifs.ts';
import { either, elementsOf, type Variable } from './state.ts';
import { withoutUnset } from './unset.ts';
import { assign, lookUp } from './variables.ts';

/** `${name…}` in all its forms. What depends on a setting and cannot be said stays unknown. */
export function expandParameter(ctx: Context, part: ParameterExpansionPart): Value {
  if (part.prefix === '!') return indirect(ctx, part);
  const variable = element(ctx, part);
  if (part.prefix === '#') {
    // Of a list it is how many there are.
    const count = part.index && isList(part) ? elementsOf(lookUp(ctx, part.parameter) ?? {})?.length : undefined;
    if (count !== undefined) return literal(String(count));
    const text = isList(part) ? undefined : textOf(variable?.value ?? EMPTY);
    return text === undefined ? unknown(`length of ${part.parameter}`) : literal(String(text.length));
  }
  const operation = part.operation;
  if (!operation) return variable?.value ?? EMPTY;
  if (operation.type === 'Slice' && isList(part))
    return listAsText(ctx, part, (slicedList(ctx, part) ?? [OPEN_LIST]).map(unquoted));
  if (operation.type === 'Default')
    return withDefault(ctx, part.parameter, variable, operation.operator, () => expandValue(ctx, operation.operand));
  if (isList(part)) return listAsText(ctx, part, (changedList(ctx, part) ?? [openOf(part)]).map(unquoted));
  return changed(ctx, part, operation, variable?.value ?? EMPTY);
}

type Operation = NonNullable<ParameterExpansionPart['operation']>;

function openOf(part: ParameterExpansionPart): Value {
  return unknown(`\${${part.parameter}…} of ${part.text}`);
}

/** A value cut, replaced or spelt otherwise. What depends on a setting is that of today. */
function changed(ctx: Context, part: ParameterExpansionPart, operation: Operation, value: Value): Value {
  freeze(ctx, value, 'an expansion');
  const text = textOf(value);
  // `${a^^[aeiou]}` changes some letters only.
  const isWhole = operation.type !== 'CaseModification' || /[,^]\}$/.test(part.text);
  const result = text === undefined || !isWhole ? undefined : changedText(ctx, operation, text);
  return result === undefined ? openOf(part) : literal(result);
}

function changedText(ctx: Context, operation: Operation, text: string): string | undefined {
  switch (operation.type) {
    case 'Remove': {
      const pattern = patternOf(ctx, operation.operand);
      return pattern === undefined ? undefined : removeAffix(text, pattern, operation.operator);
    }
    case 'Replace': {
      const pattern = patternOf(ctx, operation.pattern);
      const replacement = textOf(expandValue(ctx, operation.replacement));
      // Since bash 5.2 `&` is the text that was found (patsub_replacement), before it was itself.
      if (pattern === undefined || replacement === undefined || replacement.includes('&')) return undefined;
      return replaceGlob(text, pattern, replacement, operation.operator);
    }
    case 'Slice': {
      const offset = Number(textOf(expandValue(ctx, operation.offset)));
      const length = operation.length && Number(textOf(expandValue(ctx, operation.length)));
      if (Number.isNaN(offset) || Number.isNaN(length ?? 0)) return undefined;
      const from = text.slice(offset);
      return length === undefined ? from : from.slice(0, length);
    }
    case 'CaseModification':
      switch (operation.operator) {
        case '^^':
          return text.toUpperCase();
        case ',,':
          return text.toLowerCase();
        case '^':
          return text.charAt(0).toUpperCase() + text.slice(1);
        case ',':
          return text.charAt(0).toLowerCase() + text.slice(1);
      }
      return undefined;
    case 'Default':
    case 'Transform':
    case 'Names':
    case 'Unknown':
      return undefined;
  }
}

/**
 * The fields of `"${array[@]/#/-c }"` and `"${@%.conf}"`: the operation is done to each (bash(1), Parameter Expansion).
 * Undefined where only the run knows how many there are, or it is no such part.
 */
export function changedList(ctx: Context, part: ParameterExpansionPart): readonly Field[] | undefined {
  const { operation } = part;
  if (!operation || operation.type === 'Default' || operation.type === 'Slice' || part.prefix || !isList(part))
    return undefined;
  const variable = lookUp(ctx, part.parameter);
  if (part.index && !variable) return [];
  const fields = part.index ? elementsOf(variable ?? {}) : asText(ctx.state.positional);
  return fields?.map(field => changed(ctx, part, operation, field));
}

function listAsText({ state }: Context, { parameter, index }: ParameterExpansionPart, list: readonly Value[]): Value {
  return parameter === '*' || index?.value === '*' ? joinedAsOne(state, list) : joined(list);
}

const OPEN_LIST: Value = unknown('a part of a list');

/** `$@`, `${array[@]}`: a list and no text. */
function isList({ parameter, index }: ParameterExpansionPart): boolean {
  return parameter === '@' || parameter === '*' || index?.value === '@' || index?.value === '*';
}

/** The fields of `"${@:2}"` and `"${array[@]:1:2}"`; undefined where only the run knows them, or it is no such part. */
export function slicedList(ctx: Context, part: ParameterExpansionPart): readonly Field[] | undefined {
  const { operation } = part;
  if (operation?.type !== 'Slice' || part.prefix || !isList(part)) return undefined;
  const offset = Number(textOf(expandValue(ctx, operation.offset)) || 0);
  const length = operation.length && Number(textOf(expandValue(ctx, operation.length)) || 0);
  if (!Number.isInteger(offset) || !Number.isInteger(length ?? 0)) return undefined;
  // Of arguments the first has the number 1, and 0 is the script.
  const fields = part.index
    ? elementsOf({ elements: lookUp(ctx, part.parameter)?.elements?.slice(offset) })
    : offset < 1
      ? undefined
      : shifted(ctx, offset - 1);
  return length === undefined ? fields : fields?.slice(0, length);
}

function element(ctx: Context, part: ParameterExpansionPart): Variable | undefined {
  const variable = lookUp(ctx, part.parameter);
  if (!part.index || !variable) return variable;
  const index = part.index.value;
  if (index === '@' || index === '*') return { value: listAsText(ctx, part, elementsOf(variable) ?? [variable.value]) };
  const number = Number(textOf(expandValue(ctx, part.index)) ?? Number.NaN);
  if (Number.isNaN(number)) return { value: unknown(`element of ${part.parameter}`) };
  const only = number === 0 || isKeyed(variable.value) ? variable.value : undefined;
  const value = variable.elements ? variable.elements[number] : only;
  return value && { value };
}

function indirect(ctx: Context, part: ParameterExpansionPart): Value {
  if (part.index?.value === '@' || part.index?.value === '*') return unknown(`keys of ${part.parameter}`);
  const name = textOf(lookUp(ctx, part.parameter)?.value ?? EMPTY);
  return name ? (lookUp(ctx, name)?.value ?? EMPTY) : unknown(`\${!${part.parameter}}`);
}

type DefaultOperator = '-' | ':-' | '=' | ':=' | '+' | ':+' | '?' | ':?';

/** POSIX 2.6.2: use, assign or demand a default; the colon forms count an empty value as unset. */
function withDefault(
  ctx: Context,
  name: string,
  variable: Variable | undefined,
  operator: DefaultOperator,
  operand: () => Value,
): Value {
  const emptyCounts = operator.startsWith(':');
  const value = variable?.value ?? EMPTY;
  const presence = presenceOf(ctx, name, variable, emptyCounts);
  const kind = operator.at(-1);
  if (kind === '?') return value;
  if (kind === '+') return presence === true ? operand() : presence === false ? EMPTY : either(EMPTY, operand());
  if (presence === true) return value;
  const fallback = operand();
  const result = presence === false ? fallback : withFallback(ctx, name, value, fallback, emptyCounts);
  if (kind === '=') assign(ctx, name, result);
  return result;
}

/** Whether the variable has a value that counts; undefined when only the run knows. */
function presenceOf(
  ctx: Context,
  name: string,
  variable: Variable | undefined,
  emptyCounts: boolean,
): boolean | undefined {
  if (!variable) return false;
  const given = ctx.trail.settings.get(name)?.fallback;
  const { parts } = given && textOf(given) === '' ? withoutUnset(ctx, variable.value) : variable.value;
  if (parts.length === 0) return !emptyCounts;
  if (
    parts.some(part => (part.kind === 'literal' && part.text !== '') || part.kind === 'pid' || part.kind === 'status')
  )
    return true;
  const [part] = parts;
  const own = parts.length === 1 && part?.kind === 'setting' && part.name === name;
  if (own && !emptyCounts && ctx.trail.settings.get(name)?.fallback) return true;
  return undefined;
}

/**
 * `${X-d}` of a setting that the script never assigned is `Environment=X=d` below the file; `${X:-d}` is not,
 * since an empty assignment in the file would win there (mapping-decisions).
 */
function withFallback(ctx: Context, name: string, value: Value, fallback: Value, emptyCounts: boolean): Value {
  const [part] = value.parts;
  const use = ctx.trail.settings.get(name);
  const own = value.parts.length === 1 && part?.kind === 'setting' && part.name === name;
  if (own && !emptyCounts && use && !use.fallback && textOf(fallback) !== undefined) {
    ctx.trail.settings.set(name, { ...use, fallback });
    return value;
  }
  return either(value, concat(fallback));
}
