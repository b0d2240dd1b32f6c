/**
 * Child process of the mutation runner: runs test files one after the other in this process, the way jest would, and
 * stops at the first failure. Started with a folder; gets its work as a message `{ files, watch }`:
 *
 * - `files`: `[path, indices | null]`, numbers of the tests to run, the first to run first; null is all
 * - `watch`: run on after failures, and tell which mutants each test reaches
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

process.once('message', async work => {
  watch = work.watch;
  const reports = [];
  for (const [file, indices] of work.files) {
    const report = await runFile(file, indices);
    reports.push(report);
    if (!watch && report.failure !== undefined) break;
  }
  process.send({ reports }, () => process.exit(0));
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
    if (test.errors.length > 0) fail(report, `${test.name}: ${firstLine(test.errors[0])}`);
  }
});

async function runFile(file, indices) {
  const began = performance.now();
  const report = { file, failure: undefined, tests: [], loading: [], time: 0 };
  current = { report, indices, numbers: new Map() };
  resetState();
  try {
    reached = new Set();
    await import(pathToFileURL(join(folder, file.replace(/\.ts$/, '.js'))).href);
    if (watch) report.loading = [...reached];
    const { unhandledErrors } = await run();
    if (unhandledErrors.length > 0) fail(report, String(unhandledErrors[0]));
  } catch (error) {
    fail(report, firstLine(error));
  }
  report.time = performance.now() - began;
  return report;
}

function fail(report, message) {
  report.failure ??= message;
  if (!watch) process.send({ reports: [report] }, () => process.exit(0));
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
