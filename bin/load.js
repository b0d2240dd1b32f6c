const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { Script } = require('node:vm');

/** The command line in one file: `scripts/bundle.js` makes it. */
const BUNDLE = join(__dirname, '../dist/bundle/cli.js');

/** V8's code for it as this very node compiled it. Another node has another name, and compiles anew. */
const CODE = `${BUNDLE}.${process.version}-${process.platform}-${process.arch}`;

/** Compile the bundle, with code from before if there is any, and run it: the script, and what the bundle exports. */
function load(cachedData) {
  const script = new Script(readFileSync(BUNDLE, 'utf8'), { filename: BUNDLE, cachedData });
  const start = script.runInThisContext();
  const cli = start(createRequire(BUNDLE), name => import(name), pathToFileURL(BUNDLE).href);
  return { script, cli };
}

function readCode() {
  try {
    return readFileSync(CODE);
  } catch {
    return undefined;
  }
}

module.exports = { BUNDLE, CODE, load, readCode };
