import { describe, expect, test } from '@jest/globals';
import { note } from '../../src/base/finding.ts';
import { InternalError } from '../../src/base/result.ts';
import { lineMap } from '../../src/base/span.ts';
import { findRule, missingParams, toFinding } from '../../src/rules/render.ts';

describe('toFinding', () => {
  test('puts the values of a note into the words of its rule', () => {
    const span = lineMap('/etc/init.d/acmed', 'a\nb\n').span(2, 3);
    expect(toFinding(note('SV224', span, { path: '/var/lock/subsys/acmed' }))).toEqual({
      code: 'SV224',
      severity: 'info',
      category: 'files',
      confidence: 'proved',
      effort: 'none',
      message: 'the lock file /var/lock/subsys/acmed is no longer made',
      remediation: 'Let whatever reads it use "systemctl is-active".',
      subject: '/var/lock/subsys/acmed',
      location: span,
    });
  });

  test('a note without a span has no location, and its own confidence wins', () => {
    const finding = toFinding(note('SV101', undefined, {}, 'unknown'));
    expect(finding).not.toHaveProperty('location');
    expect(finding.confidence).toBe('unknown');
  });

  test.each([
    ['SV902', { action: 'start', field: 'nice', script: '5', unit: '0' }, 'nice'],
    ['SV902', { action: 'start', field: 'colour', script: '5', unit: '0' }, 'tool'],
    ['SV902', { action: 'stop', field: 'nice', script: '5', unit: '0' }, 'stop'],
    ['SV902', { action: 'reload', field: 'nice', script: '5', unit: '0' }, 'actions'],
    ['SV401', { setting: 'X', directive: 'User=', value: 'x' }, 'user'],
    ['SV401', { setting: 'X', directive: 'LimitNOFILE', value: '9' }, 'limits'],
    ['SV401', { setting: 'X', directive: 'Foo', value: '9' }, 'settings'],
  ])('%s %j is about %s', (code, params, category) => {
    expect(toFinding(note(code, undefined, params)).category).toBe(category);
  });

  test('a slice of many lines is one line', () => {
    const finding = toFinding(note('SV202', undefined, { statement: 'if a\n  then b', reason: 'r' }));
    expect(finding.message).toBe('lost: "if a then b" (r)');
  });

  test.each<[string, string, Record<string, string>, string, string | undefined]>([
    ['a command', 'SV201', { action: 'configtest' }, 'acmed', "grep -rnEe 'acmed +configtest' /etc /var/spool/cron"],
    [
      'text stays text in its pattern',
      'SV201',
      { action: 'a*' },
      'x.y',
      "grep -rnEe 'x\\.y +a\\*' /etc /var/spool/cron",
    ],
    [
      'a quote is quoted',
      'SV431',
      { name: "a';reboot'" },
      'acmed',
      "useradd -r -s /sbin/nologin -- 'a'\\'';reboot'\\'''",
    ],
    ['an option is no option', 'SV432', { name: '-x' }, 'acmed', 'groupadd -r -- -x'],
    ['none with a line end in it', 'SV432', { name: 'a\nreboot' }, 'acmed', undefined],
    ['none with a value of the run', 'SV405', { user: '$ACME_USER' }, 'acmed', undefined],
    ['none with a value that is not there', 'SV405', {}, 'acmed', undefined],
    ['links of the old host', 'SV101', {}, 'a[b]*', "find /etc -path '*/rc?.d/[SK]??a\\[b\\]\\*'"],
  ])('%s', (_, code, params, service, command) => {
    expect(toFinding(note(code, undefined, params), service).command).toBe(command);
  });

  test('an unknown code is an error of the tool', () => {
    expect(() => toFinding(note('SV999'))).toThrow(InternalError);
  });

  test('a missing value leaves a visible gap', () => {
    const incomplete = note('SV203');
    expect(missingParams(incomplete)).toEqual(['reason']);
    expect(toFinding(incomplete).message).toBe('the unit calls the original script: …');
  });
});

test('rules are found by code and by name', () => {
  expect(findRule('sv201')).toBe(findRule('custom-action'));
  expect(findRule('SV000')).toBeUndefined();
});
