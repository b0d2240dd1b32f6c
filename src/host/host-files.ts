import type { InputError } from '../base/result.ts';
import type { FileSource } from './file-source.ts';
import { isLeftover } from './not-services.ts';
import { readTextFile, type TextFile } from './text-file.ts';

/** Files that started services beside init scripts, as far as the old host has them. */
export interface HostFiles {
  readonly inittab?: TextFile;
  /** Upstart jobs and their overrides. */
  readonly upstart: readonly TextFile[];
  readonly xinetd?: TextFile;
  /** Files of the folders that xinetd.conf may include, by path. */
  readonly xinetdFiles: readonly TextFile[];
  readonly inetd?: TextFile;
  /** /etc/services. */
  readonly ports?: TextFile;
  /** hosts.allow and hosts.deny of libwrap. */
  readonly wrappers: readonly TextFile[];
  readonly crontabs: readonly TextFile[];
  readonly rcLocals: readonly TextFile[];
  /** /etc/rc.d/rc.sysinit. */
  readonly rcSysinit?: TextFile;
  /** /etc/rc.modules and /etc/sysconfig/modules, which rc.sysinit ran. */
  readonly modules: readonly TextFile[];
  /** Files in directories of rc links that are no links. */
  readonly loose: readonly TextFile[];
  /** /etc/sysconfig/init. */
  readonly bootSettings?: TextFile;
  readonly unread: readonly InputError[];
}

/** More files than any host has in one such folder; what is beyond is an error, not silence. */
const FILE_LIMIT = 500;

/** xinetd passes these over (xinetd.conf(5), includedir). */
const XINETD_SKIPS = /[.~]/;
const RC_LOCALS = ['/etc/rc.d/rc.local', '/etc/rc.local', '/etc/init.d/boot.local', '/etc/init.d/after.local'];
const CRON_FOLDERS = ['/etc/cron.d', '/var/spool/cron', '/var/spool/cron/crontabs', '/var/spool/cron/tabs'];

/** Read them all. Links stay inside the root; a file that cannot be read stops nothing. */
export function readHostFiles(source: FileSource): HostFiles {
  const unread: InputError[] = [];
  const one = (path: string): TextFile | undefined => {
    if (source.stat(path).kind === 'none') return undefined;
    const file = readTextFile(source, path);
    if (!file.ok) unread.push(file.error);
    return file.ok ? file.value : undefined;
  };
  const some = (folder: string, wanted: (name: string) => boolean): readonly TextFile[] => {
    const names = source.list(folder);
    if (!names.ok) return [];
    const paths = names.value
      .filter(wanted)
      .map(name => `${folder}/${name}`)
      .filter(path => source.stat(path).kind !== 'dir');
    if (paths.length > FILE_LIMIT)
      unread.push({ path: folder, message: `holds more than ${FILE_LIMIT} files: the rest is not read` });
    return paths.slice(0, FILE_LIMIT).flatMap(path => one(path) ?? []);
  };
  const single = {
    inittab: one('/etc/inittab'),
    xinetd: one('/etc/xinetd.conf'),
    inetd: one('/etc/inetd.conf'),
    ports: one('/etc/services'),
    bootSettings: one('/etc/sysconfig/init'),
    rcSysinit: one('/etc/rc.d/rc.sysinit'),
  };
  const crontab = one('/etc/crontab');
  // Debian's cron reads what run-parts would run, and no name with a dot (cron(8)).
  const isDebian = source.stat('/etc/debian_version').kind === 'file';
  const isCrontab = (folder: string, name: string): boolean =>
    isDebian && folder === '/etc/cron.d' ? /^[\w-]+$/.test(name) : !/^[.#]|~$|\.(?:rpm|dpkg-)/.test(name);
  const rcModules = one('/etc/rc.modules');
  return {
    ...Object.fromEntries(Object.entries(single).filter(([, file]) => file !== undefined)),
    upstart: some('/etc/init', name => /\.(?:conf|override)$/.test(name) && !name.startsWith('.')),
    xinetdFiles: includedFolders(single.xinetd).flatMap(folder => some(folder, name => !XINETD_SKIPS.test(name))),
    wrappers: ['/etc/hosts.allow', '/etc/hosts.deny'].flatMap(path => one(path) ?? []),
    crontabs: [
      ...(crontab ? [crontab] : []),
      ...CRON_FOLDERS.flatMap(folder => some(folder, name => isCrontab(folder, name))),
    ],
    rcLocals: distinct(source, RC_LOCALS).flatMap(path => one(path) ?? []),
    modules: [
      ...some('/etc/sysconfig/modules', name => name.endsWith('.modules') && !name.startsWith('.')),
      ...(rcModules ? [rcModules] : []),
    ],
    loose: looseScripts(source).flatMap(path => one(path) ?? []),
    unread,
  };
}

function includedFolders(file: TextFile | undefined): readonly string[] {
  if (!file) return [];
  const named = [...file.text.matchAll(/^[ \t]*includedir[ \t]+(\/\S+)/gm)].flatMap(match => match[1] ?? []);
  return [...new Set(named.map(folder => folder.replace(/\/+$/, '')))].slice(0, 10);
}

/** Paths that lead to different files. */
function distinct(source: FileSource, paths: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return paths.filter(path => {
    const real = source.resolve(path);
    const key = real.ok ? real.value : path;
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * Files in rc?.d that are no links to init.d: rc ran them, and no script of that name is converted. It passed over what
 * is not executable and what editors and packages leave behind (initscripts of RHEL 6, rc.d/rc, check_runlevel).
 */
function looseScripts(source: FileSource): readonly string[] {
  const folders = distinct(
    source,
    [...'0123456S'].flatMap(level => [`/etc/rc.d/rc${level}.d`, `/etc/rc${level}.d`, `/etc/init.d/rc${level}.d`]),
  );
  const found = folders.flatMap(folder => {
    const names = source.list(folder);
    return (names.ok ? names.value : [])
      .filter(name => /^[SK]\d\d.+/.test(name) && !isLeftover(name))
      .map(name => `${folder}/${name}`)
      .filter(path => isRun(source, path) && !isKnown(source, path));
  });
  return distinct(source, found).slice(0, FILE_LIMIT);
}

/** Debian's rc sources what ends in `.sh`. */
function isRun(source: FileSource, path: string): boolean {
  const { kind, executable } = source.stat(path);
  return kind === 'file' && (executable || path.endsWith('.sh'));
}

/** init.d has the script, or the link leads to rc.local, which is read by itself. */
function isKnown(source: FileSource, path: string): boolean {
  const real = source.resolve(path);
  if (!real.ok) return true;
  const name = path.replace(/^.*\/[SK]\d\d/, '');
  if (/\/(?:init\.d\/[^/]+|rc\.local|boot\.local)$/.test(real.value)) return true;
  return ['/etc/init.d', '/etc/rc.d/init.d'].some(folder => source.stat(`${folder}/${name}`).kind === 'file');
}
