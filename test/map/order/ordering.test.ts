import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readHeader } from '../../../src/header/header.ts';
import type { RcLevels } from '../../../src/map/order/boot-phase.ts';
import { mapOrdering } from '../../../src/map/order/ordering.ts';

const BATCH = new Map([
  ['acme-db', 'acme-db.service'],
  ['db', 'acme-db.service'],
  ['$acme-bus', 'bus.service'],
]);
const RHEL = { family: 'rhel', systemd: 219 } as const;

function order(
  header: string,
  more: { links?: RcLevels; family?: 'debian' | 'suse'; name?: string; batch?: ReadonlyMap<string, string> } = {},
) {
  const { directives, notes } = mapOrdering({
    header: readHeader('/etc/init.d/acmed', `#!/bin/sh\n${header}\n`),
    name: more.name ?? 'acmed',
    batch: more.batch ?? BATCH,
    target: more.family ? { family: more.family, systemd: 252 } : RHEL,
    ...(more.links && { links: more.links }),
  });
  return {
    lines: directives.map(each => `${each.name}=${each.value}`),
    notes: notes.map(each => [each.code, ...Object.values(each.params)].join(' ')),
    directives,
  };
}
const lsb = (...lines: readonly string[]) =>
  ['### BEGIN INIT INFO', '# Provides: acmed', ...lines, '### END INIT INFO'].join('\n');
const ONLINE = 'network-online.target';

describe('facilities and names', () => {
  test.each([
    [['# Required-Start: $remote_fs $syslog $network'], [`Wants=${ONLINE}`, `After=remote-fs.target ${ONLINE}`], []],
    [['# Required-Start: $local_fs $syslog $null'], [], []],
    [['# Required-Start: $named $time $portmap'], ['After=nss-lookup.target time-sync.target rpcbind.target'], []],
    [['# Required-Start:'], [], []],
    [['# Required-Start: network', '# Should-Start: $network'], [`Wants=${ONLINE}`, `After=${ONLINE}`], []],
    [['# Required-Start: $all'], [], ['SV302']],
    [['# Required-Start: ALL'], [], ['SV302']],
    [['# Required-Start: $acme-grid'], [], ['SV301 $acme-grid']],
    [['# Required-Start: $acme-bus'], ['After=bus.service'], ['SV310 bus.service']],
    [['# Required-Start: acme-db'], ['After=acme-db.service'], ['SV310 acme-db.service']],
    [['# Required-Start: db.sh acme-db'], ['After=acme-db.service'], ['SV310 acme-db.service']],
    [['# Required-Start: mysql'], ['After=mysql.service'], ['SV309 mysql']],
    [['# Should-Start: mysql acme-db'], ['After=mysql.service acme-db.service'], []],
    [['# X-Start-After: mysql'], ['After=mysql.service'], []],
    [['# Required-Start: acmed mysql.sh'], ['After=mysql.service'], ['SV307 acmed', 'SV309 mysql.sh']],
    [['# Required-Start: mountkernfs udev checkroot'], [], []],
    [['# Should-Start: $x-display-manager'], ['After=display-manager.service'], []],
    [['# Should-Start: a b a'], ['After=a.service b.service'], []],
    [['# Should-Start: a+b'], ['After=a\\x2bb.service'], []],
    [['# Required-Stop: $network'], [], []],
    [['# X-Start-Before: gdm3 gdm3', '# X-Stop-After: gdm3'], ['Before=gdm3.service'], []],
    [['# X-Start-Before: acme-db'], ['Before=acme-db.service'], []],
    [['# X-Start-Before: $network'], ['Wants=network-pre.target', 'Before=network-pre.target'], []],
    [['# X-Start-Before: $all'], [], ['SV301 $all']],
    [['# X-Stop-After: sendsigs umountfs'], [], []],
    [
      ['# Should-Start: a', '# X-Start-Before: a b'],
      ['After=a.service', 'Before=b.service'],
      ['SV306 acmed.service → a.service → acmed.service a.service no longer waits for acmed.service'],
    ],
  ])('%j', (header, lines, notes) => {
    expect(order(lsb(...header))).toMatchObject({ lines, notes });
  });

  test('a provided facility is pulled in and comes after', () => {
    expect(order(lsb().replace('acmed', 'acmed $named')).lines).toEqual([
      'Wants=nss-lookup.target',
      'Before=nss-lookup.target',
    ]);
  });

  test('a second name of its own is itself', () => {
    const { lines, notes } = order(lsb('# Required-Start: other').replace('acmed', 'acmed other'));
    expect({ lines, notes }).toEqual({ lines: [], notes: ['SV307 other'] });
  });

  test('evidence is the line of the header', () => {
    expect(
      order(lsb('# Required-Start: $network')).directives.map(each => each.evidence.map(span => span.line)),
    ).toEqual([[4], [4]]);
  });
});

describe('numbers', () => {
  const after = 'after network-online.target and remote-fs.target, and not after any other script';
  const both = [`Wants=${ONLINE}`, `After=${ONLINE} remote-fs.target`];
  test.each([
    ['# chkconfig: 345 85 15', both, ['SV308 85', `SV303 85 ${after}`]],
    ['# chkconfig: 345 26 74', both, ['SV308 26', `SV303 26 ${after}`]],
    ['# chkconfig: 345 25 75', [`Wants=${ONLINE}`, `After=${ONLINE}`], ['SV308 25']],
    ['# chkconfig: 345 11 89', [`Wants=${ONLINE}`, `After=${ONLINE}`], ['SV308 11']],
    ['# chkconfig: 345 10 90', [], []],
    ['# chkconfig: 345 05 95', [], []],
    ['# chkconfig: 345 05 50', [], ['SV305 50 95']],
    ['# chkconfig: 345 85 99', both, ['SV308 85', `SV303 85 ${after}`, 'SV305 99 15']],
    ['# chkconfig: 3-5 85 15', [], []],
    [`# chkconfig: 345 85 15\n${lsb('# Required-Start: $network')}`, [`Wants=${ONLINE}`, `After=${ONLINE}`], []],
    [`# chkconfig: 345 85 15\n${lsb('# Required-Start:')}`, [], []],
    [`# chkconfig: 345 85 15\n${lsb('# Default-Start: 3 4 5')}`, both, ['SV308 85', `SV303 85 ${after}`]],
    ['# no header', [], []],
  ])('%s', (header, lines, notes) => {
    expect(order(header)).toMatchObject({ lines, notes });
  });

  test('the links of the host count more than the header', () => {
    const links = { startLevels: ['3'], stopLevels: [], startPriority: 8 } as const;
    expect(order('# chkconfig: 345 85 92', { links }).lines).toEqual([]);
    expect(order('# none', { links: { ...links, startPriority: 50 } }).lines).toEqual(both);
  });
});

describe('boot scripts', () => {
  const early = (after: string, before: string) => [
    'DefaultDependencies=no',
    'Conflicts=shutdown.target',
    `After=${after}`,
    `Before=${before}`,
  ];
  test.each([
    [['# Required-Start: $local_fs'], early('local-fs.target', 'sysinit.target shutdown.target')],
    [['# Required-Start: $remote_fs $syslog $time'], early('local-fs.target', 'sysinit.target shutdown.target')],
    [
      ['# Required-Start: udev mountkernfs'],
      early('local-fs.target systemd-udevd.service', 'sysinit.target shutdown.target'),
    ],
    [['# Should-Start: mysql'], early('local-fs.target', 'sysinit.target shutdown.target')],
    [
      ['# X-Start-Before: networking procps'],
      early('local-fs.target', 'sysinit.target networking.service systemd-sysctl.service shutdown.target'),
    ],
    [['# Required-Start: $network'], [`Wants=${ONLINE}`, `After=${ONLINE}`]],
  ])('%j', (header, lines) => {
    expect(order(lsb('# Default-Start: S', ...header), { family: 'debian' }).lines).toEqual(lines);
  });

  test('SUSE calls single-user mode S, and the boot B', () => {
    expect(order(lsb('# Default-Start: S'), { family: 'suse' }).lines).toEqual([]);
    expect(order(lsb('# Default-Start: B'), { family: 'suse' }).lines[0]).toBe('DefaultDependencies=no');
  });
});

test('no unit is named twice on a line, none is both before and after, none is itself', () => {
  const word = fc.constantFrom(
    '$network',
    '$remote_fs',
    'a',
    'b',
    'a.sh',
    'acmed',
    'acmed.sh',
    'db',
    'acme-db',
    '$all',
    '$x',
    'udev',
    'alias',
  );
  const list = fc.array(word, { maxLength: 6 }).map(words => words.join(' '));
  fc.assert(
    fc.property(
      list,
      list,
      list,
      list,
      fc.constantFrom('S', '2 3 4 5', '0 6', ''),
      (required, should, before, stop, levels) => {
        const header = lsb(
          `# Required-Start: ${required}`,
          `# Should-Start: ${should}`,
          `# X-Start-Before: ${before}`,
          `# X-Stop-After: ${stop}`,
          `# Default-Start: ${levels}`,
        );
        const { lines } = order(header.replace('acmed', 'acmed alias'), { family: 'debian' });
        const words = new Map(lines.map(each => [each.split('=')[0], (each.split('=')[1] ?? '').split(' ')]));
        for (const list of words.values()) {
          expect(new Set(list).size).toBe(list.length);
          expect(list).not.toContain('acmed.service');
        }
        expect(words.get('After')?.filter(unit => words.get('Before')?.includes(unit)) ?? []).toEqual([]);
        expect(words.size).toBe(lines.length);
      },
    ),
  );
});
