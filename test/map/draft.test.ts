import { describe, expect, test } from '@jest/globals';
import { add, helperPath, newDraft, place } from '../../src/map/draft.ts';
import { mapInput } from './harness.ts';

const SPAN = mapInput('true\n').source.lines.span(0, 4);

test('a new draft is empty and sure', () => {
  expect(newDraft()).toEqual({
    directives: [],
    files: [],
    notes: [],
    places: new Map(),
    usedSettings: new Set(),
    restarts: new Set(),
    confidence: 'proved',
  });
});

test('a directive keeps its evidence, in the order of the passes', () => {
  const draft = newDraft();
  add(draft, 'Service', 'Nice', '5', 'process', [SPAN]);
  add(draft, 'Unit', 'After', 'a.service', 'order', [], 'assumed', 'as before');
  expect(draft.directives).toEqual([
    { section: 'Service', name: 'Nice', value: '5', by: 'map/process', evidence: [SPAN], confidence: 'proved' },
    {
      section: 'Unit',
      name: 'After',
      value: 'a.service',
      by: 'map/order',
      evidence: [],
      confidence: 'assumed',
      comment: 'as before',
    },
  ]);
});

describe('the worst place of a statement stays', () => {
  const RANK = ['unreached', 'definition', 'noise', 'directive', 'guard', 'helper', 'lost'] as const;
  test.each(RANK.flatMap((low, i) => RANK.slice(i + 1).map(high => [low, high] as const)))('%s, %s', (low, high) => {
    for (const pair of [
      [low, high],
      [high, low],
    ] as const) {
      const draft = newDraft();
      for (const one of pair) place(draft, 'start', 7, one, `by ${one}`);
      expect(draft.places.get('start')).toEqual(new Map([[7, { place: high, detail: `by ${high}` }]]));
    }
  });

  test('the first detail of one place stays', () => {
    const draft = newDraft();
    place(draft, 'start', 7, 'helper', 'a');
    place(draft, 'start', 7, 'helper', 'b');
    expect(draft.places.get('start')?.get(7)?.detail).toBe('a');
  });

  test('each statement of each action has its own', () => {
    const draft = newDraft();
    place(draft, 'start', 7, 'lost', 'a');
    place(draft, 'start', 8, 'noise', 'b');
    place(draft, 'stop', 7, 'noise', 'c');
    expect([...draft.places].map(([action, places]) => [action, [...places.keys()]])).toEqual([
      ['start', [7, 8]],
      ['stop', [7]],
    ]);
  });
});

test('helpers have a folder for each service', () => {
  expect(helperPath('acmed', 'start')).toBe('/usr/libexec/sysv2systemd/acmed/start');
});
