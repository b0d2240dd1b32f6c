import type { Span } from '../base/span.ts';
import { textOf } from '../model/word.ts';
import { unitEffects } from './effects.ts';
import type { Target } from './target.ts';
import type { Unit } from './unit.ts';

/** Something that a host must have for a unit to run. */
export interface Need {
  readonly kind: 'user' | 'group' | 'program' | 'folder';
  readonly name: string;
  readonly evidence: readonly Span[];
}

const NAME = /^[A-Za-z_][\w.-]*\$?$/;

/**
 * What a unit needs of its host. In: the unit and its target. Out: users, groups, programs and working directories,
 * each once; what only the target can tell (specifiers, settings, numbers) and what may be missing by the unit's own
 * word (`-` before it) is not there.
 */
export function needsOf(unit: Unit, target: Target): readonly Need[] {
  const needs = new Map<string, Need>();
  const add = (kind: Need['kind'], name: string, evidence: readonly Span[]): void => {
    if (!needs.has(`${kind} ${name}`)) needs.set(`${kind} ${name}`, { kind, name, evidence });
  };
  for (const { section, name, value, evidence } of unit.directives) {
    if (section === 'Unit' || section === 'Install') continue;
    const words = value.split(/\s+/).filter(word => NAME.test(word));
    if (name === 'User') for (const word of words) add('user', word, evidence);
    if (name === 'Group' || name === 'SupplementaryGroups') for (const word of words) add('group', word, evidence);
    const log =
      /^Standard(?:Output|Error)$/.test(name) && /^(?:file|append|truncate):(\/[^%]*)\/[^/]*$/.exec(value)?.[1];
    if (log && !/^\/(?:var\/)?run\//.test(log)) add('folder', log, evidence);
    if (name === 'WorkingDirectory' && /^\/[^%]*$/.test(value)) add('folder', value, evidence);
  }
  const rooted = unit.directives.some(({ name }) => /^Root(?:Directory|Image)$/.test(name));
  // Of a connection the `-` says that it may end in any way, not that the program may be missing.
  const connection = unit.directives.some(({ name, value }) => name === 'StandardInput' && value === 'socket');
  for (const { phase, argv, ignoreFailure, error } of unitEffects(unit, target).commands) {
    const path = argv[0] && textOf(argv[0]);
    if (path?.startsWith('/') && (!ignoreFailure || connection) && error === undefined && !rooted)
      add('program', path, unit.directives.find(one => one.name === phase)?.evidence ?? []);
  }
  return [...needs.values()];
}
