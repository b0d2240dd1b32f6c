import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
const GLOBALS = pathToFileURL(join(ROOT, 'scripts/mutation/globals.js')).href;
const COPIED = ['src', 'test'];
const LEFT_OUT = new Set([...COPIED, '.git', 'dist', 'coverage']);

/**
 * A copy of the project in which every `x.ts` has an `x.js` beside it that node runs as it is; everything else is a
 * link. Mutants go into the copy, so the project itself is never touched.
 */
export function makeWorkspace(files) {
  const folder = mkdtempSync(join(tmpdir(), 'sysv2systemd-mutation-'));
  for (const name of readdirSync(ROOT)) if (!LEFT_OUT.has(name)) symlinkSync(join(ROOT, name), join(folder, name));
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  for (const [file, code] of files) place(folder, file, code);
  return folder;
}

/** Write the compiled form of one source file into a workspace. */
export function place(folder, file, code) {
  const target = join(folder, compiled(file));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code);
}

/** What a module remembers from call to call, and must forget between mutants. */
const CACHE = /(^(?:export )?const \w+ = |(?=new Weak))new ((?:Weak)?(?:Map|Set))\(\)/gm;

function compiled(file) {
  return file.replace(/\.ts$/, '.js');
}

/** TypeScript → the JavaScript of a workspace. Throws when the text is no program. */
export function compile(file, text) {
  const { code } = transformSync(text, {
    filename: file,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  });
  return code
    .replace(/(\bfrom\s+|\bimport\s*\(?\s*)(['"])(\.[^'"]*)\.ts\2/g, '$1$2$3.js$2')
    .replace(/(['"])@jest\/globals\1/g, JSON.stringify(GLOBALS))
    .replace(CACHE, (_, before, kind) => `${before}globalThis.__cache(${kind})`);
}

/** All TypeScript files below a folder, or that one file, as paths from the project's root. */
export function typescriptFiles(folder) {
  if (folder.endsWith('.ts')) return [folder];
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(entry => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

/** @type {Map<string, string>} */
const texts = new Map();

/** Text of a file as it was when it was first asked for: somebody may be editing while we run. */
export function readSource(file) {
  const text = texts.get(file) ?? readFileSync(join(ROOT, file), 'utf8');
  texts.set(file, text);
  return text;
}

/** For each test file, the source files that it loads at run time, directly or not. */
export function reachOf(files) {
  const imports = new Map(
    [...files].map(([file, code]) => [
      file,
      [...code.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)['"](\.[^'"]+)\.js['"]/g)].map(match =>
        relative(ROOT, resolve(ROOT, dirname(file), `${match[1]}.ts`)),
      ),
    ]),
  );
  const reach = new Map();
  for (const file of files.keys()) {
    if (!file.endsWith('.test.ts')) continue;
    const seen = new Set([file]);
    for (const at of seen) for (const next of imports.get(at) ?? []) seen.add(next);
    reach.set(file, seen);
  }
  return reach;
}
