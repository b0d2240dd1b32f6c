import { describe, expect, test } from '@jest/globals';
import { Chalk } from 'chalk';
import { note } from '../../src/base/finding.ts';
import { planTree } from '../../src/plan/plan.ts';
import { buildReport } from '../../src/report/build.ts';
import { compareReports } from '../../src/report/compare.ts';
import { renderComparison } from '../../src/report/compare-text.ts';
import { renderCsv } from '../../src/report/csv.ts';
import { jsonText } from '../../src/report/escape.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { readReport } from '../../src/report/read.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { renderFile, renderFindings, renderSummary } from '../../src/report/terminal.ts';
import { migration, service } from './fixture.ts';
import { reportProblems, sarifProblems } from './schema.ts';
import { STANDING } from './standing-fixture.ts';

const NAMES = [
  '</script><img src=x onerror=alert(1)>',
  '{{7*7}}${7*7}<%= 7*7 %>',
  '\u001b[2J\u001b]0;owned\u0007\u009b31m',
  '\u202eexe.gpj\u2066\u200b\ufeff',
  "=cmd|' /C calc'!A0",
  '\t@SUM(1+1)*cmd',
  'a"b,c;d\r\n"e|f`g`[h](javascript:i)',
  '__proto__',
  '\ud800\udfff\ud800',
];

/** Everything that a person or a terminal could be shown raw. */
const RAW =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u;

/** A report with the name wherever a script or a person can put it. */
function reportOn(name: string) {
  const own = service(
    {
      name,
      source: { path: `/etc/init.d/${name}`, sha256: 'b'.repeat(64) },
      text: `#!/bin/sh\n${name}\n`,
      reason: name,
      actions: [{ name, kind: 'custom', becomes: name, evidence: [] }],
    },
    [note('SV203', undefined, { reason: name }), note('SV101')],
  );
  const input = { ...migration(own), read: [{ path: `/etc/default/${name}`, sha256: 'c'.repeat(64) }] };
  const entry = { ...STANDING.decisions.list[0], service: name, acceptedBy: name, reason: name };
  const [gone] = STANDING.baseline.findings;
  return buildReport(input, planTree(input), {
    version: '1.2.3',
    flags: ['--root', name],
    baseline: { ...STANDING.baseline, findings: [{ ...gone, service: name, message: name }] },
    decisions: { ...STANDING.decisions, list: [entry] },
  });
}

describe.each(NAMES.map(name => [JSON.stringify(name), name] as const))('the name %s', (_, name) => {
  const document = reportOn(name);
  const chalk = new Chalk({ level: 0 });
  const json = renderJson(document);
  const read = readReport(json, 'r.json');
  if (!read.ok) throw new Error(read.error.message);
  const empty = { ...read.value, services: [], findings: [] };
  const comparison = compareReports(empty, read.value);

  test.each([
    ['JSON', json],
    ['SARIF', renderSarif(document)],
    ['CSV', renderCsv(document)],
    ['Markdown', renderMarkdown(document)],
    ['findings', renderFindings(document, chalk)],
    ['summary', renderSummary(document, chalk, true)],
    ['a file', renderFile(name, name, chalk)],
    ['a comparison', renderComparison(comparison, chalk, true)],
    ['a comparison as JSON', jsonText(comparison)],
  ])('steers nothing in %s', (_format, text) => expect(text).not.toMatch(RAW));

  test('is in JSON what it was', () => {
    expect(JSON.parse(json).services[0].name).toBe(name);
    expect(reportProblems(json)).toEqual([]);
  });

  test('is data in SARIF', () => {
    const text = renderSarif(document);
    expect(sarifProblems(text)).toEqual([]);
    for (const { location } of JSON.parse(text).runs[0].artifacts) expect(location.uri).toMatch(/^[\w.~!*'()%/-]+$/);
  });

  test('is no formula and one cell in CSV', () => {
    const rows = renderCsv(document).split('\r\n').slice(0, -1);
    const width = rows[0]?.split('","').length;
    for (const row of rows) {
      for (const cell of row.slice(1, -1).split('","')) expect(cell).not.toMatch(/^\s*[=+\-@]/);
    }
    expect(width).toBe(19);
    expect(rows).toHaveLength(1 + (document.services[0]?.findings.length ?? 0));
  });

  test('is no markup in Markdown', () => {
    const outside = renderMarkdown(document)
      .replace(/^(`{3,})[\s\S]*?^\1$/gm, '')
      .replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
    expect(outside).not.toMatch(/(?<!\\)<(?:img|script|\/script|%)/i);
    expect(outside).not.toMatch(/(?<!\\)\]\(javascript/);
  });
});
