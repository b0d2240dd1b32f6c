import { DRAWN, isDrawn, literal, textOf, unknown, type Value } from '../model/word.ts';
import { type ArithmeticExpression, forEachChild, type SyntaxNode } from '../shell/nodes.ts';
import type { Context } from './context.ts';
import { forget, lookUp } from './variables.ts';

/** `$(( … ))` of known integers; assignments inside make their variable unknown. */
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
  switch (expression.type) {
    case 'ArithmeticGroup':
      return evaluate(ctx, expression.expression);
    case 'ArithmeticWord':
      return numberOf(ctx, expression.value);
    case 'ArithmeticUnary': {
      if (expression.operator === '++' || expression.operator === '--') return forgetTarget(ctx, expression.operand);
      const operand = evaluate(ctx, expression.operand);
      if (operand === undefined) return undefined;
      return { '-': -operand, '+': operand, '!': operand === 0 ? 1 : 0, '~': ~operand }[expression.operator];
    }
    case 'ArithmeticBinary': {
      if (/^(?:[-+*/%&|^]|<<|>>)?=$/.test(expression.operator)) return forgetTarget(ctx, expression.left);
      const left = evaluate(ctx, expression.left);
      const right = evaluate(ctx, expression.right);
      return left === undefined || right === undefined ? undefined : binary(expression.operator, left, right);
    }
    case 'ArithmeticTernary': {
      const test = evaluate(ctx, expression.test);
      return test === undefined ? undefined : evaluate(ctx, test ? expression.consequent : expression.alternate);
    }
    case 'ArithmeticCommandExpansion':
      return undefined;
  }
}

function numberOf(ctx: Context, word: string): number | undefined {
  const text = word.trim();
  if (/^\d+$/.test(text)) return Number(text);
  const name = nameIn(text);
  if (!name) return undefined;
  const value = textOf(lookUp(ctx, name)?.value ?? literal('0'));
  return value !== undefined && /^-?\d+$/.test(value) ? Number(value) : undefined;
}

function forgetTarget(ctx: Context, target: ArithmeticExpression): undefined {
  if (target.type === 'ArithmeticWord' && /^\w+$/.test(target.value.trim()))
    forget(ctx, target.value.trim(), 'counted');
  return undefined;
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
    case '&&':
      return Number(a !== 0 && b !== 0);
    case '||':
      return Number(a !== 0 || b !== 0);
    default:
      return undefined;
  }
}
