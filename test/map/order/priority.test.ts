import { describe, expect, test } from '@jest/globals';
import type { Note } from '../../../src/base/finding.ts';
import { readHeader } from '../../../src/header/header.ts';
import type { RcLevels } from '../../../src/map/order/boot-phase.ts';
import type { Word } from '../../../src/map/order/order-words.ts';
import { orderByNumber } from '../../../src/map/order/priority.ts';

function ordered(line: string, links?: RcLevels) {
  const order: { after: Word[]; wants: Word[]; notes: Note[] } = { after: [], wants: [], notes: [] };
  orderByNumber(order, readHeader('/etc/init.d/acmed', `#!/bin/sh\n${line}\n`), links);
  const units = (words: readonly Word[]) => words.map(word => word.unit);
  return {
    after: units(order.after),
    wants: units(order.wants),
    notes: order.notes.map(({ code, params }) => [code, params.start ?? params.stop].join(' ')),
    words: [...order.after, ...order.wants],
    all: order.notes,
  };
}
const ONLINE = 'network-online.target';
const REMOTE = 'remote-fs.target';

describe('a number says where in the boot of RHEL the script stood: network 10, netfs 25', () => {
  test.each<[number, readonly string[], readonly string[]]>([
    [1, [], []],
    [10, [], []],
    [11, [ONLINE], ['SV308 11']],
    [25, [ONLINE], ['SV308 25']],
    [26, [ONLINE, REMOTE], ['SV308 26', 'SV303 26']],
    [99, [ONLINE, REMOTE], ['SV308 99', 'SV303 99']],
  ])('%d', (start, after, notes) => {
    const found = ordered(`# chkconfig: 345 ${start} ${100 - start}`);
    expect([found.after, found.notes]).toEqual([after, notes]);
    expect(found.wants).toEqual(after.includes(ONLINE) ? [ONLINE] : []);
  });

  test.each([
    [5, 95, false],
    [5, 85, false],
    [5, 84, true],
    [5, 99, false],
    [9, 99, false],
    [9, 80, true],
    [10, 0, true],
    [1, 99, false],
  ])('started at %d and stopped at %d', (start, stop, told) => {
    expect(ordered(`# chkconfig: 345 ${start} ${stop}`).notes).toEqual(told ? [`SV305 ${stop}`] : []);
  });

  test('what is expected of the stop', () => {
    expect(ordered('# chkconfig: 345 5 50').all.map(one => one.params)).toEqual([{ stop: '50', expected: '95' }]);
  });
});

test.each<[string, string, RcLevels | undefined, readonly string[]]>([
  ['no line', '# none', undefined, []],
  ['a line that chkconfig refuses', '# chkconfig: 3-5 85 15', undefined, []],
  [
    'links count more',
    '# chkconfig: 345 85 15',
    { startLevels: ['3'], stopLevels: [], startPriority: 5, stopPriority: 95 },
    [],
  ],
  ['links alone', '# none', { startLevels: ['3'], stopLevels: [], startPriority: 11 }, [ONLINE]],
  ['links without a number', '# chkconfig: 345 11 89', { startLevels: [], stopLevels: [] }, [ONLINE]],
])('%s', (_, line, links, after) => {
  expect(ordered(line, links).after).toEqual(after);
});

test('links have a stop number of their own', () => {
  const links: RcLevels = { startLevels: ['3'], stopLevels: ['0'], startPriority: 5, stopPriority: 50 };
  expect(ordered('# chkconfig: 345 5 95', links).notes).toEqual(['SV305 50']);
});

test('the words are guesses, from the line', () => {
  const { words, all } = ordered('# chkconfig: 345 85 15');
  expect(words.map(({ confidence, evidence }) => [confidence, evidence[0]?.line])).toEqual([
    ['assumed', 2],
    ['assumed', 2],
    ['assumed', 2],
  ]);
  expect(all.map(one => one.span?.line)).toEqual([2, 2]);
});
