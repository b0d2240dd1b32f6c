import type { BootNode, BootReport } from '../boot.ts';
import { visibleLine } from '../escape.ts';
import { escapeHtml } from './markup.ts';

/** Sizes in points: graphviz computes in inches of 72. */
const LINE = 13;
const LETTER = 6.6;
const PAD = 8;
/** Units of a node that are named; the table has them all. */
const NAMED = 6;
const LONGEST = 34;

/**
 * The boot order as SVG. Graphviz places boxes and lines and never sees a name, so that no name can be anything but
 * text; what is drawn from its answer is written here.
 */
export async function drawBoot(boot: BootReport): Promise<string> {
  if (boot.nodes.length === 0) return '';
  const { Graphviz } = await import('@hpcc-js/wasm-graphviz');
  const graphviz = await Graphviz.load();
  const lost = new Set(boot.lost.map(({ service }) => service));
  const labels = boot.nodes.map(node => labelOf(node, lost));
  const nodes = boot.nodes.map((_, at) => {
    const { width, height } = size(labels[at] ?? []);
    return `n${at}[width=${(width / 72).toFixed(3)},height=${(height / 72).toFixed(3)}]`;
  });
  const { lines, joints } = withJoints(boot);
  const dot = `digraph{rankdir=LR;node[shape=box,fixedsize=true,label=""];nodesep=0.1;ranksep=0.6;${[...nodes, ...joints.map(name => `${name}[width=0.03,height=0.03]`), ...lines].join(';')}}`;
  return svg(boot, labels, graphviz.layout(dot, 'plain', 'dot'));
}

/**
 * The edges, with a joint for each set of targets that several nodes wait for: 100 nodes behind the same three targets
 * are 103 lines then and not 300.
 */
function withJoints({ nodes, edges }: BootReport): {
  readonly lines: readonly string[];
  readonly joints: readonly string[];
} {
  const targets = new Map<number, number[]>();
  for (const { from, to, kind } of edges)
    if (kind === 'order' && nodes[from]?.kind === 'target') targets.set(to, [...(targets.get(to) ?? []), from]);
  const sets = new Map<string, readonly number[]>();
  for (const set of targets.values()) if (set.length > 1) sets.set(set.join(), set);
  const joints = new Map([...sets.keys()].map((key, at) => [key, `j${at}`]));
  const lines = new Set<string>();
  for (const [key, name] of joints) for (const from of sets.get(key) ?? []) lines.add(`n${from}->${name}`);
  for (const { from, to, kind } of edges) {
    const joint =
      kind === 'order' && targets.get(to)?.includes(from) ? joints.get(targets.get(to)?.join() ?? '') : undefined;
    lines.add(
      joint === undefined ? `n${from}->n${to}${kind === 'cycle' ? '[constraint=false]' : ''}` : `${joint}->n${to}`,
    );
  }
  return { lines: [...lines], joints: [...joints.values()] };
}

/** Stands behind a service that lost some of its order. */
export const LOST_MARK = ' (!)';

function labelOf({ units }: BootNode, lost: ReadonlySet<string>): readonly string[] {
  const stem = (unit: string): string => unit.replace(/\.service$/, '');
  const short = (unit: string): string => {
    const name = visibleLine(stem(unit));
    const mark = lost.has(stem(unit)) ? LOST_MARK : '';
    return `${name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name}${mark}`;
  };
  const shown = units.length === NAMED + 1 ? NAMED + 1 : NAMED;
  // Who lost something is named first.
  const first = [...units].sort((a, b) => Number(lost.has(stem(b))) - Number(lost.has(stem(a))));
  const rest = first.slice(shown);
  const mark = rest.some(unit => lost.has(stem(unit))) ? LOST_MARK : '';
  return [...first.slice(0, shown).map(short), ...(rest.length > 0 ? [`and ${rest.length} more${mark}`] : [])];
}

function size(label: readonly string[]): { readonly width: number; readonly height: number } {
  const longest = Math.max(...label.map(line => line.length));
  return { width: longest * LETTER + 2 * PAD, height: label.length * LINE + PAD };
}

/** Graphviz's plain format: `graph scale width height`, `node name x y …`, `edge from to n x1 y1 … xn yn …`. */
function svg({ nodes, edges }: BootReport, labels: readonly (readonly string[])[], plain: string): string {
  const kinds = new Map(edges.map(({ from, to, kind }) => [`n${from} n${to}`, kind]));
  const boxes: string[] = [];
  const lines: string[] = [];
  let [wide, high] = [0, 0];
  const x = (inches: string | undefined): string => (Number(inches) * 72).toFixed(0);
  const y = (inches: string | undefined): string => ((high - Number(inches)) * 72).toFixed(0);
  for (const row of plain.split('\n')) {
    const [what, ...words] = row.split(' ');
    if (what === 'graph') [wide, high] = [Number(words[1]), Number(words[2])];
    else if (what === 'node' && words[0]?.startsWith('n')) {
      const at = Number(words[0]?.slice(1));
      boxes.push(box(nodes[at]?.kind ?? 'outside', labels[at] ?? [], Number(x(words[1])), Number(y(words[2]))));
    } else if (what === 'edge') {
      const numbers = words.slice(3, 3 + 2 * Number(words[2]));
      const points = numbers.flatMap((number, at) => (at % 2 === 0 ? [`${x(number)} ${y(numbers[at + 1])}`] : []));
      const kind = kinds.get(`${words[0]} ${words[1]}`) ?? 'order';
      const open = words[1]?.startsWith('j') ? ' open' : '';
      lines.push(`<path class="${kind}${open}" d="M${points[0]}C${points.slice(1).join(' ')}"/>`);
    }
  }
  const [width, height] = [Math.ceil(wide * 72), Math.ceil(high * 72)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Boot order"><defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>${lines.join('')}${boxes.join('')}</svg>`;
}

function box(kind: BootNode['kind'], label: readonly string[], x: number, y: number): string {
  const { width, height } = size(label);
  const [left, top] = [x - width / 2, y - height / 2];
  const text = label
    .map(
      (line, at) =>
        `<tspan x="${(left + PAD).toFixed(0)}" y="${(top + PAD / 2 + LINE * (at + 0.8)).toFixed(0)}">${escapeHtml(line)}</tspan>`,
    )
    .join('');
  return `<g class="${kind}"><rect x="${left.toFixed(0)}" y="${top.toFixed(0)}" width="${width.toFixed(0)}" height="${height}" rx="3"/><text>${text}</text></g>`;
}
