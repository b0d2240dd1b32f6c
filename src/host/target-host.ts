import type { FileSource } from './file-source.ts';
import { decodeText } from './text.ts';

/** What an image of the target has; a question that the image cannot answer is answered by undefined. */
export interface TargetHost {
  readonly has: (kind: 'user' | 'group' | 'program' | 'folder' | 'unit', name: string) => boolean | undefined;
}

const UNIT_FOLDERS = ['/usr/lib/systemd/system', '/lib/systemd/system'];

/** The image of the target as a source of answers. Users of a directory service are not in it. */
export function targetHost(source: FileSource): TargetHost {
  const users = namesIn(source, '/etc/passwd');
  const groups = namesIn(source, '/etc/group');
  return {
    has: (kind, name) => {
      switch (kind) {
        case 'user':
          return users?.has(name);
        case 'group':
          return groups?.has(name);
        case 'program':
          return source.stat(name).kind === 'file';
        case 'folder':
          return source.stat(name).kind === 'dir';
        case 'unit':
          return UNIT_FOLDERS.some(folder => source.stat(`${folder}/${name}`).kind !== 'none');
      }
    },
  };
}

/** First fields of the lines of passwd(5) and group(5); undefined without the file. */
function namesIn(source: FileSource, path: string): ReadonlySet<string> | undefined {
  const bytes = source.read(path);
  if (!bytes.ok) return undefined;
  return new Set(
    decodeText(bytes.value)
      .text.split('\n')
      .map(line => line.replace(/:.*$/s, '')),
  );
}
