import type { Span } from '../base/span.ts';
import { concat, EMPTY, textOf } from '../model/word.ts';
import type { TestExpression } from '../shell/nodes.ts';
import { compare, unary } from './condition.ts';
import type { Context } from './context.ts';
import { expandValue, patternOf, quote } from './expand.ts';
import { globMatches } from './glob.ts';
import { alternatives } from './state.ts';
import { combine, known, not, opaque, type Truth } from './truth.ts';

/** `[[ … ]]`: like test(1), but without splitting, with patterns and regular expressions. */
export function evaluateBracket(ctx: Context, expression: TestExpression, span: Span): Truth {
  switch (expression.type) {
    case 'TestGroup':
      return evaluateBracket(ctx, expression.expression, span);
    case 'TestNot': {
      const inner = evaluateBracket(ctx, expression.operand, span);
      return expression.negations.length % 2 === 1 ? not(inner) : inner;
    }
    case 'TestLogical': {
      const operator = expression.operator === '&&' ? 'and' : 'or';
      const [first, ...rest] = expression.operands;
      const start = first ? evaluateBracket(ctx, first, span) : known(true);
      return rest.reduce((left, operand) => combine(operator, left, evaluateBracket(ctx, operand, span), span), start);
    }
    case 'TestUnary': {
      if (expression.operator === '-v') return opaque('whether a variable is set', span);
      return unary(ctx, expression.operator, concat(quote(expandValue(ctx, expression.operand))), span);
    }
    case 'TestBinary': {
      const left = quote(expandValue(ctx, expression.left));
      if (expression.operator === '=~') return opaque('regular expression', span);
      if (expression.operator !== '==' && expression.operator !== '=' && expression.operator !== '!=')
        return compare(ctx, left, expression.operator, quote(expandValue(ctx, expression.right)), span, true);
      const pattern = patternOf(ctx, expression.right);
      if (pattern === undefined || !/[*?[]/.test(pattern.replace(/\\./g, '')))
        return compare(ctx, left, expression.operator, quote(expandValue(ctx, expression.right)), span, true);
      const hits = alternatives(left).map(one => {
        const text = textOf(one.parts.length === 0 ? EMPTY : one);
        return text === undefined ? undefined : globMatches(pattern, text) === (expression.operator !== '!=');
      });
      if (hits.every(hit => hit === true)) return known(true);
      if (hits.every(hit => hit === false)) return known(false);
      return opaque('pattern match', span);
    }
  }
}
