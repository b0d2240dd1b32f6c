import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diskSource } from '../../src/host/disk-source.ts';
import { readDynamic } from '../../src/host/elf.ts';
import { elfFile } from './elf-file.ts';

const read = (bytes: Uint8Array) => readDynamic((offset, length) => bytes.slice(offset, offset + length));

describe('readDynamic', () => {
  test.each([
    [64, true],
    [64, false],
    [32, true],
    [32, false],
  ] as const)('%d bits, little-endian %s', (bits, little) => {
    const needed = ['libacme.so.1', 'libc.so.6'];
    const bytes = elfFile({ bits, little, needed, runpath: '/opt/a:$ORIGIN/../lib', interpreter: '/lib64/ld.so.2' });
    expect(read(bytes)).toEqual({
      bits,
      machine: 62,
      interpreter: '/lib64/ld.so.2',
      needed,
      paths: ['/opt/a', '$ORIGIN/../lib'],
    });
  });

  test('a program without a dynamic section needs nothing', () => {
    const bytes = elfFile();
    new DataView(bytes.buffer).setUint32(64 + 56, 0, true);
    expect(read(bytes)).toMatchObject({ needed: [], paths: [] });
  });

  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a script', Buffer.from('#!/bin/sh\n'.repeat(20))],
    ['the magic alone', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46)],
    ['a class that is none', elfFile().fill(7, 4, 5)],
    ['an order of bytes that is none', elfFile().fill(0, 5, 6)],
    ['headers of no size', elfFile().fill(0, 54, 56)],
    ['headers of any size', elfFile().fill(0xff, 54, 56)],
    ['headers beyond all numbers', elfFile().fill(0xff, 32, 40)],
  ])('%s is no program', (_, bytes) => {
    expect(read(bytes)).toBeUndefined();
  });

  test.each<[string, number, number]>([
    ['headers beyond the end', 32, 36],
    ['a section beyond the end', 64 + 56 + 8, 64 + 56 + 12],
    ['an address that is nowhere', 64 + 16, 64 + 20],
  ])('%s: nothing is found, and nothing fails', (_, from, to) => {
    expect(read(elfFile({ needed: ['libc.so.6'] }).fill(0x7f, from, to))?.needed ?? []).toEqual([]);
  });

  test('names of control characters and without an end are none', () => {
    expect(read(elfFile({ needed: ['a\nb', 'c'] }))?.needed).toEqual(['c']);
    const bytes = elfFile({ needed: ['abc'] });
    expect(read(bytes.slice(0, -2))?.needed).toEqual([]);
  });

  test('whatever is in the file, the reads are few and small', () => {
    const whole = elfFile({ needed: ['libc.so.6', 'b'], runpath: '/opt' });
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 });
    fc.assert(
      fc.property(changes, some => {
        const bytes = whole.slice();
        for (const [at, value] of some) if (at > 5) bytes[at] = value;
        let total = 0;
        let reads = 0;
        readDynamic((offset, length) => {
          reads += 1;
          total += length;
          return bytes.slice(offset, offset + length);
        });
        return reads < 600 && total < 1_000_000;
      }),
      { numRuns: 500 },
    );
  });

  test('a program of this machine', () => {
    const path = process.execPath;
    if (!existsSync(path)) return;
    const source = diskSource('/');
    const found = readDynamic((offset, length) => {
      const bytes = source.readAt(path, offset, length);
      return bytes.ok ? bytes.value : undefined;
    });
    // Larger than what is read as a whole; a static build has no libraries.
    if (found?.interpreter !== undefined) expect(found.needed).toContain('libc.so.6');
  });
});
