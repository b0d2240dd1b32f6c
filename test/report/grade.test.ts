import { describe, expect, test } from '@jest/globals';
import { CATEGORIES, type Category, type Effort, type Severity } from '../../src/base/finding.ts';
import { CATEGORY_DIFFICULTY, type Graded, gradeHost, gradeService, minutesOf } from '../../src/report/grade.ts';

const finding = (severity: Severity, category: Category = 'process', code = 'SV207', effort: Effort = 'minutes') => ({
  code,
  severity,
  category,
  effort,
});

const graded = (change: Partial<Graded> = {}): Graded => ({
  tier: 'native',
  disposition: 'deploy',
  confidence: 'proved',
  statements: { places: { lost: 0 } },
  findings: [],
  ...change,
});

describe('the grade of a service', () => {
  test.each<[string, Partial<Graded>, string]>([
    ['directives alone', {}, 'A1 10'],
    ['a helper', { tier: 'native+helper' }, 'B1 20'],
    ['inferred is as good as proved', { confidence: 'inferred' }, 'A1 10'],
    ['assumed wants a person', { confidence: 'assumed' }, 'C1 10'],
    ['a medium finding costs time and keeps the letter', { findings: [finding('medium')] }, 'A4 20'],
    ['a high one does not', { findings: [finding('high')] }, 'C4 20'],
    ['critical is no better than high', { findings: [finding('critical')] }, 'C4 20'],
    ['a low one costs a quarter and is easy', { findings: [finding('low')] }, 'A1 13'],
    ['one for information costs nothing', { findings: [finding('info')] }, 'A1 10'],
    ['an hour is an hour', { findings: [finding('medium', 'nice', 'SV207', 'hour')] }, 'A2 70'],
    ['a day is a day', { findings: [finding('medium', 'lost', 'SV207', 'day')] }, 'A5 490'],
    ['the same code again costs a quarter', { findings: [finding('medium'), finding('medium')] }, 'A4 23'],
    ['another code costs all of it', { findings: [finding('medium'), finding('medium', 'nice', 'SV9')] }, 'A4 30'],
    ['a lost statement', { statements: { places: { lost: 1 } } }, 'D1 10'],
    ['lost is worse than high', { statements: { places: { lost: 1 } }, findings: [finding('high')] }, 'D4 20'],
    ['the script called whole', { tier: 'wrapped' }, 'D5 120'],
    ['no unit', { tier: 'failed' }, 'E5 240'],
    ['nothing to migrate', { tier: 'not-a-service', confidence: 'unknown' }, '-1 5'],
    ['compared only', { disposition: 'superseded', findings: [finding('high')] }, 'C1 5'],
  ])('%s', (_, change, expected) => {
    const { letter = '-', difficulty, minutes } = gradeService(graded(change));
    expect(`${letter}${difficulty} ${minutes}`).toBe(expected);
  });
});

describe('the grade of a host', () => {
  const service = (change: Partial<Graded>) => {
    const one = graded(change);
    return { disposition: one.disposition, grade: gradeService(one) };
  };

  test.each<[string, readonly Partial<Graded>[], string]>([
    ['nothing', [], '-1 0'],
    [
      'the worst letter, the hardest digit, all minutes',
      [{}, { tier: 'wrapped' }, { tier: 'native+helper' }],
      'D5 150',
    ],
    ['what is not deployed costs time only', [{}, { disposition: 'superseded', tier: 'wrapped' }], 'A1 15'],
    ['what is no service has no letter', [{ tier: 'not-a-service' }], '-1 5'],
  ])('%s', (_, services, expected) => {
    const { letter = '-', difficulty, minutes } = gradeHost(services.map(service));
    expect(`${letter}${difficulty} ${minutes}`).toBe(expected);
  });
});

test('every category has a difficulty, and advice is the easiest', () => {
  expect(Object.keys(CATEGORY_DIFFICULTY).sort()).toEqual([...CATEGORIES].sort());
  expect(Object.entries(CATEGORY_DIFFICULTY).filter(([, difficulty]) => difficulty === 1)).toEqual([['advice', 1]]);
});

test('a finding that asks for nothing costs nothing', () => {
  expect(minutesOf(finding('high', 'process', 'SV1', 'none'))).toBe(0);
  expect(minutesOf(finding('low', 'process', 'SV1', 'hour'))).toBe(15);
});
