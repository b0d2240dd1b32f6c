import { fail, type InputError, ok, type Result } from '../base/result.ts';

/** What stands at a path, its own link not followed. */
export type Node =
  | { readonly kind: 'file' | 'dir' | 'special' | 'none' }
  | { readonly kind: 'link'; readonly target: string };

/** As many links as Linux follows in one look-up (MAXSYMLINKS). */
const LINK_LIMIT = 40;

/**
 * Follow a path inside a tree. In: a look-up of single nodes by absolute path in the tree, and a path of the tree.
 * Out: the absolute path that it ends at, without links, or why it ends nowhere. Absolute links start at the tree's
 * root; `..` above it is refused, so that nothing outside the tree is ever touched (cf. openat2(2) RESOLVE_BENEATH).
 */
export function resolvePath(lookup: (path: string) => Node, path: string): Result<string> {
  const error = (message: string): Result<never> => fail<InputError>({ message, path });
  if (path.includes('\0')) return error('the path has a NUL character');
  const todo = path.split('/').reverse();
  const done: string[] = [];
  let links = 0;
  for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (done.pop() === undefined) return error('the path leaves the root: too many ".."');
      continue;
    }
    const here = `/${[...done, part].join('/')}`;
    const node = lookup(here);
    if (node.kind === 'none') return error('no such file or directory');
    if (node.kind === 'link') {
      if (++links > LINK_LIMIT) return error('too many symbolic links');
      if (node.target.startsWith('/')) done.length = 0;
      todo.push(...node.target.split('/').reverse());
      continue;
    }
    if (node.kind !== 'dir' && todo.some(rest => rest !== '' && rest !== '.')) return error('not a directory');
    done.push(part);
  }
  return ok(`/${done.join('/')}`);
}
