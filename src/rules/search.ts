/** Where calls of a script and readers of its files are: crontabs, logrotate, monitoring, clusters. */
const PLACES = ['/etc', '/var/spool/cron'] as const;

/** The command that finds calls such as `service NAME ACTION` and `/etc/init.d/NAME ACTION`. */
export function searchCalls(service: string, action: string): readonly string[] {
  return ['grep', '-rnEe', `${literally(service)} +${literally(action)}`, ...PLACES];
}

/** The command that finds a path. */
export function searchPath(path: string): readonly string[] {
  return ['grep', '-rnFe', path, ...PLACES];
}

/** The command that lists the links of a script in the directories of run levels, on the old host. */
export function searchLinks(service: string): readonly string[] {
  return ['find', '/etc', '-path', `*/rc?.d/[SK]??${service.replace(/[*?[\]\\]/g, '\\$&')}`];
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
