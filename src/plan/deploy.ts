import type { Migration } from '../model/service.ts';
import { commandsFile } from './commands.ts';
import { ANSIBLE } from './deploy/ansible.data.ts';
import { APPLY, ROLLBACK } from './deploy/scripts.data.ts';
import { deploymentOf } from './deployment.ts';
import { manifestFile } from './manifest.ts';
import { byPath, type Plan, type PlannedFile, planTree } from './plan.ts';
import { presetFile } from './preset.ts';

/** The tree of `planTree`, and with it everything that brings it to a host and back. */
export function planDeployment(migration: Migration): Plan {
  const tree = planTree(migration);
  const { units, target } = deploymentOf(migration, tree.files);
  if (units.length === 0) return tree;
  const files = [...tree.files, ...presetFile(units)];
  return {
    ...tree,
    files: [
      ...files,
      ...commandsFile(migration.services, target.family),
      manifestFile(deploymentOf(migration, files)),
      deployFile('apply.sh', APPLY, 0o755),
      deployFile('rollback.sh', ROLLBACK, 0o755),
      ...ANSIBLE.map(([path, content]) => deployFile(path, content, 0o644)),
    ].sort(byPath),
  };
}

function deployFile(path: string, content: string, mode: number): PlannedFile {
  return { path, mode, content, kind: 'deploy' };
}
