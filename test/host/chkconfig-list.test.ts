import { expect, test } from '@jest/globals';
import { readChkconfigList } from '../../src/host/chkconfig-list.ts';
import { linksOf } from '../../src/host/links.ts';

const read = (text: string) => readChkconfigList({ path: 'chkconfig.txt', text, sha256: '', executable: false });
const LIST = `acmed          \t0:off\t1:off\t2:on\t3:on\t4:on\t5:on\t6:off
other          \t0:off\t1:off\t2:off\t3:off\t4:off\t5:off\t6:off

xinetd based services:
\ttftp:          on
\trsync:         off
`;

test('levels that are on start the script, and the services of xinetd are no scripts', () => {
  const { table, errors } = read(LIST);
  expect(errors).toEqual([]);
  expect([...table.scripts.keys()]).toEqual(['acmed', 'other']);
  expect(linksOf(table, 'acmed')).toMatchObject({ startLevels: ['2', '3', '4', '5'], stopLevels: ['0', '1', '6'] });
  expect(linksOf(table, 'other')?.startLevels).toEqual([]);
});

test.each(['acmed 0:aus 1:ein', 'acmed', 'acmed 0:off note'])('%j is told with its line, and the rest read', line => {
  const { table, errors } = read(`${LIST}${line}\n`);
  expect(errors.map(one => one.line)).toEqual([7]);
  expect(table.scripts.size).toBe(2);
});

test('an empty list says nothing about any script', () => {
  expect(linksOf(read('\n').table, 'acmed')).toBeUndefined();
});
