import { resolve } from 'node:path';
import { readCallers } from '../host/caller-files.ts';
import { diskSource } from '../host/disk-source.ts';
import type { FileSource } from '../host/file-source.ts';
import { readHostFiles } from '../host/host-files.ts';
import type { Migration } from '../model/service.ts';
import { withCallers } from '../sources/callers/callers.ts';
import { convertSources, withoutSuperServers } from '../sources/sources.ts';
import { resolveTarget } from '../unit/target.ts';
import type { Analysis } from './engine.ts';

/** With an image of the old host: what started services beside its init scripts. */
export function withWholeHost(analysis: Analysis, root: string, target: string): Analysis {
  const { migration, unread } = addSources(analysis.migration, diskSource(resolve(root)), target);
  return { migration, unread: [...analysis.unread, ...unread] };
}

/** The same on any source of files. */
export function addSources(migration: Migration, source: FileSource, targetName: string): Analysis {
  const target = resolveTarget(targetName);
  if (!target.ok) return { migration, unread: [] };
  const files = readHostFiles(source);
  const sources = convertSources(files, { target: target.value, scripts: migration.services });
  const services = withCallers([...withoutSuperServers(migration.services, sources), ...sources], readCallers(source));
  return { migration: { ...migration, services }, unread: files.unread };
}
