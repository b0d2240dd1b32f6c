import { describe, expect, test } from '@jest/globals';
import { Chalk } from 'chalk';
import { planTree } from '../../src/plan/plan.ts';
import { buildReport } from '../../src/report/build.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { readReport } from '../../src/report/read.ts';
import type { Standing } from '../../src/report/standing.ts';
import { renderFindings, renderSummary } from '../../src/report/terminal.ts';
import { migration, service } from './fixture.ts';
import { STANDING } from './standing-fixture.ts';

const PLAIN = new Chalk({ level: 0 });

function report(standing: Standing = {}, own = service()) {
  const input = migration(own);
  return buildReport(input, planTree(input), { version: '1.2.3', ...standing });
}

function earlier(own = service()) {
  const read = readReport(renderJson(report({}, own)), 'old.json');
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

function found(document: ReturnType<typeof report>) {
  return document.services.flatMap(({ findings }) =>
    findings.map(({ code, state, decision, open }) => ({ code, state, expired: decision?.expired, open })),
  );
}

describe('decisions', () => {
  const { decisions } = STANDING;

  test('accept what they are about until their last day, and stay visible after it', () => {
    const document = report({ decisions });
    expect(found(document)).toEqual([
      { code: 'SV201', state: undefined, expired: false, open: false },
      { code: 'SV410', state: undefined, expired: true, open: true },
    ]);
    expect(document.summary.findings).toMatchObject({ high: 1, info: 1 });
    expect(document.summary.open).toEqual({ critical: 0, high: 0, medium: 0, low: 0, info: 1 });
    expect(document.decisions?.list.map(({ code, state, findings }) => [code, state, findings])).toEqual([
      ['SV201', 'in-force', 1],
      ['SV410', 'expired', 1],
      ['SV110', 'unused', 0],
    ]);
    expect(document.inhibitors).toEqual([]);
    expect(document.services[0]?.findings[0]?.decision?.acceptedBy).toBe('M. Meier');
  });

  test.each([
    ['2027-06-29', false],
    ['2027-06-30', false],
    ['2027-07-01', true],
  ])('on %s the one until 2027-06-30 is open: %s', (today, open) =>
    expect(found(report({ decisions: { ...decisions, today } }))[0]).toMatchObject({ code: 'SV201', open }),
  );

  test.each([
    ['another service', { service: 'b' }],
    ['another fingerprint', { fingerprint: '0000000000000000' }],
    ['another code', { code: 'SV202' }],
  ])('of %s do not count', (_, change) => {
    const list = [{ ...decisions.list[0], ...change }];
    expect(found(report({ decisions: { ...decisions, list } }))[0]).toMatchObject({ expired: undefined, open: true });
  });

  test('a renewed decision goes before the one that has expired', () => {
    const old = { ...decisions.list[0], until: '2026-01-01' };
    expect(found(report({ decisions: { ...decisions, list: [old, decisions.list[0]] } }))[0]?.open).toBe(false);
  });

  test('stand in every report for people', () => {
    const document = report(STANDING);
    const markdown = renderMarkdown(document);
    expect(markdown).toContain('effort: hour); new; accepted by M. Meier until 2027-06-30: nobody calls it');
    expect(markdown).toContain('| SV410 | `acmed` | expired | 1 | M. Meier | 2027-01-30 | as agreed |');
    expect(markdown).toContain('| `gone` | high | SV203 |');
    expect(renderFindings(document, PLAIN)).toContain('[new; was accepted by M. Meier until 2027-01-30: as agreed]');
    expect(renderSummary(document, PLAIN)).toContain(
      'baseline: 2 new, 0 changed, 0 unchanged, 1 fixed\ndecisions: 1 in force, 1 expired, 1 about nothing\nopen: 1 info\n',
    );
  });
});

describe('a baseline', () => {
  test('knows what it has, and nothing of it is open', () => {
    const document = report({ baseline: earlier() });
    expect(found(document).map(({ state, open }) => [state, open])).toEqual([
      ['unchanged', false],
      ['unchanged', false],
    ]);
    expect(document.baseline).toMatchObject({ new: 0, changed: 0, unchanged: 2, fixed: [] });
  });

  test('tells what is new, changed and fixed', () => {
    const baseline = earlier();
    const [first, second] = baseline.findings;
    if (!first || !second) throw new Error('two findings');
    const findings = [
      { ...first, severity: 'low' as const },
      { ...second, fingerprint: '0123456789abcdef' },
    ];
    const document = report({ baseline: { ...baseline, findings } });
    expect(found(document).map(({ code, state, open }) => [code, state, open])).toEqual([
      ['SV201', 'changed', false],
      ['SV410', 'new', true],
    ]);
    expect(document.baseline).toMatchObject({ new: 1, changed: 1, unchanged: 0, fixed: [{ code: 'SV410' }] });
  });
});
