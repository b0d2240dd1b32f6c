import { createHash } from 'node:crypto';
import type { InputError } from '../base/result.ts';
import type { FileSource } from './file-source.ts';
import { notServiceByContent, notServiceByName } from './not-services.ts';
import { type DecodedText, decodeText } from './text.ts';

/** A file of init.d, or one that was named on the command line. */
export interface ScriptFile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** Of the bytes, in hex; spans and reports refer to this very file. */
  readonly sha256: string;
  readonly encoding: DecodedText['encoding'];
  readonly crlf: boolean;
  /** rc and the sysv-generator skip files that are not. */
  readonly executable: boolean;
  /** Text of the link, if the file is one. */
  readonly link?: string;
  /** Why it is no service, if it is none. */
  readonly ignored?: string;
}

/** What was found, in the order of names; a file that cannot be read is an error and stops nothing. */
export interface Discovery {
  readonly scripts: readonly ScriptFile[];
  readonly errors: readonly InputError[];
}

const DIRECTORIES = ['/etc/rc.d/init.d', '/etc/init.d'] as const;

/**
 * Find the init scripts. In: an image of the old host; or a source with files and directories in it to take. Out: all
 * regular files after links, also those that are no services, with the reason.
 */
export function discoverScripts(source: FileSource, paths?: readonly string[]): Discovery {
  if (paths)
    return join(
      paths.map(path => (source.stat(path).kind === 'dir' ? readDirectory(source, path) : readOne(source, path))),
    );
  const directories = new Map<string, string>();
  for (const path of DIRECTORIES) {
    const real = source.resolve(path);
    if (real.ok && source.stat(path).kind === 'dir' && !directories.has(real.value)) directories.set(real.value, path);
  }
  if (directories.size === 0)
    return {
      scripts: [],
      errors: [{ path: DIRECTORIES[1], message: 'no such directory, and no /etc/rc.d/init.d either' }],
    };
  // A host has one of them, or a link from one to the other; should both be real, the first one with a name wins.
  const found = join([...directories.values()].map(path => readDirectory(source, path)));
  const names = new Set<string>();
  const scripts = found.scripts.filter(script => !names.has(script.name) && names.add(script.name));
  return { scripts, errors: found.errors };
}

function join(parts: readonly Discovery[]): Discovery {
  return { scripts: parts.flatMap(part => part.scripts), errors: parts.flatMap(part => part.errors) };
}

function readDirectory(source: FileSource, directory: string): Discovery {
  const names = source.list(directory);
  if (!names.ok) return { scripts: [], errors: [names.error] };
  const base = directory.replace(/\/+$/, '');
  // Directories of rc links (SUSE), devices and the like are no scripts.
  const files = names.value
    .map(name => `${base}/${name}`)
    .filter(path => ['file', 'link'].includes(source.stat(path).kind));
  return join(files.map(path => readOne(source, path)));
}

function readOne(source: FileSource, path: string): Discovery {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const bytes = source.read(path);
  const byName = notServiceByName(name);
  // A leftover or a link to nowhere that nobody would run is not worth an error.
  if (!bytes.ok && !byName) return { scripts: [], errors: [bytes.error] };
  const content = bytes.ok ? bytes.value : new Uint8Array();
  const real = source.resolve(path);
  const ignored = byName ?? notServiceByContent(content, real.ok ? real.value : path);
  const { text, encoding } = decodeText(content);
  const link = source.link(path);
  const script: ScriptFile = {
    name,
    path,
    text,
    sha256: createHash('sha256').update(content).digest('hex'),
    encoding,
    crlf: /\r\n/.test(text),
    executable: source.stat(path).executable,
    ...(link !== undefined && { link }),
    ...(ignored !== undefined && { ignored }),
  };
  return { scripts: [script], errors: [] };
}
