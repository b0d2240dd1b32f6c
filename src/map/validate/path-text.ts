import { canonical } from '../../interpret/paths.ts';
import { withoutParents } from '../../unit/parent-folder.ts';

/** A path for comparison: `/var/run` is `/run`, and `/opt/acme/bin/..` is `/opt/acme` (../parent-folders.ts tells). */
export function pathText(path: string): string {
  return withoutParents(canonical(path));
}
