import { describe, expect, test } from '@jest/globals';
import type { BootReport } from '../../../src/report/boot.ts';
import { drawBoot } from '../../../src/report/html/graph.ts';

const node = (...units: string[]) => ({ kind: 'services', units, step: 0 }) as const;
const lost = (service: string) => ({ service, code: 'SV303', message: 'm' });

/** The lines of text of each box. */
async function boxes(boot: Partial<BootReport>): Promise<readonly (readonly string[])[]> {
  const svg = await drawBoot({ nodes: [], edges: [], lost: [], ...boot });
  return [...svg.matchAll(/<text>(.*?)<\/text>/g)].map(([, text = '']) =>
    [...text.matchAll(/>([^<]+)<\/tspan>/g)].map(([, line = '']) => line),
  );
}

describe('the picture of the boot', () => {
  test('is nothing where there is nothing', async () => {
    expect(await drawBoot({ nodes: [], edges: [], lost: [] })).toBe('');
  });

  test('marks in words who lost some of the old order', async () => {
    const nodes = [node('a.service', 'b.service'), node('c.service')];
    expect(await boxes({ nodes, lost: [lost('b')] })).toEqual([['b (!)', 'a'], ['c']]);
  });

  test('also where a box names only some', async () => {
    const units = Array.from({ length: 9 }, (_, at) => `u${at}.service`);
    expect(
      await boxes({ nodes: [node(...units)], lost: units.map(unit => lost(unit.replace('.service', ''))) }),
    ).toEqual([['u0 (!)', 'u1 (!)', 'u2 (!)', 'u3 (!)', 'u4 (!)', 'u5 (!)', 'and 3 more (!)']]);
    expect((await boxes({ nodes: [node(...units)], lost: [lost('u8')] }))[0]).toEqual([
      'u8 (!)',
      'u0',
      'u1',
      'u2',
      'u3',
      'u4',
      'and 3 more',
    ]);
  });

  test('marks a circle', async () => {
    const nodes = [node('a.service'), node('b.service')];
    const edges = [
      { from: 0, to: 1, kind: 'cycle' },
      { from: 1, to: 0, kind: 'cycle' },
    ] as const;
    const svg = await drawBoot({ nodes, edges, lost: [] });
    expect(svg.match(/<path class="cycle"/g)).toHaveLength(2);
  });

  test('names are text', async () => {
    expect(await boxes({ nodes: [node('"]; evil [label="<b>.service')] })).toEqual([
      ['&#34;]; evil [label=&#34;&#60;b&#62;'],
    ]);
  });
});
