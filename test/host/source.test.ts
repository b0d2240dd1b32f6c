import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diskSource } from '../../src/host/disk-source.ts';
import { type FileSource, SIZE_LIMIT } from '../../src/host/file-source.ts';
import { type MemoryFile, memorySource } from '../../src/host/memory-source.ts';
import { decodeText } from '../../src/host/text.ts';

const top = mkdtempSync(join(tmpdir(), 'source-'));
const root = join(top, 'root');
const links: Readonly<Record<string, string>> = {
  '/etc/init.d': 'rc.d/init.d',
  '/etc/absolute': '/etc/rc.d/init.d/acmed',
  '/etc/up': '../../outside',
  '/etc/host': join(top, 'outside'),
  '/etc/loop': 'loop2',
  '/etc/loop2': '/etc/loop',
  '/etc/self': '.',
  '/etc/dangling': 'nowhere',
  '/etc/rootlink': '/',
  '/etc/inside': '../etc/rc.d/../rc.d/init.d/acmed',
};
const files: Readonly<Record<string, string>> = {
  '/etc/rc.d/init.d/acmed': 'acme',
  '/etc/big': 'x'.repeat(SIZE_LIMIT + 1),
};

beforeAll(() => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path));
  writeFileSync(join(top, 'outside'), 'secret');
  chmodSync(join(root, '/etc/rc.d/init.d/acmed'), 0o755);
});
afterAll(() => rmSync(top, { recursive: true }));

const memory = memorySource(
  new Map<string, MemoryFile>([
    ...Object.entries(files).map(([path, text]) => [path, text] as const),
    ...Object.entries(links).map(([path, link]) => [path, { link }] as const),
  ]),
);
const sources: readonly (readonly [string, () => FileSource])[] = [
  ['disk', () => diskSource(root)],
  ['memory', () => memory],
];

describe.each(sources)('%s source', (_, source) => {
  test.each([
    ['/etc/rc.d/init.d/acmed'],
    ['/etc/init.d/acmed'],
    ['etc//init.d/./acmed'],
    ['/etc/absolute'],
    ['/etc/inside'],
    ['/etc/self/self/self/absolute'],
    ['/etc/rootlink/etc/absolute'],
    ['/etc/rc.d/../init.d/acmed'],
  ])('reads %s', path => {
    const bytes = source().read(path);
    expect(bytes.ok && new TextDecoder().decode(bytes.value)).toBe('acme');
    expect(source().resolve(path)).toEqual({ ok: true, value: '/etc/rc.d/init.d/acmed' });
  });

  test.each([
    ['/etc/up', 'leaves the root'],
    ['/../outside', 'leaves the root'],
    ['../outside', 'leaves the root'],
    ['/etc/rootlink/../outside', 'leaves the root'],
    ['/etc/host', 'no such file'],
    ['/etc/loop', 'too many symbolic links'],
    ['/etc/dangling', 'no such file'],
    ['/etc/none', 'no such file'],
    ['/etc/absolute/more', 'not a directory'],
    ['/etc/big', 'larger than'],
    ['/etc', 'directory'],
    ['/etc/a\0b', 'NUL'],
  ])('refuses %s', (path, message) => {
    const bytes = source().read(path);
    expect(bytes.ok ? '' : bytes.error.message).toContain(message);
    expect(bytes.ok ? '' : bytes.error.path).toBe(path);
  });

  test.each([
    ['/etc/init.d/acmed', 'file'],
    ['/etc/init.d', 'dir'],
    ['/', 'dir'],
    ['/etc/loop', 'link'],
    ['/etc/up', 'link'],
    ['/etc/dangling', 'link'],
    ['/etc/none', 'none'],
    ['/etc/none/more', 'none'],
  ])('%s is a %s', (path, kind) => {
    expect(source().stat(path).kind).toBe(kind);
  });

  test('lists names in order, tells executables and links', () => {
    expect(source().list('/etc/init.d')).toEqual({ ok: true, value: ['acmed'] });
    expect(source().list('/')).toEqual({ ok: true, value: ['etc'] });
    expect(source().list('/etc/absolute').ok).toBe(false);
    expect(source().stat('/etc/absolute').executable).toBe(true);
    expect(source().link('/etc/init.d')).toBe('rc.d/init.d');
    expect(source().link('/etc/init.d/acmed')).toBeUndefined();
    expect(source().link('/')).toBeUndefined();
  });

  test('no path ever leads to the file outside', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      'etc',
      'up',
      'host',
      'rootlink',
      'self',
      'outside',
      'rc.d',
      '',
      top.slice(1),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), parts => {
        const bytes = source().read(`/${parts.join('/')}`);
        expect(bytes.ok && new TextDecoder().decode(bytes.value) === 'secret').toBe(false);
      }),
    );
  });
});

test('special files are refused without opening them', () => {
  execFileSync('mkfifo', [join(root, 'pipe')]);
  const bytes = diskSource(root).read('/pipe');
  expect(bytes.ok ? '' : bytes.error.message).toContain('regular file');
  expect(diskSource(root).stat('/pipe').kind).toBe('special');
});

test('a root that is not there has nothing in it', () => {
  const source = diskSource(join(top, 'missing'));
  expect(source.list('/').ok).toBe(false);
  expect(source.read('/etc/passwd').ok).toBe(false);
});

test.each([
  [[0x61, 0xc3, 0xa9], 'a\u00e9', 'UTF-8'],
  [[0x61, 0xe9], 'a\u00e9', 'ISO-8859-1'],
  [[0x80], '\u0080', 'ISO-8859-1'],
  [[0xef, 0xbb, 0xbf, 0x61], 'a', 'UTF-8'],
  [[], '', 'UTF-8'],
])('bytes %j', (bytes, text, encoding) => {
  expect(decodeText(Uint8Array.from(bytes))).toEqual({ text, encoding });
});
