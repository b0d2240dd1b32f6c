import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axe from 'axe-core';
import { note } from '../../../src/base/finding.ts';
import { lineMap } from '../../../src/base/span.ts';
import { visible, visibleLine } from '../../../src/report/escape.ts';
import { inhibitorGroups } from '../../../src/report/inhibitors.ts';
import { convertSamples } from '../../samples.ts';
import { service } from '../fixture.ts';
import { type Lab, type Opened, openAll, reportOf, startLab } from './browser.ts';

jest.setTimeout(60_000);

const NAMES = ['acmed', 'orders', 'relayd', 'tarnd', 'plainlsb', 'callout', 'broken', 'nimbrad'];
const services = convertSamples('rhel7').filter(({ name }) => NAMES.includes(name));
const { document: report, html } = await reportOf(services);

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.close());

const shownRows = (page: Opened['page']) => page.locator('.list tbody tr:visible').count();

async function violations(page: Opened['page']): Promise<unknown> {
  await page.addScriptTag({ content: axe.source });
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(node => node.html)))',
  );
}

describe('without JavaScript', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await lab.open(html, { javaScriptEnabled: false });
  });

  test('asks for nothing', () => {
    expect(opened.requests).toEqual([]);
    expect(opened.errors).toEqual([]);
  });

  test.each(report.services.map((service, at) => [service.name, service, at] as const))(
    '%s: script, unit, helpers, actions and findings can be read',
    async (name, service, at) => {
      const { page } = opened;
      const details = page.locator('.svc').nth(at);
      await details.locator('summary').click();
      expect(await details.locator('h3').textContent()).toBe(name);
      const lines = await details.locator('.src > li > p:not(:first-child)').allTextContents();
      expect(lines).toEqual(service.view.script.flatMap(({ text }) => text.map(visible)));
      const labels = await details.locator('.src > li > p:first-child').allTextContents();
      expect(labels.filter(label => label.trim() === '')).toEqual([]);
      const sides = await details.locator('.unit > p').allTextContents();
      const unitLines = service.view.units.flatMap(unit => unit.lines.map(({ text }) => visible(text)));
      expect(sides.length).toBe(unitLines.length);
      for (const [line, text] of unitLines.entries()) expect(sides[line]?.startsWith(text)).toBe(true);
      const helpers = await details.locator('.now > pre').allTextContents();
      const files = service.helpers.map(path => report.files.find(file => file.path === path)?.content ?? '');
      expect(helpers).toEqual(files.map(visible));
      const findings = await details.locator('.findings > li').allInnerTexts();
      expect(findings.length).toBe(service.findings.length);
      for (const [index, finding] of service.findings.entries()) {
        const shown = findings[index] ?? '';
        for (const word of [finding.code, finding.severity, finding.category, finding.confidence, finding.effort])
          expect(shown).toContain(word);
        expect(shown).toContain(visibleLine(finding.message));
      }
      const actions = await details.locator('.acts tbody tr').allInnerTexts();
      expect(actions.map(row => row.split('\t')[3])).toEqual(service.actions.map(({ becomes }) => becomes));
      await details.locator('summary').click();
    },
  );

  test('says what became of each statement: as many as report.json counts', () => {
    for (const { statements, view } of report.services)
      expect(view.script.flatMap(({ notes }) => notes).reduce((sum, { count }) => sum + count, 0)).toBe(
        statements.list.length,
      );
  });

  test('no two places have one name, and each link leads to a place', async () => {
    const { html: all } = await reportOf(convertSamples('rhel7'));
    const ids = [...all.matchAll(/<[^>]* id="?([\w-]+)/g)].map(([, id]) => id ?? '');
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const links = new Set([...all.matchAll(/ href="?#([\w-]+)/g)].map(([, id]) => id ?? ''));
    const places = new Set(ids);
    expect([...links].filter(id => !places.has(id))).toEqual([]);
  });

  test('a finding that stands in another file says in which', async () => {
    const line = lineMap('/etc/crontab', 'A=1\n@daily root service acmed rotate\n').span(4, 10);
    const own = service({}, [note('SV536', line, { call: 'service acmed rotate', instead: 'acmed-rotate' })]);
    const { page } = await lab.open((await reportOf([own])).html, { javaScriptEnabled: false });
    const shown = page.locator('.findings > li');
    expect(await shown.filter({ hasText: 'SV536' }).textContent()).toContain('in /etc/crontab, line 2');
    expect(await shown.filter({ hasText: 'SV201' }).textContent()).not.toContain('in /etc');
  });

  test('every link inside leads somewhere', async () => {
    const { page } = await lab.open(html);
    const broken = await page.evaluate(
      `[...document.querySelectorAll('a[href^="#"]')].filter(link => !document.getElementById(link.hash.slice(1))).map(String)`,
    );
    expect(broken).toEqual([]);
  });

  test('an anchor opens the service that it is in', async () => {
    const { page } = await lab.open(html, { javaScriptEnabled: false }, '#s1');
    expect(await page.locator('.svc').nth(1).getAttribute('open')).toBe('');
  });

  test('names what stands in the way, and the commands that help', async () => {
    const { page } = opened;
    const rows = await page.locator('.way tbody th').allTextContents();
    expect(rows).toEqual(inhibitorGroups(report).map(({ code, name }) => `${code} ${name}`));
    expect(rows.length).toBeGreaterThan(0);
    const commands = report.services.flatMap(service => service.findings.flatMap(({ command }) => command ?? []));
    expect(await page.locator('.findings kbd').allTextContents()).toEqual(commands);
    expect(commands.length).toBeGreaterThan(5);
  });

  test('the table of actions tells what was and what is, exit statuses included', async () => {
    const at = report.services.findIndex(({ name }) => name === 'orders');
    const rows = opened.page.locator('.svc').nth(at).locator('.acts tbody tr');
    const cells = await rows.evaluateAll(list => list.map(row => [...row.children].map(cell => cell.textContent)));
    expect(cells).toContainEqual([
      'restart',
      'its own stop; its own start',
      'of last command',
      'systemctl restart orders.service',
      '0, 1, 5',
    ]);
  });

  test.each(['#%E0%A4%A', '#?severity=none&sort=-99&group="', '#nowhere'])(
    'an address that means nothing, %s, shows all',
    async hash => {
      const other = await lab.open(html, {}, hash);
      expect(await shownRows(other.page)).toBe(services.length);
      expect(other.errors).toEqual([]);
    },
  );

  test('lists every rule with its why, and what was signed for', async () => {
    expect(await opened.page.locator('.rule').count()).toBe(report.rules.length);
    expect(await opened.page.locator('#sign').textContent()).toContain(report.digest);
    expect(await opened.page.locator('#files').textContent()).toContain(
      `${report.services[0]?.source.sha256}  ${report.services[0]?.source.path}`,
    );
  });
});

describe('with JavaScript', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await lab.open(html);
  });

  test('makes no request and no noise', async () => {
    expect(opened.requests).toEqual([]);
    expect(opened.errors).toEqual([]);
  });

  test('searches in scripts, units and findings, and keeps the search in the address', async () => {
    const { page } = opened;
    await page.getByRole('searchbox').fill('relayd');
    const hits = services.filter(({ text, name }) => `${name} ${text}`.includes('relayd')).length;
    expect(await shownRows(page)).toBe(hits);
    expect(hits).toBeLessThan(services.length);
    expect(new URL(page.url()).hash).toBe('#?q=relayd');
    const again = await lab.open(html, {}, '#?q=relayd');
    expect(await shownRows(again.page)).toBe(hits);
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await shownRows(page)).toBe(services.length);
    expect(new URL(page.url()).hash).toBe('');
  });

  test.each(['severity', 'category', 'confidence', 'tier'] as const)('filters by %s', async facet => {
    const { page } = opened;
    const value = facet === 'tier' ? 'native' : (report.services[0]?.findings[0]?.[facet] ?? '');
    await page.locator(`#tool-${facet}`).selectOption(value);
    const expected = report.services.filter(service =>
      facet === 'tier' ? service.tier === value : service.findings.some(finding => finding[facet] === value),
    );
    expect(await shownRows(page)).toBe(expected.length);
    if (facet !== 'tier') {
      const findings = expected.flatMap(service => service.findings.filter(finding => finding[facet] === value));
      expect(await page.locator('#tools output').textContent()).toContain(
        `, ${findings.length} finding${findings.length === 1 ? '' : 's'}`,
      );
    }
    await page.getByRole('button', { name: 'Clear' }).click();
  });

  test('groups findings by rule and by severity', async () => {
    const { page } = opened;
    const findings = report.services.flatMap(service => service.findings);
    for (const [by, key] of [
      ['rule', 'code'],
      ['severity', 'severity'],
    ] as const) {
      await page.locator('#tool-group').selectOption(by);
      const groups = page.locator('#groups > details');
      expect(await groups.count()).toBe(new Set(findings.map(finding => finding[key])).size);
      await groups.first().locator('summary').click();
      // Its list is made by the event that follows the click.
      await groups.first().locator('li').first().waitFor();
      const [name = '', count] = ((await groups.first().locator('summary').textContent()) ?? '').split(': ');
      const [word] = name.split(' ');
      expect(findings.filter(finding => finding[key] === word).length).toBe(Number(count));
      if (by === 'rule') expect(name).toBe(`${word} ${report.rules.find(({ code }) => code === word)?.name}`);
      expect(await groups.first().locator('li').count()).toBe(Number(count));
    }
    await page.locator('#tool-group').selectOption('');
  });

  test('sorts by any column, both ways, by keyboard too', async () => {
    const { page } = opened;
    const names = () => page.locator('.list tbody th').allInnerTexts();
    const before = await names();
    const button = page.getByRole('button', { name: 'Time' });
    await button.focus();
    await page.keyboard.press('Enter');
    const byTime = [...report.services].sort((a, b) => a.grade.minutes - b.grade.minutes).map(({ name }) => name);
    expect(await names()).toEqual(byTime);
    expect(await page.locator('th[aria-sort=ascending]').textContent()).toContain('Time');
    await page.keyboard.press('Enter');
    expect((await names())[0]).toBe(byTime.at(-1));
    expect(new URL(page.url()).hash).toBe('#?sort=-7');
    await page.locator('.list th button').first().click();
    expect(await names()).toEqual(before);
  });

  test('a directive lights up its lines, and a line its directives', async () => {
    const { page } = opened;
    const details = page.locator('.svc').filter({ has: page.getByRole('heading', { name: 'acmed', exact: true }) });
    await details.locator('summary').click();
    const directive = details.locator('.unit > p', { hasText: 'ExecStart=' }).first();
    await directive.hover();
    const lit = details.locator('.src > li.lit');
    expect(await lit.allTextContents()).toEqual([expect.stringContaining('daemon --user acme')]);
    await page.mouse.move(0, 0);
    await lit.first().waitFor({ state: 'detached' });
    await details.locator('.src > li', { hasText: 'daemon --user acme' }).first().locator('a').first().focus();
    expect(await details.locator('.unit > p.lit').count()).toBeGreaterThan(0);
    await details.locator('summary').click();
  });

  test('copies a command, or selects it where the browser does not let it', async () => {
    const { page } = opened;
    const command = page.locator('.tip kbd');
    const details = page
      .locator('.svc')
      .filter({ has: page.locator('.findings kbd') })
      .first();
    await details.locator('summary').click();
    const [kbd, button] = [details.locator('kbd').first(), details.locator('kbd + button').first()];
    const text = await kbd.textContent();
    await page.evaluate('navigator.clipboard.writeText = async text => { window.copied = text; }');
    await button.click();
    expect(await button.textContent()).toBe('Copied');
    expect(await page.evaluate('window.copied')).toBe(text);
    await page.evaluate('navigator.clipboard.writeText = async () => { throw new Error("no"); }');
    await button.click();
    expect(await button.textContent()).toBe('Selected');
    expect(await page.evaluate('String(getSelection())')).toBe(text);
    await details.locator('summary').click();
    expect(await command.textContent()).toMatch(/^sysv2systemd trace NAME /);
  });

  test('prints every service, opened, with page numbers', async () => {
    const pdf = (await opened.page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const pages = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(services.length);
    const plain = await lab.open(html, { javaScriptEnabled: false });
    await plain.page.emulateMedia({ media: 'print' });
    expect(await plain.page.locator('.src').first().isVisible()).toBe(true);
  });
});

describe.each(['light', 'dark'] as const)('in %s', colorScheme => {
  test('axe finds nothing to complain about', async () => {
    const { page } = await lab.open(html, { colorScheme, bypassCSP: true });
    await openAll(page);
    expect(await violations(page)).toEqual([]);
  });
});

test('on a narrow screen nothing runs out of the page, and axe finds nothing either', async () => {
  const { page } = await lab.open(html, { viewport: { width: 390, height: 800 }, bypassCSP: true });
  await openAll(page);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
});
