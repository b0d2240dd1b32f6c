/**
 * Renews the parts of the documents that are made from the code: the example in README.md, the table of constructs in
 * MIGRATION.md and the picture of a report. Needs a build.
 *
 * Usage: npm run docs
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { generate } from './docs/generate.js';

const root = new URL('../', import.meta.url);
const api = await import(new URL('dist/index.js', root).href);
mkdirSync(new URL('docs', root), { recursive: true });
for (const [path, text] of generate(api, file => readFileSync(new URL(file, root), 'utf8')))
  writeFileSync(new URL(path, root), text);
