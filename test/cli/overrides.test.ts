import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { ok } from '../../src/base/result.ts';
import { hostEngine } from '../../src/cli/host-engine.ts';
import { withWholeHost } from '../../src/cli/whole-host.ts';
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

put(
  root,
  'etc/xinetd.conf',
  'service gate\n{\n  port = 7117\n  socket_type = stream\n  wait = no\n  user = gate\n  server = /opt/gate/query\n}\n',
);
put(root, 'etc/cron.d/warm', '@reboot gate /opt/gate/warm\n');
put(
  base,
  'overrides/gate.conf',
  '[Unit]\nAfter=ntpd.service\n[Socket]\nBacklog=9\n[Service]\nUser=query\n[Timer]\nx=1\n',
);
put(base, 'overrides/cron-warm-1.conf', '[Migration]\nExclude=yes\n');

const analyse = (overrides: string) => {
  const found = hostEngine.analyse({ paths: [], root, target: 'rhel7', overrides });
  return found.ok ? ok(withWholeHost(found.value, root, { target: 'rhel7' })) : found;
};

test('a folder has one file per service, and one for no service is an error of the input', () => {
  const found = analyse(join(base, 'overrides'));
  if (!found.ok) throw new Error(found.error.message);
  const { migration, unread } = found.value;
  expect(unread).toEqual([
    {
      path: join(base, 'overrides/typo.conf'),
      message: 'no service is called typo: name the file after one, or remove it',
    },
  ]);
  expect(migration.services.map(({ name, disposition, enabled }) => [name, disposition, enabled])).toEqual([
    ['acmed', 'deploy', true],
    ['gone', 'excluded', true],
    ['xinetd.conf', 'deploy', undefined],
    ['gate', 'deploy', true],
    ['cron-warm-1', 'excluded', true],
  ]);
  expect(migration.read?.map(({ path }) => path.slice(base.length))).toContain('/overrides/acmed.conf');
  const { files } = planDeployment(migration);
  expect(files.filter(({ kind }) => kind === 'unit').map(({ path }) => path)).toEqual([
    'excluded/etc/systemd/system/cron-warm-1.service',
    'excluded/etc/systemd/system/gone.service',
    'root/etc/systemd/system/acmed.service',
    'root/etc/systemd/system/gate.socket',
    'root/etc/systemd/system/gate@.service',
  ]);
  expect(files.find(({ path }) => path === 'root/etc/systemd/system/acmed.service')?.content).toContain(
    '\nUser=acme\n',
  );
  expect(files.find(({ path }) => path === 'manifest.tsv')?.content).not.toContain('gone');
});

test('of a socket and its service each section has its unit, and what no unit has is refused', () => {
  const found = analyse(join(base, 'overrides'));
  const gate = found.ok ? found.value.migration.services.find(({ name }) => name === 'gate') : undefined;
  const decided = gate?.units.map(unit => [
    unit.name,
    ...unit.directives.filter(({ by }) => by === 'map/override').map(({ name, value }) => `${name}=${value}`),
  ]);
  expect(decided).toEqual([
    ['gate.socket', 'After=ntpd.service', 'Backlog=9'],
    ['gate@.service', 'User=query'],
  ]);
  expect(gate?.findings.filter(({ code }) => code === 'SV511').map(({ location }) => location?.line)).toEqual([8]);
});

test('one file is for the service that it is called after', () => {
  const found = analyse(join(base, 'overrides/gone.conf'));
  expect(found.ok && found.value.migration.services.slice(0, 2).map(({ disposition }) => disposition)).toEqual([
    'deploy',
    'excluded',
  ]);
});

test('a path that is not there is a mistake on the command line', () => {
  expect(analyse(join(base, 'nowhere'))).toMatchObject({ ok: false, error: { path: join(base, 'nowhere') } });
});
