import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { note } from '../../../src/base/finding.ts';
import { lineMap } from '../../../src/base/span.ts';
import { service } from '../fixture.ts';
import { type Lab, openAll, reportOf, startLab } from './browser.ts';

jest.setTimeout(60_000);

const EVIL = [
  '</script><img src=x onerror=alert(1)>',
  '{{7*7}}',
  '\u001b[31mred',
  '\u202egnp.exe',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><script>alert(1)</script>',
  '<base href=https://example.org/>',
  '&lt;b&gt;',
  '=cmd|calc!A1',
];

const text = EVIL.map(line => `echo ${line}\n# ${line}\n`).join('');
const span = lineMap('/etc/init.d/evil', text).span(0, text.length);

const evil = EVIL.map(name =>
  service(
    {
      name,
      source: { path: `/etc/init.d/${name}`, sha256: 'c'.repeat(64) },
      text,
      reason: name,
      units: [
        {
          name: `${name.replaceAll('/', '_')}.service`,
          directives: [
            {
              section: 'Unit',
              name: 'After',
              value: `${name}.service a.service`,
              evidence: [span],
              confidence: 'proved',
              by: 'x',
            },
            {
              section: 'Service',
              name: 'ExecStart',
              value: `${name} $OPTIONS`,
              evidence: [span],
              confidence: 'assumed',
              by: 'x',
            },
          ],
        },
      ],
      files: [
        {
          path: `/usr/${name.replaceAll('/', '_')}`,
          mode: 0o755,
          content: name,
          kind: 'helper',
          evidence: [],
          reason: name,
        },
      ],
      actions: [{ name, kind: 'custom', becomes: name, evidence: [span], does: name, exits: [{ code: 1, span }] }],
    },
    [note('SV203', span, { reason: name })],
  ),
);

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.close());

test('names and texts of scripts are text and nothing else', async () => {
  const { document, html } = await reportOf(evil);
  const { page, requests, errors } = await lab.open(html);
  await openAll(page);
  for (const by of ['rule', 'severity']) {
    await page.locator('#tool-group').selectOption(by);
    for (const summary of await page.locator('#groups summary').all()) await summary.click();
  }
  expect(await page.locator('img, base, iframe, object, svg svg, [onerror], [onload], [onmouseover]').count()).toBe(0);
  expect(await page.locator('script').count()).toBe(1);
  expect(requests).toEqual([]);
  expect(errors).toEqual([]);
  const shown = await page.locator('.svc h3').allTextContents();
  expect([...shown].sort()).toEqual(
    EVIL.map(name => name.replace('\u001b', '\\u{1b}').replace('\u202e', '\\u{202e}')).sort(),
  );
  expect(document.services.length).toBe(EVIL.length);
  expect(html).not.toMatch(/[\u001b\u202e]/);
});

test('the policy keeps out what is not the page’s own', async () => {
  const { html } = await reportOf([service()]);
  const { page, requests, errors } = await lab.open(
    html.replace('<main>', '<main><script>globalThis.broken = 1</script><img src="https://example.org/a.png" alt="">'),
  );
  expect(await page.evaluate('"broken" in window')).toBe(false);
  expect(requests).toEqual([]);
  expect(errors.join('\n')).toMatch(/Content Security Policy/);
});
