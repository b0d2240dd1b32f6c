/**
 * Child process of the mutation runner: runs test files one after the other in this process, the way jest would, and
 * stops at the first failure. Started with a folder; gets its work as messages `{ files, watch, first, mutant, limit }` and
 * answers each with `{ reports }`:
 *
 * - `files`: `[path, indices | null]`, numbers of the tests to run, the first to run first; null is all
 * - `watch`: run on after failures, and tell which mutants each test reaches
 * - `first`: modules to load before; the answer's `loaded` says which mutants that reaches
 * - `mutant`: the number of the mutant that is awake, where the sources hold several
 * - `limit`: milliseconds of processor time after which the work hangs: the process ends itself by SIGKILL
 *
 * Test files are loaded anew for each message; sources stay, and forget what they remembered.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { addEventHandler, resetState, run } from 'jest-circus';

const folder = process.argv[2] ?? '.';
process.chdir(folder);

/** Mutants reached since the last look. */
let reached = new Set();
globalThis.__reached = (...ids) => {
  for (const id of ids) reached.add(id);
};

/** Run on after failures, and take down what each test reaches. */
let watch = false;

/** Empty what `workspace.js` found that modules remember. */
const caches = [];
globalThis.__cache = Kind => {
  let inner = new Kind();
  caches.push(() => {
    inner = new Kind();
  });
  return {
    get: key => inner.get(key),
    has: key => inner.has(key),
    set: (key, value) => inner.set(key, value),
    add: key => inner.add(key),
    delete: key => inner.delete(key),
  };
};

/** A loop without end lets nothing else run in its thread. Processor time, since others use the machine too. */
const deadline = new Float64Array(new SharedArrayBuffer(8));
const watchdog = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => {
    const { user, system } = process.cpuUsage();
    if (workerData[0] > 0 && (user + system) / 1000 > workerData[0]) process.kill(process.pid, 'SIGKILL');
  }, 100);
`;
new Worker(watchdog, { eval: true, workerData: deadline }).unref();

let round = 0;

process.on('message', async work => {
  const { user, system } = process.cpuUsage();
  deadline[0] = work.limit ? (user + system) / 1000 + work.limit : 0;
  watch = work.watch;
  globalThis.__mutant = work.mutant;
  for (const forget of caches) forget();
  round++;
  reached = new Set();
  for (const file of work.first ?? []) await import(addressOf(file));
  const loaded = [...reached];
  const reports = [];
  for (const [file, indices] of work.files) {
    const report = await runFile(file, indices);
    reports.push(report);
    if (!watch && report.failure !== undefined) break;
  }
  deadline[0] = 0;
  process.send({ reports, loaded });
});

/** The file that runs just now. */
let current;

addEventHandler((event, state) => {
  const { report, indices, numbers } = current;
  if (event.name === 'run_start') {
    for (const test of testsOf(state.rootDescribeBlock)) numbers.set(test, numbers.size);
    if (indices) {
      const ranks = new Map(indices.map((number, rank) => [number, rank]));
      for (const [test, number] of numbers) if (!ranks.has(number)) test.mode = 'skip';
      reorder(state.rootDescribeBlock, test => ranks.get(numbers.get(test)) ?? Number.POSITIVE_INFINITY);
    }
  }
  if (event.name === 'test_start') reached = new Set();
  if (event.name === 'test_done') {
    const { test } = event;
    if (watch) report.tests.push({ number: numbers.get(test), reached: [...reached], time: test.duration ?? 0 });
    if (test.errors.length > 0) {
      report.failure ??= `${test.name}: ${firstLine(test.errors[0])}`;
      if (!watch) skipAll(state.rootDescribeBlock);
    }
  }
});

async function runFile(file, indices) {
  const began = performance.now();
  const report = { file, failure: undefined, tests: [], loading: [], loadTime: 0, time: 0 };
  current = { report, indices, numbers: new Map() };
  resetState();
  try {
    reached = new Set();
    await import(`${addressOf(file)}?${round}`);
    report.loadTime = performance.now() - began;
    if (watch) report.loading = [...reached];
    const { unhandledErrors } = await run();
    if (unhandledErrors.length > 0) report.failure ??= String(unhandledErrors[0]);
  } catch (error) {
    report.failure ??= firstLine(error);
  }
  report.time = performance.now() - began;
  return report;
}

function addressOf(file) {
  return pathToFileURL(join(folder, file.replace(/\.ts$/, '.js'))).href;
}

/** One failure is enough: nothing more of the file runs. */
function skipAll(block) {
  block.mode = 'skip';
  for (const child of block.children)
    if (child.type === 'test') child.mode = 'skip';
    else skipAll(child);
}

function testsOf(block) {
  return block.children.flatMap(child => (child.type === 'test' ? [child] : testsOf(child)));
}

/** Bring tests into the order of their ranks, and blocks into that of their first test. */
function reorder(block, rankOf) {
  const ranks = new Map();
  const rank = child => {
    if (child.type === 'test') return rankOf(child);
    reorder(child, rankOf);
    return Math.min(Number.POSITIVE_INFINITY, ...testsOf(child).map(rankOf));
  };
  for (const child of block.children) ranks.set(child, rank(child));
  block.children.sort((a, b) => (ranks.get(a) === ranks.get(b) ? 0 : ranks.get(a) - ranks.get(b)));
}

function firstLine(error) {
  const cause = Array.isArray(error) ? error[0] : error;
  return String(cause?.message ?? cause).split('\n')[0] ?? '';
}
