/** What one folder of src may import. */
export interface Layer {
  readonly name: string;
  readonly job: string;
  /** Folders and files of src, at run time and as types. */
  readonly imports: readonly string[];
  /** Folders and files of src, as types alone. */
  readonly types?: readonly string[];
  /** Packages and node's modules. */
  readonly packages?: readonly string[];
}

/** The house, from the ground up; ARCHITECTURE.md shows this table. A permission that nobody uses is an error. */
export const LAYERS: readonly Layer[] = [
  {
    name: 'base',
    job: 'places in a text, values with their evidence, findings, errors as values',
    imports: [],
  },
  {
    name: 'host',
    job: 'what is on the source host: scripts, rc links, settings; files on disk below a root, or in memory',
    imports: ['base'],
    packages: ['node:crypto', 'node:fs', 'node:path'],
  },
  { name: 'header', job: 'chkconfig and LSB comment headers', imports: ['base'] },
  {
    name: 'shell',
    job: 'text to syntax tree, the list of statements, slices of a script printed back as shell',
    imports: ['base'],
    packages: ['unbash'],
  },
  {
    name: 'model',
    job: 'values, effects, behaviours and services as data',
    imports: [],
    types: ['base', 'unit/unit.ts'],
  },
  {
    name: 'unit',
    job: 'unit files as data: availability by version, the grammar of Exec lines and environment files, effects',
    imports: ['base', 'model/word.ts'],
  },
  {
    name: 'interpret',
    job: 'abstract interpretation: one action of a script to its behaviour',
    imports: ['base', 'model', 'shell'],
  },
  {
    name: 'map',
    job: 'behaviour and header to a service: one pass per concern',
    imports: ['base', 'header', 'interpret', 'model', 'shell', 'unit'],
  },
  {
    name: 'rules',
    job: 'what each finding says: one file per code, with examples that are its tests',
    imports: ['base'],
  },
  {
    name: 'sources',
    job: 'what started services and is no init script: inittab, Upstart, xinetd, cron … to entries, entries to services',
    imports: ['base', 'header', 'model', 'rules', 'shell', 'unit'],
    types: ['host'],
    packages: ['node:crypto', 'node:net'],
  },
  {
    name: 'plan',
    job: 'the tree to deploy and what brings it to a host and back, as data',
    imports: ['base', 'unit'],
    types: ['model'],
    packages: ['node:crypto'],
  },
  {
    name: 'report',
    job: 'one document, rendered as HTML, JSON, Markdown and text for a terminal',
    imports: ['base', 'model', 'plan', 'rules', 'unit'],
    packages: ['@hpcc-js/wasm-graphviz', 'chalk', 'jsonc-parser', 'node:crypto', 'node:path'],
  },
  {
    name: 'batch.ts',
    job: 'what only all services of a host together show: orders, names of the target, decisions of a person',
    imports: ['map', 'rules'],
    types: ['base', 'model', 'unit'],
  },
  {
    name: 'pipeline.ts',
    job: 'the only composition of the stages: pure, so reading and writing are its callers’ work',
    imports: ['base', 'batch.ts', 'header', 'host', 'interpret', 'map', 'model', 'rules', 'shell'],
    types: ['unit'],
  },
  {
    name: 'cli',
    job: 'arguments, streams, colours, exit status; the only user of process and of the output folder',
    imports: ['base', 'batch.ts', 'host', 'model', 'pipeline.ts', 'plan', 'report', 'rules', 'sources', 'unit'],
    packages: ['chalk', 'commander', 'diff', 'node:crypto', 'node:fs', 'node:module', 'node:path'],
  },
  {
    name: 'index.ts',
    job: 'the library: what other programs may import',
    imports: ['base', 'host', 'pipeline.ts', 'plan', 'report', 'rules', 'unit'],
    types: ['model'],
  },
];

/** The only files that may import node:fs: one reads the host, the other writes the output. */
export const FILE_SYSTEM_USERS = ['src/cli/write-tree.ts', 'src/host/disk-source.ts'];

/** The only files that may import node:child_process. */
export const PROCESS_STARTERS: readonly string[] = [];

/** Files of more than 400 lines, each with its excuse. */
export const LONG_FILES: Readonly<Record<string, string>> = {
  'src/plan/deploy/scripts.data.ts': 'generated from the shell files beside it, which are shorter',
  'src/unit/directives.data.ts': 'a generated table, one line per directive',
};

/** Classes: only what must be thrown. */
export const CLASSES: Readonly<Record<string, string>> = {
  'src/base/result.ts': 'InternalError carries the stack of a broken promise of the tool itself',
};
