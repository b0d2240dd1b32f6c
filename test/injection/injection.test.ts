import { describe, expect, test } from '@jest/globals';
import { diskSource } from '../../src/host/disk-source.ts';
import { discoverScripts, type ScriptFile } from '../../src/host/scripts.ts';
import { settingsSource } from '../../src/host/settings.ts';
import { convert } from '../../src/pipeline.ts';
import { sampleScripts, sampleSettings, targetNamed } from '../samples.ts';
import { inject, KINDS, LINE } from './inject.ts';

/** Another host to look at: the root of its image, such as CORPUS=/srv/image npm test -- test/injection. */
const { CORPUS } = process.env;

interface Batch {
  readonly scripts: readonly ScriptFile[];
  readonly settings: (path: string) => string | undefined;
}

function batch(): Batch {
  if (CORPUS === undefined) return { scripts: sampleScripts(), settings: sampleSettings };
  const root = diskSource(CORPUS);
  const files = settingsSource({ root });
  return { scripts: discoverScripts(root).scripts, settings: path => files(path)?.text };
}

/**
 * A line put anywhere into a script is executed in its place, or a finding of category `lost` points at it and the
 * service is not `proved`: nothing disappears in silence. Each sample is tried for one of the targets, as the interpreter
 * is the same for both; the scripts of another host for both.
 */
describe.each([
  ['rhel7', 0],
  ['debian12', 1],
] as const)('a foreign line in every script, for %s', (name, turn) => {
  const target = targetNamed(name);
  const { scripts, settings } = batch();
  const outcomes = scripts
    .filter(script => script.ignored === undefined)
    .filter((_, i) => CORPUS !== undefined || i % 2 === turn)
    .flatMap(script =>
      inject(script.path, script.text).flatMap(({ kind, text, line }) => {
        const [service] = convert({ inputs: [{ ...script, text }], target, settings }).services;
        if (!service || service.units.length === 0) return [];
        const output = [
          ...service.units.flatMap(unit => unit.directives.map(directive => directive.value)),
          ...service.files.filter(file => file.kind !== 'script').map(file => file.content),
        ].join('\n');
        const told =
          service.confidence !== 'proved' &&
          service.findings.some(finding => finding.category === 'lost' && finding.location?.line === line);
        return [{ at: `${script.name}: ${kind}, line ${line}`, kind, executed: output.includes(LINE), told }];
      }),
    );

  test('every kind of place was tried', () => {
    expect([...new Set(outcomes.map(outcome => outcome.kind))].sort()).toEqual([...KINDS].sort());
  });

  test('none disappears in silence', () => {
    expect(outcomes.filter(outcome => !outcome.executed && !outcome.told).map(outcome => outcome.at)).toEqual([]);
  });

  test('at least 95 of 100 are executed', () => {
    const executed = outcomes.filter(outcome => outcome.executed).length;
    expect(executed / outcomes.length).toBeGreaterThanOrEqual(0.95);
  });
});
