import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PLACES, type Place } from '../../src/model/behaviour.ts';
import { lineRuns } from '../../src/report/lines.ts';
import { convertSamples } from '../samples.ts';

const at = (line: number, place: Place, endLine = line, detail = '') => ({ line, endLine, place, detail });

describe('the lines of a script', () => {
  test.each<[string, string, Parameters<typeof lineRuns>[1], readonly string[]]>([
    ['comments, blank lines and syntax', '#!/bin/sh\n# a\n\nfi\n', [], ['1 comment 3', '4 syntax 1']],
    ['syntax goes with the statements above', 'a\nfi\nb\n', [at(1, 'noise'), at(3, 'noise')], ['1 noise 3']],
    ['one fate is one run', 'a\nb\n', [at(1, 'noise'), at(2, 'noise')], ['1 noise 2']],
    ['another reason is another run', 'a\nb\n', [at(1, 'noise'), at(2, 'noise', 2, 'x')], ['1 noise 1', '2 noise 1']],
    ['the worst of a line colours it', 'a; b\n', [at(1, 'noise'), at(1, 'lost')], ['1 lost 1']],
    [
      'a statement colours all its lines',
      'a \\\n b\nc',
      [at(1, 'directive', 2), at(3, 'guard')],
      ['1 directive 2', '3 guard 1'],
    ],
    ['a comment inside a statement belongs to it', 'a\n# b\nc', [at(1, 'helper', 3)], ['1 helper 3']],
    ['lines end as they end', 'a\r\n#b\r\n', [at(1, 'guard')], ['1 guard 2']],
    ['no text, no lines', '', [], []],
  ])('%s', (_, text, statements, expected) => {
    expect(lineRuns(text, statements).map(run => `${run.line} ${run.kind} ${run.text.length}`)).toEqual(expected);
  });

  test('every line is in one run, and every statement is counted once', () => {
    const places = fc.constantFrom<Place>(...PLACES, 'unreached', 'definition');
    const statement = fc.record({
      line: fc.integer({ min: 1, max: 12 }),
      more: fc.integer({ min: 0, max: 3 }),
      place: places,
      detail: fc.constantFrom('', 'x'),
    });
    fc.assert(
      fc.property(fc.array(statement), list => {
        const text = 'line\n'.repeat(15);
        const runs = lineRuns(
          text,
          list.map(({ line, more, place, detail }) => ({ line, endLine: line + more, place, detail })),
        );
        expect(runs.flatMap(run => run.text)).toEqual(text.trimEnd().split('\n'));
        expect(runs.flatMap(run => run.notes).reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
      }),
    );
  });

  test('the samples show each statement that is counted', () => {
    for (const { text, statements } of convertSamples('rhel7')) {
      const list = statements.list.map(({ span, place, detail }) => ({
        line: span.line,
        endLine: span.endLine,
        place,
        detail,
      }));
      const shown = lineRuns(text, list).flatMap(run => run.notes);
      expect(shown.reduce((sum, { count }) => sum + count, 0)).toBe(statements.list.length);
    }
  });
});
