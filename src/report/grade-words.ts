import type { Grade } from './grade.ts';

/** `B3`; a dash where there is nothing to migrate. */
export function gradeWord({ letter, difficulty }: Grade): string {
  return letter === undefined ? '\u2013' : `${letter}${difficulty}`;
}

/** `1 h 30`, `45 min`. */
export function duration(minutes: number): string {
  const rounded = Math.round(minutes);
  if (rounded < 60) return `${rounded} min`;
  if (rounded >= 600) return `${Math.round(rounded / 60)} h`;
  return rounded % 60 === 0 ? `${rounded / 60} h` : `${Math.floor(rounded / 60)} h ${rounded % 60}`;
}
