import { describe, expect, test } from '@jest/globals';
import { readHeader } from '../../../src/header/header.ts';
import type { Level } from '../../../src/header/types.ts';
import type { RcLevels } from '../../../src/map/order/boot-phase.ts';
import { mapInstall } from '../../../src/map/order/install.ts';

const CLAIMS = new Map([
  ['acmed', ['acmed.service']],
  ['db', ['acme-db.service']],
  ['shared', ['acmed.service', 'acme-db.service']],
  ['only', ['acmed.service']],
]);

function install(header: string, more: { links?: RcLevels; family?: 'debian' | 'suse'; name?: string } = {}) {
  const { directives, notes, enabled } = mapInstall({
    header: readHeader('/etc/init.d/acmed', `#!/bin/sh\n${header}\n`),
    name: more.name ?? 'acmed',
    claims: CLAIMS,
    target: { family: more.family ?? 'rhel', systemd: 219 },
    ...(more.links && { links: more.links }),
  });
  return {
    lines: directives.map(each => `${each.name}=${each.value}`),
    notes: notes.map(each => [each.code, ...Object.values(each.params)].join(' ')),
    enabled,
  };
}
const lsb = (levels: string, ...lines: readonly string[]) =>
  ['### BEGIN INIT INFO', `# Default-Start: ${levels}`, ...lines, '### END INIT INFO'].join('\n');
const MULTI = 'WantedBy=multi-user.target';

describe('levels', () => {
  test.each([
    ['# chkconfig: 2345 85 15', [MULTI], [], true],
    ['# chkconfig: 345 85 15', [MULTI], [], true],
    ['# chkconfig: 35 85 15', [MULTI], ['SV304 35 multi-user.target'], true],
    ['# chkconfig: 3 85 15', [MULTI], ['SV304 3 multi-user.target'], true],
    ['# chkconfig: 2 85 15', [MULTI], ['SV304 2 multi-user.target'], true],
    ['# chkconfig: 234 85 15', [MULTI], ['SV304 234 multi-user.target'], true],
    ['# chkconfig: 5 85 15', ['WantedBy=graphical.target'], [], true],
    ['# chkconfig: 1 85 15', ['WantedBy=rescue.target'], [], true],
    ['# chkconfig: 12345 85 15', ['WantedBy=multi-user.target rescue.target'], [], true],
    ['# chkconfig: - 85 15', [MULTI], ['SV501'], false],
    ['# chkconfig: 3-5 85 15', [MULTI], [], undefined],
    ['# none', [MULTI], [], undefined],
    [lsb('2 3 4 5'), [MULTI], [], true],
    [lsb('3 5'), [MULTI], ['SV304 35 multi-user.target'], true],
    [lsb(''), [MULTI], ['SV501'], false],
    [lsb('0 6'), [], ['SV504 it is started in run levels 0 and 6 only'], true],
    [lsb('6'), [], ['SV504 it is started in run levels 6 only'], true],
    [lsb('S'), ['WantedBy=sysinit.target'], ['SV505 sysinit.target'], true],
    [lsb('S', '# Required-Start: $network'), [MULTI], ['SV505 multi-user.target'], true],
  ])('%j', (header, lines, notes, enabled) => {
    expect(install(header)).toEqual({ lines, notes, enabled });
  });

  test('SUSE calls single-user mode S', () => {
    expect(install(lsb('S'), { family: 'suse' }).lines).toEqual(['WantedBy=rescue.target']);
    expect(install(lsb('B'), { family: 'suse' }).lines).toEqual(['WantedBy=sysinit.target']);
  });
});

describe('links', () => {
  const on = (...startLevels: readonly Level[]): RcLevels => ({ startLevels, stopLevels: [] });
  test.each([
    ['# chkconfig: 345 85 15', on('3', '4', '5'), [MULTI], [], true],
    ['# chkconfig: 345 85 15', on('2', '3', '4', '5'), [MULTI], [], true],
    ['# chkconfig: 345 85 15', on(), [MULTI], ['SV502 345 none'], false],
    ['# chkconfig: 345 85 15', on('5'), ['WantedBy=graphical.target'], ['SV502 345 5'], true],
    ['# chkconfig: 345 85 15', on('3', '5'), [MULTI], ['SV304 35 multi-user.target'], true],
    ['# chkconfig: 5 85 15', on('2', '3', '4', '5'), [MULTI], ['SV502 5 2345'], true],
    ['# chkconfig: - 85 15', on('2', '3', '4', '5'), [MULTI], [], true],
    ['# chkconfig: - 85 15', on(), [MULTI], ['SV501'], false],
    ['# none', on('2', '3', '4', '5'), [MULTI], [], true],
    ['# none', on(), [MULTI], [], false],
    [lsb('2 3 4 5'), on('S'), ['WantedBy=sysinit.target'], ['SV502 2345 S', 'SV505 sysinit.target'], true],
    [lsb('0 6'), on('0'), [], ['SV504 it is started in run levels 0 only'], true],
    [lsb('S'), on('S'), ['WantedBy=sysinit.target'], ['SV505 sysinit.target'], true],
  ] as const)('%j and %j', (header, links, lines, notes, enabled) => {
    expect(install(header, { links, family: 'debian' })).toEqual({ lines, notes, enabled });
  });
});

describe('other names', () => {
  test.each([
    ['acmed', 'acmed', [], []],
    ['acmed', 'acmed only', ['Alias=only.service'], []],
    ['acmed', 'free1 free2', ['Alias=free1.service free2.service'], []],
    ['acmed', 'acmed db', [], ['SV503 db acme-db.service']],
    ['acmed', 'acmed shared', [], ['SV503 shared acme-db.service']],
    ['acmed', '$network network $acme', [], []],
    ['acmed', 'acmed.sh acmed', [], []],
    ['acmed.sh', 'acmed', ['Alias=acmed.sh.service'], ['SV509 acmed.sh acmed.service']],
    ['acme@1', 'acme@1', [], ['SV509 acme@1 acme\\x401.service']],
  ])('%s provides %s', (name, provides, lines, notes) => {
    const found = install(lsb('2 3 4 5', `# Provides: ${provides}`), { name });
    expect({ lines: found.lines, notes: found.notes }).toEqual({ lines: [MULTI, ...lines], notes });
  });
});
