import type { DeployedUnit } from './deployment.ts';
import type { PlannedFile } from './plan.ts';

/** Before the presets of distributions, which begin with 80 or 90: the first line that fits a unit counts. */
const PATH = 'root/etc/systemd/system-preset/50-sysv2systemd.preset';

const HEAD = `# What was on and off at the old host (systemd.preset(5)): "systemctl preset" and a first boot keep to it.`;

/**
 * The preset file. A unit that was off stays off, also where a distribution turns on whatever is installed. Names are
 * patterns without quoting (install.c: FNM_NOESCAPE), so that a backslash in a name is itself.
 */
export function presetFile(units: readonly Pick<DeployedUnit, 'name' | 'state'>[]): readonly PlannedFile[] {
  const lines = units
    .filter(({ state, name }) => state !== 'static' && !/\s/.test(name))
    .map(({ name, state }) => `${state === 'enabled' ? 'enable' : 'disable'} ${name}`)
    .sort();
  if (lines.length === 0) return [];
  return [{ path: PATH, mode: 0o644, content: `${[HEAD, ...lines].join('\n')}\n`, kind: 'preset' }];
}
