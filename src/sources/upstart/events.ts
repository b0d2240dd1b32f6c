import type { Family } from '../../unit/target.ts';
import { targetsOf } from '../levels.ts';

/** What a unit can say of an event. */
export interface EventOrder {
  readonly wantedBy: readonly string[];
  readonly after: readonly string[];
  readonly before: readonly string[];
  readonly wants: readonly string[];
  readonly partOf: readonly string[];
  /** Events that no unit can wait for, or that it can only in part. */
  readonly unclear: readonly string[];
  /** It waited until all init scripts had run. */
  readonly afterScripts: boolean;
}

interface Event {
  readonly name: string;
  readonly args: readonly string[];
}

/** The events of an expression; `and`, `or` and parentheses only join them. */
function eventsOf(expression: string): readonly Event[] {
  const words = expression
    .replace(/#.*$/gm, '')
    .replace(/[()]/g, ' $& ')
    .split(/\s+/)
    .filter(word => word !== '');
  const events: Event[] = [];
  let open: string[] | undefined;
  for (const word of words) {
    if (['and', 'or', '(', ')'].includes(word)) open = undefined;
    else if (open) open.push(word);
    else {
      open = [];
      events.push({ name: word, args: open });
    }
  }
  return events;
}

/** Run levels of `RUNLEVEL=[2345]`, `[!06]` or `3`. */
function levelsOf(args: readonly string[]): string {
  const pattern = (args.find(arg => /^(?:RUNLEVEL=)?\[?!?[\dS]+\]?$/.test(arg)) ?? '').replace(/^RUNLEVEL=/, '');
  const listed = pattern.replace(/[^\dS]/g, '');
  if (/^\[?!/.test(pattern)) return [...'123456'].filter(level => !listed.includes(level)).join('');
  return listed;
}

const CERTAIN: ReadonlyMap<string, Pick<EventOrder, 'after' | 'wants'>> = new Map([
  ['startup', { after: [], wants: [] }],
  ['local-filesystems', { after: ['local-fs.target'], wants: [] }],
  ['filesystem', { after: ['local-fs.target', 'remote-fs.target'], wants: [] }],
  ['remote-filesystems', { after: ['remote-fs.target'], wants: [] }],
  ['virtual-filesystems', { after: [], wants: [] }],
  ['all-swaps', { after: ['swap.target'], wants: [] }],
  ['static-network-up', { after: ['network-online.target'], wants: ['network-online.target'] }],
]);

const unitOf = (job: string): string => `${job.replace(/^JOB=/, '').replace(/[^A-Za-z0-9_.:-]/g, '_')}.service`;

/** What a unit says for `start on`. An order after several events is the same with `and` and with `or`. */
export function startOrder(expression: string, family: Family): EventOrder {
  const order = {
    wantedBy: new Set<string>(),
    after: new Set<string>(),
    before: new Set<string>(),
    wants: new Set<string>(),
  };
  const unclear: string[] = [];
  let afterScripts = false;
  for (const { name, args } of eventsOf(expression)) {
    const [job = ''] = args;
    const known = CERTAIN.get(name);
    if (name === 'runlevel' || (name === 'stopped' && job === 'rc')) {
      for (const target of targetsOf(levelsOf(args) || '2345', family)) order.wantedBy.add(target);
      afterScripts ||= name === 'stopped';
    } else if (known) {
      for (const target of known.after) order.after.add(target);
      for (const target of known.wants) order.wants.add(target);
    } else if (name === 'net-device-up') {
      order.after.add('network-online.target');
      order.wants.add('network-online.target');
      if (args.some(arg => /^IFACE=(?!lo$)/.test(arg))) unclear.push([name, ...args].join(' '));
    } else if ((name === 'started' || name === 'starting') && job !== '') {
      order.wantedBy.add(unitOf(job));
      (name === 'started' ? order.after : order.before).add(unitOf(job));
    } else unclear.push([name, ...args].join(' '));
  }
  if (order.wantedBy.size === 0 && order.after.size > 0) order.wantedBy.add('multi-user.target');
  if (order.wantedBy.size === 0 && unclear.length === 0) order.wantedBy.add('basic.target');
  return {
    wantedBy: [...order.wantedBy],
    after: [...order.after],
    before: [...order.before],
    wants: [...order.wants],
    partOf: [],
    unclear,
    afterScripts,
  };
}

/** What a unit says for `stop on`: the end of the run level is the shutdown, which ends every unit by default. */
export function stopOrder(expression: string): Pick<EventOrder, 'partOf' | 'unclear'> {
  const partOf: string[] = [];
  const unclear: string[] = [];
  for (const { name, args } of eventsOf(expression)) {
    const [job = ''] = args;
    if (name === 'runlevel' || (name === 'starting' && (job === 'rc' || job === 'shutdown'))) continue;
    if ((name === 'stopping' || name === 'stopped') && job !== '') partOf.push(unitOf(job));
    else unclear.push([name, ...args].join(' '));
  }
  return { partOf, unclear };
}
