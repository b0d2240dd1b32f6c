import type { Family } from '../unit/target.ts';

/** The target of a run level (systemd.special(7)); on Debian 2 to 5 are one level. Undefined for 0, 6 and what is none. */
export function levelTarget(level: string, family: Family): string | undefined {
  if (level === '1' || level === 'S') return 'rescue.target';
  if (level === '5') return 'graphical.target';
  if (!/^[2-4]$/.test(level)) return undefined;
  return family === 'debian' || family === 'ubuntu' ? 'graphical.target' : 'multi-user.target';
}

/** The targets that want a unit of several run levels: graphical.target contains multi-user.target. */
export function targetsOf(levels: string, family: Family): readonly string[] {
  const rescue = /[1S]/.test(levels) ? ['rescue.target'] : [];
  if (/[234]/.test(levels)) return [...rescue, 'multi-user.target'];
  return levels.includes('5') ? [...rescue, family === 'debian' ? 'multi-user.target' : 'graphical.target'] : rescue;
}
