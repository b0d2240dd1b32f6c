import { describe, expect, test } from '@jest/globals';
import type { Request } from '../../src/cli/engine.ts';
import { hostEngine } from '../../src/cli/host-engine.ts';
import { planTree } from '../../src/plan/plan.ts';
import { buildReport } from '../../src/report/build.ts';
import type { ServiceReport } from '../../src/report/document.ts';
import { type ReportJson, renderJson } from '../../src/report/json.ts';
import { parseSource } from '../../src/shell/parse.ts';
import { statementsOf } from '../../src/shell/statements.ts';

const SAMPLES = new URL('../../samples/', import.meta.url).pathname;

/** Another host to look at: the root of its image, such as CORPUS=/srv/image npm test -- test/report/statements. */
const { CORPUS } = process.env;

const BATCHES: readonly (readonly [string, Request])[] = [
  ['the samples for rhel7', { paths: [`${SAMPLES}initd`], settings: SAMPLES, target: 'rhel7' }],
  ['the samples for debian12', { paths: [`${SAMPLES}initd`], settings: SAMPLES, target: 'debian12' }],
  ...(CORPUS === undefined ? [] : [[CORPUS, { paths: [], root: CORPUS, target: 'debian12' }] as const]),
];

/** Where the statements of a text begin, told by a walk over its tree that knows nothing of reports. */
function walked(text: string): readonly string[] {
  const source = parseSource('script', text);
  return statementsOf(source.ast).map(({ node }) => {
    const { line, column } = source.lines.span(node.pos, node.end);
    return `${line}:${column}`;
  });
}

/** Places with their number, as the labels of the lines say them. */
function labelled({ view }: ServiceReport): Readonly<Record<string, number>> {
  return tally(view.script.flatMap(({ notes }) => notes.flatMap(({ place, count }) => Array(count).fill(place))));
}

function tally(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

describe.each(BATCHES)('%s', (_, request) => {
  const analysis = hostEngine.analyse(request);
  if (!analysis.ok) throw new Error(analysis.error.message);
  const { migration } = analysis.value;
  const document = buildReport(migration, planTree(migration), { version: '1' });
  const json: ReportJson = JSON.parse(renderJson(document));
  const texts = new Map(migration.services.map(({ source, text }) => [source.path, text]));
  const converted = json.services.flatMap((service, at) => {
    const own = document.services[at];
    return service.units.length > 0 && own ? [[service.source.path, service, own] as const] : [];
  });

  test('has scripts to look at', () => expect(converted.length).toBeGreaterThan(50));

  test.each(converted)('%s: walk, report.json and labels tell of the same statements', (path, counted, shown) => {
    const walk = walked(texts.get(path) ?? '');
    expect(counted.statements.list.map(({ line, column }) => `${line}:${column}`)).toEqual(walk);
    expect(counted.statements.total).toBe(walk.length);
    const places = tally(counted.statements.list.map(({ place }) => place));
    expect(counted.statements.places).toEqual({ ...counted.statements.places, ...places });
    expect(Object.values(counted.statements.places).reduce((a, b) => a + b, 0)).toBe(walk.length);
    expect(labelled(shown)).toEqual(places);
    // And no line of a statement is shown as if it held none.
    const bare = shown.view.script.flatMap(({ line, kind, text }) =>
      kind === 'comment' || kind === 'syntax' ? text.map((_line, at) => line + at) : [],
    );
    const covered = counted.statements.list.flatMap(({ line, endLine }) => [line, endLine]);
    expect(bare.filter(line => covered.includes(line))).toEqual([]);
  });

  test('the sum of the report is the sum of its services', () =>
    expect(json.summary.statements.total).toBe(
      [...texts].reduce(
        (sum, [path, text]) => sum + (converted.some(([own]) => own === path) ? walked(text).length : 0),
        0,
      ),
    ));
});
