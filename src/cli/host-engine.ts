import { resolve } from 'node:path';
import { note } from '../base/finding.ts';
import { fail, type InputError, ok, type Result } from '../base/result.ts';
import { type ChkconfigList, readChkconfigList } from '../host/chkconfig-list.ts';
import { diskSource } from '../host/disk-source.ts';
import type { FileSource } from '../host/file-source.ts';
import { readHeaderFiles } from '../host/header-files.ts';
import { readLinks } from '../host/links.ts';
import { LOCAL } from '../host/not-services.ts';
import { type OverrideFile, readOverrides } from '../host/overrides.ts';
import type { ScriptFile } from '../host/scripts.ts';
import { settingsSource } from '../host/settings.ts';
import { shippedUnit, targetHost } from '../host/target-host.ts';
import { readTextFile } from '../host/text-file.ts';
import { NO_STATEMENTS, type Service } from '../model/service.ts';
import { convert } from '../pipeline.ts';
import { toFinding } from '../rules/render.ts';
import { resolveTarget } from '../unit/target.ts';
import { discover } from './discover.ts';
import type { Analysis, Engine, Request } from './engine.ts';

/** The tool on this machine's files. */
export const hostEngine: Engine = { analyse };

function analyse(request: Request): Result<Analysis> {
  const target = resolveTarget(request.target);
  if (!target.ok) return target;
  const folders = [request.root, request.settings, request.targetRoot].filter(folder => folder !== undefined);
  const disk = diskSource('/');
  const missing = folders.find(folder => disk.stat(resolve(folder)).kind !== 'dir');
  if (missing !== undefined) return fail({ path: missing, message: 'no such folder' });

  const root = request.root === undefined ? undefined : diskSource(resolve(request.root));
  const directory = request.settings === undefined ? undefined : diskSource(resolve(request.settings));
  const lookUp = settingsSource({ ...(directory && { directory }), ...(root && { root }) });
  const found = discover(request, disk, root);
  if (!found.ok) return found;
  const decided = overridesOf(request, disk);
  if (!decided.ok) return decided;
  const listed = listOf(request, disk);
  if (!listed.ok) return listed;
  const own = root && readLinks(root);
  // The links are what init followed; the list was made of them, and speaks where they are missing.
  const links = own?.found || !listed.value ? own : listed.value.table;
  const read = new Map<string, string>();
  const settings = (path: string): string | undefined => {
    const file = lookUp(path);
    if (file) read.set(file.path, file.sha256);
    return file?.text;
  };
  const overrides = new Map(decided.value.map(file => [file.service, file]));
  const migration = convert({
    inputs: withoutLocal(found.value.scripts, request, root),
    target: target.value,
    settings,
    notUtf8: path => lookUp(path)?.encoding === 'ISO-8859-1',
    overrides,
    ...(request.targetRoot !== undefined && { image: targetHost(diskSource(resolve(request.targetRoot)), root) }),
    ...(root && { unitText: name => shippedUnit(root, name) }),
    ...(links && { links }),
    ...(root && { headers: readHeaderFiles(root) }),
    ...(request.restart !== undefined && { restart: request.restart }),
    ...(request.helperFiles !== undefined && { helperFiles: request.helperFiles }),
    ...(request.templates !== undefined && { templates: request.templates }),
  });
  const failed = found.value.failed.map(unreadable);
  return ok({
    migration: {
      ...migration,
      services: [...migration.services, ...failed],
      read: [...[...read].map(([path, sha256]) => ({ path, sha256 })), ...decided.value.map(inputOf)],
    },
    unread: [...found.value.errors, ...(listed.value?.errors ?? [])],
    overrides,
  });
}

/** Debian's init.d/rc.local runs /etc/rc.local, which is a source of its own where a whole host is read. */
function withoutLocal(
  scripts: readonly ScriptFile[],
  request: Request,
  root: FileSource | undefined,
): readonly ScriptFile[] {
  const read = request.paths.length === 0 && root?.stat('/etc/rc.local').kind === 'file';
  return scripts.map(script => (read && script.name === 'rc.local' ? { ...script, ignored: LOCAL } : script));
}

/** The saved output of chkconfig. */
function listOf({ chkconfigList: path }: Request, disk: FileSource): Result<ChkconfigList | undefined> {
  if (path === undefined) return ok(undefined);
  const file = readTextFile(disk, resolve(path));
  return file.ok ? ok(readChkconfigList({ ...file.value, path })) : fail({ path, message: file.error.message });
}

/** The files of overrides, under the paths that the user gave. */
function overridesOf({ overrides }: Request, disk: FileSource): Result<readonly OverrideFile[]> {
  if (overrides === undefined) return ok([]);
  const base = resolve(overrides);
  const files = readOverrides(disk, base);
  if (!files.ok) return fail({ path: overrides, message: files.error.message });
  return ok(
    files.value.map(file => ({ ...file, path: `${overrides.replace(/\/+$/, '')}${file.path.slice(base.length)}` })),
  );
}

function inputOf({ path, sha256 }: OverrideFile): { readonly path: string; readonly sha256: string } {
  return { path, sha256 };
}

/** A script that is there and cannot be read has its entry in the report like any other. */
function unreadable({ path, message }: InputError): Service {
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    source: { path, sha256: '' },
    text: '',
    tier: 'failed',
    reason: message,
    disposition: 'deploy',
    confidence: 'unknown',
    units: [],
    files: [],
    actions: [],
    statements: NO_STATEMENTS,
    findings: [
      toFinding(note('SV110', { path, start: 0, end: 0, line: 1, column: 1, endLine: 1 }, { reason: message })),
    ],
  };
}
