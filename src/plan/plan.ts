import { InternalError } from '../base/result.ts';
import type { Migration, OutputFile, Service } from '../model/service.ts';
import { serializeUnit } from '../unit/serialize.ts';
import type { Unit } from '../unit/unit.ts';

/** One file of the output. `path` is relative to the output folder and always has `/` between its parts. */
export interface PlannedFile {
  readonly path: string;
  readonly mode: number;
  readonly content: string;
  /** How the content becomes bytes; UTF-8 without it. */
  readonly encoding?: 'latin1';
  readonly kind: 'unit' | OutputFile['kind'] | 'preset' | 'deploy' | 'report';
}

/** Two services that want different files at one place. The first one has it. */
export interface Collision {
  readonly path: string;
  readonly services: readonly [string, string];
}

/** The output tree as data: nothing of it is written yet. */
export interface Plan {
  readonly files: readonly PlannedFile[];
  readonly collisions: readonly Collision[];
}

const UNIT_FOLDER = 'etc/systemd/system';

/** Where a unit of a service lies in the output. */
export function unitPath(service: Pick<Service, 'disposition'>, unit: Unit): string {
  return `${treeOf(service)}/${UNIT_FOLDER}/${unit.name}`;
}

/** Where a helper, an action or a tmpfiles.d entry of a service lies in the output. */
export function filePath(service: Pick<Service, 'disposition'>, file: OutputFile): string {
  return `${treeOf(service)}/${file.path.replace(/^\/+/, '')}`;
}

/** Lay out everything that a migration writes, in the order of the paths. */
export function planTree(migration: Migration): Plan {
  const taken = new Map<string, { readonly file: PlannedFile; readonly service: string }>();
  const collisions: Collision[] = [];
  for (const service of migration.services)
    for (const file of filesOf(service)) {
      if (!isInside(file.path)) throw new InternalError(`${file.path} of ${service.name} would lie outside the output`);
      const other = taken.get(file.path);
      if (!other) taken.set(file.path, { file, service: service.name });
      else if (!sameFile(other.file, file))
        collisions.push({ path: file.path, services: [other.service, service.name] });
    }
  return { files: [...taken.values()].map(entry => entry.file).sort(byPath), collisions };
}

function filesOf(service: Service): readonly PlannedFile[] {
  return [
    ...service.units.map(unit => ({
      path: unitPath(service, unit),
      mode: 0o644,
      content: serializeUnit(unit),
      kind: 'unit' as const,
    })),
    ...service.files.map(file => ({
      path: filePath(service, file),
      mode: file.mode,
      content: file.content,
      ...(file.encoding && { encoding: file.encoding }),
      kind: file.kind,
    })),
  ];
}

/** The last guard: names of actions and services come from scripts. */
function isInside(path: string): boolean {
  return !path.includes('\0') && path.split('/').every(part => part !== '' && part !== '.' && part !== '..');
}

function treeOf(service: Pick<Service, 'disposition'>): string {
  return service.disposition === 'deploy' ? 'root' : service.disposition;
}

function sameFile(a: PlannedFile, b: PlannedFile): boolean {
  return a.content === b.content && a.mode === b.mode && a.encoding === b.encoding;
}

/** By code unit, so that the order is the same under every locale. */
export function byPath(a: PlannedFile, b: PlannedFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
