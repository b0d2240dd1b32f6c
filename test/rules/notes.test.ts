import { expect, jest, test } from '@jest/globals';
import type { Note } from '../../src/base/finding.ts';
import { RULES } from '../../src/rules/index.ts';

const render = await import('../../src/rules/render.ts');
const notes: Note[] = [];
// Every note becomes a finding by this one function, so here all of them come by.
jest.unstable_mockModule('../../src/rules/render.ts', () => ({
  ...render,
  toFinding: (note: Note) => {
    notes.push(note);
    return render.toFinding(note);
  },
}));
const { runExample, targetOf } = await import('./run-example.ts');
const { hostEngine } = await import('../../src/cli/host-engine.ts');

const SAMPLES = new URL('../../samples/', import.meta.url).pathname;

/** Notes with a gap in their text. */
function incomplete(): readonly string[] {
  const gaps = notes.flatMap(note => {
    const missing = render.missingParams(note);
    return missing.length > 0 ? [`${note.code} without ${missing.join(', ')}`] : [];
  });
  return [...new Set(gaps)];
}

test.each(['rhel7', 'debian12'])('every note over the samples for %s brings what its rule speaks of', name => {
  notes.length = 0;
  const target = targetOf(name).name;
  const analysis = hostEngine.analyse({ paths: [`${SAMPLES}initd`], settings: SAMPLES, target });
  expect(analysis.ok).toBe(true);
  expect(notes.length).toBeGreaterThan(100);
  expect(incomplete()).toEqual([]);
});

test('every note over the examples of the rules brings what its rule speaks of', () => {
  notes.length = 0;
  for (const rule of RULES) for (const example of rule.examples) runExample(example);
  expect(incomplete()).toEqual([]);
  // And no rule lives on paper only, but for the errors of the tool itself.
  const raised = new Set(notes.map(note => note.code));
  expect(RULES.map(rule => rule.code).filter(code => !raised.has(code))).toEqual(['SV906']);
});
