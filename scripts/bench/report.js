/**
 * How report.html behaves: its size, how long Debian's chromium takes to open it with and without JavaScript, and how
 * long a search, a filter, a sort take until the page is laid out again. Prints figures and holds nothing to them.
 *
 * Usage: npm run bench [-- ROOT]   an image of a host; default: the samples
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const TIMES = 5;
const root = fileURLToPath(new URL('../../', import.meta.url));
const [image] = process.argv.slice(2);
const input =
  image === undefined ? [join(root, 'samples/initd'), '--settings', join(root, 'samples')] : ['--root', image];
const lab = mkdtempSync(join(tmpdir(), 'bench-'));
const file = join(lab, 'report.html');

const median = numbers => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const print = (name, value) => console.log(`${name.padEnd(34)} ${value}`);

/** Milliseconds that a change of a control takes, the layout after it included. */
const measure = (page, id, value) =>
  page.evaluate(
    ([control, text]) => {
      const element = document.getElementById(control);
      const start = performance.now();
      element.value = text;
      element.dispatchEvent(new Event('input', { bubbles: true }));
      document.body.getBoundingClientRect();
      return performance.now() - start;
    },
    [id, value],
  );

try {
  const before = performance.now();
  try {
    execFileSync(
      process.execPath,
      [join(root, 'bin/sysv2systemd.js'), 'check', ...input, '--report', `html=${file}`, '-q'],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
  } catch (error) {
    // 1: findings, 3: a script that cannot be read; the report is written all the same.
    if (error.status !== 1 && error.status !== 3) throw error;
  }
  print('check and write', `${((performance.now() - before) / 1000).toFixed(1)} s`);
  print('size', `${(statSync(file).size / 1e6).toFixed(2)} MB`);

  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const loads = { on: [], off: [] };
  for (let round = 0; round < TIMES; round++)
    for (const [name, javaScriptEnabled] of [
      ['on', true],
      ['off', false],
    ]) {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      const start = performance.now();
      await page.goto(pathToFileURL(file).href);
      loads[name].push(performance.now() - start);
      await context.close();
    }
  print('open, JavaScript on', `${median(loads.on).toFixed(0)} ms`);
  print('open, JavaScript off', `${median(loads.off).toFixed(0)} ms`);

  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  print('services', await page.locator('.svc').count());
  print('elements', await page.evaluate(() => document.querySelectorAll('*').length));
  // A person needs longer to reach the field than the page to read its own text.
  await page.waitForTimeout(2000);
  for (const [what, id, value] of [
    ['search, one letter', 'tool-q', 's'],
    ['search, a word', 'tool-q', 'start-stop-daemon'],
    ['search, cleared', 'tool-q', ''],
    ['filter, severity', 'tool-severity', 'high'],
    ['filter, cleared', 'tool-severity', ''],
    ['group by rule', 'tool-group', 'rule'],
  ])
    print(what, `${(await measure(page, id, value)).toFixed(0)} ms`);
  const sort = await page.evaluate(() => {
    const start = performance.now();
    document.querySelectorAll('.list th button')[7].click();
    document.body.getBoundingClientRect();
    return performance.now() - start;
  });
  print('sort by time', `${sort.toFixed(0)} ms`);
  await browser.close();
} finally {
  rmSync(lab, { recursive: true });
}
