import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../base/result.ts';
import { type FileSource, fileSource, SIZE_LIMIT } from './file-source.ts';
import type { Node } from './resolve.ts';

/**
 * The files below a directory of this machine. In: the directory, which becomes `/`. Out: a source that never reads
 * outside it, whatever links an image holds, never blocks on a pipe or device, and reads at most SIZE_LIMIT bytes.
 */
export function diskSource(root: string): FileSource {
  const base = attempt(() => realpathSync(root), root);
  const place = (path: string): string => join(base.ok ? base.value : root, path);
  return fileSource({
    node: path => {
      const node = attempt(() => diskNode(place(path)), path);
      return node.ok ? node.value : { kind: 'none' };
    },
    executable: path => {
      const mode = attempt(() => lstatSync(place(path)).mode, path);
      return mode.ok && (mode.value & constants.S_IXUSR) !== 0;
    },
    bytes: path => {
      const bytes = attempt(() => readRegular(place(path)), path);
      return bytes.ok
        ? bytes.value
          ? ok(bytes.value)
          : fail({ message: `is larger than ${SIZE_LIMIT} bytes`, path })
        : bytes;
    },
    part: (path, offset, length) => attempt(() => readPart(place(path), offset, length), path),
    names: path => attempt(() => readdirSync(place(path)), path),
  });
}

function diskNode(path: string): Node {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return { kind: 'none' };
  if (stat.isSymbolicLink()) return { kind: 'link', target: readlinkSync(path) };
  if (stat.isDirectory()) return { kind: 'dir' };
  return { kind: stat.isFile() ? 'file' : 'special' };
}

/** Undefined if the file is too large. */
function readRegular(path: string): Uint8Array | undefined {
  const bytes = readPart(path, 0, SIZE_LIMIT + 1);
  return bytes.length > SIZE_LIMIT ? undefined : bytes;
}

/** The checks are made on the open file, which cannot be swapped any more. */
function readPart(path: string, offset: number, most: number): Uint8Array {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!fstatSync(file).isFile()) throw new Error('is not a regular file');
    const buffer = new Uint8Array(most);
    let length = 0;
    for (let got = -1; got !== 0 && length < most; length += got) {
      got = readSync(file, buffer, length, most - length, offset + length);
    }
    return buffer.slice(0, length);
  } finally {
    closeSync(file);
  }
}

/** The system's own message without the path of the host directory in it. */
function attempt<T>(action: () => T, path: string): Result<T> {
  try {
    return ok(action());
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return fail({ message: message.replace(/, \w+ '.*$/s, ''), path });
  }
}
