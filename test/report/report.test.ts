import { describe, expect, test } from '@jest/globals';
import { Chalk } from 'chalk';
import { note } from '../../src/base/finding.ts';
import type { Service } from '../../src/model/service.ts';
import { planTree } from '../../src/plan/plan.ts';
import { buildReport } from '../../src/report/build.ts';
import { FORMATS } from '../../src/report/formats.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderFile, renderFindings, renderSummary } from '../../src/report/terminal.ts';
import { migration, service } from './fixture.ts';

const HOSTILE = 'a|b <img src=x>\n\u001b[2J\u202e```';

const hostile = service(
  {
    name: HOSTILE,
    source: { path: `/etc/init.d/${HOSTILE}`, sha256: 'b'.repeat(64) },
    reason: HOSTILE,
    actions: [{ name: HOSTILE, kind: 'custom', becomes: HOSTILE, evidence: [] }],
  },
  [note('SV203', undefined, { reason: HOSTILE })],
);

function report(...services: readonly Service[]) {
  const input = migration(...services);
  return buildReport(input, planTree(input), { version: '1.2.3' });
}

describe('the document', () => {
  test('has what readers of report.json may rely on', () => {
    const document = JSON.parse(renderJson(report()));
    expect(document).toMatchObject({
      schemaVersion: 2,
      tool: { name: 'sysv2systemd', version: '1.2.3' },
      target: { name: 'rhel7', systemd: '219' },
      services: [
        {
          name: 'acmed',
          source: { path: '/etc/init.d/acmed', sha256: 'a'.repeat(64) },
          tier: 'native+helper',
          disposition: 'deploy',
          confidence: 'inferred',
          units: ['root/etc/systemd/system/acmed.service'],
          helpers: ['root/usr/libexec/initscripts/legacy-actions/acmed/configtest'],
          actions: [{ name: 'start' }, { name: 'configtest', kind: 'custom', becomes: 'service acmed configtest' }],
          statements: { total: 2, places: { directive: 1, helper: 1, lost: 0, definition: 0 } },
          settings: { files: ['-/etc/sysconfig/acmed'], defaults: [] },
        },
      ],
    });
    expect(document.services[0].directives[2]).toEqual({
      unit: 'acmed.service',
      section: 'Service',
      name: 'ExecStart',
      value: '/usr/sbin/acmed $OPTIONS',
      evidence: [{ path: '/etc/init.d/acmed', line: 4, column: 10, endLine: 4 }],
      confidence: 'proved',
      by: 'map/test',
    });
    expect(document.files[0]).not.toHaveProperty('content');
    expect(document).not.toHaveProperty('generated');
  });

  test('says each finding once, the worst first, and counts them', () => {
    const { services, summary, inhibitors } = report();
    expect(services[0]?.findings.map(finding => finding.code)).toEqual(['SV201', 'SV410']);
    expect(summary.findings).toEqual({ critical: 0, high: 1, medium: 0, low: 0, info: 1 });
    expect(inhibitors.map(item => [item.service, item.code])).toEqual([['acmed', 'SV201']]);
  });

  test('does not depend on the order of the services', () => {
    const other = service({ name: 'zed', units: [], files: [] });
    expect(renderJson(report(other, service()))).toBe(renderJson(report(service(), other)));
  });

  test('tells the time only if told', () => {
    const input = migration();
    const document = buildReport(input, planTree(input), { version: '1', generated: '2026-01-01' });
    expect(document.generated).toBe('2026-01-01');
    expect(renderMarkdown(document)).toContain('on 2026-01-01');
  });
});

describe('Markdown', () => {
  test('shows actions, findings, settings, statements and the files', () => {
    const text = renderMarkdown(report());
    expect(text).toContain('| `configtest` | – | – | service acmed configtest | as then | 5 |');
    expect(text).toContain('- **high** SV201 `/etc/init.d/acmed:5`: systemctl has no action');
    expect(text).toContain('- read at each start: `-/etc/sysconfig/acmed`');
    expect(text).toContain('| 4 | directive | ExecStart= | `start` |');
    expect(text).toMatch(/```ini\n[^`]*ExecStart=\/usr\/sbin\/acmed \$OPTIONS\n[^`]*```/);
  });

  test('is not steered by a script', () => {
    const text = renderMarkdown(report(hostile));
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(text).not.toMatch(/(?<!\\)<img/);
    for (const row of text.split('\n').filter(line => line.startsWith('| ')))
      expect([2, 4, 5, 6, 7, 8, 9]).toContain(row.match(/(?<!\\)\|/g)?.length);
  });
});

describe('terminal', () => {
  const plain = new Chalk({ level: 0 });

  test('findings have the form path:line:column', () => {
    expect(renderFindings(report(), plain)).toMatch(/^\/etc\/init\.d\/acmed:5:15: high SV201 systemctl has no action/);
  });

  test('the summary counts', () => {
    expect(renderSummary(report(), plain, true)).toBe(
      [
        'acmed  native+helper, inferred (custom action)',
        '1 service: 1 native+helper',
        '2 statements: 1 directive, 1 helper',
        '2 findings: 1 high, 1 info',
        '',
        'Look at these before you deploy:',
        '  /etc/init.d/acmed:5:15: SV201 systemctl has no action "configtest": runs acmed -t',
        '',
      ].join('\n'),
    );
  });

  test('colours are chalk’s and none is the script’s', () => {
    const colour = new Chalk({ level: 1 });
    const document = report(hostile);
    const text = [
      renderFindings(document, colour),
      renderSummary(document, colour, true),
      renderFile(HOSTILE, `[Unit]\n# ${HOSTILE}`, colour),
    ].join('');
    expect(text).toContain('\u001b[31m');
    expect(text).not.toContain('\u001b[2J');
    expect(text).not.toContain('\u202e');
  });
});

test('formats are found by name', () => {
  expect([...FORMATS.keys()]).toEqual(['csv', 'html', 'json', 'markdown', 'md', 'sarif']);
});
