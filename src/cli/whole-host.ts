import { resolve } from 'node:path';
import type { InputError } from '../base/result.ts';
import { namedNatively, settle, withoutCycles } from '../batch.ts';
import { readCallers } from '../host/caller-files.ts';
import { diskSource } from '../host/disk-source.ts';
import type { FileSource } from '../host/file-source.ts';
import { readHostFiles } from '../host/host-files.ts';
import type { OverrideFile } from '../host/overrides.ts';
import { targetHost } from '../host/target-host.ts';
import { withCallers } from '../sources/callers/callers.ts';
import { convertSources, withoutSuperServers } from '../sources/sources.ts';
import { resolveTarget } from '../unit/target.ts';
import type { Analysis, Request } from './engine.ts';

/** With an image of the old host: what started services beside its init scripts. */
export function withWholeHost(
  analysis: Analysis,
  root: string,
  { target, targetRoot }: Pick<Request, 'target' | 'targetRoot'>,
): Analysis {
  const image = targetRoot === undefined ? undefined : diskSource(resolve(targetRoot));
  return addSources(analysis, diskSource(resolve(root)), target, image);
}

/** The same on any source of files. */
export function addSources(
  { migration, unread, overrides }: Analysis,
  source: FileSource,
  targetName: string,
  image?: FileSource,
): Analysis {
  const target = resolveTarget(targetName);
  if (!target.ok) return { migration, unread };
  const files = readHostFiles(source);
  const converted = convertSources(files, { target: target.value, scripts: migration.services });
  const sources = settle(namedNatively(converted, migration.services), {
    target: target.value,
    ...(overrides && { overrides }),
    ...(image && { image: targetHost(image, source) }),
  });
  const all = [...withoutSuperServers(migration.services, sources), ...sources];
  const services = withCallers(withoutCycles(all), readCallers(source));
  const names = new Set(services.map(({ name }) => name));
  const strays = [...(overrides?.values() ?? [])].filter(({ service }) => !names.has(service));
  return {
    migration: { ...migration, services },
    unread: [...unread, ...files.unread, ...strays.map(stray)],
    ...(overrides && { overrides }),
  };
}

function stray({ path, service }: OverrideFile): InputError {
  return { path, message: `no service is called ${service}: name the file after one, or remove it` };
}
