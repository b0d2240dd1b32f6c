import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { RULES } from '../../src/rules/index.ts';

const text = readFileSync(new URL('../../docs/pain-points.md', import.meta.url), 'utf8');
const rows = [...text.matchAll(/^\| (\d+) \| .* \| (SV[\dSV ]+) \|$/gm)].map(([, number, codes = '']) => ({
  number: Number(number),
  codes: codes.split(' '),
}));

test('there are at least 60 rules', () => expect(RULES.length).toBeGreaterThanOrEqual(60));

test('every known pain has a rule, and every rule that is named exists', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 21 }, (_, at) => at + 1));
  const known = new Set(RULES.map(({ code }) => code));
  expect(rows.flatMap(({ codes }) => codes).filter(code => !known.has(code))).toEqual([]);
  // Each has an example that it reports: test/rules runs them.
  for (const { codes } of rows) expect(codes.length).toBeGreaterThan(0);
});
