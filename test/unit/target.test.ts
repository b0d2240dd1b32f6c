import { describe, expect, test } from '@jest/globals';
import { directiveAvailable, since, syntaxAvailable, valueAvailable } from '../../src/unit/availability.ts';
import { resolveTarget, targetNames } from '../../src/unit/target.ts';
import { target } from './helpers.ts';

describe('resolveTarget', () => {
  test.each([
    ['rhel7', 'rhel7.9', 219],
    ['RHEL7.1', 'rhel7.1', 208],
    ['centos7', 'rhel7.9', 219],
    ['el7', 'rhel7.9', 219],
    ['rhel8', 'rhel8.10', 239],
    ['alma8.4', 'rhel8.4', 239],
    ['rocky9.1', 'rhel9.1', 250],
    ['ol9.2', 'rhel9.2', 252],
    ['rhel10', 'rhel10.1', 257],
    ['debian11', 'debian11', 247],
    ['debian12.5', 'debian12', 252],
    ['ubuntu20.04', 'ubuntu20.04', 245],
    ['ubuntu24.04', 'ubuntu24.04', 255],
    ['sles12', 'sles12', 228],
    ['sles15sp4', 'sles15', 234],
    ['systemd-240', 'systemd-240', 240],
  ])('%s is %s with systemd %i', (name, canonical, systemd) => {
    expect(target(name)).toMatchObject({ name: canonical, systemd });
    expect(target(canonical)).toEqual(target(name));
  });

  test.each(['rhel6', 'rhel7.10', 'rhel8.11', 'debian', 'debian10', 'ubuntu23.10', 'systemd-7', '', 'solaris'])(
    'there is no %p',
    name => {
      const found = resolveTarget(name);
      expect(found.ok).toBe(false);
      if (!found.ok) for (const known of targetNames()) expect(found.error.message).toContain(known);
    },
  );
});

describe('availability', () => {
  test.each([
    ['Service', 'ExecCondition', 'rhel8.2', false],
    ['Service', 'ExecCondition', 'rhel8.3', true],
    ['Service', 'ExecCondition', 'systemd-242', false],
    ['Service', 'ExecCondition', 'debian11', true],
    ['Service', 'RuntimeDirectory', 'rhel7.1', false],
    ['Service', 'RuntimeDirectory', 'rhel7', true],
    ['Unit', 'AssertPathExists', 'rhel7', true],
    ['Unit', 'StartLimitIntervalSec', 'rhel7', false],
    ['Service', 'StartLimitInterval', 'rhel7', true],
    ['Service', 'TasksMax', 'rhel7.3', false],
    ['Service', 'TasksMax', 'rhel7.4', true],
    ['Service', 'CPUShares', 'systemd-258', false],
    ['Service', 'NoSuchThing', 'rhel10', false],
    ['Unit', 'ExecStart', 'rhel10', false],
  ] as const)('[%s] %s on %s: %p', (section, name, on, expected) => {
    expect(directiveAvailable(section, name, target(on))).toBe(expected);
  });

  test.each([
    ['StandardOutput', 'append:/x', 'rhel8.2', false],
    ['StandardOutput', 'append:/x', 'rhel8.3', true],
    ['StandardError', 'truncate:/x', 'debian11', false],
    ['StandardOutput', 'file:/x', 'rhel7', false],
    ['Type', 'exec', 'rhel8', true],
    ['Type', 'exec', 'rhel7', false],
    ['Type', 'frob', 'rhel10', false],
    ['TimeoutStartSec', 'infinity', 'rhel7', false],
    ['TimeoutStartSec', 'infinity', 'systemd-229', true],
    ['TimeoutStartSec', '0', 'rhel7', true],
    ['LimitCORE', '0:infinity', 'rhel7', true],
    ['LimitCORE', '0:infinity', 'sles12', false],
    ['PIDFile', 'x.pid', 'rhel8', false],
    ['PIDFile', '/run/x.pid', 'rhel8', true],
    ['WorkingDirectory', '-/x', 'rhel7', false],
    ['WorkingDirectory', '/x', 'rhel7', true],
    ['RuntimeDirectory', 'a/b', 'rhel7', false],
    ['PrivateTmp', 'yes', 'rhel7', true],
    ['PrivateTmp', 'disconnected', 'rhel7', false],
    ['ProtectSystem', 'true', 'rhel7', true],
    ['ProtectSystem', 'strict', 'rhel7', false],
    ['IOSchedulingClass', '2', 'rhel7', true],
    ['StartLimitAction', 'none', 'rhel7.2', true],
    ['User', 'anything', 'rhel7', true],
    ['Restart', '', 'rhel7', true],
  ])('%s=%s on %s: %p', (name, value, on, expected) => {
    expect(valueAvailable(name, value, target(on))).toBe(expected);
  });

  test('prefixes and first versions', () => {
    expect(syntaxAvailable('prefix+', target('systemd-230'))).toBe(false);
    expect(syntaxAvailable('prefix+', target('systemd-231'))).toBe(true);
    expect(syntaxAvailable('prefix!', target('systemd-235'))).toBe(true);
    expect(syntaxAvailable('prefix:', target('rhel8'))).toBe(false);
    expect(syntaxAvailable('prefix:', target('systemd-242'))).toBe(true);
    expect([since('ExecCondition'), since('StartLimitBurst'), since('Nonsense')]).toEqual([243, 42, undefined]);
  });
});
