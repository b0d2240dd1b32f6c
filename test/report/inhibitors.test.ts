import { describe, expect, test } from '@jest/globals';
import { Chalk } from 'chalk';
import { note } from '../../src/base/finding.ts';
import type { Service } from '../../src/model/service.ts';
import { planTree } from '../../src/plan/plan.ts';
import { buildReport } from '../../src/report/build.ts';
import { inhibitorGroups } from '../../src/report/inhibitors.ts';
import { renderSummary } from '../../src/report/terminal.ts';
import { toFinding } from '../../src/rules/render.ts';
import { migration, service } from './fixture.ts';

const found = (code: string, action = code) =>
  toFinding(note(code, undefined, { action, does: 'd', instead: 'i', reason: 'r', message: 'm', statement: action }));

function report(...services: Partial<Service>[]) {
  const input = migration(...services.map(change => service(change)));
  return buildReport(input, planTree(input), { version: '1' });
}

describe('what stands in the way', () => {
  test('by rule: the gravest first, then the most frequent, with the name of the rule', () => {
    const document = report(
      { name: 'a', findings: [found('SV202'), found('SV201', 'x'), found('SV201', 'y')] },
      { name: 'b', findings: [found('SV111'), found('SV201')] },
    );
    expect(
      inhibitorGroups(document).map(({ code, name, findings, services }) => [code, name, findings.length, services]),
    ).toEqual([
      ['SV111', 'syntax-error', 1, ['b']],
      ['SV201', 'custom-action', 3, ['a', 'b']],
      ['SV202', 'statement-lost', 1, ['a']],
    ]);
  });

  test('not what is not deployed', () => {
    expect(report({ disposition: 'superseded' }, { disposition: 'excluded' }).inhibitors).toEqual([]);
  });

  test('the summary tells some of many, and how many more there are', () => {
    const text = (count: number, verbose = false) =>
      renderSummary(
        report({ findings: Array.from({ length: count }, (_, at) => found('SV202', `s${at}`)) }),
        new Chalk({ level: 0 }),
        verbose,
      );
    expect(text(6).match(/SV202 lost/g)).toHaveLength(6);
    expect(text(7).match(/SV202 lost/g)).toHaveLength(5);
    expect(text(7)).toContain('  and 2 more of SV202, 1 service in all: see the report');
    expect(text(7, true).match(/SV202 lost/g)).toHaveLength(7);
  });
});

describe('the verdict', () => {
  test.each<[string, Partial<Service>, string]>([
    ['nothing to say', { findings: [] }, 'ready'],
    ['a medium finding', { findings: [found('SV101')] }, 'review'],
    ['a high finding', { findings: [found('SV202')] }, 'blocked'],
    ['a high finding of what is no service', { tier: 'not-a-service', findings: [found('SV202')] }, 'blocked'],
    ['what is no service', { tier: 'not-a-service', confidence: 'unknown', findings: [found('SV114')] }, 'ready'],
    ['what is not deployed', { disposition: 'superseded', findings: [found('SV202')] }, 'ready'],
  ])('%s', (_, change, word) => expect(report(change).verdict.word).toBe(word));

  test('counts services by their worst finding and by the greatest effort', () => {
    const { verdict } = report(
      { name: 'a', findings: [found('SV202'), found('SV101')] },
      { name: 'b', findings: [found('SV114')] },
      { name: 'c', findings: [] },
    );
    expect(verdict.risks).toEqual({ critical: 0, high: 1, medium: 0, low: 0, info: 1, none: 1 });
    expect(verdict.efforts).toEqual({ none: 2, minutes: 0, hour: 1, day: 0 });
  });
});
