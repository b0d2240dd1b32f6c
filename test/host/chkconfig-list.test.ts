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

test.each<[string, string, readonly string[] | undefined]>([
  ['blanks for tabs', 'acmed 0:off 1:off 2:on 3:on 4:on 5:on 6:off', ['2', '3', '4', '5']],
  ['lines of another system', 'acmed\t0:off\t1:off\t2:off\t3:on\t4:off\t5:off\t6:off\r', ['3']],
  ['levels in any order', 'acmed 5:on 3:on 1:off', ['3', '5']],
  ['a name with a dot, a dash and an at', 'my-app.v2@x 3:on', ['3']],
  ['on in the levels of the shutdown', 'acmed 0:on 6:on 3:off', ['0', '6']],
  ['the last line of two', 'acmed 3:on\nacmed 3:off', []],
  ['a service of xinetd of this name', 'xinetd based services:\n\tacmed:\ton', undefined],
])('%s', (_, text, levels) => {
  const { table, errors } = read(`${text}\n`);
  expect(errors).toEqual([]);
  expect([...table.scripts.values()][0]?.startLevels).toEqual(levels);
});

test.each([
  ['a level that is none', 'acmed 7:on'],
  ['a word that is none', 'acmed 3:an'],
  ['a level twice said otherwise', 'acmed 3:on,off'],
  [
    'what chkconfig says of a script without links',
    "service acmed supports chkconfig, but is not referenced in any runlevel (run 'chkconfig --add acmed')",
  ],
  ['an error of it', 'error reading information on service acmed: No such file or directory'],
])('%s is told with its line, and the rest read', (_, line) => {
  const { table, errors } = read(`other 3:on\n${line}\nlast 5:on\n`);
  expect(errors.map(one => one.line)).toEqual([2]);
  expect([...table.scripts.keys()]).toEqual(['other', 'last']);
});

test('an empty list says nothing about any script', () => {
  expect(linksOf(read('\n').table, 'acmed')).toBeUndefined();
});
