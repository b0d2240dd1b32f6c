import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ANSIBLE } from '../../../src/plan/deploy/ansible.data.ts';
import { APPLY, ROLLBACK } from '../../../src/plan/deploy/scripts.data.ts';
import { ROOT } from '../../architecture/sources.ts';

test('the embedded files are those beside them', () => {
  execFileSync('node', [join(ROOT, 'scripts/generate-deploy-files.js'), '--check']);
});

test('the role passes ansible-lint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sysv2systemd-'));
  for (const [path, content] of ANSIBLE) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const { error, stdout, stderr, status } = spawnSync('ansible-lint', ['--offline', '--nocolor', '-q'], {
    cwd: join(folder, 'ansible'),
    encoding: 'utf8',
  });
  if (error) console.warn('not checked: ansible-lint is not installed');
  else expect([status, stdout, status === 0 ? '' : stderr]).toEqual([0, '', '']);
  rmSync(folder, { recursive: true });
}, 60_000);

describe.each([
  ['apply.sh', APPLY],
  ['rollback.sh', ROLLBACK],
])('%s', (name, text) => {
  const folder = mkdtempSync(join(tmpdir(), 'sysv2systemd-'));
  const file = join(folder, name);
  writeFileSync(file, text);

  test.each([
    ['shellcheck', ['--shell=sh', '--external-sources']],
    ['dash', ['-n']],
    ['bash', ['--posix', '-n']],
  ])('%s has nothing to say', (program, args) => {
    const { error, stdout, status } = spawnSync(program, [...args, file], { encoding: 'utf8' });
    if (error) console.warn(`not checked: ${program} is not installed`);
    else expect([status, stdout]).toEqual([0, '']);
  });

  test('shows its options', () => {
    const { status, stdout } = spawnSync('sh', [file, '--help'], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(new RegExp(`^Usage: ${name} \\[--root DIR\\]`));
    expect(stdout.split('\n').every(line => line.length <= 115)).toBe(true);
    rmSync(folder, { recursive: true });
  });
});
