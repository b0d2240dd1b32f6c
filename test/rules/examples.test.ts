import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../src/rules/index.ts';
import { codesOf } from './run-example.ts';

// Of an error of the tool itself no script is known: it would have been mended (test/pipeline.test.ts makes one).
describe.each(RULES.filter(({ code }) => code !== 'SV906').map(rule => [rule.code, rule.name, rule] as const))(
  '%s %s',
  (code, _name, rule) => {
    test.each(
      rule.examples.map((example, i) => [i + 1, example.reported ? 'reported' : 'not reported', example] as const),
    )('example %d is %s', (_number, _reported, example) => {
      const codes = codesOf(example);
      if (example.reported) expect(codes).toContain(code);
      else expect(codes).not.toContain(code);
    });
  },
);
