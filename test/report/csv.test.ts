import { describe, expect, test } from '@jest/globals';
import { planTree } from '../../src/plan/plan.ts';
import { buildReport } from '../../src/report/build.ts';
import { renderCsv } from '../../src/report/csv.ts';
import { migration, service } from './fixture.ts';
import { STANDING } from './standing-fixture.ts';

function csv(own = service(), standing = {}) {
  const input = migration(own);
  return renderCsv(buildReport(input, planTree(input), { version: '1.2.3', ...standing }));
}

/** A second reader of RFC 4180 where every field is quoted. */
function parse(text: string): readonly (readonly string[])[] {
  expect(text).toMatch(/\r\n$/);
  return text
    .slice(0, -2)
    .split('\r\n')
    .map(line => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, field = '']) => field.replaceAll('""', '"')));
}

describe('CSV', () => {
  test('a head and one row per finding, each of the same width', () => {
    const [head = [], ...rows] = parse(csv());
    expect(head.slice(0, 7)).toEqual(['service', 'tier', 'script', 'line', 'column', 'code', 'severity']);
    expect(rows.map(row => row.slice(0, 7))).toEqual([
      ['acmed', 'native+helper', '/etc/init.d/acmed', '5', '15', 'SV201', 'high'],
      ['acmed', 'native+helper', '/etc/init.d/acmed', '4', '10', 'SV410', 'info'],
    ]);
    for (const row of rows) expect(row).toHaveLength(head.length);
  });

  test('says who has accepted what until when', () => {
    const [head = [], custom = [], core = []] = parse(csv(service(), STANDING));
    const at = (row: readonly string[], name: string) => row[head.indexOf(name)];
    expect(
      ['open', 'state', 'decision', 'accepted by', 'accepted until', 'reason'].map(name => at(custom, name)),
    ).toEqual(['no', 'new', 'in force', 'M. Meier', '2027-06-30', 'nobody calls it']);
    expect(['open', 'decision'].map(name => at(core, name))).toEqual(['yes', 'expired']);
  });

  test.each([
    ['=cmd|calc', "'=cmd|calc"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "' =1"],
    ['\r=1', "' =1"],
    ['  =1', "'  =1"],
    ['\uff1d1', "'\uff1d1"],
    ['a=1', 'a=1'],
    ['a"b,c;d', 'a"b,c;d'],
    ['two\nlines', 'two lines'],
    ['\u001b[2J\u202e', '\\u{1b}[2J\\u{202e}'],
  ])('%j is no formula and one cell', (name, shown) => {
    const rows = parse(csv(service({ name })));
    expect(rows.map(([first]) => first)).toEqual(['service', shown, shown]);
  });
});
