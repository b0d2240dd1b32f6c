import type { FileSource } from './file-source.ts';
import { readTextFile, type TextFile } from './text-file.ts';

/** A file that stands in for the header of a script, and who reads it. */
export interface HeaderOverrideFile extends TextFile {
  readonly by: 'chkconfig' | 'insserv' | 'insserv-package';
}

/** In the order in which they count: a later one replaces what an earlier one says (insserv(8), FILES; chkconfig(8)). */
const FOLDERS: readonly (readonly [string, HeaderOverrideFile['by']])[] = [
  ['/usr/share/insserv/overrides', 'insserv-package'],
  ['/etc/insserv/overrides', 'insserv'],
  ['/etc/chkconfig.d', 'chkconfig'],
];

/** Files of these folders, by name of the script that each is for. What cannot be read says nothing. */
export function readHeaderFiles(source: FileSource): ReadonlyMap<string, readonly HeaderOverrideFile[]> {
  const found = new Map<string, readonly HeaderOverrideFile[]>();
  for (const [folder, by] of FOLDERS) {
    const names = source.list(folder);
    for (const name of names.ok ? names.value : []) {
      const path = `${folder}/${name}`;
      const file = source.stat(path).kind === 'file' ? readTextFile(source, path) : undefined;
      if (file?.ok) found.set(name, [...(found.get(name) ?? []), { ...file.value, by }]);
    }
  }
  return found;
}
