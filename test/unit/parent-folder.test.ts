import { expect, test } from '@jest/globals';
import { refusesParent, withoutParents } from '../../src/unit/parent-folder.ts';
import { targetNamed } from '../samples.ts';

test.each([
  ['/opt/a/bin/..', '/opt/a'],
  ['/opt/a/bin/../etc', '/opt/a/etc'],
  ['/opt/a/b/../../c', '/opt/c'],
  ['/opt/./a/../b/', '/opt/b'],
  ['/opt/..', '/'],
  ['/../../opt', '/opt'],
  ['-/opt/a/../b', '-/opt/b'],
  ['!/opt/a/../b c', '!/opt/b c'],
  ['append:/var/log/a/../b.log', 'append:/var/log/b.log'],
  ['/opt/..a/b..', '/opt/..a/b..'],
  ['/opt/a', '/opt/a'],
])('%s is %s', (written, path) => {
  expect(withoutParents(written)).toBe(path);
});

// As `systemd-analyze verify` of 252 says; 219 had no such check (load-fragment.c).
test.each([
  ['WorkingDirectory', '/opt/a/../b', true],
  ['WorkingDirectory', '-/opt/a/..', true],
  ['WorkingDirectory', '/opt/a/./b', false],
  ['WorkingDirectory', '/opt/a..', false],
  ['PIDFile', '/run/a/../b.pid', true],
  ['EnvironmentFile', '-/opt/a/../etc/a.conf', true],
  ['StandardOutput', 'append:/opt/a/../a.log', true],
  ['ConditionPathExists', '!/opt/a/../b', true],
  ['AssertPathIsDirectory', '/opt/a/..', true],
  ['RuntimeDirectory', 'a/../b', true],
  ['ExecStart', '/opt/a/../bin/b', false],
  ['Environment', 'A=/opt/a/..', false],
  ['Description', 'from /opt/a/..', false],
])('%s=%s is refused: %s', (name, value, refused) => {
  expect(refusesParent(name, value, targetNamed('rhel8'))).toBe(refused);
  expect(refusesParent(name, value, targetNamed('rhel7'))).toBe(false);
});
