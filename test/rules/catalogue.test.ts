import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CATEGORIES, EFFORTS, SEVERITIES } from '../../src/base/finding.ts';
import { RULES } from '../../src/rules/index.ts';

const folder = new URL('../../src/rules/', import.meta.url);

test('the index is what the generator writes', () => {
  const script = new URL('../../scripts/generate-rules-index.js', import.meta.url).pathname;
  expect(() => execFileSync(process.execPath, [script, '--check'])).not.toThrow();
});

test('codes and names are unique and give the file its name', () => {
  const files = readdirSync(folder).filter(file => file.startsWith('SV'));
  expect(RULES.map(rule => `${rule.code}-${rule.name}.ts`)).toEqual(files.sort());
  expect(new Set(RULES.map(rule => rule.name)).size).toBe(RULES.length);
});

describe.each(RULES.map(rule => [rule.code, rule] as const))('%s', (_, rule) => {
  const given = Object.fromEntries(rule.params.map(name => [name, `<${name}>`]));
  const optional = Object.fromEntries((rule.optional ?? []).map(name => [name, `<${name}>`]));

  test('is of a known severity and category', () => {
    expect(SEVERITIES).toContain(rule.severity);
    expect(CATEGORIES).toContain(rule.category);
  });

  test('says what it asks of a person', () => {
    expect(EFFORTS).toContain(rule.effort.level);
    expect(rule.effort.because).toMatch(/^\S.*[^\s.]$/);
  });

  test('says what, why and what to do, each in a line that uses what it is given', () => {
    for (const params of [given, { ...given, ...optional }]) {
      const texts = [rule.what(params), rule.todo(params)];
      for (const text of [...texts, rule.why]) {
        expect(text).toMatch(/^\S.*\S$/);
        expect(text).not.toContain('undefined');
      }
      for (const name of Object.values(params)) expect(texts.join(' ')).toContain(name);
    }
    expect(rule.why).toMatch(/\.$/);
    expect(rule.todo(given)).toMatch(/[.…]$/);
    expect(rule.what(given)).not.toMatch(/\.$/);
  });

  test('has a command of known words, if any', () => {
    for (const word of rule.command?.(given, 'acmed') ?? []) expect(word).toMatch(/^(?!.*undefined)./);
  });

  test('has an example that it reports and one that it does not', () => {
    if (rule.code === 'SV906') return expect(rule.examples).toEqual([]);
    expect(rule.examples.map(example => example.reported)).toEqual(expect.arrayContaining([true, false]));
    for (const example of rule.examples) expect(example.script).not.toBe('');
  });
});
