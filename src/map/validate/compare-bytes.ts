import type { Unit } from '../../unit/unit.ts';
import type { Difference } from './difference.ts';

/** Bytes that are not UTF-8 cannot be in a unit as they were: its program gets other ones. */
export function compareBytes({ directives }: Unit, encoding: string): readonly Difference[] {
  if (encoding === 'UTF-8') return [];
  const handed = directives.filter(({ name }) => /^(?:Exec|Environment)/.test(name));
  return handed.some(({ value }) => /[^\0-\x7f]/.test(value))
    ? [{ field: 'argv', script: `bytes in ${encoding}`, unit: 'the same letters in UTF-8' }]
    : [];
}
