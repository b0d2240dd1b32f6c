import { describe, expect, test } from '@jest/globals';
import type { Category, Severity } from '../../src/base/finding.ts';
import { CATEGORIES } from '../../src/base/finding.ts';
import { effortOf, type Graded, gradeHost, gradeService, WEIGHTS } from '../../src/report/grade.ts';

const finding = (severity: Severity, category: Category = 'process', code = 'SV207') => ({ code, severity, category });

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
    ['a medium finding costs time and keeps the letter', { findings: [finding('medium')] }, 'A4 30'],
    ['a high one does not', { findings: [finding('high')] }, 'C4 30'],
    ['critical is no better than high', { findings: [finding('critical')] }, 'C4 30'],
    ['a low one costs a quarter and is easy', { findings: [finding('low')] }, 'A1 15'],
    ['one for information costs nothing', { findings: [finding('info')] }, 'A1 10'],
    ['the same code again costs a quarter', { findings: [finding('medium'), finding('medium')] }, 'A4 35'],
    ['another code costs all of it', { findings: [finding('medium'), finding('medium', 'process', 'SV208')] }, 'A4 50'],
    ['the hardest finding counts', { findings: [finding('medium'), finding('medium', 'nice', 'SV9')] }, 'A4 35'],
    ['a lost statement', { statements: { places: { lost: 1 } } }, 'D1 10'],
    ['lost is worse than high', { statements: { places: { lost: 1 } }, findings: [finding('high')] }, 'D4 30'],
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

test('every category has weights, and only advice is free', () => {
  const free = CATEGORIES.filter(category => effortOf(finding('high', category)) === 0);
  expect(free).toEqual(['advice']);
  expect(Object.keys(WEIGHTS).sort()).toEqual([...CATEGORIES].sort());
});
