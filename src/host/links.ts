import type { FileSource } from './file-source.ts';

/** A run level with a directory of links: `S` is rcS.d, `B` is SUSE's boot.d. */
type Level = '0' | '1' | '2' | '3' | '4' | '5' | '6' | 'S' | 'B';

/** One `S` or `K` link. */
export interface RcLink {
  readonly level: Level;
  readonly kind: 'start' | 'stop';
  readonly priority: number;
  readonly path: string;
}

/** What the links say about one script: what init did at boot on the old host. */
export interface RcLinks {
  readonly startLevels: readonly Level[];
  readonly stopLevels: readonly Level[];
  /** The largest number of all S links, as the sysv-generator takes it; undefined without S links. */
  readonly startPriority?: number;
  readonly stopPriority?: number;
  readonly links: readonly RcLink[];
}

export const NO_LINKS: RcLinks = { startLevels: [], stopLevels: [], links: [] };

/** Links of a host by script name. `found` is false if the image has no rc directories: then nothing is known. */
export interface LinkTable {
  readonly found: boolean;
  readonly scripts: ReadonlyMap<string, RcLinks>;
}

const NUMBERED: readonly Level[] = ['0', '1', '2', '3', '4', '5', '6', 'S'];
const DIRECTORIES: readonly (readonly [string, Level])[] = [
  ...NUMBERED.flatMap(level =>
    ['/etc/rc.d', '/etc', '/etc/init.d'].map(base => [`${base}/rc${level}.d`, level] as const),
  ),
  ['/etc/rc.d/boot.d', 'B'],
  ['/etc/init.d/boot.d', 'B'],
];

/** Read the S and K links of all run levels: RHEL keeps them in /etc/rc.d, Debian in /etc, SUSE in /etc/init.d. */
export function readLinks(source: FileSource): LinkTable {
  const seen = new Set<string>();
  const scripts = new Map<string, RcLink[]>();
  for (const [directory, level] of DIRECTORIES) {
    const real = source.resolve(directory);
    const names = source.list(directory);
    if (!real.ok || !names.ok || seen.has(real.value)) continue;
    seen.add(real.value);
    for (const file of names.value) {
      const [, letter, digits, rest] = /^([SK])(\d\d)(.+)$/.exec(file) ?? [];
      if (digits === undefined || rest === undefined) continue;
      const path = `${directory}/${file}`;
      const name = scriptName(source.link(path), rest);
      const link: RcLink = { level, kind: letter === 'S' ? 'start' : 'stop', priority: Number(digits), path };
      scripts.set(name, [...(scripts.get(name) ?? []), link]);
    }
  }
  return { found: seen.size > 0, scripts: new Map([...scripts].map(([name, links]) => [name, summary(links)])) };
}

/** Links of one script; undefined if the image says nothing about links, no links at all if it has none for it. */
export function linksOf(table: LinkTable, name: string): RcLinks | undefined {
  return table.found ? (table.scripts.get(name) ?? NO_LINKS) : undefined;
}

/** init runs what the link leads to, whatever the link is called; a copied file goes by its own name. */
function scriptName(target: string | undefined, rest: string): string {
  return /(?:^|\/)init\.d\/([^/]+)$/.exec(target ?? '')?.[1] ?? /^\.\.\/([^/]+)$/.exec(target ?? '')?.[1] ?? rest;
}

/** Each level once; DIRECTORIES are read in their order. */
function unique(links: readonly RcLink[]): readonly Level[] {
  return [...new Set(links.map(link => link.level))];
}

function summary(links: readonly RcLink[]): RcLinks {
  const starts = links.filter(link => link.kind === 'start');
  const stops = links.filter(link => link.kind === 'stop');
  return {
    startLevels: unique(starts),
    stopLevels: unique(stops),
    ...(starts.length > 0 && { startPriority: Math.max(...starts.map(link => link.priority)) }),
    ...(stops.length > 0 && { stopPriority: Math.min(...stops.map(link => link.priority)) }),
    links,
  };
}
