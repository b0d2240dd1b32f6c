import { fail, ok } from '../base/result.ts';
import { type FileSource, fileSource, SIZE_LIMIT } from './file-source.ts';
import type { Node } from './resolve.ts';

/** A file of a memory source: its text or bytes, a symbolic link, or either with its mode. */
export type MemoryFile =
  | string
  | Uint8Array
  | { readonly content: string | Uint8Array; readonly executable: boolean }
  | { readonly link: string };

/** Files by absolute path, as a source; directories are those that the paths imply. Plain entries are executable. */
export function memorySource(files: ReadonlyMap<string, MemoryFile>): FileSource {
  const directories = new Map<string, Set<string>>([['/', new Set()]]);
  for (const path of files.keys()) {
    const parts = path.split('/').filter(part => part !== '');
    parts.forEach((part, index) => {
      const parent = `/${parts.slice(0, index).join('/')}`;
      const names = directories.get(parent) ?? new Set();
      directories.set(parent, names.add(part));
    });
  }
  const node = (path: string): Node => {
    const file = files.get(path);
    if (file === undefined) return { kind: directories.has(path) ? 'dir' : 'none' };
    return typeof file === 'object' && 'link' in file ? { kind: 'link', target: file.link } : { kind: 'file' };
  };
  const bytesOf = (path: string): Uint8Array | undefined => {
    const file = files.get(path);
    if (file === undefined || (typeof file === 'object' && 'link' in file)) return undefined;
    const content = typeof file === 'object' && 'content' in file ? file.content : file;
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  };
  return fileSource({
    node,
    executable: path => {
      const file = files.get(path);
      return typeof file !== 'object' || !('executable' in file) || file.executable;
    },
    bytes: path => {
      const bytes = bytesOf(path);
      if (!bytes) return fail({ message: 'no such file', path });
      return bytes.length > SIZE_LIMIT ? fail({ message: `is larger than ${SIZE_LIMIT} bytes`, path }) : ok(bytes);
    },
    part: (path, offset, length) => {
      const bytes = bytesOf(path);
      return bytes ? ok(bytes.slice(offset, offset + length)) : fail({ message: 'no such file', path });
    },
    names: path => ok([...(directories.get(path) ?? [])]),
  });
}
