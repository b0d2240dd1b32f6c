import { describe, expect, test } from '@jest/globals';
import { note } from '../../src/base/finding.ts';
import { planTree } from '../../src/plan/plan.ts';
import { buildReport } from '../../src/report/build.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import type { Standing } from '../../src/report/standing.ts';
import { RULES } from '../../src/rules/index.ts';
import { migration, service } from './fixture.ts';
import { STANDING } from './standing-fixture.ts';

function sarif(standing: Standing = {}, own = service()) {
  const input = migration(own);
  const text = renderSarif(buildReport(input, planTree(input), { version: '1.2.3', ...standing }));
  return JSON.parse(text).runs[0];
}

describe('SARIF', () => {
  test('declares every rule with help, also those that did not fire', () => {
    const { rules } = sarif().tool.driver;
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(RULES.map(({ code }) => code));
    for (const rule of rules) {
      expect(rule.help.text).toContain('What to do: ');
      expect(rule.help.markdown).toContain('**Effort:** ');
    }
  });

  test('a result: rule, level, place, fingerprint', () => {
    const run = sarif();
    const result = run.results[0];
    expect(result).toMatchObject({
      ruleId: 'SV201',
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'etc/init.d/acmed', uriBaseId: 'HOST' },
            region: { startLine: 5, startColumn: 15, endLine: 5 },
          },
        },
      ],
      properties: { severity: 'high', category: 'actions', confidence: 'proved', effort: 'hour' },
    });
    expect(result.partialFingerprints['sysv2systemd/v1']).toMatch(/^[0-9a-f]{16}$/);
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe('SV201');
    expect(result).not.toHaveProperty('baselineState');
    expect(result).not.toHaveProperty('suppressions');
    expect(run.artifacts).toEqual([
      {
        location: { uri: 'etc/init.d/acmed', uriBaseId: 'HOST' },
        hashes: { 'sha-256': 'a'.repeat(64) },
        roles: ['analysisTarget'],
        sourceLanguage: 'shell',
      },
    ]);
  });

  test.each([
    ['see [a](javascript:b)', 'see \\[a\\](javascript:b)'],
    ['[ -e /a ] || exit', '[ -e /a ] || exit'],
    ['awk {0}', 'awk {{0}}'],
    ['awk {print $1}', 'awk {print $1}'],
  ])('a message is text: %s', (reason, text) => {
    const own = service({}, [note('SV203', undefined, { reason })]);
    const messages = sarif({}, own).results.map(({ message }: { message: { text: string } }) => message.text);
    expect(messages).toContainEqual(expect.stringContaining(`the original script: ${text}. `));
  });

  test.each([
    ['critical', 'SV110', 'error'],
    ['high', 'SV203', 'error'],
    ['medium', 'SV101', 'warning'],
    ['low', 'SV106', 'note'],
    ['info', 'SV410', 'note'],
  ])('%s is of its level', (_, code, level) => {
    const { results } = sarif({}, service({}, [note(code, undefined, { reason: 'r' })]));
    expect(results.find(({ ruleId }: { ruleId: string }) => ruleId === code).level).toBe(level);
  });

  test('decisions are suppressions; an expired one suppresses nothing', () => {
    const [custom, core, gone] = sarif(STANDING).results;
    expect(custom.suppressions).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        justification: 'nobody calls it (accepted by M. Meier, until 2027-06-30)',
      },
    ]);
    expect(core.suppressions[0].status).toBe('underReview');
    expect(custom.baselineState).toBe('new');
    expect(gone).toMatchObject({ ruleId: 'SV203', baselineState: 'absent' });
  });

  test.each([
    ['/etc/init.d/a b#c?%', 'etc/init.d/a%20b%23c%3F%25', 'HOST'],
    ['scripts/x:y', 'scripts/x%3Ay', 'WORKDIR'],
    ['/etc/init.d/\ud800', 'etc/init.d/%EF%BF%BD', 'HOST'],
  ])('the path %j is a relative reference', (path, uri, uriBaseId) => {
    const run = sarif({}, service({ source: { path, sha256: '' }, findings: [] }));
    expect(run.artifacts[0].location).toEqual({ uri, uriBaseId });
    expect(run.artifacts[0]).not.toHaveProperty('hashes');
  });
});
