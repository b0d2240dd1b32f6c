import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import axe from 'axe-core';
import { planTree } from '../../../src/plan/plan.ts';
import { buildReport } from '../../../src/report/build.ts';
import type { EarlierFinding } from '../../../src/report/document.ts';
import { renderHtml } from '../../../src/report/html/page.ts';
import { renderJson } from '../../../src/report/json.ts';
import { readReport } from '../../../src/report/read.ts';
import { convertSamples } from '../../samples.ts';
import { type Lab, startLab } from './browser.ts';

jest.setTimeout(60_000);

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.close());

const own = convertSamples('rhel7').filter(({ name }) => name === 'acmed' || name === 'orders');
const input = { target: { name: 'rhel7', systemd: '219' }, services: own };
const plan = planTree(input);
const entry = { code: 'SV201', acceptedBy: 'M. Meier', until: '2027-06-30', line: 3 };
const known = readReport(renderJson(buildReport(input, plan, { version: '1' })), 'r.json');
if (!known.ok) throw new Error(known.error.message);
const [one] = known.value.findings;
const document = buildReport(input, plan, {
  version: '1',
  baseline: {
    ...known.value,
    findings: [
      ...known.value.findings.slice(2),
      { ...one, service: 'gone', fingerprint: '0'.repeat(16) } as EarlierFinding,
    ],
  },
  decisions: {
    sha256: 'd'.repeat(64),
    today: '2027-01-01',
    list: [
      { ...entry, service: 'acmed', reason: 'nobody calls it' },
      { ...entry, service: 'orders', reason: 'was so', until: '2026-12-31' },
      { ...entry, service: 'nobody', reason: 'left over' },
    ],
  },
});

test('every entry stays in sight, with what is fixed and the hashes that are signed', async () => {
  const { page, errors } = await lab.open(await renderHtml(document), { javaScriptEnabled: false });
  const text = (await page.locator('#time').textContent()) ?? '';
  for (const word of ['nobody calls it', 'in force', 'was so', 'expired', 'left over', 'about no finding'])
    expect(text).toContain(word);
  expect(text).toContain('2 new, 0 changed');
  expect(await page.locator('#time tbody tr', { hasText: 'gone' }).count()).toBe(1);
  const signed = await page.locator('#sign').textContent();
  expect(signed).toContain('d'.repeat(64));
  expect(signed).toContain(known.value.sha256);
  expect(signed).toContain(document.digest);
  expect(errors).toEqual([]);
});

test('the digest changes with the decisions', () => {
  expect(document.digest).not.toBe(buildReport(input, plan, { version: '1' }).digest);
});

test.each(['new', 'unchanged', 'accepted', 'decision expired'])('filters by standing: %s', async standing => {
  const { page } = await lab.open(await renderHtml(document));
  await page.locator('#tool-standing').selectOption(standing);
  const meant = document.services.filter(({ findings }) =>
    findings.some(
      ({ state, decision }) =>
        state === standing || (decision && (decision.expired ? 'decision expired' : 'accepted') === standing),
    ),
  );
  expect(await page.locator('.list tbody tr:visible').count()).toBe(meant.length);
  expect(meant.length).toBeGreaterThan(0);
});

test('axe has nothing to say about it', async () => {
  const { page } = await lab.open(await renderHtml(document), { bypassCSP: true });
  await page.addScriptTag({ content: axe.source });
  expect(await page.evaluate(`axe.run('#time').then(({ violations }) => violations.map(({ id }) => id))`)).toEqual([]);
});
