import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { discover } from '../../src/cli/discover.ts';
import { memorySource } from '../../src/host/memory-source.ts';

const SCRIPT = '#!/bin/sh\ncase "$1" in start) /usr/sbin/x ;; esac\n';
const disk = memorySource(
  new Map([
    [resolve('scripts/a'), SCRIPT],
    [resolve('scripts/b'), SCRIPT],
    ['/mnt/old/etc/init.d/c', SCRIPT],
  ]),
);
const root = memorySource(new Map([['/etc/init.d/c', SCRIPT]]));

function paths(request: Partial<Parameters<typeof discover>[0]>, image?: typeof root) {
  const found = discover({ paths: [], target: 'rhel7', ...request }, disk, image);
  return found.ok ? found.value.scripts.map(script => script.path) : found.error.message;
}

describe('discover', () => {
  test('a folder’s scripts go by the path that the argument says', () => {
    expect(paths({ paths: ['scripts/'] })).toEqual(['scripts/a', 'scripts/b']);
    expect(paths({ paths: ['scripts/b'] })).toEqual(['scripts/b']);
    expect(paths({ paths: [resolve('scripts/b')] })).toEqual([resolve('scripts/b')]);
  });

  test('what lies in the image goes by its path there', () => {
    expect(paths({ paths: ['/mnt/old/etc/init.d/c'], root: '/mnt/old' }, root)).toEqual(['/etc/init.d/c']);
    expect(paths({ root: '/mnt/old' }, root)).toEqual(['/etc/init.d/c']);
  });

  test('standard input goes by its name', () => {
    const bytes = new TextEncoder().encode(SCRIPT);
    expect(paths({ stdin: { name: 'acmed', bytes } })).toEqual(['/etc/init.d/acmed']);
    expect(paths({ stdin: { name: '../x', bytes } })).toBe('"../x" is no file name');
  });

  test('a name that leads nowhere is an error of its own', () => {
    const found = discover({ paths: ['gone'], target: 'rhel7' }, disk, undefined);
    expect(found).toMatchObject({ ok: true, value: { scripts: [], failed: [], errors: [{ path: 'gone' }] } });
  });
});
