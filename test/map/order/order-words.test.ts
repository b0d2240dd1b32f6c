import { describe, expect, test } from '@jest/globals';
import { readHeader } from '../../../src/header/header.ts';
import type { BootPhase } from '../../../src/map/order/boot-phase.ts';
import {
  type Order,
  type OrderingInput,
  provide,
  runBefore,
  type Word,
  waitFor,
} from '../../../src/map/order/order-words.ts';
import { mapInput } from '../harness.ts';

const SPAN = mapInput('true\n').source.lines.span(0, 4);
const BATCH = new Map([
  ['acme-db', 'acme-db.service'],
  ['$acme-bus', 'bus.service'],
  ['network', 'network.service'],
  ['named', 'named.service'],
]);
const INPUT: OrderingInput = {
  header: readHeader(
    '/etc/init.d/acmed',
    '#!/bin/sh\n### BEGIN INIT INFO\n# Provides: acmed alias\n### END INIT INFO\n',
  ),
  name: 'acmed',
  batch: BATCH,
  target: { family: 'debian', systemd: 252 },
};

/** What a pass adds to an order: each list that grew, words with how sure they are. */
function grown(pass: (order: Order) => void) {
  const order: Order = { after: [], before: [], wants: [], notes: [] };
  pass(order);
  const show = ({ unit, confidence, evidence }: Word) => {
    expect(evidence).toEqual([SPAN]);
    return `${unit} ${confidence}`;
  };
  for (const one of order.notes) expect(one.span).toBe(SPAN);
  return Object.fromEntries(
    Object.entries({
      after: order.after.map(show),
      before: order.before.map(show),
      wants: order.wants.map(show),
      notes: order.notes.map(({ code, params }) => [code, ...Object.values(params)].join(' ')),
    }).filter(([, list]) => list.length > 0),
  );
}

describe('waiting for', () => {
  test.each<[string, string, BootPhase, Record<string, readonly string[]>]>([
    [
      '$network',
      'requiredStart',
      'normal',
      { after: ['network-online.target inferred'], wants: ['network-online.target inferred'] },
    ],
    // The generator takes the name for the facility, even beside a script of that name.
    [
      'network',
      'requiredStart',
      'normal',
      { after: ['network-online.target inferred'], wants: ['network-online.target inferred'] },
    ],
    ['$network', 'requiredStart', 'early', {}],
    ['$remote_fs', 'shouldStart', 'normal', { after: ['remote-fs.target inferred'] }],
    ['remote_fs', 'shouldStart', 'normal', { after: ['remote-fs.target inferred'] }],
    ['$local_fs', 'requiredStart', 'normal', {}],
    ['named', 'shouldStart', 'normal', { after: ['named.service proved'] }],
    ['$all', 'requiredStart', 'normal', { notes: ['SV302'] }],
    ['ALL', 'shouldStart', 'early', { notes: ['SV302'] }],
    ['all-of-it', 'shouldStart', 'normal', { after: ['all-of-it.service proved'] }],
    ['acmed', 'requiredStart', 'normal', { notes: ['SV307 acmed'] }],
    ['acmed.sh', 'requiredStart', 'normal', { notes: ['SV307 acmed.sh'] }],
    ['alias', 'requiredStart', 'normal', { notes: ['SV307 alias'] }],
    ['$acme-grid', 'requiredStart', 'normal', { notes: ['SV301 $acme-grid'] }],
    ['$acme-bus', 'requiredStart', 'normal', { after: ['bus.service proved'], notes: ['SV310 bus.service'] }],
    ['$acme-bus', 'shouldStart', 'early', { after: ['bus.service proved'] }],
    ['acme-db', 'requiredStart', 'normal', { after: ['acme-db.service proved'], notes: ['SV310 acme-db.service'] }],
    ['acme-db.sh', 'shouldStart', 'normal', { after: ['acme-db.service proved'] }],
    ['mysql', 'requiredStart', 'normal', { after: ['mysql.service proved'], notes: ['SV309 mysql'] }],
    ['mysql', 'startAfter', 'normal', { after: ['mysql.service proved'] }],
    ['mysql', 'requiredStart', 'early', { notes: ['SV309 mysql'] }],
    ['udev', 'requiredStart', 'normal', {}],
    ['udev', 'requiredStart', 'early', { after: ['systemd-udevd.service inferred'] }],
    ['procps.sh', 'requiredStart', 'early', { after: ['systemd-sysctl.service inferred'] }],
    ['mountkernfs', 'requiredStart', 'early', {}],
  ])('%s (%s, %s)', (word, key, phase, expected) => {
    expect(grown(order => waitFor(order, INPUT, word, key, phase, [SPAN]))).toEqual(expected);
  });
});

describe('running before', () => {
  test.each<[string, BootPhase, Record<string, readonly string[]>]>([
    ['$network', 'normal', { before: ['network-pre.target inferred'], wants: ['network-pre.target inferred'] }],
    ['$remote_fs', 'early', { before: ['remote-fs-pre.target inferred'], wants: ['remote-fs-pre.target inferred'] }],
    ['$named', 'normal', { before: ['nss-lookup.target inferred'] }],
    ['$local_fs', 'normal', { notes: ['SV301 $local_fs'] }],
    ['$all', 'normal', { notes: ['SV301 $all'] }],
    ['all', 'normal', { notes: ['SV301 all'] }],
    ['small', 'normal', { before: ['small.service proved'] }],
    ['allegro', 'normal', { before: ['allegro.service proved'] }],
    ['$acme-bus', 'normal', { before: ['bus.service proved'] }],
    ['acmed', 'normal', { notes: ['SV307 acmed'] }],
    ['alias', 'normal', { notes: ['SV307 alias'] }],
    ['acme-db.sh', 'normal', { before: ['acme-db.service proved'] }],
    ['gdm3', 'normal', { before: ['gdm3.service proved'] }],
    ['udev', 'normal', {}],
    ['udev', 'early', { before: ['systemd-udevd.service inferred'] }],
    ['umountfs', 'early', {}],
  ])('%s (%s)', (word, phase, expected) => {
    expect(grown(order => runBefore(order, INPUT, word, phase, [SPAN]))).toEqual(expected);
  });
});

test.each<[string, Record<string, readonly string[]>]>([
  [
    '$network',
    {
      before: ['network-online.target inferred', 'network.target inferred'],
      wants: ['network-online.target inferred', 'network.target inferred'],
    },
  ],
  ['$time', { before: ['time-sync.target inferred'], wants: ['time-sync.target inferred'] }],
  ['$local_fs', {}],
  ['network', {}],
  ['xtime', {}],
  ['acmed', {}],
])('providing %s', (word, expected) => {
  expect(grown(order => provide(order, word, [SPAN]))).toEqual(expected);
});
