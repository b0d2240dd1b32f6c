import { expect, test } from '@jest/globals';
import { readHeader } from '../../../src/header/header.ts';
import { batchNames, mentions } from '../../../src/map/order/batch-names.ts';

const script = (name: string, text: string, ignored?: string) => ({
  file: { name, text, ...(ignored !== undefined && { ignored }) },
  header: readHeader(`/etc/init.d/${name}`, text),
});
const providing = (names: string) => `### BEGIN INIT INFO\n# Provides: ${names}\n### END INIT INFO\n`;

test('a name belongs to the first unit that has it, and all that claim it are known', () => {
  const names = batchNames([script('exim.sh', providing('mta')), script('sendmail', providing('mta sendmail'))]);
  expect([...names.batch]).toEqual([
    ['exim.sh', 'exim.service'],
    ['exim', 'exim.service'],
    ['mta', 'exim.service'],
    ['sendmail', 'sendmail.service'],
  ]);
  expect(names.claims.get('mta')).toEqual(['exim.service', 'sendmail.service']);
});

test('files that no one starts provide nothing', () => {
  expect([...batchNames([script('acmed~', providing('acmed'), 'a backup')]).batch]).toEqual([]);
});

test('a path is mentioned where all of it stands, and not by the script that asks', () => {
  const own = script('acmed', 'rm -f /run/acmed');
  const others = [
    script('a', '[ -e /run/acmed ]'),
    script('b', '[ -e /run/acmed.pid ]'),
    script('c', 'cat /run/acmed;'),
  ];
  expect(mentions([own, ...others], own, '/run/acmed')).toEqual(['a', 'c']);
});
