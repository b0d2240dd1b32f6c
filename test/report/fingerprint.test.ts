import { describe, expect, test } from '@jest/globals';
import { note } from '../../src/base/finding.ts';
import { lineMap } from '../../src/base/span.ts';
import { fingerprintsOf } from '../../src/report/fingerprint.ts';
import { toFinding } from '../../src/rules/render.ts';

const PATH = '/etc/init.d/acmed';

/** Fingerprints of one rule at the places where a text has a statement. */
function prints(text: string, statement: string | RegExp, ...params: readonly Readonly<Record<string, string>>[]) {
  const span = lineMap(PATH, text).span;
  const places = [...text.matchAll(new RegExp(statement, 'g'))].map(({ index, 0: found }) =>
    span(index, index + found.length),
  );
  const findings = places.flatMap(place =>
    (params.length > 0 ? params : [{ statement: 'x', reason: 'y' }]).map(one =>
      toFinding(note('SV202', place, { statement: 'x', reason: 'y', ...one })),
    ),
  );
  return fingerprintsOf(findings, { name: 'acmed', nth: 0, path: PATH, text });
}

describe('a fingerprint', () => {
  const [before] = prints('rm -rf /srv/x\n', 'rm.*x');

  test('is 16 digits', () => expect(before).toMatch(/^[0-9a-f]{16}$/));

  test.each([
    ['lines above', '# new\n\nrm -rf /srv/x\n', /rm.*x/],
    ['indentation and blanks', '   rm   -rf\t/srv/x\n', /rm.*x/],
    ['a continued line', 'rm -rf \\\n  /srv/x\n', /rm[^x]*x/],
    ['CR LF', '#\r\nrm -rf \\\r\n /srv/x\r\n', /rm[^x]*x/],
  ])('stays with %s', (_, text, statement) => expect(prints(text, statement)).toEqual([before]));

  test('stays when the message is reworded', () =>
    expect(prints('rm -rf /srv/x\n', 'rm.*x', { reason: 'said otherwise' })).toEqual([before]));

  test('changes with the statement', () => expect(prints('rm -rf /srv/y\n', 'rm.*y')).not.toEqual([before]));

  test('numbers equal ones in their order', () => {
    const two = prints('rm -rf /srv/x\nls\nrm -rf /srv/x\n', 'rm.*x');
    expect(two[0]).toBe(before);
    expect(new Set(two).size).toBe(2);
  });

  test('tells services, rules and twins of one name apart', () => {
    const finding = toFinding(note('SV101'));
    const ground = { name: 'a', nth: 0, path: PATH, text: '' };
    const all = [
      fingerprintsOf([finding], ground),
      fingerprintsOf([finding], { ...ground, name: 'b' }),
      fingerprintsOf([finding], { ...ground, nth: 1 }),
      fingerprintsOf([toFinding(note('SV106'))], ground),
    ].flat();
    expect(new Set(all).size).toBe(4);
  });

  test('of findings at one place goes by what the rule says tells them apart, not by their order', () => {
    const differs = (field: string) =>
      toFinding(note('SV902', undefined, { action: 'start', field, script: '1', unit: '2' }));
    const ground = { name: 'a', nth: 0, path: PATH, text: '' };
    const [nice, cwd] = fingerprintsOf([differs('nice'), differs('cwd')], ground);
    expect(fingerprintsOf([differs('cwd')], ground)).toEqual([cwd]);
    expect(nice).not.toBe(cwd);
  });
});
