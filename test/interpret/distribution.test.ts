import { expect, test } from '@jest/globals';
import { isOfDistribution } from '../../src/interpret/distribution.ts';

test.each([
  ['/etc/redhat-release', 'rhel', true],
  ['/etc/redhat-release', 'debian', false],
  ['/etc/debian_version', 'ubuntu', true],
  ['/etc/debian_version', 'suse', false],
  ['/etc/SuSE-release', 'rhel', false],
  // SLES 12 still has it, SLES 15 does not.
  ['/etc/SuSE-release', 'suse', undefined],
  ['/etc/gentoo-release', 'rhel', false],
  ['/etc/lsb-release', 'debian', undefined],
  ['/etc/acme-release', 'rhel', undefined],
  ['/etc/redhat-release', 'upstream', undefined],
  ['/etc/redhat-release', undefined, undefined],
] as const)('%s on %s: %s', (path, family, expected) => expect(isOfDistribution(path, family)).toBe(expected));
