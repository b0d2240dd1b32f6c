import type { Target } from './target.ts';

/** Directives with paths that since 239 must hold no `..` (load-fragment.c, path_simplify_and_warn); Exec lines may. */
const WITH_PATHS =
  /^(?:WorkingDirectory|Root(?:Directory|Image)|PIDFile|EnvironmentFile|Standard(?:Input|Output|Error)|TTYPath|RequiresMountsFor|WantsMountsFor|\w*Paths|Inaccessible\w+|Read\w+Directories|\w+Directory|(?:Condition|Assert)(?:Path|File|Directory|NeedsUpdate)\w*|Path(?:Exists|ExistsGlob|Changed|Modified)|DirectoryNotEmpty)$/;

const PARENT = /(?:^|\/)\.\.(?=\/|\s|$)/;

/** Does the target ignore the line, or refuse the unit, since a path of the directive leads through `..`? */
export function refusesParent(name: string, value: string, target: Target): boolean {
  return target.systemd >= 239 && WITH_PATHS.test(name) && PARENT.test(value);
}

/**
 * The path of a value without `..`, by its text: `/opt/a/bin/../etc` is `/opt/a/etc`, and so it is on a disk where `bin`
 * is no symbolic link. What stands before the path (`-`, `append:`) stays.
 */
export function withoutParents(value: string): string {
  if (!PARENT.test(value)) return value;
  return value.replace(/\/.*$/s, path => {
    const kept: string[] = [];
    for (const part of path.split('/')) {
      if (part === '..') kept.pop();
      else if (part !== '' && part !== '.') kept.push(part);
    }
    return `/${kept.join('/')}`;
  });
}
