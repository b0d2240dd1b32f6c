import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { serializeUnit } from '../../src/unit/serialize.ts';
import { convertSamples } from '../samples.ts';

const MISSING = 'not checked: systemd-analyze is not installed';

/** What systemd says of a target that pulls all these units at once; programs that are not here do not count. */
function complaints(units: ReadonlyMap<string, string>): readonly string[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sysv2systemd-'));
  const all = `[Unit]\n${[...units.keys()].map(name => `Wants=${name}`).join('\n')}\n`;
  for (const [name, text] of [...units, ['all.target', all] as const]) writeFileSync(join(folder, name), text);
  const files = ['all.target', ...units.keys()].map(name => join(folder, name));
  const { error, stdout, stderr } = spawnSync('systemd-analyze', ['--man=no', 'verify', ...files], {
    encoding: 'utf8',
    // Ours before those of the machine, whose targets take part.
    env: { ...process.env, SYSTEMD_UNIT_PATH: `${folder}:` },
  });
  rmSync(folder, { recursive: true });
  if (error) return undefined;
  const lines = `${stdout}${stderr}`.split('\n').filter(line => line !== '' && !/is not executable/.test(line));
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
