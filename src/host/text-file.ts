import { createHash } from 'node:crypto';
import { ok, type Result } from '../base/result.ts';
import type { FileSource } from './file-source.ts';
import { decodeText } from './text.ts';

/** A file of the old host as text. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
  /** Of its bytes. */
  readonly sha256: string;
  readonly executable: boolean;
}

/** Read a file of the old host; any bytes are a text. */
export function readTextFile(source: FileSource, path: string): Result<TextFile> {
  const bytes = source.read(path);
  if (!bytes.ok) return bytes;
  const sha256 = createHash('sha256').update(bytes.value).digest('hex');
  return ok({ path, text: decodeText(bytes.value).text, sha256, executable: source.stat(path).executable });
}
