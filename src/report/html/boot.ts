import type { ReportDocument } from '../document.ts';
import { drawBoot, LOST_MARK } from './graph.ts';
import { html, type Markup, raw } from './markup.ts';
import { anchor } from './side-by-side.ts';
import { plural, table } from './words.ts';

/** The order of the boot as a picture and as a table, with what the old host said and units cannot. */
export async function bootSection({ boot, services }: ReportDocument): Promise<Markup> {
  const position = new Map(services.map(({ name }, at) => [name, at]));
  const { nodes, edges, lost } = boot;
  const cycles = edges.filter(({ kind }) => kind === 'cycle').length;
  const before = new Map<number, number[]>();
  for (const { from, to } of edges) before.set(to, [...(before.get(to) ?? []), from]);
  const name = (at: number): string => {
    const units = nodes[at]?.units ?? [];
    return `${units[0]}${units.length > 1 ? ` and ${units.length - 1} more` : ''}`;
  };
  return html`<section id="boot"><h2>Boot order</h2><p>What the units say: ${plural(nodes.length, 'group')} of units with one order, ${plural(
    edges.length,
    'edge',
  )} that follow from no other, ${plural(cycles, 'edge')} in a circle. ${plural(lost.length, 'word')} of the old order got lost. An arrow leads to what starts later. Dashed boxes are units that are not of this batch; dotted lines lead to the target that wants the service; lines of several targets join where the same services wait for all of them.${
    lost.length > 0 && ` Red lines go round in a circle, and${LOST_MARK} stands where some of the old order got lost.`
  }</p><details class="picture"><summary>Picture</summary><div class="graph" tabindex="0" role="region" aria-label="Picture of the boot order; the table below has the same">${raw(
    await drawBoot(boot),
  )}</div></details><details><summary>As a table</summary>${table(
    ['Step', 'units', 'after'],
    nodes.map(({ step, kind, units }, at) => [
      step + 1,
      html`${kind === 'outside' && 'outside: '}${units.map(unit => {
        const service = position.get(unit.replace(/\.service$/, ''));
        return service === undefined || kind !== 'services'
          ? html`${unit} `
          : html`<a href="#${anchor.service(service)}">${unit}</a> `;
      })}`,
      (before.get(at) ?? []).map(
        (from, index) => `${index > 0 ? ', ' : ''}${name(from)}${isCycle(edges, from, at) ? ' (circle)' : ''}`,
      ),
    ]),
    'Units by the step at which they can start',
  )}</details>${
    lost.length > 0 &&
    html`<details><summary>Lost: ${lost.length}</summary>${table(
      ['Service', 'rule', 'what'],
      lost.map(({ service, code, message }) => [
        html`<a href="#${anchor.service(position.get(service) ?? 0)}">${service}</a>`,
        html`<a href="#${code}">${code}</a>`,
        message,
      ]),
      'What the old order said and the units do not',
    )}</details>`
  }</section>`;
}

function isCycle(edges: ReportDocument['boot']['edges'], from: number, to: number): boolean {
  return edges.some(edge => edge.kind === 'cycle' && edge.from === from && edge.to === to);
}
