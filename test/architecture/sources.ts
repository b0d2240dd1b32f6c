import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

export interface Import {
  /** Path from the project's root, or the name of a package. */
  readonly target: string;
  readonly typesOnly: boolean;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const FROM = /^(?:import|export)\s+(type\s)?(?:[\w*{}\s,$]+?\s+from\s+)?'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g;

/** Every TypeScript file below `src`. */
export function sources(): readonly SourceFile[] {
  return filesBelow(join(ROOT, 'src'))
    .filter(path => path.endsWith('.ts'))
    .map(path => {
      const text = readFileSync(path, 'utf8');
      const at = (specifier: string) =>
        specifier.startsWith('.') ? relative(ROOT, join(dirname(path), specifier)) : specifier;
      const fixed = [...text.matchAll(FROM)].map(([, type, specifier = '']) => ({
        target: at(specifier),
        typesOnly: type !== undefined,
      }));
      const dynamic = [...text.matchAll(DYNAMIC)].map(([, specifier = '']) => ({
        target: at(specifier),
        typesOnly: false,
      }));
      return { path: relative(ROOT, path), text, imports: [...fixed, ...dynamic] };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', '.git', 'package-lock.json']);

export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (NOT_OURS.has(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
  });
}

/** The folder of `src` that a file belongs to, or its name when it stands in `src` itself. */
export function layerOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/** Text without comments; strings stay. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
