import type { Deployment } from './deployment.ts';
import type { PlannedFile } from './plan.ts';

const HEAD = `# What apply.sh installs: one thing per line, fields separated by tabs.
# systemd VERSION | file MODE SHA256 PATH | run FOLDER | unit NAME STATE start/leave | link PATH TARGET
# script NAME UNIT aside/keep | hides UNIT | user NAME UNIT | group NAME UNIT | program PATH UNIT`;

/** manifest.tsv: what apply.sh reads. */
export function manifestFile(deployment: Deployment): PlannedFile {
  const rows: readonly (readonly (string | number)[])[] = [
    ['systemd', deployment.target.systemd],
    ...deployment.files.map(({ path, mode, sha256 }) => ['file', mode.toString(8).padStart(4, '0'), sha256, path]),
    ...deployment.runFolders.map(folder => ['run', folder]),
    ...deployment.scripts.map(({ name, unit, hides }) => ['script', name, unit, hides ? 'aside' : 'keep']),
    ...deployment.units.filter(({ hidesNative }) => hidesNative).map(({ name }) => ['hides', name]),
    ...deployment.units.map(({ name, state, startable }) => ['unit', name, state, startable ? 'start' : 'leave']),
    ...deployment.units.flatMap(({ links }) => links.map(({ path, target }) => ['link', path, target])),
    ...deployment.units.flatMap(({ name: unit, needs }) =>
      needs.filter(({ kind }) => kind !== 'folder').map(({ kind, name }) => [kind, name, unit]),
    ),
  ];
  const content = `${[HEAD, ...rows.map(row => row.join('\t'))].join('\n')}\n`;
  return { path: 'manifest.tsv', mode: 0o644, content, kind: 'deploy' };
}
