const LEFTOVER = /(?:~|,|\.(?:bak|old|orig|rpmsave|rpmnew|rpmorig|swp|swo|dpkg-[a-z]+|ucf-[a-z]+|disabled|save))$/;

const OLD_BOOT = 'a part of the old boot: systemd does this itself';
/** Why a script that runs the host's local commands is none where these are read by themselves. */
export const LOCAL = 'local commands, which have an entry of their own';
const LIBRARY = 'a library that other scripts source';

/** Files of init.d that are no services, by name: RHEL initscripts, Debian initscripts and sysv-rc, SUSE aaa_base. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['README', 'documentation'],
  ['Makefile', 'not a script'],
  ['skeleton', 'a template for new scripts'],
  ['skeleton.compat', 'a template for new scripts'],
  ['functions', LIBRARY],
  ['rc.status', LIBRARY],
  ['boot.local', LOCAL],
  ['after.local', LOCAL],
  ...[
    'rc rcS rc.sysinit boot halt killall killprocs reboot single sendsigs',
    'mountkernfs.sh mountdevsubfs.sh mountall.sh mountall-bootclean.sh mountnfs-bootclean.sh mountnfs.sh bootmisc.sh',
    'checkroot.sh checkfs.sh checkroot-bootclean.sh umountfs umountroot umountnfs.sh',
  ]
    .join(' ')
    .split(' ')
    .map(name => [name, OLD_BOOT] as const),
]);

/** A copy left by an editor or a package manager. */
export function isLeftover(name: string): boolean {
  return LEFTOVER.test(name);
}

/** Why a file of init.d is no service by its name alone; undefined if it may be one. */
export function notServiceByName(name: string): string | undefined {
  if (name.startsWith('.')) return 'a hidden file';
  if (isLeftover(name)) return 'a copy left by an editor or a package manager';
  return KNOWN.get(name);
}

/** Why a file is no service by its content or by where its link leads; undefined if it may be one. */
export function notServiceByContent(bytes: Uint8Array, target: string): string | undefined {
  if (/\/upstart-job$/.test(target)) return 'a link to upstart-job: the service is an Upstart job';
  if (bytes.length === 0) return 'an empty file';
  if (bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46)
    return 'a program, not a script';
  if (bytes.subarray(0, 4096).includes(0)) return 'a binary file, not a script';
  return undefined;
}
