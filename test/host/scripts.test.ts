import { describe, expect, test } from '@jest/globals';
import { linksOf, NO_LINKS, readLinks } from '../../src/host/links.ts';
import { type MemoryFile, memorySource } from '../../src/host/memory-source.ts';
import { discoverScripts } from '../../src/host/scripts.ts';
import { settingsSource } from '../../src/host/settings.ts';

const source = (files: Readonly<Record<string, MemoryFile>>) => memorySource(new Map(Object.entries(files)));

describe('scripts', () => {
  test.each([
    ['acmed', undefined],
    ['acmed.sh', undefined],
    ['rc.local', undefined],
    ['boot.local', 'local commands'],
    ['acmed~', 'copy'],
    ['acmed.bak', 'copy'],
    ['acmed.orig', 'copy'],
    ['acmed.old', 'copy'],
    ['acmed.rpmsave', 'copy'],
    ['acmed.rpmnew', 'copy'],
    ['acmed.rpmorig', 'copy'],
    ['.acmed.swp', 'hidden'],
    ['acmed.dpkg-old', 'copy'],
    ['acmed.dpkg-dist', 'copy'],
    ['.depend.boot', 'hidden'],
    ['README', 'documentation'],
    ['functions', 'library'],
    ['rc', 'old boot'],
    ['rcS', 'old boot'],
    ['halt', 'old boot'],
    ['mountall.sh', 'old boot'],
    ['skeleton', 'template'],
  ])('%s', (name, reason) => {
    const { scripts, errors } = discoverScripts(source({ [`/etc/init.d/${name}`]: '#!/bin/sh\n' }));
    expect(errors).toEqual([]);
    expect(scripts.map(script => script.name)).toEqual([name]);
    if (reason === undefined) expect(scripts[0]?.ignored).toBeUndefined();
    else expect(scripts[0]?.ignored).toContain(reason);
  });

  test.each([
    ['an empty file', '', 'empty'],
    ['a program', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2), 'program'],
    ['a binary file', 'a\0b', 'binary'],
    ['an Upstart job', { link: '/lib/init/upstart-job' }, 'Upstart'],
  ])('%s is no service', (_, file, reason) => {
    const { scripts } = discoverScripts(source({ '/etc/init.d/acmed': file, '/lib/init/upstart-job': '#!/bin/sh\n' }));
    expect(scripts[0]?.ignored).toContain(reason);
  });

  test('one directory is read once, by its first name', () => {
    const { scripts } = discoverScripts(
      source({ '/etc/rc.d/init.d/b': 'x', '/etc/rc.d/init.d/a': 'x', '/etc/init.d': { link: 'rc.d/init.d' } }),
    );
    expect(scripts.map(script => script.path)).toEqual(['/etc/rc.d/init.d/a', '/etc/rc.d/init.d/b']);
  });

  test('links are followed, directories are not entered, links to nowhere are errors', () => {
    const { scripts, errors } = discoverScripts(
      source({
        '/etc/init.d/acmed': { link: '/opt/acme/init' },
        '/opt/acme/init': { content: 'x\r\n', executable: false },
        '/etc/init.d/rc3.d/S10acmed': 'x',
        '/etc/init.d/gone': { link: '/nowhere' },
        '/etc/init.d/gone.bak': { link: '/nowhere' },
      }),
    );
    expect(scripts).toMatchObject([
      { name: 'acmed', crlf: true, executable: false, encoding: 'UTF-8' },
      { name: 'gone.bak', ignored: expect.stringContaining('copy') },
    ]);
    expect(errors.map(error => error.path)).toEqual(['/etc/init.d/gone']);
  });

  test('named files and directories', () => {
    const files = source({ '/a': 'x', '/dir/b': 'y', '/dir/c': 'z' });
    const { scripts, errors } = discoverScripts(files, ['/a', '/dir/', '/none']);
    expect(scripts.map(script => script.path)).toEqual(['/a', '/dir/b', '/dir/c']);
    expect(errors.map(error => error.path)).toEqual(['/none']);
    expect(scripts[0]?.sha256).toBe('2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881');
  });

  test('no directory of scripts is an error', () => {
    expect(discoverScripts(source({ '/etc/passwd': 'x' })).errors).toHaveLength(1);
  });
});

describe('links', () => {
  const table = readLinks(
    source({
      '/etc/rc.d/rc3.d/S85acmed': { link: '../init.d/acmed' },
      '/etc/rc.d/rc5.d/S90acmed': { link: '../init.d/acmed' },
      '/etc/rc.d/rc0.d/K15acmed': { link: '../init.d/acmed' },
      '/etc/rc3.d': { link: 'rc.d/rc3.d' },
      '/etc/rc.d/rc3.d/S99local': { link: '../rc.local' },
      '/etc/rc.d/rc3.d/S10old': { link: '/etc/rc.d/init.d/renamed' },
      '/etc/rc.d/rc3.d/S11copy': '#!/bin/sh',
      '/etc/rc.d/rc3.d/README': 'text',
      '/etc/rc.d/rc3.d/S1bad': 'text',
      '/etc/rcS.d/S01hostname.sh': { link: '../init.d/hostname.sh' },
      '/etc/init.d/boot.d/S05boot.acme': { link: '../boot.acme' },
    }),
  );

  test.each([
    ['acmed', ['3', '5'], ['0'], 90, 15],
    ['rc.local', ['3'], [], 99, undefined],
    ['renamed', ['3'], [], 10, undefined],
    ['copy', ['3'], [], 11, undefined],
    ['hostname.sh', ['S'], [], 1, undefined],
    ['boot.acme', ['B'], [], 5, undefined],
  ])('%s', (name, startLevels, stopLevels, startPriority, stopPriority) => {
    const links = linksOf(table, name);
    expect([links?.startLevels, links?.stopLevels, links?.startPriority, links?.stopPriority]).toEqual([
      startLevels,
      stopLevels,
      startPriority,
      stopPriority,
    ]);
  });

  test.each([
    ['one digit', 'rc3.d/S9acme'],
    ['a small letter', 'rc3.d/s99acme'],
    ['no number', 'rc3.d/Sacme'],
    ['no name', 'rc3.d/S99'],
    ['another directory', 'rc7.d/S99acme'],
    ['a hidden one', 'rc3.d/.S99acme'],
  ])('%s: rc passes the link over', (_, link) => {
    const found = readLinks(source({ [`/etc/${link}`]: { link: '../init.d/acme' }, '/etc/rc3.d/K01x': { link: 'x' } }));
    expect(linksOf(found, 'acme')).toBe(NO_LINKS);
  });

  test('more than two digits belong to the name; a link to nowhere is a link', () => {
    const found = readLinks(
      source({ '/etc/rc3.d/S100acme': { link: 'gone' }, '/etc/rc3.d/S85b': { link: '../init.d/b' } }),
    );
    expect([...found.scripts.keys()]).toEqual(['0acme', 'b']);
  });

  test('of several numbers the largest counts for the start and the smallest for the stop', () => {
    const to = { link: '../init.d/acme' };
    const found = readLinks(
      source({
        '/etc/rc3.d/S20acme': to,
        '/etc/rc5.d/S80acme': to,
        '/etc/rc0.d/K70acme': to,
        '/etc/rc6.d/K10acme': to,
      }),
    );
    expect(linksOf(found, 'acme')).toMatchObject({ startPriority: 80, stopPriority: 10, stopLevels: ['0', '6'] });
  });

  test('each link is counted once', () => {
    expect(linksOf(table, 'acmed')?.links).toHaveLength(3);
  });

  test('no link and no directories are two things', () => {
    expect(linksOf(table, 'off')).toBe(NO_LINKS);
    expect(linksOf(readLinks(source({ '/etc/init.d/acmed': 'x' })), 'acmed')).toBeUndefined();
  });
});

describe('settings', () => {
  const directory = source({
    '/etc/sysconfig/a': '1',
    '/sysconfig/b': '2',
    '/c': '3',
    '/default/d': '4',
    '/opt/acme/env': '5',
    '/sub/e': '6',
    '/both': '7',
  });
  const root = source({
    '/etc/sysconfig/both': 'no',
    '/etc/sysconfig/root': '8',
    '/etc/default/accent': Uint8Array.of(0xe9),
  });

  test.each([
    ['/etc/sysconfig/a', '1', '/etc/sysconfig/a'],
    ['/etc/sysconfig/b', '2', '/sysconfig/b'],
    ['/etc/sysconfig/c', '3', '/c'],
    ['/etc/default/c', '3', '/c'],
    ['/etc/default/d', '4', '/default/d'],
    ['/opt/acme/env', '5', '/opt/acme/env'],
    ['/etc/sysconfig/sub/e', '6', '/sub/e'],
    ['/etc/sysconfig/both', '7', '/both'],
    ['/etc/sysconfig/root', '8', '/etc/sysconfig/root'],
    ['/etc/default/accent', '\u00e9', '/etc/default/accent'],
  ])('%s', (path, text, found) => {
    expect(settingsSource({ directory, root })(path)).toMatchObject({ path, text, found });
  });

  test.each([['/etc/sysconfig/none'], ['c'], ['/opt/c'], ['/etc/sysconfig/../../../c'], ['/etc/sysconfig']])(
    '%s is not at hand',
    path => {
      expect(settingsSource({ directory, root })(path)).toBeUndefined();
      expect(settingsSource({})(path)).toBeUndefined();
    },
  );
});
