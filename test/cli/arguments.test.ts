import { describe, expect, test } from '@jest/globals';
import { note } from '../../src/base/finding.ts';
import { fail, InternalError } from '../../src/base/result.ts';
import { toFinding } from '../../src/rules/render.ts';
import { migration, service } from '../report/fixture.ts';
import { cli } from './harness.ts';

describe('exit status', () => {
  const failed = migration(service({ tier: 'failed' }));
  const broken = migration(
    service({ tier: 'failed', findings: [toFinding(note('SV906', undefined, { message: 'TypeError' }))] }),
  );
  test.each([
    ['convert x', 0, undefined],
    ['convert x --fail-on high', 1, undefined],
    ['convert x --fail-on critical', 0, undefined],
    ['check x', 1, undefined],
    ['check x --fail-on critical', 0, undefined],
    ['check x --fail-on never', 0, undefined],
    ['check x', 3, failed],
    ['convert x', 3, failed],
    ['check x', 70, broken],
    ['convert x', 70, broken],
  ])('%s: %i', async (line, status, input) => {
    expect((await cli(line, input ? { migration: input } : {})).status).toBe(status);
  });

  test.each([
    ['convert', /nothing to read/],
    ['convert -', /--name/],
    ['convert x --name y', /--name/],
    ['convert x --fail-on bad', /Allowed choices/],
    ['convert x --restart sometimes', /Allowed choices/],
    ['convert x --report json', /FORMAT=FILE/],
    ['convert x --report sheet=a', /There are: csv, html, json/],
    ['convert x --frobnicate', /unknown option/],
    ['convert x --diff', /--against/],
    ['chekc x', /Did you mean check/],
    ['explain SV000', /neither a rule nor a directive/],
    ['trace acmed x --line 0', /count from 1/],
    ['trace acmed x --line 1 --directive User', /cannot be used with/],
    ['trace nobody x', /there are: acmed/],
    ['trace acmed x --directive Nice', /nothing of acmed matches/],
  ])('%s: 2', async (line, message) => {
    const { status, stderr, stdout } = await cli(line);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  test('without a command: help on stderr, 2', async () => {
    expect(await cli([])).toMatchObject({ status: 2, stdout: '' });
  });

  test('a mistake in the request: 2', async () => {
    const engine = { analyse: () => fail({ path: 'target', message: 'unknown \u001b[31m' }) };
    expect(await cli('check x', { engine })).toMatchObject({
      status: 2,
      stderr: 'sysv2systemd: target: unknown \\u{1b}[31m\n',
    });
  });

  test('a broken promise: 70', async () => {
    const engine = {
      analyse: () => {
        throw new InternalError('the sum does not add up');
      },
    };
    const { status, stderr } = await cli('check x', { engine });
    expect(status).toBe(70);
    expect(stderr).toContain('the sum does not add up');
  });

  test('an input that cannot be read: 3, and the rest is done', async () => {
    const engine = {
      analyse: () => ({
        ok: true as const,
        value: { migration: migration(), unread: [{ path: 'gone', message: 'no such file' }] },
      }),
    };
    const { status, stdout, stderr } = await cli('check x gone', { engine });
    expect(status).toBe(3);
    expect(stdout).toContain('SV201');
    expect(stderr).toContain('sysv2systemd: gone: no such file\n');
  });
});

test('nothing that could be read: no report of nothing', async () => {
  const engine = {
    analyse: () => ({
      ok: true as const,
      value: { migration: { ...migration(), services: [] }, unread: [{ path: 'gone', message: 'no such file' }] },
    }),
  };
  for (const command of ['convert', 'check'])
    expect(await cli(`${command} gone --json`, { engine })).toEqual({
      status: 3,
      stdout: '',
      stderr: 'sysv2systemd: gone: no such file\n',
      requests: [],
    });
});

describe('request', () => {
  test('has what the arguments say', async () => {
    const { requests } = await cli('check a b --root r --settings s --target debian12 --restart on-failure');
    expect(requests).toEqual([
      { paths: ['a', 'b'], root: 'r', settings: 's', target: 'debian12', restart: 'on-failure' },
    ]);
  });

  test('default target and standard input', async () => {
    const { requests } = await cli('check - --name acmed', { stdin: '#!/bin/sh\n' });
    expect(requests).toEqual([
      { paths: [], target: 'rhel7', stdin: { name: 'acmed', bytes: new TextEncoder().encode('#!/bin/sh\n') } },
    ]);
  });
});

describe('help', () => {
  test.each(['--help', 'convert --help', 'trace --help'])('%s is on stdout with status 0', async line => {
    const { status, stdout, stderr } = await cli(line);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Usage: sysv2systemd');
  });

  test('shows examples and exit statuses', async () => {
    const { stdout } = await cli('--help');
    expect(stdout).toContain('sysv2systemd convert --root /mnt/old -o out');
    expect(stdout).toContain('70 internal error');
  });

  test('the version is that of the package', async () => {
    expect((await cli('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
