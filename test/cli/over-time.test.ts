import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { note } from '../../src/base/finding.ts';
import { migration, service } from '../report/fixture.ts';
import { cli } from './harness.ts';

let lab = '';
let old = '';
beforeEach(async () => {
  lab = fs.mkdtempSync(join(tmpdir(), 'cli-'));
  old = join(lab, 'old.json');
  await cli(['check', 'x', '--report', `json=${old}`]);
});
afterEach(() => fs.rmSync(lab, { recursive: true }));

const more = { migration: migration(service({}, [note('SV101')])) };

function decisions(...list: readonly object[]): string {
  const path = join(lab, 'decisions.json');
  const entries = list.map(one => ({ service: 'acmed', acceptedBy: 'M', reason: 'r', until: '2027-06-30', ...one }));
  fs.writeFileSync(path, JSON.stringify({ decisions: entries }));
  return path;
}

describe('--baseline', () => {
  test('only what is new counts for --fail-on', async () => {
    expect(await cli('check x --fail-on high')).toMatchObject({ status: 1 });
    expect(await cli(['check', 'x', '--fail-on', 'info', '--baseline', old])).toMatchObject({ status: 0 });
    expect(await cli(['check', 'x', '--fail-on', 'medium', '--baseline', old], more)).toMatchObject({ status: 1 });
    expect(await cli(['check', 'x', '--fail-on', 'high', '--baseline', old], more)).toMatchObject({ status: 0 });
  });

  test('shows all findings with their state', async () => {
    const { stdout } = await cli(['check', 'x', '--baseline', old], more);
    expect(stdout).toMatch(/SV201 .*\[unchanged\]/);
    expect(stdout).toMatch(/SV101 .*\[new\]/);
  });

  test('that cannot be read is a mistake in the request', async () =>
    expect(await cli(['check', 'x', '--baseline', join(lab, 'none')])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('none: cannot be read'),
    }));
});

describe('--decisions', () => {
  test('what is accepted does not count until the day is over', async () => {
    const file = decisions({ code: 'SV201' });
    const status = async (...more: readonly string[]) =>
      (await cli(['check', 'x', '--decisions', file, ...more])).status;
    expect(await status()).toBe(0);
    expect(await status('--today', '2027-06-30')).toBe(0);
    expect(await status('--today', '2027-07-01')).toBe(1);
  });

  test('the report is the same on every day that --today names', async () => {
    const file = decisions({ code: 'SV201' });
    const { stdout } = await cli(['check', 'x', '--decisions', file, '--today', '2027-01-01', '--json']);
    expect(JSON.parse(stdout).decisions.today).toBe('2027-01-01');
  });

  test('those that do nothing are told with their place', async () => {
    const file = decisions({ code: 'SV101' }, { code: 'SV201', until: '2026-01-01' }, { code: 'SV999' });
    const { stderr } = await cli(['check', 'x', '--decisions', file]);
    expect(stderr).toContain(`${file}:1: the decision on SV101 of acmed is about no finding of this run`);
    expect(stderr).toContain('the decision on SV201 of acmed has expired on 2026-01-01');
    expect(stderr).toMatch(/:1:\d+: no rule has the code SV999/);
  });

  test('an error has its place, and nothing is done', async () => {
    const file = decisions({ code: 1 });
    const { status, stdout, stderr } = await cli(['check', 'x', '--decisions', file]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/decisions\.json:1:\d+: "code" should be a text/);
  });

  test('--today is a day', async () =>
    expect(await cli('check x --today 2027-02-30')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('YYYY-MM-DD'),
    }));
});

describe('diff', () => {
  test('compares two reports, or the outputs that hold them', async () => {
    const out = join(lab, 'out');
    await cli(['convert', 'x', '-o', out], more);
    const { status, stdout } = await cli(['diff', old, out]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\+ medium SV101 acmed: .*\n1 new, 0 changed, 0 fixed, 2 unchanged\n$/);
    expect(JSON.parse((await cli(['diff', old, out, '--json'])).stdout)).toMatchObject({ summary: { new: 1 } });
    expect(await cli(['diff', old, out, '--fail-on', 'medium'])).toMatchObject({ status: 1 });
    expect(await cli(['diff', old, out, '--fail-on', 'high'])).toMatchObject({ status: 0 });
    expect(await cli(['diff', out, old, '--fail-on', 'info'])).toMatchObject({ status: 0 });
  });

  test('what cannot be read is an error of the input', async () => {
    fs.writeFileSync(join(lab, 'x.json'), '{}');
    const { status, stderr } = await cli(['diff', join(lab, 'x.json'), join(lab, 'none')]);
    expect(status).toBe(3);
    expect(stderr).toMatch(/x\.json: is not a report\.json/);
    expect(stderr).toMatch(/none: cannot be read/);
  });
});
