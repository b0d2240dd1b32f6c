import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { type Node, resolvePath } from './resolve.ts';

/** What a path leads to. `link`: a symbolic link that leads nowhere inside the root. `special`: device, socket, pipe. */
export interface FileStat {
  readonly kind: 'file' | 'dir' | 'link' | 'special' | 'none';
  /** The owner may execute it. */
  readonly executable: boolean;
}

/** A tree of files: an image of the old host, a settings directory, or a test's. Paths are absolute in the tree. */
export interface FileSource {
  /** Bytes of a regular file. Links are followed inside the root; large and special files are errors. */
  readonly read: (path: string) => Result<Uint8Array>;
  /** A part of a regular file of any size, at most SIZE_LIMIT bytes of it; shorter where the file ends. */
  readonly readAt: (path: string, offset: number, length: number) => Result<Uint8Array>;
  /** Names in a directory, sorted by code unit. */
  readonly list: (path: string) => Result<readonly string[]>;
  /** Kind of the file after links. */
  readonly stat: (path: string) => FileStat;
  /** Path without links, inside the root. */
  readonly resolve: (path: string) => Result<string>;
  /** Text of a symbolic link; undefined for anything else. */
  readonly link: (path: string) => string | undefined;
}

/** Largest file that is read; init scripts and settings are a hundredth of it. */
export const SIZE_LIMIT = 1024 * 1024;

/** The few operations a tree must offer; paths have no links in them but, for `node`, the last part. */
export interface Tree {
  readonly node: (path: string) => Node;
  readonly executable: (path: string) => boolean;
  readonly bytes: (path: string) => Result<Uint8Array>;
  readonly part: (path: string, offset: number, length: number) => Result<Uint8Array>;
  readonly names: (path: string) => Result<readonly string[]>;
}

/** A file source of a tree; all following of links happens here. */
export function fileSource(tree: Tree): FileSource {
  const resolve = (path: string): Result<string> => resolvePath(tree.node, path);
  /** The last part's own link is not followed. */
  const ownNode = (path: string): Node => {
    const trimmed = path.replace(/\/+$/, '');
    const parent = resolve(trimmed.slice(0, trimmed.lastIndexOf('/') + 1));
    const name = trimmed.slice(trimmed.lastIndexOf('/') + 1);
    if (!parent.ok || name === '' || name === '.' || name === '..' || name.includes('\0')) return { kind: 'none' };
    return tree.node(`${parent.value === '/' ? '' : parent.value}/${name}`);
  };
  const regular = (path: string, take: (real: string) => Result<Uint8Array>): Result<Uint8Array> => {
    const real = resolve(path);
    if (!real.ok) return real;
    const { kind } = tree.node(real.value);
    if (kind !== 'file') return fail({ message: kind === 'dir' ? 'is a directory' : 'is not a regular file', path });
    const bytes = take(real.value);
    return bytes.ok ? bytes : fail({ ...bytes.error, path });
  };
  return {
    resolve,
    read: path => regular(path, tree.bytes),
    readAt: (path, offset, length) =>
      offset >= 0 && length >= 0 && Number.isSafeInteger(offset + length)
        ? regular(path, real => tree.part(real, offset, Math.min(length, SIZE_LIMIT)))
        : fail({ message: 'no such part of a file', path }),
    list: path => {
      const real = resolve(path);
      if (!real.ok) return real;
      if (real.value !== '/' && tree.node(real.value).kind !== 'dir')
        return fail({ message: 'is not a directory', path });
      const names = tree.names(real.value);
      return names.ok ? ok([...names.value].sort()) : fail({ ...names.error, path });
    },
    stat: path => {
      const real = resolve(path);
      if (!real.ok) return { kind: ownNode(path).kind === 'link' ? 'link' : 'none', executable: false };
      const kind = real.value === '/' ? 'dir' : tree.node(real.value).kind;
      return { kind, executable: kind === 'file' && tree.executable(real.value) };
    },
    link: path => {
      const node = ownNode(path);
      return node.kind === 'link' ? node.target : undefined;
    },
  };
}
