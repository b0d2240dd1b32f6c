import { describe, expect, test } from '@jest/globals';
import { readHeader } from '../../../src/header/header.ts';
import { bootPhase, type RcLevels, wantedLevels } from '../../../src/map/order/boot-phase.ts';

const lsb = (levels: string, ...lines: readonly string[]) =>
  readHeader(
    '/etc/init.d/acmed',
    ['#!/bin/sh', '### BEGIN INIT INFO', `# Default-Start: ${levels}`, ...lines, '### END INIT INFO', ''].join('\n'),
  );
const links = (...startLevels: RcLevels['startLevels']): RcLevels => ({ startLevels, stopLevels: ['0'] });

describe('phase', () => {
  test.each([
    ['2 3 4 5', 'debian', 'normal'],
    ['', 'debian', 'normal'],
    ['1', 'debian', 'normal'],
    ['S', 'debian', 'early'],
    ['S', 'rhel', 'early'],
    ['S', 'suse', 'normal'],
    ['B', 'suse', 'early'],
    ['B', 'debian', 'early'],
    ['S 2 3', 'debian', 'early'],
    ['0 6', 'debian', 'shutdown'],
    ['0', 'debian', 'shutdown'],
    ['6', 'debian', 'shutdown'],
    ['0 3', 'debian', 'normal'],
    ['3 6', 'debian', 'normal'],
  ])('%s on %s is %s', (levels, family, phase) => {
    expect(bootPhase(lsb(levels), undefined, family)).toBe(phase);
  });

  test.each([
    ['# Required-Start: $network', 'late-boot'],
    ['# Required-Start: $local_fs $named', 'late-boot'],
    ['# Required-Start: $portmap', 'late-boot'],
    ['# X-Start-After: $network', 'late-boot'],
    ['# Should-Start: $network', 'early'],
    ['# Required-Start: $local_fs $remote_fs $time $syslog', 'early'],
    ['# Required-Start: network', 'early'],
    ['# Required-Start: $acme mountkernfs', 'early'],
  ])('boot that needs services: %s', (line, phase) => {
    expect(bootPhase(lsb('S', line), undefined, 'debian')).toBe(phase);
  });

  test.each([
    ['links of the boot', '2 3 4 5', links('S'), 'early'],
    ['links of levels', 'S', links('3'), 'normal'],
    ['no start links', 'S', links(), 'early'],
    ['links of the end', '2', links('0', '6'), 'shutdown'],
  ] as const)('%s', (_, levels, known, phase) => {
    expect(bootPhase(lsb(levels), known, 'debian')).toBe(phase);
  });
});

describe('levels that count', () => {
  test.each([
    ['the header’s', undefined, ['3', '5']],
    ['the links’', links('2'), ['2']],
    ['the header’s where no link starts it', links(), ['3', '5']],
  ] as const)('%s', (_, known, levels) => {
    const wanted = wantedLevels(lsb('3 5'), known);
    expect(wanted.levels).toEqual(levels);
    expect(wanted.evidence.map(span => span.line)).toEqual([3]);
  });
});
