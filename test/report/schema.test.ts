import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { hostEngine } from '../../src/cli/host-engine.ts';
import type { Migration } from '../../src/model/service.ts';
import { planTree } from '../../src/plan/plan.ts';
import { buildReport } from '../../src/report/build.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { migration } from './fixture.ts';
import { reportProblems, sarifProblems } from './schema.ts';
import { STANDING } from './standing-fixture.ts';

const SAMPLES = new URL('../../samples/', import.meta.url).pathname;

function samples(target: string): Migration {
  const analysis = hostEngine.analyse({ paths: [`${SAMPLES}initd`], settings: SAMPLES, target });
  if (!analysis.ok) throw new Error(analysis.error.message);
  return analysis.value.migration;
}

test('docs/report.schema.json is what the types say', () => {
  const script = new URL('../../scripts/generate-schema.js', import.meta.url).pathname;
  expect(() => execFileSync(process.execPath, [script, '--check'])).not.toThrow();
});

describe.each([
  ['a service', () => migration()],
  ['the samples for rhel7', () => samples('rhel7')],
  ['the samples for debian12', () => samples('debian12')],
])('%s', (_, read) => {
  const input = read();
  const plan = planTree(input);
  const about = { version: '1.2.3', generated: '2027-01-31T12:00:00Z', flags: ['--target', 'x'] };

  test.each([
    ['alone', {}],
    ['with a baseline and decisions', STANDING],
  ])('report.json and SARIF fit their schemas, %s', (_, standing) => {
    const document = buildReport(input, plan, { ...about, ...standing });
    expect(reportProblems(renderJson(document))).toEqual([]);
    expect(sarifProblems(renderSarif(document))).toEqual([]);
  });
});

test('the schemas can refuse', () => {
  const document = buildReport(migration(), planTree(migration()), { version: '1.2.3' });
  const json = JSON.parse(renderJson(document));
  json.services[0].findings[0].severity = 'grave';
  expect(reportProblems(JSON.stringify(json)).join()).toContain('/services/0/findings/0/severity');
  const sarif = JSON.parse(renderSarif(document));
  sarif.runs[0].results[0].level = 'grave';
  expect(sarifProblems(JSON.stringify(sarif)).join()).toContain('/runs/0/results/0/level');
});
