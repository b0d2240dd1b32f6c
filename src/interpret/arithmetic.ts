import { DRAWN, isDrawn, literal, textOf, unknown, type Value } from '../model/word.ts';
import {
  type ArithmeticBinary,
  type ArithmeticExpression,
  type ArithmeticUnary,
  forEachChild,
  type SyntaxNode,
} from '../shell/nodes.ts';
import { assignedByArithmetic } from '../shell/variables.ts';
import type { Context } from './context.ts';
import { KEYED } from './expand.ts';
import { assign, forget, lookUp } from './variables.ts';

/** `$(( … ))` of known integers; a variable that it gives what only the run knows is unknown from there. */
export function evaluateArithmetic(ctx: Context, expression: ArithmeticExpression | undefined): Value {
  const number = expression ? evaluate(ctx, expression) : 0;
  if (number !== undefined) return literal(String(number));
  return expression && drawsFrom(ctx, expression) ? DRAWN : unknown('arithmetic');
}

/** Is a random number part of it? */
function drawsFrom(ctx: Context, node: ArithmeticExpression): boolean {
  let found = false;
  const visit = (inner: ArithmeticExpression | SyntaxNode): void => {
    if (inner.type === 'ArithmeticWord') {
      const name = nameIn(inner.value);
      found ||= name !== undefined && isDrawn(lookUp(ctx, name)?.value);
    }
    forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

function nameIn(word: string): string | undefined {
  return /^\$?\{?([A-Za-z_]\w*|[#?\d])\}?$/.exec(word.trim())?.[1];
}

/** The number, or undefined when only the run knows. */
export function evaluate(ctx: Context, expression: ArithmeticExpression): number | undefined {
  return safe(numberIn(ctx, expression));
}

function numberIn(ctx: Context, expression: ArithmeticExpression): number | undefined {
  switch (expression.type) {
    case 'ArithmeticGroup':
      return evaluate(ctx, expression.expression);
    case 'ArithmeticWord':
      return numberOf(ctx, expression.value);
    case 'ArithmeticUnary': {
      if (expression.operator === '++' || expression.operator === '--') return counted(ctx, expression);
      const operand = evaluate(ctx, expression.operand);
      if (operand === undefined) return undefined;
      return { '-': -operand, '+': operand, '!': operand === 0 ? 1 : 0, '~': ~operand }[expression.operator];
    }
    case 'ArithmeticBinary': {
      if (/^(?:[-+*/%&|^]|<<|>>)?=$/.test(expression.operator))
        return stored(ctx, expression, expression.operator.slice(0, -1));
      const left = evaluate(ctx, expression.left);
      if (expression.operator === '&&' || expression.operator === '||')
        return shortened(ctx, expression, left, expression.operator === '&&');
      const right = evaluate(ctx, expression.right);
      if (expression.operator === ',') return right;
      return left === undefined || right === undefined ? undefined : binary(expression.operator, left, right);
    }
    case 'ArithmeticTernary': {
      const test = evaluate(ctx, expression.test);
      if (test === undefined) return forgetAssigned(ctx, expression);
      return evaluate(ctx, test ? expression.consequent : expression.alternate);
    }
    case 'ArithmeticCommandExpansion':
      return undefined;
  }
}

function numberOf(ctx: Context, word: string): number | undefined {
  const text = word.trim();
  // 010 is eight, and 0x10 sixteen.
  if (/^(?:0|[1-9]\d*)$/.test(text)) return Number(text);
  const name = nameIn(text);
  if (!name) return undefined;
  const value = textOf(lookUp(ctx, name)?.value ?? literal('0'));
  return value !== undefined && /^-?(?:0|[1-9]\d*)$/.test(value) ? Number(value) : undefined;
}

/** `n++`, `--n`: what the expression is worth, and its variable one further. */
function counted(ctx: Context, { operator, operand, prefix }: ArithmeticUnary): number | undefined {
  const before = evaluate(ctx, operand);
  const after = before === undefined ? undefined : before + (operator === '++' ? 1 : -1);
  store(ctx, operand, after);
  return prefix ? after : before;
}

/** `n = 1` and, with an operator, `n += 1`. */
function stored(ctx: Context, { left, right }: ArithmeticBinary, operator: string): number | undefined {
  const before = operator === '' ? 0 : evaluate(ctx, left);
  const given = evaluate(ctx, right);
  const known = before !== undefined && given !== undefined;
  const after = known ? (operator === '' ? given : binary(operator, before, given)) : undefined;
  store(ctx, left, after);
  return after;
}

/** Shells have 64 bits, and go round at their end; numbers here are exact up to 53. */
function safe(number: number | undefined): number | undefined {
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

function store(ctx: Context, target: ArithmeticExpression, given: number | undefined): void {
  const number = safe(given);
  const [, name, index] =
    target.type === 'ArithmeticWord' ? (/^([A-Za-z_]\w*)(\[)?/.exec(target.value.trim()) ?? []) : [];
  if (name === undefined) return;
  if (index !== undefined) assign(ctx, name, KEYED);
  else if (number === undefined) forget(ctx, name, 'counted');
  else assign(ctx, name, literal(String(number)));
}

/** `a && b`, `a || b`: the right one is looked at only where the left one leaves it open. */
function shortened(
  ctx: Context,
  { right }: ArithmeticBinary,
  left: number | undefined,
  and: boolean,
): number | undefined {
  if (left === undefined) return forgetAssigned(ctx, right);
  if (and ? left === 0 : left !== 0) return and ? 0 : 1;
  const value = evaluate(ctx, right);
  return value === undefined ? undefined : Number(value !== 0);
}

/** What may or may not be assigned here. */
function forgetAssigned(ctx: Context, node: ArithmeticExpression): undefined {
  const look = (inner: ArithmeticExpression | SyntaxNode): void => {
    const name = assignedByArithmetic(inner);
    if (name !== undefined) forget(ctx, name, 'counted');
    forEachChild(inner, look);
  };
  look(node);
}

function binary(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : Math.trunc(a / b);
    case '%':
      return b === 0 ? undefined : a % b;
    case '<':
      return Number(a < b);
    case '>':
      return Number(a > b);
    case '<=':
      return Number(a <= b);
    case '>=':
      return Number(a >= b);
    case '==':
      return Number(a === b);
    case '!=':
      return Number(a !== b);
    default:
      return undefined;
  }
}
