import { type Note, note } from '../base/finding.ts';
import type { OutputFile } from '../model/service.ts';
import { type Need, needsOf } from '../unit/needs.ts';
import type { Target } from '../unit/target.ts';
import type { Unit } from '../unit/unit.ts';

/** Does the target have it? Undefined where nobody can tell. `host/target-host.ts` answers for an image. */
export type Has = (kind: Need['kind'] | 'unit', name: string) => boolean | undefined;

/** What the target is asked. */
export interface TargetQuestions {
  readonly has: Has;
  /** Libraries and interpreters that a program needs and the target lacks. */
  readonly missingFor?: (program: string) => readonly string[];
  /** Text of a unit that it ships. */
  readonly unitText?: (name: string) => string | undefined;
}

const CODES: Readonly<Record<Need['kind'], string>> = {
  user: 'SV431',
  group: 'SV432',
  program: 'SV433',
  folder: 'SV434',
};

/** What a unit needs and the target lacks, and whether the unit would hide one of the target's own. */
export function targetNotes(
  unit: Unit,
  files: readonly OutputFile[],
  target: Target,
  { has, missingFor = () => [] }: TargetQuestions,
): readonly Note[] {
  const own = new Set(files.map(file => file.path));
  const needs = needsOf(unit, target).filter(({ name }) => !own.has(name));
  const missing = needs.filter(({ kind, name }) => has(kind, name) === false);
  const programs = needs.filter(({ kind }) => kind === 'program');
  return [
    ...missing.map(({ kind, name, evidence }) => note(CODES[kind], evidence[0], { name, unit: unit.name })),
    ...programs.flatMap(({ name: program, evidence }) =>
      missingFor(program).map(name => note('SV438', evidence[0], { name, program, unit: unit.name })),
    ),
    ...(has('unit', unit.name) ? [note('SV435', undefined, { unit: unit.name })] : []),
  ];
}
