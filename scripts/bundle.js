/**
 * Second step of the build: the command line with all that it imports in one file, `dist/bundle/cli.js`. Node needs
 * several times as long to find and read 400 modules as to convert a script. Beside it lie V8's code for that file, as
 * this node compiled it (`bin/load.js` reads it), and the licences of the packages that are in it.
 *
 * The file is an expression: a function of `require`, `import` and its own address that returns the exports of `src/cli/main.ts`.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const { BUNDLE, CODE, load } = createRequire(import.meta.url)('../bin/load.js');
/** Loaded for report.html alone, and as large as all the rest. */
const GRAPHVIZ = '@hpcc-js/wasm-graphviz';
const root = fileURLToPath(new URL('../', import.meta.url));

/** Commander would start programs for subcommands; ours are functions, and to load what starts programs takes time. */
const withoutChildProcess = {
  name: 'without-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'nothing' }));
    onLoad({ filter: /./, namespace: 'nothing' }, () => ({ contents: '' }));
  },
};

rmSync(dirname(BUNDLE), { recursive: true, force: true });
mkdirSync(dirname(BUNDLE), { recursive: true });
const { metafile, outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ['src/cli/main.ts'],
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20',
  format: 'iife',
  globalName: 'cli',
  banner: { js: '(function (require, load, bundleUrl) {' },
  footer: { js: 'return cli;\n})' },
  define: { 'import.meta.url': 'bundleUrl' },
  external: [GRAPHVIZ],
  plugins: [withoutChildProcess],
  metafile: true,
  logLevel: 'warning',
});
writeFileSync(BUNDLE, withoutImports(outputFiles[0].text));
writeFileSync(join(dirname(BUNDLE), 'LICENSES.txt'), licences(Object.keys(metafile.inputs)));
writeFileSync(CODE, await compiled());

/** Node gives no `import()` to code that V8 had before: whoever loads the bundle brings one. */
function withoutImports(text) {
  const changed = text.replaceAll(`import("${GRAPHVIZ}")`, `load("${GRAPHVIZ}")`);
  if (changed === text || /\bimport\(/.test(changed)) throw new Error('the bundle imports what it should not');
  return changed;
}

/** V8's code after a conversion: what that needed is compiled, and nothing else. */
async function compiled() {
  const { script, cli } = load(undefined);
  const silent = { write: () => true, on: () => {} };
  const argv = ['node', 'sysv2systemd', 'convert', join(root, 'samples/initd/acmed')];
  const finished = { argv, env: {}, stdout: silent, stderr: silent, exitCode: undefined };
  await cli.main(finished);
  if (finished.exitCode !== 0) throw new Error(`the bundle ends with ${finished.exitCode}`);
  return script.createCachedData();
}

/** The licences that ask to be handed on with the code. */
function licences(inputs) {
  const packages = new Set(inputs.map(path => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? ''));
  return [...packages]
    .filter(folder => folder !== '')
    .sort()
    .map(folder => {
      const file = readdirSync(join(root, folder)).find(name => /^licen[cs]e/i.test(name));
      if (file === undefined) throw new Error(`${folder} has no licence`);
      return `${folder.slice('node_modules/'.length)}\n\n${readFileSync(join(root, folder, file), 'utf8').trim()}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
