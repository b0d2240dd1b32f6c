import { type Dynamic, type ReadAt, readDynamic } from './elf.ts';
import type { FileSource } from './file-source.ts';
import { decodeText } from './text.ts';

/** Programs and their libraries, and those of them in turn: more than this no service has. */
const LIMIT = 300;

/** By e_machine: the folder of Debian and Ubuntu for it. */
const MULTIARCH: ReadonlyMap<number, string> = new Map([
  [3, 'i386-linux-gnu'],
  [21, 'powerpc64le-linux-gnu'],
  [22, 's390x-linux-gnu'],
  [40, 'arm-linux-gnueabihf'],
  [62, 'x86_64-linux-gnu'],
  [183, 'aarch64-linux-gnu'],
  [243, 'riscv64-linux-gnu'],
]);

/**
 * What an image lacks for a program to be started: libraries, the dynamic linker, the interpreter of a script. In: the
 * image, and the path of a program, which is read from `from` where the image has none. Out: names, each once; none
 * where the program is nowhere.
 */
export function missingFor(image: FileSource, program: string, from?: FileSource): readonly string[] {
  const source = image.stat(program).kind === 'file' ? image : from;
  const first = source?.readAt(program, 0, 256);
  if (!source || !first?.ok) return [];
  const script = /^#![ \t]*(\/\S+)(?:[ \t]+(\S+))?/.exec(decodeText(first.value).text);
  if (script) return missingInterpreters(image, script);
  const missing = new Set<string>();
  const seen = new Set<string>();
  const todo: { readonly source: FileSource; readonly path: string; readonly paths: readonly string[] }[] = [
    { source, path: program, paths: [] },
  ];
  for (let next = todo.pop(); next !== undefined && seen.size < LIMIT; next = todo.pop()) {
    const { path, source: where, paths: inherited } = next;
    const file = dynamicOf(where, path);
    if (!file) continue;
    if (file.interpreter !== undefined && image.stat(file.interpreter).kind !== 'file') missing.add(file.interpreter);
    const own = file.paths.map(one => one.replace(/\$(?:ORIGIN|\{ORIGIN\})/, path.replace(/\/[^/]*$/, '')));
    const paths = [...own, ...inherited].filter(one => one.startsWith('/') && !one.includes('$'));
    for (const name of file.needed) {
      if (seen.has(name)) continue;
      seen.add(name);
      const found = find(image, name, file, paths);
      // What a vendor put beside the program on the old host comes along with it.
      const beside = found ?? (where === image ? undefined : findIn(where, name, file, own));
      if (beside === undefined) missing.add(name);
      else todo.push({ source: found === undefined ? where : image, path: beside, paths });
    }
  }
  return [...missing].sort();
}

const PATH = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/local/sbin'];

/** The interpreter of a script; of `#!/usr/bin/env perl` both are looked for. */
function missingInterpreters(image: FileSource, [, path = '', word = '']: RegExpExecArray): readonly string[] {
  const isThere = (file: string): boolean => image.stat(file).kind === 'file';
  const named = path.endsWith('/env') && /^[\w.+-]+$/.test(word) && !word.startsWith('-');
  const lacks = named && !PATH.some(folder => isThere(`${folder}/${word}`));
  return [...(isThere(path) ? [] : [path]), ...(lacks ? [word] : [])];
}

function dynamicOf(source: FileSource, path: string): Dynamic | undefined {
  const readAt: ReadAt = (offset, length) => {
    const bytes = source.readAt(path, offset, length);
    return bytes.ok ? bytes.value : undefined;
  };
  return readDynamic(readAt);
}

/** Where the dynamic linker would find it (ld.so(8)). */
function find(source: FileSource, name: string, file: Dynamic, paths: readonly string[]): string | undefined {
  if (name.includes('/')) return fits(source, name, file) ? name : undefined;
  const multiarch = MULTIARCH.get(file.machine);
  return findIn(source, name, file, [
    ...paths,
    ...configured(source),
    ...(multiarch === undefined ? [] : [`/lib/${multiarch}`, `/usr/lib/${multiarch}`]),
    ...(file.bits === 64 ? ['/lib64', '/usr/lib64'] : []),
    '/lib',
    '/usr/lib',
  ]);
}

function findIn(source: FileSource, name: string, file: Dynamic, among: readonly string[]): string | undefined {
  return among.map(folder => `${folder.replace(/\/+$/, '')}/${name}`).find(path => fits(source, path, file));
}

/** Of the same class and machine. */
function fits(source: FileSource, path: string, { bits, machine }: Dynamic): boolean {
  const file = source.stat(path).kind === 'file' ? dynamicOf(source, path) : undefined;
  return file !== undefined && file.bits === bits && file.machine === machine;
}

const folderLists = new WeakMap<FileSource, readonly string[]>();

/** The folders of /etc/ld.so.conf and of what it includes from /etc/ld.so.conf.d. */
function configured(source: FileSource): readonly string[] {
  const known = folderLists.get(source);
  if (known) return known;
  const names = source.list('/etc/ld.so.conf.d');
  const files = names.ok ? names.value.filter(name => name.endsWith('.conf')).slice(0, 100) : [];
  const found = ['/etc/ld.so.conf', ...files.map(name => `/etc/ld.so.conf.d/${name}`)].flatMap(path => {
    const bytes = source.read(path);
    return bytes.ok
      ? decodeText(bytes.value)
          .text.split('\n')
          .map(line => line.replace(/#.*/, '').trim())
          .filter(line => line.startsWith('/'))
      : [];
  });
  folderLists.set(source, found.slice(0, 200));
  return found.slice(0, 200);
}
