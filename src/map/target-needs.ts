import { type Note, note } from '../base/finding.ts';
import type { OutputFile } from '../model/service.ts';
import { type Need, needsOf } from '../unit/needs.ts';
import type { Target } from '../unit/target.ts';
import type { Unit } from '../unit/unit.ts';

/** Does the target have it? Undefined where nobody can tell. `host/target-host.ts` answers for an image. */
export type Has = (kind: Need['kind'] | 'unit', name: string) => boolean | undefined;

const CODES: Readonly<Record<Need['kind'], string>> = {
  user: 'SV431',
  group: 'SV432',
  program: 'SV433',
  folder: 'SV434',
};

/** What a unit needs and the target lacks, and whether the unit would hide one of the target's own. */
export function targetNotes(unit: Unit, files: readonly OutputFile[], target: Target, has: Has): readonly Note[] {
  const own = new Set(files.map(file => file.path));
  const missing = needsOf(unit, target).filter(({ kind, name }) => !own.has(name) && has(kind, name) === false);
  return [
    ...missing.map(({ kind, name, evidence }) => note(CODES[kind], evidence[0], { name, unit: unit.name })),
    ...(has('unit', unit.name) ? [note('SV435', undefined, { unit: unit.name })] : []),
  ];
}
