import type { FileSource } from './file-source.ts';
import { readTextFile, type TextFile } from './text-file.ts';

/** Files that may call an init script by its path or by service(8), and what they are. */
const FILES = [
  '/etc/logrotate.conf',
  '/etc/crontab',
  '/etc/anacrontab',
  '/etc/monit.conf',
  '/etc/monitrc',
  '/etc/monit/monitrc',
  '/var/lib/pacemaker/cib/cib.xml',
  '/var/lib/heartbeat/crm/cib.xml',
  '/etc/ha.d/haresources',
  '/etc/sudoers',
  '/etc/keepalived/keepalived.conf',
  '/etc/snmp/snmpd.conf',
  '/etc/rc.d/rc.local',
  '/etc/rc.local',
  '/etc/sysconfig/network-scripts/ifup-local',
  '/sbin/ifup-local',
];

/** Folders, each with how deep it is searched. */
const FOLDERS: readonly (readonly [string, number])[] = [
  ['/etc/logrotate.d', 1],
  ['/etc/cron.d', 1],
  ['/etc/cron.hourly', 1],
  ['/etc/cron.daily', 1],
  ['/etc/cron.weekly', 1],
  ['/etc/cron.monthly', 1],
  ['/var/spool/cron', 2],
  ['/etc/monit.d', 1],
  ['/etc/monit/conf.d', 1],
  ['/etc/puppet', 6],
  ['/etc/puppetlabs/code', 8],
  ['/etc/NetworkManager/dispatcher.d', 2],
  ['/etc/network/if-up.d', 1],
  ['/etc/network/if-down.d', 1],
  ['/etc/ppp', 2],
  ['/etc/sudoers.d', 1],
  ['/etc/nagios', 2],
  ['/etc/udev/rules.d', 1],
  ['/etc/acpi', 2],
  ['/usr/local/bin', 1],
  ['/usr/local/sbin', 1],
  ['/root/bin', 1],
];

const FILE_LIMIT = 2000;
const TEXT_LIMIT = 256 * 1024;

/** Read what may call init scripts; programs, large files and what cannot be read are no concern of anybody here. */
export function readCallers(source: FileSource): readonly TextFile[] {
  const paths = [...FILES, ...FOLDERS.flatMap(([folder, depth]) => below(source, folder, depth))];
  const seen = new Set<string>();
  const files: TextFile[] = [];
  for (const path of paths) {
    if (source.stat(path).kind !== 'file') continue;
    const real = source.resolve(path);
    if (!real.ok || seen.has(real.value)) continue;
    if (seen.size >= FILE_LIMIT) break;
    seen.add(real.value);
    const file = readTextFile(source, path);
    if (file.ok && file.value.text.length <= TEXT_LIMIT && !file.value.text.includes('\0')) files.push(file.value);
  }
  return files;
}

function below(source: FileSource, folder: string, depth: number): readonly string[] {
  const found: string[] = [];
  const visit = (path: string, left: number): void => {
    const names = source.list(path);
    for (const name of names.ok ? names.value : []) {
      if (found.length > FILE_LIMIT) return;
      const one = `${path}/${name}`;
      // A link to a folder may lead back here.
      const { kind } = source.stat(one);
      if (kind === 'file') found.push(one);
      else if (kind === 'dir' && left > 1 && source.link(one) === undefined) visit(one, left - 1);
    }
  };
  visit(folder, depth);
  return found;
}
