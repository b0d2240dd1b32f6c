import type { FileSource } from './file-source.ts';
import { missingFor } from './libraries.ts';
import { decodeText } from './text.ts';

/** What an image of the target has; a question that the image cannot answer is answered by undefined. */
interface TargetHost {
  /** Libraries and interpreters that a program needs and the image lacks. */
  readonly missingFor: (program: string) => readonly string[];
  /** Text of a unit that it ships. */
  readonly unitText: (name: string) => string | undefined;
  readonly has: (kind: 'user' | 'group' | 'program' | 'folder' | 'unit', name: string) => boolean | undefined;
}

const UNIT_FOLDERS = ['/usr/lib/systemd/system', '/lib/systemd/system'];

/**
 * The image of the target as a source of answers. Users of a directory service are not in it. Programs that it does not
 * have yet are looked at in the image of the old host.
 */
export function targetHost(source: FileSource, old?: FileSource): TargetHost {
  const users = namesIn(source, '/etc/passwd');
  const groups = namesIn(source, '/etc/group');
  const lacks = new Map<string, readonly string[]>();
  return {
    missingFor: program => {
      const known = lacks.get(program) ?? missingFor(source, program, old);
      lacks.set(program, known);
      return known;
    },
    unitText: name => shippedUnit(source, name) ?? (old && shippedUnit(old, name)),
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

/** Text of a unit of a distribution in an image, for a name that is one. */
export function shippedUnit(source: FileSource, name: string): string | undefined {
  if (!/^[\w.@:-]+\.\w+$/.test(name)) return undefined;
  const bytes = UNIT_FOLDERS.map(folder => source.read(`${folder}/${name}`)).find(one => one.ok);
  return bytes?.ok ? decodeText(bytes.value).text : undefined;
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
