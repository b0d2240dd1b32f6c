/** Where pid files live and what they are called. A path that only looks so is settled by how the script uses it. */
export function isPidFile(path: string): boolean {
  return /\.pid$/.test(path) || /^(?:\/var)?\/run\/[^/]*pid[^/]*$/i.test(path);
}

/** Lock files of the SysV boot: /var/lock/subsys (RHEL), /var/lock and /run/lock (Debian, SUSE). */
export function isLockFile(path: string): boolean {
  return (
    /^(?:\/var\/lock|\/run\/lock|\/var\/run\/lock)\//.test(path) ||
    (/\.lock$/.test(path) && /^(?:\/var)?\/run\//.test(path))
  );
}

/**
 * Files whose variables an administrator sets: sysconfig, default, conf.d; of SUSE before 8.0 rc.config and rc.config.d
 * (facts: suse-functions, 6), which scripts ask for long after.
 */
export function isSettingsFile(path: string): boolean {
  return /^\/etc\/(?:(?:sysconfig|default|conf\.d|rc\.config\.d)\/|rc\.config$)/.test(path);
}

/**
 * The program by which a script asks whether systemd is there, to do nothing or something else then. Its service ran by
 * the script itself, and that is what its unit does.
 */
export function isSystemctl(path: string): boolean {
  return /^(?:(?:\/usr)?\/bin\/)?systemctl$/.test(path);
}

/** `/var/run` is `/run` wherever systemd runs. */
export function canonical(path: string): string {
  return path.replace(/^\/var\/run(?=\/|$)/, '/run').replace(/\/{2,}/g, '/');
}

/** Where PATH of an init script finds the usual programs; a unit before 239 needs the whole path. */
const SBIN = new Set(
  'modprobe rmmod insmod lsmod sysctl ip ifconfig iptables ip6tables iptables-restore ip6tables-restore swapon swapoff mkswap fsck losetup runuser start-stop-daemon restorecon chkconfig service ldconfig route tc'.split(
    ' ',
  ),
);
const BIN = new Set(
  'cat chgrp chmod chown cp date dd df echo false grep hostname kill ln ls mkdir mknod mktemp more mount mv ps pwd rm rmdir sed sh bash sleep stty su sync tar touch true umount uname'.split(
    ' ',
  ),
);
const USR_BIN = new Set(
  'install find nohup nice setsid env test id logger tee xargs awk head tail sort cut tr wc mkfifo chrt ionice taskset pkill pgrep killall killall5 stat realpath readlink basename dirname expr seq timeout perl python python2 python3 ruby java php node sudo getent openssl printf'.split(
    ' ',
  ),
);

/** Well-known, but not on every system: of one distribution, or of a package that may be missing. */
const OF_SOME = new Set(
  'start-stop-daemon runuser restorecon chkconfig service ifconfig route ip tc iptables ip6tables iptables-restore ip6tables-restore killall pkill pgrep perl python python2 python3 ruby java php node sudo openssl chrt ionice taskset bash hostname more'.split(
    ' ',
  ),
);

/** Does every system have the program, as far as an init script may count on it? */
export function isEverywhere(name: string): boolean {
  return programPath(name) !== undefined && !OF_SOME.has(name);
}

/** The absolute path of a well-known program, or undefined. */
export function programPath(name: string): string | undefined {
  if (SBIN.has(name)) return `/sbin/${name}`;
  if (BIN.has(name)) return `/bin/${name}`;
  if (USR_BIN.has(name)) return `/usr/bin/${name}`;
  return undefined;
}
