import { expect, test } from '@jest/globals';
import type { FindingReport, ServiceReport } from '../../../src/report/document.ts';
import { findingsOf } from '../../../src/report/html/findings.ts';

/** The list item of one finding at lines 2 and 3 of a script. */
function item(more: Partial<FindingReport>): string {
  const finding = {
    code: 'SV255',
    severity: 'info',
    category: 'input',
    confidence: 'inferred',
    effort: 'none',
    message: 'a message',
    remediation: 'A thing to do.',
    location: { path: '/etc/init.d/acmed', line: 2, column: 1, endLine: 3 },
    ...more,
  };
  const script = [{ from: 1, to: 3, text: ['one', 'two', 'three'] }];
  const service = { source: { path: '/etc/init.d/acmed' }, findings: [finding], view: { script } };
  return findingsOf(1, service as unknown as ServiceReport).markup;
}

test.each<[string, Partial<FindingReport>, boolean]>([
  ['where nothing is to be done, the rule says it once for all', {}, false],
  ['where something is, it stands with the finding', { effort: 'minutes' }, true],
  ['a command is always shown', { command: 'systemctl cat acmed.service' }, true],
])('%s', (_, more, shown) => {
  expect(item(more).includes('<p>A thing to do.')).toBe(shown);
});

test('a snippet is one line where nothing is to be done', () => {
  expect([item({}), item({ effort: 'minutes' })].map(text => /two/.test(text) && /three/.test(text))).toEqual([
    false,
    true,
  ]);
});
