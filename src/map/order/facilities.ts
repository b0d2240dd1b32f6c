/** What waiting for a facility means in a unit; no `unit`: default dependencies see to it. */
export interface Facility {
  readonly unit?: string;
  /** The target is only reached if somebody pulls it in. */
  readonly wanted?: boolean;
  /** The target that a service which provides the facility comes before and pulls in. */
  readonly provider?: readonly string[];
  /** What a service that wants to run before the facility is ordered before. */
  readonly before?: string;
  /** Like `before`, and a target that nothing else pulls in. */
  readonly passive?: boolean;
}

/** LSB facilities without their `$`: sysv-generator.c 219 sysv_translate_facility; systemd.special(7). */
export const FACILITIES: ReadonlyMap<string, Facility> = new Map([
  ['local_fs', {}],
  ['syslog', {}],
  ['null', {}],
  [
    'network',
    {
      unit: 'network-online.target',
      wanted: true,
      provider: ['network-online.target', 'network.target'],
      before: 'network-pre.target',
      passive: true,
    },
  ],
  ['named', { unit: 'nss-lookup.target', provider: ['nss-lookup.target'], before: 'nss-lookup.target' }],
  ['portmap', { unit: 'rpcbind.target', provider: ['rpcbind.target'], before: 'rpcbind.target' }],
  [
    'remote_fs',
    { unit: 'remote-fs.target', provider: ['remote-fs.target'], before: 'remote-fs-pre.target', passive: true },
  ],
  ['time', { unit: 'time-sync.target', provider: ['time-sync.target'], before: 'time-sync.target' }],
  ['x-display-manager', { unit: 'display-manager.service', before: 'display-manager.service' }],
]);

/**
 * Scripts of Debian's early boot whose work is done before sysinit.target, so that the default dependencies cover
 * them; the unit to name where a service has none of those.
 */
export const EARLY_SCRIPTS: ReadonlyMap<string, string | undefined> = new Map([
  ['udev', 'systemd-udevd.service'],
  ['kmod', 'systemd-modules-load.service'],
  ['module-init-tools', 'systemd-modules-load.service'],
  ['procps', 'systemd-sysctl.service'],
  ['urandom', 'systemd-random-seed.service'],
  ...['mountkernfs', 'mountdevsubfs', 'mountall', 'mountall-bootclean', 'mountnfs-bootclean', 'checkroot', 'checkfs']
    .concat(['checkroot-bootclean', 'bootmisc', 'hostname', 'glibc', 'mtab', 'udev-mtab', 'hwclockfirst', 'hwclock'])
    .concat(['sendsigs', 'umountfs', 'umountroot', 'umountnfs', 'boot.localfs', 'stop-bootlogd'])
    .map(name => [name, undefined] as const),
]);
