/** Units that have the same order stand in one node: of 400 services, most differ in nothing but their name. */
export interface BootNode {
  readonly kind: 'services' | 'target' | 'outside';
  readonly units: readonly string[];
  /** Length of the longest way here: the turn at which systemd can start it. */
  readonly step: number;
}

/** `from` and `to` are positions in the list of nodes; `from` comes first. */
export interface BootEdge {
  readonly from: number;
  readonly to: number;
  /** `wanted`: a target is reached when what it wants has started (systemd.target(5), default dependencies). */
  readonly kind: 'order' | 'wanted' | 'cycle';
}

/** The order of the boot as the new units say it, less what follows from the rest. */
export interface BootReport {
  readonly nodes: readonly BootNode[];
  readonly edges: readonly BootEdge[];
  /** Where the old host said more about the order than a unit can. */
  readonly lost: readonly { readonly service: string; readonly code: string; readonly message: string }[];
}

interface Ordered {
  readonly name: string;
  readonly directives: readonly {
    readonly unit: string;
    readonly section: string;
    readonly name: string;
    readonly value: string;
  }[];
  readonly findings: readonly { readonly code: string; readonly message: string }[];
}

/** SV301 unknown facility, SV302 $all, SV303 priority, SV305 order of the stop, SV309 nobody provides it. */
const LOST = new Set(['SV301', 'SV302', 'SV303', 'SV305', 'SV309']);

/** Beyond this many nodes nothing is left out: looking for what follows from the rest grows with their square. */
const MOST_NODES = 1500;

interface Graph {
  readonly before: Map<string, Set<string>>;
  readonly wanted: Set<string>;
}

/** The graph of the units that are deployed. */
export function bootOrder(services: readonly Ordered[]): BootReport {
  const own = new Set(services.flatMap(service => service.directives.map(directive => directive.unit)));
  const groups = grouped(orderOf(services, own));
  const reach = reachable(groups.before);
  const edges = [...groups.before].flatMap(([to, froms]) =>
    [...froms].flatMap(from => {
      const inCircle = (other: string): boolean => reach.get(other)?.has(to) ?? false;
      const cycle = inCircle(from);
      const implied =
        !cycle && [...froms].some(other => !inCircle(other) && other !== from && reach.get(other)?.has(from));
      const kind = cycle ? 'cycle' : groups.wanted.has(`${from}\0${to}`) ? 'wanted' : 'order';
      return implied ? [] : [{ from, to, kind } as const];
    }),
  );
  const steps = stepsOf(
    groups.before,
    edges.filter(edge => edge.kind !== 'cycle'),
  );
  const names = [...groups.before.keys()].sort(
    (a, b) => (steps.get(a) ?? 0) - (steps.get(b) ?? 0) || (a < b ? -1 : a > b ? 1 : 0),
  );
  const position = new Map(names.map((name, at) => [name, at]));
  return {
    nodes: names.map(name => {
      const units = name.split('\n');
      const [first = ''] = units;
      return {
        kind: own.has(first) ? 'services' : first.endsWith('.target') ? 'target' : 'outside',
        units,
        step: steps.get(name) ?? 0,
      };
    }),
    edges: edges
      .map(({ from, to, kind }) => ({ from: position.get(from) ?? 0, to: position.get(to) ?? 0, kind }))
      .sort((a, b) => a.from - b.from || a.to - b.to),
    lost: services.flatMap(({ name, findings }) =>
      findings.filter(({ code }) => LOST.has(code)).map(({ code, message }) => ({ service: name, code, message })),
    ),
  };
}

/** Which units come before each unit. */
function orderOf(services: readonly Ordered[], own: ReadonlySet<string>): Graph {
  const before = new Map<string, Set<string>>([...own].map(unit => [unit, new Set()]));
  const wanted = new Set<string>();
  const add = (from: string, to: string): void => {
    for (const unit of [from, to]) if (!before.has(unit)) before.set(unit, new Set());
    if (from !== to) before.get(to)?.add(from);
  };
  for (const { unit, section, name, value } of services.flatMap(service => service.directives))
    for (const other of value.split(/\s+/)) {
      // The end of the boot is no part of its order.
      if (other === '' || other === 'shutdown.target') continue;
      if (section === 'Unit' && name === 'After') add(other, unit);
      else if (section === 'Unit' && name === 'Before') add(unit, other);
      else if (section === 'Install' && name === 'WantedBy' && !before.get(unit)?.has(other)) {
        add(unit, other);
        wanted.add(`${unit}\0${other}`);
      }
    }
  return { before, wanted };
}

/** Units with the same neighbours become one; its name is theirs, joined. */
function grouped({ before, wanted }: Graph): Graph {
  const after = new Map<string, string[]>();
  for (const [to, froms] of before) for (const from of froms) after.set(from, [...(after.get(from) ?? []), to]);
  const groups = new Map<string, string[]>();
  for (const unit of [...before.keys()].sort()) {
    const neighbours = [[...(before.get(unit) ?? [])].sort(), (after.get(unit) ?? []).sort()];
    const alike = unit.endsWith('.target') ? unit : JSON.stringify(neighbours);
    groups.set(alike, [...(groups.get(alike) ?? []), unit]);
  }
  const groupOf = new Map([...groups.values()].flatMap(units => units.map(unit => [unit, units.join('\n')] as const)));
  const result: Graph = { before: new Map(), wanted: new Set() };
  for (const [to, froms] of before) {
    const group = groupOf.get(to) ?? to;
    const all = result.before.get(group) ?? new Set();
    result.before.set(group, all);
    for (const from of froms) {
      const other = groupOf.get(from) ?? from;
      all.add(other);
      if (wanted.has(`${from}\0${to}`)) result.wanted.add(`${other}\0${group}`);
    }
  }
  return result;
}

/** For each node all that comes before it, itself included where the order goes round in a circle. */
function reachable(before: Graph['before']): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  if (before.size > MOST_NODES) return all;
  for (const start of before.keys()) {
    const seen = new Set<string>();
    const queue = [start];
    for (const node of queue)
      for (const next of before.get(node) ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        queue.push(next);
      }
    all.set(start, seen);
  }
  return all;
}

/** Longest ways from the start; edges hold no circle. */
function stepsOf(
  nodes: ReadonlyMap<string, unknown>,
  edges: readonly { readonly from: string; readonly to: string }[],
): ReadonlyMap<string, number> {
  const open = new Map([...nodes.keys()].map(node => [node, 0]));
  const after = new Map<string, string[]>();
  for (const { from, to } of edges) {
    open.set(to, (open.get(to) ?? 0) + 1);
    after.set(from, [...(after.get(from) ?? []), to]);
  }
  const steps = new Map<string, number>();
  const queue = [...open].filter(([, count]) => count === 0).map(([node]) => node);
  for (const node of queue)
    for (const next of after.get(node) ?? []) {
      steps.set(next, Math.max(steps.get(next) ?? 0, (steps.get(node) ?? 0) + 1));
      open.set(next, (open.get(next) ?? 1) - 1);
      if (open.get(next) === 0) queue.push(next);
    }
  return steps;
}
