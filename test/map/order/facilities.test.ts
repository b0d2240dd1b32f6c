import { describe, expect, test } from '@jest/globals';
import { EARLY_SCRIPTS, FACILITIES } from '../../../src/map/order/facilities.ts';

// systemd.special(7) and sysv_translate_facility of systemd 219.
describe('facilities', () => {
  test.each([
    ['local_fs', undefined, undefined, undefined],
    ['syslog', undefined, undefined, undefined],
    ['null', undefined, undefined, undefined],
    ['network', 'network-online.target', 'network-pre.target', ['network-online.target', 'network.target']],
    ['named', 'nss-lookup.target', 'nss-lookup.target', ['nss-lookup.target']],
    ['portmap', 'rpcbind.target', 'rpcbind.target', ['rpcbind.target']],
    ['remote_fs', 'remote-fs.target', 'remote-fs-pre.target', ['remote-fs.target']],
    ['time', 'time-sync.target', 'time-sync.target', ['time-sync.target']],
    ['x-display-manager', 'display-manager.service', 'display-manager.service', undefined],
  ])('%s', (name, unit, before, provider) => {
    const facility = FACILITIES.get(name);
    expect([facility?.unit, facility?.before, facility?.provider]).toEqual([unit, before, provider]);
  });

  test('only the network is waited for and pulled in', () => {
    const names = (key: 'wanted' | 'passive') => [...FACILITIES].flatMap(([name, one]) => (one[key] ? [name] : []));
    expect(names('wanted')).toEqual(['network']);
    expect(names('passive')).toEqual(['network', 'remote_fs']);
  });
});

describe('scripts of the early boot', () => {
  test.each([
    ['udev', 'systemd-udevd.service'],
    ['kmod', 'systemd-modules-load.service'],
    ['module-init-tools', 'systemd-modules-load.service'],
    ['procps', 'systemd-sysctl.service'],
    ['urandom', 'systemd-random-seed.service'],
  ])('%s is %s', (name, unit) => {
    expect(EARLY_SCRIPTS.get(name)).toBe(unit);
  });

  test.each(
    (
      'mountkernfs mountdevsubfs mountall mountall-bootclean mountnfs-bootclean checkroot checkfs ' +
      'checkroot-bootclean bootmisc hostname glibc mtab udev-mtab hwclockfirst hwclock ' +
      'sendsigs umountfs umountroot umountnfs boot.localfs stop-bootlogd'
    )
      .split(' ')
      .map(name => [name]),
  )('%s has no unit', name => {
    expect(EARLY_SCRIPTS.has(name)).toBe(true);
    expect(EARLY_SCRIPTS.get(name)).toBeUndefined();
  });

  test('others are none', () => {
    expect(EARLY_SCRIPTS.has('networking')).toBe(false);
    expect(EARLY_SCRIPTS.has('')).toBe(false);
  });
});
