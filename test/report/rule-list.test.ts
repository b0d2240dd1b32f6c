import { expect, test } from '@jest/globals';
import { ruleReports } from '../../src/report/rule-list.ts';
import { RULES } from '../../src/rules/index.ts';
import { needsOf } from '../../src/rules/rule.ts';
import { runExample } from '../rules/run-example.ts';

test('every rule is listed once, as fired, passed or not applicable', () => {
  const list = ruleReports([
    { traits: ['script', 'unit', 'chkconfig-header'], findings: [{ code: 'SV303' }, { code: 'SV303' }] },
    { traits: ['script'], findings: [] },
  ]);
  const by = new Map(list.map(rule => [rule.code, rule]));
  expect(list.map(({ code }) => code)).toEqual(RULES.map(({ code }) => code));
  expect(by.get('SV303')).toMatchObject({ status: 'fired', fired: 2, services: 1 });
  expect(by.get('SV305')).toMatchObject({ status: 'passed', fired: 0, services: 1 });
  expect(by.get('SV113')).toMatchObject({ status: 'passed', services: 2 });
  expect(by.get('SV301')).toMatchObject({ status: 'not-applicable', services: 0 });
  expect(by.get('SV224')?.what).toBe('the lock file <path> is no longer made');
});

test('no rule fires where it is said not to apply', () => {
  const wrong = RULES.flatMap(rule =>
    rule.examples
      .filter(({ reported, unreadable }) => reported && !unreadable)
      .flatMap(example => runExample(example).services)
      .filter(({ findings }) => findings.some(({ code }) => code === rule.code))
      .flatMap(({ traits = [] }) => needsOf(rule).filter(trait => !traits.includes(trait)))
      .map(trait => `${rule.code} without ${trait}`),
  );
  expect(wrong).toEqual([]);
});
