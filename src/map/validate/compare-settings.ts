import type { UnitProcess } from '../../unit/process.ts';
import type { MapInput } from '../draft.ts';
import { readBySystemd } from '../settings.ts';

/**
 * Does the unit have what the script found in a setting? systemd knows no `export` and computes nothing, so that a line
 * that a shell takes may not be one for it. Where nobody knows the value of today, any line that gives one counts.
 */
export function isReadAlike(input: MapInput, { environment, environmentFiles }: UnitProcess, name: string): boolean {
  const use = input.actions.get('start')?.trail.settings.get(name);
  if (!use) return true;
  const files = environmentFiles.flatMap(({ path }) => {
    const text = use.files.includes(path) ? input.host.settings(path) : undefined;
    return text === undefined ? [] : [{ path, text }];
  });
  if (use.today === undefined) return !files.some(({ text }) => new RegExp(`^[^#\n]*\\b${name}\\+?=`, 'm').test(text));
  let value = environment.get(name);
  for (const { path, text } of files) value = readBySystemd(input, path, text).values.get(name) ?? value;
  return files.length === 0 || value === use.today;
}
