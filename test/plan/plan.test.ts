import { describe, expect, test } from '@jest/globals';
import { planTree } from '../../src/plan/plan.ts';
import { migration, service } from '../report/fixture.ts';

describe('planTree', () => {
  test('puts files at their place below root, in the order of paths', () => {
    const { files, collisions } = planTree(migration());
    expect(files.map(({ path, mode, kind }) => [path, mode.toString(8), kind])).toEqual([
      ['root/etc/systemd/system/acmed.service', '644', 'unit'],
      ['root/usr/libexec/initscripts/legacy-actions/acmed/configtest', '755', 'action'],
    ]);
    expect(files[0]?.content).toContain('ExecStart=/usr/sbin/acmed $OPTIONS\n');
    expect(collisions).toEqual([]);
  });

  test('keeps superseded services apart', () => {
    const { files } = planTree(migration(service({ disposition: 'superseded' })));
    expect(files.map(file => file.path.split('/')[0])).toEqual(['superseded', 'superseded']);
  });

  test('tells when two services want different files at one place, and not when they are the same', () => {
    const other = service({ name: 'acmed.sh', units: [{ name: 'acmed.service', directives: [] }] });
    expect(planTree(migration(service(), other)).collisions).toEqual([
      { path: 'root/etc/systemd/system/acmed.service', services: ['acmed', 'acmed.sh'] },
    ]);
  });
});
