import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../src/rules/index.ts';
import { codesOf } from './run-example.ts';

describe.each(RULES.map(rule => [rule.code, rule.name, rule] as const))('%s %s', (code, _name, rule) => {
  test.each(
    rule.examples.map((example, i) => [i + 1, example.reported ? 'reported' : 'not reported', example] as const),
  )('example %d is %s', (_number, _reported, example) => {
    const codes = codesOf(example);
    if (example.reported) expect(codes).toContain(code);
    else expect(codes).not.toContain(code);
  });
});
