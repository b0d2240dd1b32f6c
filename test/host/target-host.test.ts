import { expect, test } from '@jest/globals';
import { type MemoryFile, memorySource } from '../../src/host/memory-source.ts';
import { targetHost } from '../../src/host/target-host.ts';

const { has } = targetHost(
  memorySource(
    new Map<string, MemoryFile>([
      ['/etc/passwd', 'root:x:0:0::/root:/bin/sh\nacme:x:990:990::/srv:/sbin/nologin\n'],
      ['/usr/sbin/acmed', ''],
      ['/sbin', { link: '/usr/sbin' }],
      ['/usr/sbin/lost', { link: '/opt/nowhere' }],
      ['/srv/acme/data', ''],
      ['/lib/systemd/system/crond.service', ''],
    ]),
  ),
);

test.each([
  ['user', 'acme', true],
  ['user', 'acm', false],
  ['group', 'acme', undefined],
  ['program', '/usr/sbin/acmed', true],
  ['program', '/sbin/acmed', true],
  ['program', '/usr/sbin/lost', false],
  ['program', '/usr/sbin', false],
  ['folder', '/srv/acme', true],
  ['folder', '/srv/acme/data', false],
  ['unit', 'crond.service', true],
  ['unit', 'acmed.service', false],
] as const)('%s %s: %s', (kind, name, expected) => {
  expect(has(kind, name)).toBe(expected);
});
