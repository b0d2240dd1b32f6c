import type { FileSource } from './file-source.ts';
import { readTextFile, type TextFile } from './text-file.ts';

const FOLDER = '/etc/chkconfig.d';

/** Files of /etc/chkconfig.d, by name of the script that each is for. What cannot be read says nothing. */
export function readHeaderFiles(source: FileSource): ReadonlyMap<string, TextFile> {
  const names = source.list(FOLDER);
  const found = new Map<string, TextFile>();
  for (const name of names.ok ? names.value : []) {
    const path = `${FOLDER}/${name}`;
    const file = source.stat(path).kind === 'file' ? readTextFile(source, path) : undefined;
    if (file?.ok) found.set(name, file.value);
  }
  return found;
}
