import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { Service } from '../../../src/model/service.ts';
import { planTree } from '../../../src/plan/plan.ts';
import { buildReport } from '../../../src/report/build.ts';
import type { ReportDocument } from '../../../src/report/document.ts';
import { renderHtml } from '../../../src/report/html/page.ts';

/** Debian's; without it the tests of the page fail and say so. */
const CHROMIUM = '/usr/bin/chromium';

const SWITCHES =
  '--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run';

/** A page in a browser, with every request that it tried to make beside the one for itself. */
export interface Opened {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly errors: readonly string[];
}

export interface Lab {
  readonly open: (html: string, options?: BrowserContextOptions, hash?: string) => Promise<Opened>;
  readonly close: () => Promise<void>;
}

/** A browser for one test file. */
export async function startLab(): Promise<Lab> {
  if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is not there: apt-get install chromium`);
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: SWITCHES.split(' ') });
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  let number = 0;
  return {
    open: async (html, options = {}, hash = '') => {
      number += 1;
      const file = join(folder, `report${number}.html`);
      writeFileSync(file, html);
      const url = pathToFileURL(file).href;
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const requests: string[] = [];
      const errors: string[] = [];
      await page.route('**/*', route => {
        if (route.request().url().split('#')[0] === url) return route.continue();
        requests.push(route.request().url());
        return route.abort();
      });
      page.on('pageerror', error => errors.push(String(error)));
      page.on('console', message => errors.push(message.text()));
      page.on('dialog', dialog => {
        errors.push(`dialog: ${dialog.message()}`);
        return dialog.dismiss();
      });
      await page.goto(url + hash);
      return { page, requests, errors };
    },
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Open all that can be opened. */
export async function openAll(page: Page): Promise<void> {
  await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
}

/** The report of services, as document and page. */
export async function reportOf(services: readonly Service[]): Promise<{ document: ReportDocument; html: string }> {
  const input = { target: { name: 'rhel7', systemd: '219' }, services };
  const document = buildReport(input, planTree(input), { version: '1.2.3', flags: ['--root', '/mnt/old host'] });
  return { document, html: await renderHtml(document) };
}
