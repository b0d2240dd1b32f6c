import { createHash } from 'node:crypto';
import { type InputError, ok, type Result } from '../base/result.ts';
import type { FileSource } from './file-source.ts';
import { decodeText } from './text.ts';

/** What a person decided for one service: `NAME.conf`. */
export interface OverrideFile {
  /** The name of the service, as its unit has it without the suffix. */
  readonly service: string;
  readonly path: string;
  readonly text: string;
  readonly sha256: string;
}

/** Read one file of overrides, or all `*.conf` of a folder, in the order of their names. */
export function readOverrides(source: FileSource, path: string): Result<readonly OverrideFile[], InputError> {
  const names = source.stat(path).kind === 'dir' ? source.list(path) : undefined;
  if (names && !names.ok) return names;
  const paths = names
    ? names.value.filter(name => name.endsWith('.conf')).map(name => `${path.replace(/\/+$/, '')}/${name}`)
    : [path];
  const files: OverrideFile[] = [];
  for (const each of paths) {
    const bytes = source.read(each);
    if (!bytes.ok) return bytes;
    const service = each.slice(each.lastIndexOf('/') + 1).replace(/\.conf$/, '');
    const sha256 = createHash('sha256').update(bytes.value).digest('hex');
    files.push({ service, path: each, text: decodeText(bytes.value).text, sha256 });
  }
  return ok(files);
}
