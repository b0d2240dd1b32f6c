import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { hostEngine } from '../../src/cli/host-engine.ts';
import { withWholeHost } from '../../src/cli/whole-host.ts';
import { serializeUnit } from '../../src/unit/serialize.ts';
import type { Unit } from '../../src/unit/unit.ts';
import { convertSamples } from '../samples.ts';

const MISSING = 'not checked: systemd-analyze is not installed';

/** Units of a host of the samples, with all that started services there. */
function unitsOfHost(name: string, target: string): readonly Unit[] {
  const root = fileURLToPath(new URL(`../../samples/hosts/${name}`, import.meta.url));
  const analysis = hostEngine.analyse({ paths: [], root, target });
  if (!analysis.ok) throw new Error(analysis.error.message);
  const { services } = withWholeHost(analysis.value, root, { target }).migration;
  return services.filter(({ disposition }) => disposition === 'deploy').flatMap(({ units }) => units);
}

/** What systemd says of a target that pulls all these units at once; programs that are not here do not count. */
function complaints(units: ReadonlyMap<string, string>): readonly string[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sysv2systemd-'));
  const all = `[Unit]\n${[...units.keys()]
    .filter(name => !name.includes('@.'))
    .map(name => `Wants=${name}`)
    .join('\n')}\n`;
  for (const [name, text] of [...units, ['all.target', all] as const]) writeFileSync(join(folder, name), text);
  const files = ['all.target', ...units.keys()].map(name => join(folder, name));
  const { error, stdout, stderr } = spawnSync('systemd-analyze', ['--man=no', 'verify', ...files], {
    encoding: 'utf8',
    // Ours before those of the machine, whose targets take part.
    env: { ...process.env, SYSTEMD_UNIT_PATH: `${folder}:` },
  });
  rmSync(folder, { recursive: true });
  if (error) return undefined;
  // Which user a program has is the script's decision.
  const known = /is not executable|Special user nobody configured/;
  const lines = `${stdout}${stderr}`.split('\n').filter(line => line !== '' && !known.test(line));
  return lines.map(line => line.replaceAll(`${folder}/`, ''));
}

describe.each(['rhel7', 'debian12'])('all samples for %s', target => {
  test('are read without a complaint, and start in one transaction without a circle', () => {
    const units = convertSamples(target)
      .filter(({ disposition }) => disposition === 'deploy')
      .flatMap(service => service.units)
      .map(unit => [unit.name, serializeUnit(unit)] as const);
    const found = complaints(new Map(units));
    if (found === undefined) console.warn(MISSING);
    else expect(found).toEqual([]);
  });
});

test.each(['el6', 'debian', 'suse'])('all units of the host %s start in one transaction without a circle', name => {
  const units = unitsOfHost(name, 'debian12').map(unit => [unit.name, serializeUnit(unit)] as const);
  expect(units.length).toBeGreaterThan(3);
  const found = complaints(new Map(units));
  if (found === undefined) console.warn(MISSING);
  else expect(found).toEqual([]);
});

test('a circle is seen', () => {
  const unit = (after: string) => `[Unit]\nAfter=${after}\n[Service]\nExecStart=/bin/true\n`;
  const found = complaints(
    new Map([
      ['a.service', unit('b.service')],
      ['b.service', unit('a.service')],
    ]),
  );
  if (found === undefined) console.warn(MISSING);
  else expect(found.join('\n')).toContain('ordering cycle');
});
