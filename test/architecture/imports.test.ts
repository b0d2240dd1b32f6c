import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CLASSES, FILE_SYSTEM_USERS, LAYERS, type Layer, LONG_FILES, PROCESS_STARTERS } from './layers.ts';
import { filesBelow, type Import, layerOf, ROOT, type SourceFile, sources, withoutComments } from './sources.ts';

const files = sources();
const inside = (target: string) => target.startsWith('src/');

/** The permission that covers an import: a file, a folder or a package; undefined if there is none. */
function permission(layer: Layer, { target, typesOnly }: Import): string | undefined {
  if (!inside(target)) return layer.packages?.find(name => target === name || target.startsWith(`${name}/`));
  const names = [target.slice('src/'.length), layerOf(target)];
  const run = layer.imports.find(allowed => names.includes(allowed));
  return run ?? (typesOnly ? layer.types?.find(allowed => names.includes(allowed)) : undefined);
}

/** What a layer imports from outside itself. */
const foreign = (layer: Layer) =>
  files
    .filter(({ path }) => layerOf(path) === layer.name)
    .flatMap(file => file.imports.map(each => ({ file, each })))
    .filter(({ each }) => !inside(each.target) || layerOf(each.target) !== layer.name);

/** Circles among nodes, each as its path. */
function circles(edges: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (node: string, path: readonly string[]): void => {
    if (path.includes(node)) found.push([...path.slice(path.indexOf(node)), node].join(' → '));
    if (done.has(node) || path.includes(node)) return;
    for (const next of edges.get(node) ?? []) visit(next, [...path, node]);
    done.add(node);
  };
  for (const node of edges.keys()) visit(node, []);
  return found;
}

/** Imports of each layer by name, its own left out. */
function edgesBetweenLayers(wanted: (each: Import) => boolean): ReadonlyMap<string, readonly string[]> {
  return new Map(
    LAYERS.map(layer => [
      layer.name,
      [
        ...new Set(
          foreign(layer).flatMap(({ each }) => (inside(each.target) && wanted(each) ? [layerOf(each.target)] : [])),
        ),
      ],
    ]),
  );
}

describe('folders', () => {
  test('each has its line in the table', () => {
    expect([...new Set(files.map(({ path }) => layerOf(path)))].sort()).toEqual(LAYERS.map(({ name }) => name).sort());
  });

  test.each(LAYERS)('$name imports only what it may', layer => {
    const wrong = foreign(layer)
      .filter(({ each }) => permission(layer, each) === undefined)
      .map(({ file, each }) => `${file.path} imports ${each.typesOnly ? 'types of ' : ''}${each.target}`);
    expect(wrong).toEqual([]);
  });

  test.each(LAYERS)('$name needs all that it may import', layer => {
    const used = new Set(foreign(layer).map(({ each }) => permission(layer, each)));
    const permitted = [...layer.imports, ...(layer.types ?? []), ...(layer.packages ?? [])];
    expect(permitted.filter(name => !used.has(name))).toEqual([]);
  });

  test.each(LAYERS)('$name has run-time permissions only where it needs more than types', layer => {
    const used = new Set(
      foreign(layer)
        .filter(({ each }) => !each.typesOnly)
        .map(({ each }) => permission(layer, each)),
    );
    expect(layer.imports.filter(name => !used.has(name))).toEqual([]);
  });

  test('import each other in no circle at run time', () => {
    expect(circles(edgesBetweenLayers(each => !each.typesOnly))).toEqual([]);
  });

  test('have one circle of types: a service holds units, and units hold values', () => {
    expect(circles(edgesBetweenLayers(() => true))).toEqual(['model → unit → model']);
  });

  test('stand in ARCHITECTURE.md as in the table', () => {
    const list = (names: readonly string[]) => names.map(name => `\`${name}\``).join(', ');
    const rows = LAYERS.map(({ name, job, imports, types = [] }) => {
      const parts = [list(imports), types.length > 0 ? `types of ${list(types)}` : ''].filter(part => part !== '');
      return `| \`src/${name}\` | ${job} | ${parts.join('; ') || 'nothing'} |`;
    });
    const table = ['| folder | one job | may import |', '|---|---|---|', ...rows].join('\n');
    const path = join(ROOT, 'ARCHITECTURE.md');
    const document = readFileSync(path, 'utf8');
    const renewed = document.replace(/(?<=<!-- folders -->\n)[\s\S]*?(?=\n<!-- end -->)/, () => table);
    if (process.env.UPDATE_DOCS === '1') writeFileSync(path, renewed);
    else expect(document).toBe(renewed);
    expect(renewed).toContain(table);
  });

  test('of the mapping are in ARCHITECTURE.md, each with its concern', () => {
    const rows = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8').match(
      /(?<=^\| folder of `map`.*\n\|.*\n)(?:\|.*\n)+/m,
    );
    const listed = [...(rows?.[0] ?? '').matchAll(/^\| ((?:`[a-z-]+`(?:, )?)+) \|/gm)].flatMap(([, names = '']) =>
      names.replaceAll('`', '').split(', '),
    );
    const folders = files.flatMap(({ path }) => path.match(/^src\/map\/([^/]+)\//)?.[1] ?? []);
    expect(listed.toSorted()).toEqual([...new Set(folders)].sort());
  });
});

describe('files', () => {
  test('import each other in no circle of types', () => {
    // Modules of the interpreter and the command line call each other by design; folders above the model do not.
    const edges = new Map(
      files
        .filter(({ path }) => layerOf(path) !== 'interpret')
        .map(({ path, imports }) => [path, imports.map(({ target }) => target).filter(inside)] as const),
    );
    expect(circles(edges)).toEqual([]);
  });

  const users = (module: string) =>
    files.filter(({ imports }) => imports.some(({ target }) => target.replace(/\/promises$/, '') === module));

  test('node:fs is in few hands', () => {
    expect(users('node:fs').map(({ path }) => path)).toEqual(FILE_SYSTEM_USERS);
  });

  test('node:child_process is in few hands', () => {
    expect(users('node:child_process').map(({ path }) => path)).toEqual(PROCESS_STARTERS);
  });

  test('only what the table names is imported under node: and nothing without the prefix', () => {
    const bare = files.flatMap(({ imports }) =>
      imports.filter(({ target }) => /^(fs|path|os|child_process|util)$/.test(target)),
    );
    expect(bare).toEqual([]);
  });

  const matches = (pattern: RegExp, among: readonly SourceFile[] = files) =>
    among.flatMap(({ path, text }) => (pattern.test(withoutComments(text)) ? [path] : []));
  const outsideCli = files.filter(({ path }) => layerOf(path) !== 'cli');

  test('console is used nowhere, since the command line has streams', () => {
    expect(matches(/\bconsole\b\s*[.[]/)).toEqual([]);
  });

  test('the process is touched by src/cli/main.ts alone', () => {
    const touch =
      /(?<![.\w])process\.(?:env|argv|exit|exitCode|on|once|pid|platform|version|versions|kill|nextTick|hrtime|memoryUsage|getuid)\b|(?<![.\w])process\.cwd\(|(?<![.\w])process\.std(?:in|out|err)\.(?:write|on|isTTY)/;
    expect(matches(touch)).toEqual(['src/cli/main.ts']);
    expect(matches(/\bglobalThis\b|'node:process'/, outsideCli)).toEqual([]);
  });

  test('nothing depends on the clock, on chance or on the locale of the machine', () => {
    expect(
      matches(/\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b|\.toLocale\w*String\b|\bIntl\./, outsideCli),
    ).toEqual([]);
    expect(matches(/\.localeCompare\(/)).toEqual([]);
  });

  test('none is longer than 400 lines without an excuse', () => {
    const long = files.filter(({ text }) => text.split('\n').length > 401).map(({ path }) => path);
    expect(long).toEqual(Object.keys(LONG_FILES));
  });

  test('none says any', () => {
    expect(matches(/(?::|\bas|<|\|)\s*any\b(?!\s*[:'])/)).toEqual([]);
  });

  test('none has a class without an excuse', () => {
    expect(matches(/^\s*(?:export\s+)?(?:abstract\s+)?class\s/m)).toEqual(Object.keys(CLASSES));
  });

  test('none evaluates text as a program', () => {
    expect(matches(/(?<![.\w])eval\(|\bnew Function\(|'node:vm'/)).toEqual([]);
  });
});

describe('committed text', () => {
  test('holds no path of the machine that it was written on', () => {
    const parent = ROOT.slice(0, ROOT.lastIndexOf('/'));
    const usual = /^\/(?:bin|dev|etc|home|lib\d*|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var|app|data)\b/;
    const places = [ROOT, ...(parent.length > 1 && !usual.test(parent) ? [parent] : [])].filter(
      place => place.length > 4,
    );
    const local = places.map(place => new RegExp(`(?<![\\w.}$*-])${place.replace(/[.+]/g, '\\$&')}/`));
    const elsewhere = [
      /file:\/\/\/(?!etc|usr)/,
      /\/Users\/[a-z]+\//,
      /[A-Z]:\\Users\\/,
      /\/home\/[a-z]+\/(?:src|git|projects|workspace)\//,
    ];
    const found = filesBelow(ROOT).flatMap(path => {
      if (path.endsWith('architecture/imports.test.ts')) return [];
      const text = readFileSync(path, 'latin1');
      return [...local, ...elsewhere].flatMap(pattern => pattern.exec(text)?.[0] ?? []).map(hit => `${path}: ${hit}`);
    });
    expect(found).toEqual([]);
  });
});
