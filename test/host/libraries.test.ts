import { describe, expect, test } from '@jest/globals';
import { missingFor } from '../../src/host/libraries.ts';
import { type MemoryFile, memorySource } from '../../src/host/memory-source.ts';
import { elfFile } from './elf-file.ts';

const host = (files: Readonly<Record<string, MemoryFile>>) => memorySource(new Map(Object.entries(files)));
const PROGRAM = '/usr/sbin/acmed';
const LIBC = elfFile();
const program = elfFile({ needed: ['libc.so.6'], interpreter: '/lib64/ld.so.2' });
const BASE = { [PROGRAM]: program, '/lib64/ld.so.2': LIBC };

describe('what a program lacks', () => {
  test.each<[string, Readonly<Record<string, MemoryFile>>, readonly string[]]>([
    ['nothing', { ...BASE, '/lib64/libc.so.6': LIBC }, []],
    ['a library', BASE, ['libc.so.6']],
    ['the dynamic linker', { [PROGRAM]: program, '/lib64/libc.so.6': LIBC }, ['/lib64/ld.so.2']],
    ['a library of 64 bits', { ...BASE, '/lib/libc.so.6': elfFile({ bits: 32, machine: 3 }) }, ['libc.so.6']],
    ['a library of this machine', { ...BASE, '/lib64/libc.so.6': elfFile({ machine: 183 }) }, ['libc.so.6']],
    ['one that is no library', { ...BASE, '/lib64/libc.so.6': 'GROUP ( libc.so )' }, ['libc.so.6']],
    ['Debian’s folder', { ...BASE, '/usr/lib/x86_64-linux-gnu/libc.so.6': LIBC }, []],
    [
      'a link',
      { ...BASE, '/lib64': { link: 'usr/lib64' }, '/usr/lib64/libc.so.6': LIBC, '/usr/lib64/ld.so.2': LIBC },
      [],
    ],
    ['a link out of the image', { ...BASE, '/lib64/libc.so.6': { link: '../../libc.so.6' } }, ['libc.so.6']],
    [
      'a folder of ld.so.conf.d',
      { ...BASE, '/etc/ld.so.conf.d/a.conf': '# x\n/opt/a # y\n', '/opt/a/libc.so.6': LIBC },
      [],
    ],
    [
      'a file there that is no .conf',
      { ...BASE, '/etc/ld.so.conf.d/a.bak': '/opt/a\n', '/opt/a/libc.so.6': LIBC },
      ['libc.so.6'],
    ],
    [
      'what a library needs in turn',
      { ...BASE, '/lib64/libc.so.6': elfFile({ needed: ['libz.so.1', 'libc.so.6'] }) },
      ['libz.so.1'],
    ],
    ['the program itself: said elsewhere', {}, []],
    ['a program of no kind that is known', { [PROGRAM]: 'MZ' }, []],
    ['the interpreter', { [PROGRAM]: '#!/usr/bin/perl -w\n' }, ['/usr/bin/perl']],
    ['no interpreter', { [PROGRAM]: '#! /bin/sh\n', '/bin/sh': LIBC }, []],
    ['env', { [PROGRAM]: '#!/usr/bin/env python\n' }, ['/usr/bin/env', 'python']],
  ])('%s', (_, files, missing) => {
    expect(missingFor(host(files), PROGRAM)).toEqual(missing);
  });

  test('the folder of the program itself, and what is inherited from it', () => {
    const path = '/opt/acme/bin/acmed';
    const files = {
      [path]: elfFile({ needed: ['liba.so'], runpath: '$ORIGIN/../lib' }),
      '/opt/acme/lib/liba.so': elfFile({ needed: ['libb.so'] }),
      '/opt/acme/lib/libb.so': LIBC,
    };
    expect(missingFor(host(files), path)).toEqual([]);
  });

  test('a program that is still to come is read on the old host; its own libraries come along, the system’s do not', () => {
    const path = '/opt/acme/bin/acmed';
    const old = host({
      [path]: elfFile({ needed: ['liba.so', 'libold.so.6'], runpath: '${ORIGIN}/../lib' }),
      '/opt/acme/lib/liba.so': LIBC,
      '/lib64/libold.so.6': LIBC,
    });
    expect(missingFor(host({ '/etc/passwd': '' }), path, old)).toEqual(['libold.so.6']);
    expect(missingFor(host({ '/lib64/libold.so.6': LIBC }), path, old)).toEqual([]);
  });

  test('libraries that need each other without an end', () => {
    const files = Object.fromEntries(
      Array.from({ length: 600 }, (_, i) => [`/lib64/l${i}`, elfFile({ needed: [`l${i + 1}`, `l${i}`] })] as const),
    );
    expect(missingFor(host({ ...files, [PROGRAM]: elfFile({ needed: ['l0'] }) }), PROGRAM)).toEqual([]);
  });
});
