import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

// The parts of the equivalence bench that need no sandbox have tests of their own, in Python as they are.
test('the bench reads units, settings and records as systemd and the kernel mean them', () => {
  const cwd = fileURLToPath(new URL('equivalence', import.meta.url));
  const { status, stderr } = spawnSync('python3', ['-m', 'unittest', 'discover', '-t', '.', '-s', 'tests'], {
    cwd,
    encoding: 'utf8',
  });
  expect(stderr).toContain('OK');
  expect(status).toBe(0);
});
