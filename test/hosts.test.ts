import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { hostEngine } from '../src/cli/host-engine.ts';
import { withWholeHost } from '../src/cli/whole-host.ts';
import type { Migration } from '../src/model/service.ts';
import { goldenText } from './samples.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const UPDATE = process.env.UPDATE_GOLDEN === '1';

function convertHost(name: string, target: string): Migration {
  const root = join(ROOT, 'samples/hosts', name);
  const decided = name === 'el6' ? { overrides: join(ROOT, 'samples/overrides') } : {};
  const analysis = hostEngine.analyse({ paths: [], root, target, ...decided });
  if (!analysis.ok) throw new Error(analysis.error.message);
  return withWholeHost(analysis.value, root, { target }).migration;
}

/** Whole hosts: reviewed by eye as the samples of scripts are; `UPDATE_GOLDEN=1 npm test -- test/hosts.test.ts`. */
describe.each([
  ['el6', 'rhel7'],
  ['debian', 'debian12'],
  ['suse', 'sles15'],
])('the host %s for %s', (name, target) => {
  const folder = join(ROOT, 'test/golden/hosts', name);
  const { services } = convertHost(name, target);
  if (UPDATE) mkdirSync(folder, { recursive: true });

  test.each(services.map(service => [service.name, service] as const))('%s', (service, converted) => {
    const file = join(folder, `${service}.txt`);
    const text = `${converted.source.path}, ${converted.enabled === undefined ? 'neither on nor off' : converted.enabled ? 'on' : 'off'}\n${goldenText(converted)}`;
    if (UPDATE) writeFileSync(file, text);
    expect(existsSync(file)).toBe(true);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  test('no golden file is left over, and no name is there twice', () => {
    expect(readdirSync(folder).sort()).toEqual(services.map(service => `${service.name}.txt`).sort());
  });

  test('every line that counts has a place', () => {
    for (const { statements } of services) {
      expect(statements.list).toHaveLength(statements.total);
      expect(Object.values(statements.places).reduce((sum, one) => sum + one, 0)).toBe(statements.total);
    }
  });
});
