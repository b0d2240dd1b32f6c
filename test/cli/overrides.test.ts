import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { hostEngine } from '../../src/cli/host-engine.ts';
import { planDeployment } from '../../src/plan/deploy.ts';
import { initScript } from '../../src/rules/example-script.ts';
import { put } from '../plan/deploy/host.ts';

const base = mkdtempSync(join(tmpdir(), 'sysv2systemd-'));
afterAll(() => rmSync(base, { recursive: true }));
const root = join(base, 'root');
put(root, 'etc/rc.d/init.d/acmed', initScript(), 0o755);
put(root, 'etc/rc.d/init.d/gone', initScript().replaceAll('acmed', 'gone'), 0o755);
put(base, 'overrides/acmed.conf', '[Service]\nUser=acme\n[Migration]\nEnable=yes\n');
put(base, 'overrides/gone.conf', '[Migration]\nExclude=yes\n');
put(base, 'overrides/typo.conf', '[Service]\nNice=1\n');
put(base, 'overrides/README', 'not read');

const analyse = (overrides: string) => hostEngine.analyse({ paths: [], root, target: 'rhel7', overrides });

test('a folder has one file per service, and one for no service is an error of the input', () => {
  const found = analyse(join(base, 'overrides'));
  if (!found.ok) throw new Error(found.error.message);
  const { migration, unread } = found.value;
  expect(unread).toEqual([
    {
      path: join(base, 'overrides/typo.conf'),
      message: 'no script is called typo: name the file after a service, or remove it',
    },
  ]);
  expect(migration.services.map(({ name, disposition, enabled }) => [name, disposition, enabled])).toEqual([
    ['acmed', 'deploy', true],
    ['gone', 'excluded', true],
  ]);
  expect(migration.read?.map(({ path }) => path.slice(base.length))).toContain('/overrides/acmed.conf');
  const { files } = planDeployment(migration);
  expect(files.filter(({ kind }) => kind === 'unit').map(({ path }) => path)).toEqual([
    'excluded/etc/systemd/system/gone.service',
    'root/etc/systemd/system/acmed.service',
  ]);
  expect(files.find(({ path }) => path === 'root/etc/systemd/system/acmed.service')?.content).toContain(
    '\nUser=acme\n',
  );
  expect(files.find(({ path }) => path === 'manifest.tsv')?.content).not.toContain('gone');
});

test('one file is for the service that it is called after', () => {
  const found = analyse(join(base, 'overrides/gone.conf'));
  expect(found.ok && found.value.migration.services.map(({ disposition }) => disposition)).toEqual([
    'deploy',
    'excluded',
  ]);
});

test('a path that is not there is a mistake on the command line', () => {
  expect(analyse(join(base, 'nowhere'))).toMatchObject({ ok: false, error: { path: join(base, 'nowhere') } });
});
