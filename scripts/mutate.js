/**
 * Mutation run: changes one thing in `src/interpret` or `src/map`, runs the tests that reach it, and counts how often
 * one of them notices. Mutants are a sample by a seed, so two runs of the same sources try the same ones.
 *
 * Usage: npm run mutate -- [--sample 300] [--seed 1] [--threshold 75] [--in src/interpret,src/map/stop] [--jobs N]
 *        [--report coverage/mutation.txt] [--decide]
 *
 * `--decide` ends the run as soon as the threshold is certain to be reached: the mutants that are left cannot bring the
 * share below it. What CI asks is no more than that, and a survivor costs as much time as twenty that are killed: so each
 * mutant meets its quickest tests first, and the others only where the threshold is still open then.
 *
 * The test files run as they are, on jest's own test functions, but without jest around them. A first run without
 * mutants finds out which test reaches which mutant. Most mutants then lie asleep in the sources that one process
 * loads, which wakes one after the other: it has everything compiled. Those outside of functions, and those that run while
 * sources are being loaded, have a process of their own.
 */
import { fork } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { applyMutant, instrument, isSwitchable, mutantsOf, withSwitches } from './mutation/mutants.js';
import { compile, makeWorkspace, place, ROOT, reachOf, readSource, typescriptFiles } from './mutation/workspace.js';

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    threshold: { type: 'string', default: '0' },
    in: { type: 'string', default: 'src/interpret,src/map' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    report: { type: 'string', default: 'coverage/mutation.txt' },
    decide: { type: 'boolean', default: false },
  },
});

/** A mutant that makes the tests need more than this times their usual processor time hangs. */
const PATIENCE = 5;
const START_UP_MS = 4_000;

/** As a clock: a test may wait for what never comes. Others may use the machine. */
const WALL = 10;

/** How long the tests of the first round take for each mutant, in milliseconds. */
const QUICK = 2_000;

/** What was loaded for a mutant stays in memory, so a process does not live for ever. */
const LIFETIME = 40;

/**
 * Tests that convert all samples many times over, or are about what is made of the conversion: they reach everything
 * and would run for every survivor.
 */
const BROAD = /^test\/(?:cli|docs|equivalence|hosts|injection|plan|report|sources)(?:\/|\.test)/;

const say = text => process.stderr.write(`${text}\n`);
const began = performance.now();

const files = new Map();
for (const file of [...typescriptFiles('src'), ...typescriptFiles('test')])
  files.set(file, compile(file, readSource(file)));

const all = values.in
  .split(',')
  .flatMap(folder => typescriptFiles(folder).flatMap(file => mutantsOf(file, readSource(file))));
const mutants = pick(all, Number(values.sample), Number(values.seed));
say(`${mutants.length} of ${all.length} mutants, seed ${values.seed}`);

const workspaces = [];
process.on('exit', () => {
  for (const folder of workspaces) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
for (let job = 0; job < Math.max(1, Number(values.jobs)); job++) workspaces.push(makeWorkspace(files));

const { plans, loading, unused } = await findPlans(workspaces[0]);
for (const { file, failure } of unused) say(`not used, fails without a mutant: ${file}: ${failure}`);
say(`tests found in ${seconds()} s`);

/** How many mutants a test file killed: the best go first. */
const kills = new Map();
const results = [];
const asleep = mutants.filter(mutant => plans[mutant.id].length > 0 && isSwitchable(mutant) && !loading.has(mutant.id));
for (const [file, own] of byFile(asleep)) {
  const code = compile(file, withSwitches(readSource(file), own));
  for (const folder of workspaces) place(folder, file, code);
  files.set(file, code);
}
const others = mutants.filter(mutant => !asleep.includes(mutant));
say(`${asleep.length} in running processes, ${others.length} in their own`);
const sleepers = new Set(asleep.map(({ id }) => id));
/** Mutants whose quick tests noticed nothing, with the tests that are left. */
let late = [];
do {
  asleep.push(...late.filter(({ id }) => sleepers.has(id)));
  others.push(...late.filter(({ id }) => !sleepers.has(id)));
  late = [];
  await Promise.all(workspaces.map(workInOne));
  await Promise.all(workspaces.map(workInEach));
} while (late.length > 0 && !isDecided());

const killed = results.filter(isKill).length;
const untried = mutants.length - results.length;
const percent = mutants.length === 0 ? 0 : Math.floor((1000 * killed) / mutants.length) / 10;
const summary =
  untried === 0
    ? `killed ${killed} of ${mutants.length} (${percent} %)`
    : `killed at least ${killed} of ${mutants.length} (${percent} %; ${results.length - killed} survived, ${untried} were not tried)`;
writeReport(summary);
console.log(`${summary} in ${seconds()} s; survivors are in ${values.report}`);
process.exitCode = percent < Number(values.threshold) ? 1 : 0;

function isKill({ outcome }) {
  return outcome !== 'survived' && outcome !== 'unreached';
}

/** Whatever becomes of the mutants that are left, the threshold is reached. */
function isDecided() {
  return values.decide && 100 * results.filter(isKill).length >= Number(values.threshold) * mutants.length;
}

function seconds() {
  return Math.round((performance.now() - began) / 1000);
}

/** Draw without replacement; what does not compile is drawn again. */
function pick(from, count, seed) {
  const pool = [...from];
  const random = generator(seed);
  const picked = [];
  while (picked.length < count && pool.length > 0) {
    const [mutant] = pool.splice(Math.floor(random() * pool.length), 1);
    try {
      const code = compile(mutant.file, applyMutant(readSource(mutant.file), mutant));
      if (code !== files.get(mutant.file)) picked.push({ ...mutant, code, id: picked.length });
    } catch {
      // Not a program.
    }
  }
  return picked;
}

/** mulberry32 */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Run all tests on sources that tell which mutant's function they enter, and keep for each mutant its tests. */
async function findPlans(folder) {
  const mutated = byFile(mutants);
  for (const [file, own] of mutated) place(folder, file, compile(file, instrument(readSource(file), own)));
  const reach = reachOf(files);
  const tests = [...reach]
    .filter(([file, seen]) => !BROAD.test(file) && [...mutated.keys()].some(one => seen.has(one)))
    .map(([file]) => file);
  const child = startChild(folder);
  const first = [...new Set(tests.flatMap(test => [...reach.get(test)]))].filter(file => !file.endsWith('.test.ts'));
  const work = { files: tests.map(file => [file, null]), watch: true, first };
  const { reports, loaded } = await runTests(child, work, 600_000);
  child.kill('SIGKILL');
  for (const [file] of mutated) place(folder, file, files.get(file));
  if (!reports) throw new Error('the tests died without a mutant');

  const sound = reports.filter(({ failure }) => failure === undefined);
  const found = mutants.map(mutant =>
    sound.flatMap(report => {
      const file = report.file;
      if (!reach.get(file).has(mutant.file)) return [];
      const everywhere = !mutant.scope || report.loading.includes(mutant.id);
      const hit = report.tests
        .filter(({ reached }) => everywhere || reached.includes(mutant.id))
        .sort((a, b) => a.time - b.time);
      // Some convert all samples before their first test.
      const time = hit.reduce((sum, test) => sum + test.time, report.loadTime);
      return hit.length === 0 ? [] : [{ file, indices: hit.map(({ number }) => number), time }];
    }),
  );
  return { plans: found, loading: new Set(loaded), unused: reports.filter(({ failure }) => failure !== undefined) };
}

function byFile(list) {
  const groups = new Map();
  for (const mutant of list) groups.set(mutant.file, [...(groups.get(mutant.file) ?? []), mutant]);
  return groups;
}

/** Wake the mutants one after the other in a process that stays. */
async function workInOne(folder) {
  let child;
  let age = 0;
  for (let mutant = asleep.shift(); mutant && !isDecided(); mutant = asleep.shift()) {
    if (age++ % LIFETIME === 0) {
      child?.kill('SIGKILL');
      child = undefined;
    }
    child ??= startChild(folder);
    const died = await tryMutant(child, mutant);
    if (died) child = undefined;
  }
  child?.kill('SIGKILL');
}

/** A process for each mutant, which loads it. */
async function workInEach(folder) {
  for (let mutant = others.shift(); mutant && !isDecided(); mutant = others.shift()) {
    if (plans[mutant.id].length === 0) {
      results.push({ mutant, outcome: 'unreached' });
      continue;
    }
    place(folder, mutant.file, mutant.code);
    const child = startChild(folder);
    await tryMutant(child, mutant);
    child.kill('SIGKILL');
    place(folder, mutant.file, files.get(mutant.file));
  }
}

/** Run the tests of a mutant and note what became of it. True: the process died. */
async function tryMutant(child, mutant) {
  const all = mutant.rest ?? ordered(plans[mutant.id], mutant);
  const plan = values.decide && !mutant.rest ? quickest(all) : all;
  const limit = START_UP_MS + PATIENCE * plan.reduce((sum, { time }) => sum + time, 0);
  const work = { files: plan.map(({ file, indices }) => [file, indices]), watch: false, mutant: mutant.id, limit };
  const { reports, died } = await runTests(child, work, WALL * limit);
  const failed = reports?.find(({ failure }) => failure !== undefined);
  if (failed) kills.set(failed.file, (kills.get(failed.file) ?? 0) + 1);
  if (!died && !failed && plan.length < all.length) {
    late.push({ ...mutant, rest: all.slice(plan.length) });
    return false;
  }
  results.push({ mutant, outcome: died ?? (failed ? 'killed' : 'survived'), by: failed });
  if (results.length % 50 === 0) say(`${results.length} of ${mutants.length} in ${seconds()} s`);
  return died !== undefined;
}

/** As many of the first tests as are done soon, and one at least. */
function quickest(plan) {
  let left = QUICK;
  const end = plan.findIndex(({ time }) => {
    left -= time;
    return left < 0;
  });
  return end < 0 ? plan : plan.slice(0, Math.max(1, end));
}

/** Tests of the mutant's own file first, then those of its folder, then by kills for their time. */
function ordered(plan, mutant) {
  const folder = dirname(mutant.file).replace(/^src/, 'test');
  const name = mutant.file.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts');
  const rank = ({ file, time }) =>
    (file === name ? 1000 : 0) + (file.startsWith(folder) ? 10 : 0) + (1 + (kills.get(file) ?? 0)) / (50 + time);
  return [...plan].sort((a, b) => rank(b) - rank(a));
}

function startChild(folder) {
  return fork(join(ROOT, 'scripts/mutation/run-tests.js'), [folder], {
    cwd: folder,
    execArgv: ['--no-warnings', '--max-old-space-size=1024'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, NODE_ENV: 'test' },
  });
}

/** Give a process its tests, and wait for its answer, its death or the end of patience. */
function runTests(child, work, wall) {
  return new Promise(settle => {
    const timer = setTimeout(() => child.kill('SIGKILL'), wall);
    const finish = answer => {
      clearTimeout(timer);
      child.off('message', finish);
      child.off('close', died);
      settle(answer);
    };
    // What ends by SIGKILL used up its time; what crashes has another signal, or a status.
    const died = (_, signal) => finish({ died: signal === 'SIGKILL' ? 'timeout' : 'crash' });
    child.on('message', finish);
    child.on('close', died);
    child.send(work);
  });
}

function writeReport(head) {
  const describe = ({ mutant, outcome, by }) => {
    const before = shorten(mutant.before);
    const change =
      mutant.operator.includes('→') || mutant.operator.startsWith('drop') ? '' : ` → ${mutant.replacement}`;
    return `${mutant.file}:${mutant.line}  ${mutant.operator}: ${before}${change}${outcome === 'unreached' ? '  (no test reaches it)' : ''}${by ? `  ${by.file}` : ''}`;
  };
  const sorted = [...results].sort(
    (a, b) =>
      a.mutant.file.localeCompare(b.mutant.file) || a.mutant.start - b.mutant.start || a.mutant.id - b.mutant.id,
  );
  const part = (title, outcomes) => {
    const own = sorted.filter(({ outcome }) => outcomes.includes(outcome));
    return own.length === 0 ? [] : ['', `${title} (${own.length})`, ...own.map(describe)];
  };
  const lines = [
    head,
    ...part('survived', ['survived', 'unreached']),
    ...part('hung or died', ['timeout', 'crash']),
    ...part('killed', ['killed']),
  ];
  const path = join(ROOT, values.report);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${lines.join('\n')}\n`);
}

function shorten(text) {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > 80 ? `${flat.slice(0, 77)}…` : flat;
}
