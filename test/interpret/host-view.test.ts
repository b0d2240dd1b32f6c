import { describe, expect, test } from '@jest/globals';
import { hostView } from '../../src/interpret/host-view.ts';

type Family = Parameters<typeof hostView>[0]['family'];

describe('what the image of the old host tells of its kind', () => {
  const rows: readonly (readonly [
    what: string,
    family: Family,
    files: readonly string[],
    seen: boolean,
    released: boolean,
  ])[] = [
    ['the library', 'suse', ['/etc/rc.status'], true, false],
    ['the library and its release', 'suse', ['/etc/rc.status', '/etc/SuSE-release'], true, false],
    ['only its release', 'suse', ['/etc/SuSE-release'], false, true],
    ['that of another kind', 'suse', ['/etc/redhat-release'], false, false],
    [
      'a library of another kind, whatever the release',
      'rhel',
      ['/etc/rc.status', '/etc/redhat-release'],
      false,
      false,
    ],
    ['nothing', 'rhel', [], false, false],
  ];
  test.each(rows)('%s', (_, family, files, seen, released) => {
    const settings = (path: string): string | undefined => (files.includes(path) ? '' : undefined);
    expect(hostView({ complete: true, family, settings }).library).toMatchObject({ seen, released });
  });

  test('a folder of scripts is no image', () => {
    expect(hostView({ complete: false, family: 'suse', settings: () => '' }).library).toMatchObject({
      seen: false,
      released: false,
    });
  });
});
