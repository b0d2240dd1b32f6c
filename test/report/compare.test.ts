import { describe, expect, test } from '@jest/globals';
import { Chalk } from 'chalk';
import type { Service } from '../../src/model/service.ts';
import { planTree } from '../../src/plan/plan.ts';
import { buildReport } from '../../src/report/build.ts';
import { compareReports } from '../../src/report/compare.ts';
import { renderComparison } from '../../src/report/compare-text.ts';
import { renderJson } from '../../src/report/json.ts';
import { readReport } from '../../src/report/read.ts';
import { migration, service } from './fixture.ts';

const PLAIN = new Chalk({ level: 0 });

function json(...services: readonly Service[]): string {
  const input = migration(...services);
  return renderJson(buildReport(input, planTree(input), { version: '1.2.3' }));
}

function read(text: string) {
  const report = readReport(text, 'r.json');
  if (!report.ok) throw new Error(report.error.message);
  return report.value;
}

describe('compareReports', () => {
  const before = read(json(service({ name: 'old', tier: 'native' }), service()));
  const after = read(json(service({ name: 'new' }), service({ tier: 'wrapped' })));
  const comparison = compareReports(before, after);

  test('a report and itself: nothing but unchanged', () => {
    const same = compareReports(before, before);
    expect(same.summary).toEqual({ new: 0, changed: 0, fixed: 0, unchanged: 4 });
    expect(same.services).toEqual({ added: [], removed: [], changed: [] });
    expect(same.open).toEqual({});
  });

  test('findings and services that came, went and changed', () => {
    expect(comparison.summary).toEqual({ new: 2, changed: 0, fixed: 2, unchanged: 2 });
    expect(comparison.services).toEqual({
      added: [{ name: 'new', tier: 'native+helper' }],
      removed: [{ name: 'old', tier: 'native' }],
      changed: [{ name: 'acmed', was: 'native+helper', now: 'wrapped' }],
    });
    expect(comparison.open).toEqual({ high: 1, info: 1 });
  });

  test('an axis that changed is told, an accepted finding is not open', () => {
    const findings = after.findings.map(finding => ({ ...finding, accepted: true, effort: 'day' as const }));
    const { summary, open, findings: all } = compareReports(before, { ...after, findings });
    expect(summary).toEqual({ new: 2, changed: 2, fixed: 2, unchanged: 0 });
    expect(open).toEqual({});
    expect(all.find(({ state }) => state === 'changed')?.was?.effort).toBe('hour');
    expect(renderComparison(compareReports(before, { ...after, findings }), PLAIN)).toMatch(
      /^~ high SV201 acmed: .* \(effort was hour, is day\) \(accepted\) at \/etc\/init\.d\/acmed:5:15$/m,
    );
  });

  test('as text: services, then new, changed, fixed, and the counts; the unchanged only if asked', () => {
    const text = renderComparison(comparison, PLAIN);
    expect(text.split('\n').map(line => line.slice(0, 24))).toEqual([
      '+ service new: native+he',
      '- service old: native',
      '~ service acmed: native+',
      '+ high SV201 new: system',
      '+ info SV410 new: the in',
      '- high SV201 old: system',
      '- info SV410 old: the in',
      '2 new, 0 changed, 2 fixe',
      '',
    ]);
    expect(renderComparison(comparison, PLAIN, true)).toContain('\n  high SV201 acmed: ');
  });
});

describe('readReport', () => {
  const good = json();
  const changed = (change: (report: Record<string, unknown>) => void): string => {
    const report = JSON.parse(good);
    change(report);
    return JSON.stringify(report);
  };

  test.each([
    ['no JSON', '{', /is not a report\.json/],
    ['null', 'null', /is not a report\.json/],
    ['of another tool', '{"tool":{"name":"x"}}', /is not a report\.json/],
    [
      'of a version without fingerprints',
      changed(report => Object.assign(report, { schemaVersion: 1 })),
      /version 1, not 2/,
    ],
    ['without services', changed(report => Object.assign(report, { services: 1 })), /damaged/],
    ['a service without a name', good.replace('"name": "acmed"', '"name": 1'), /damaged/],
    [
      'an unknown severity',
      good.replace('"severity": "info",\n          "category"', '"severity": "grave",\n          "category"'),
      /damaged/,
    ],
  ])('refuses %s', (_, text, message) => {
    const report = readReport(text, 'r.json');
    expect(report).toMatchObject({ ok: false, error: { path: 'r.json', message: expect.stringMatching(message) } });
  });
});
