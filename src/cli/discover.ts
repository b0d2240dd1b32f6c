import { relative, resolve } from 'node:path';
import { fail, type InputError, ok, type Result } from '../base/result.ts';
import type { FileSource } from '../host/file-source.ts';
import { memorySource } from '../host/memory-source.ts';
import { type Discovery, discoverScripts } from '../host/scripts.ts';
import type { Request } from './engine.ts';

/** Scripts, those that are there and cannot be read, and names that lead to nothing. */
interface Found extends Discovery {
  readonly failed: readonly InputError[];
}

/** Read the scripts that a request names, from the disk, from an image of the old host or from standard input. */
export function discover(
  { paths, stdin, root: image }: Request,
  disk: FileSource,
  root: FileSource | undefined,
): Result<Found> {
  const parts = paths.map(path => named(path, image, disk, root));
  if (stdin) {
    if (/^\.*$|[/\0]/.test(stdin.name)) return fail({ path: '--name', message: `"${stdin.name}" is no file name` });
    const path = `/etc/init.d/${stdin.name}`;
    parts.push(sorted(discoverScripts(memorySource(new Map([[path, stdin.bytes]])), [path]), disk));
  }
  if (parts.length === 0 && root) parts.push(sorted(discoverScripts(root), root));
  return ok({
    scripts: parts.flatMap(part => part.scripts),
    errors: parts.flatMap(part => part.errors),
    failed: parts.flatMap(part => part.failed),
  });
}

/**
 * Read what an argument names. Scripts inside the image go by their path there; others by their path as the argument
 * says it, so that a report does not depend on where a folder lies.
 */
function named(path: string, image: string | undefined, disk: FileSource, root: FileSource | undefined): Found {
  const absolute = resolve(path);
  const inside = image === undefined ? '..' : relative(resolve(image), absolute);
  if (root && inside !== '..' && !inside.startsWith('../')) return sorted(discoverScripts(root, [`/${inside}`]), root);
  const found = sorted(discoverScripts(disk, [absolute]), disk);
  const given = path.replace(/(?<=.)\/+$/, '');
  const rename = <T extends { readonly path: string }>(item: T): T => ({
    ...item,
    path: item.path.startsWith(absolute) ? given + item.path.slice(absolute.length) : item.path,
  });
  return {
    scripts: found.scripts.map(rename),
    errors: found.errors.map(rename),
    failed: found.failed.map(rename),
  };
}

function sorted(found: Discovery, source: FileSource): Found {
  const isScript = (error: InputError): boolean => ['file', 'link', 'special'].includes(source.stat(error.path).kind);
  return {
    scripts: found.scripts,
    errors: found.errors.filter(error => !isScript(error)),
    failed: found.errors.filter(isScript),
  };
}
