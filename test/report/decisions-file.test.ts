import { describe, expect, test } from '@jest/globals';
import { describeError } from '../../src/base/result.ts';
import { readDecisions } from '../../src/report/decisions-file.ts';

const ENTRY = '"code": "custom-action", "service": "acmed", "acceptedBy": "M", "reason": "r", "until": "2027-06-30"';

describe('a decisions file', () => {
  test('is JSON with comments and commas at the end', () => {
    const read = readDecisions(`{\n  // agreed in May\n  "decisions": [\n    { ${ENTRY} },\n  ],\n}\n`, 'd.json');
    expect(read).toMatchObject({
      ok: true,
      value: {
        doubts: [],
        list: [{ code: 'SV201', service: 'acmed', acceptedBy: 'M', reason: 'r', until: '2027-06-30', line: 4 }],
      },
    });
  });

  test('may name one finding of several', () => {
    const read = readDecisions(`{"decisions":[{${ENTRY},"fingerprint":"0123456789abcdef"}]}`, 'd.json');
    expect(read.ok && read.value.list[0]?.fingerprint).toBe('0123456789abcdef');
  });

  test('a code that no rule has is told, with its place', () => {
    const read = readDecisions(`{"decisions":[{${ENTRY.replace('custom-action', 'SV999')}}]}`, 'd.json');
    expect(read.ok && read.value.doubts.map(describeError)).toEqual(['d.json:1:24: no rule has the code SV999']);
  });

  test.each([
    ['nothing', '', /^d\.json:1:1: is not JSON/],
    ['a bracket too few', '{\n"decisions": [', /^d\.json:2:15: is not JSON/],
    ['another top', '[]', /^d\.json:1:1: should be/],
    ['an unknown field at the top', '{"decisons": []}', /^d\.json:1:14: there is no "decisons"/],
    ['no list', '{"decisions": {}}', /^d\.json:1:15: should be/],
    ['no object', '{"decisions": [\n 1]}', /^d\.json:2:2: a decision is an object/],
    ['an unknown field', `{"decisions": [{${ENTRY}, "by": "x"}]}`, /a decision has no "by"/],
    ['a number', `{"decisions": [{${ENTRY.replace('"r"', '1')}}]}`, /"reason" should be a text/],
    ['an empty reason', `{"decisions": [{${ENTRY.replace('"r"', '" "')}}]}`, /"reason" should be a text/],
    ['no end', `{"decisions": [{${ENTRY.replace(/, "until.*/, '')}}]}`, /the decision has no "until"/],
    ['no day', `{"decisions": [{${ENTRY.replace('06-30', '02-30')}}]}`, /"until" should be a day/],
    ['a heap of brackets', '['.repeat(100_000), /nested deeper/],
  ])('%s is an error with its place', (_, text, message) => {
    const read = readDecisions(text, 'd.json');
    expect(read.ok ? '' : describeError(read.error)).toMatch(message);
  });
});
