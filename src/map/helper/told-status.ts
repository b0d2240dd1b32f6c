import type { Interpretation } from '../../interpret/action.ts';
import type { Condition, Step } from '../../model/behaviour.ts';
import { EMPTY, textOf } from '../../model/word.ts';
import { chainAt } from '../../shell/chains.ts';
import { literalName } from '../../shell/nodes.ts';
import { type StatementNode, statementsOf } from '../../shell/statements.ts';
import type { MapInput } from '../draft.ts';
import { areExclusive, daemonsOf, type ExecItem, isStarted } from '../timeline/main-process.ts';
import type { Item, Timeline } from '../timeline/timeline.ts';
import { type KeptStatus, keptStatus } from './kept-status.ts';
import { lacksSuseTools } from './plain-tools.ts';

/** Places of `exit $RETVAL`, `return 1` and `|| :`: whoever calls the action reads it. */
export function statusesTold({ source }: MapInput): ReadonlySet<number> {
  const tells = ({ node }: StatementNode): boolean =>
    node.type === 'Command' &&
    (/^(?:exit|return)$/.test(literalName(node) ?? '')
      ? node.args.some(({ text }) => text !== '$?')
      : /^(?::|true|false)$/.test(literalName(node) ?? '') &&
        /(?:&&|\|\|)\s*$/.test(source.text.slice(Math.max(0, node.pos - 80), node.pos)));
  return new Set(
    statementsOf(source.ast)
      .filter(tells)
      .map(({ node }) => node.pos),
  );
}

/** How a start that stays shell code ends, where its last step does not tell. */
export interface StartEnd {
  /** Statements that say the script's own status. */
  readonly seeds: readonly number[];
  /** Lines behind the slice. */
  readonly ending: readonly string[];
  /** The books of rc.status, where the helper keeps them itself. */
  readonly books?: KeptStatus;
}

/**
 * The status of a start whose last step may fail where the script did not: `[ -f RULES ] && load RULES` fails without
 * the file, and systemd would take the start for failed and end the daemon. The script said `return $RETVAL` behind it,
 * or had a message there, which always succeeds. The other way round, `sleep 5` behind a daemon that failed is a success.
 */
export function startEnd(
  input: MapInput,
  { trail, steps }: Interpretation,
  timeline: Timeline,
  main: ExecItem | undefined,
): StartEnd {
  const last = timeline.items.at(-1);
  const daemons = daemonsOf(timeline);
  const programs = [...daemons, ...(main ? [main] : [])];
  if (last === undefined) return NOTHING;
  const order = [...trail.visits.keys()];
  const told = statusesTold(input);
  if (hasErrors(timeline)) {
    const kept = order.filter(offset => isBook(input, offset));
    if (kept.length > 0 && !lacksSuseTools(input)) return { seeds: kept, ending: [] };
    const books = keptStatus(input, 'start');
    if (kept.length > 0) return { seeds: kept.filter(offset => books.replacements.has(offset)), ending: [], books };
    return { seeds: order.filter(offset => told.has(offset)), ending: [] };
  }
  const toldBehind = (offset: number): readonly number[] =>
    order.slice(order.indexOf(offset) + 1).filter(one => told.has(one));
  if (mayFail(input, last, programs)) {
    const seeds = toldBehind(last.effect.span.start);
    const behind = order.slice(order.indexOf(last.effect.span.start) + 1);
    const isEnd =
      behind.every(offset => /^(?:exit|return)\s+"?\$\?/.test(input.source.text.slice(offset, offset + 20))) ||
      isBooked(input, order.slice(order.indexOf(last.effect.span.start)));
    return { seeds, ending: !isEnd && seeds.length === 0 ? ['true'] : [] };
  }
  // Of one that the shell put into the background there is no status, but where the script looks what became of it.
  const looks = programs.some(one => !isStarted(one) && looksBehind(steps, one));
  const asked = programs.filter(({ effect }) => !effect.background);
  // Of several daemons, and of the rounds of a loop, the last one does not speak for all.
  const several = daemons.length > 1 && !areExclusive(daemons);
  // The status of a pipe is that of its last command; the script may ask for that of another.
  const isPiped = last.shellOnly === 'pipe' && input.source.text.includes('PIPESTATUS');
  const isLast = !several && last.shellOnly !== 'loop' && !isPiped && programs.some(one => one.effect === last.effect);
  if (!looks && (asked.length === 0 || isLast)) return NOTHING;
  if (isTest(input, last, last.guards)) return NOTHING;
  const seeds = toldBehind(Math.max(...programs.map(({ effect }) => effect.span.start)));
  const says = seeds.some(offset => !/^(?:exit|return)\s+0\b/.test(input.source.text.slice(offset, offset + 20)));
  return says ? { seeds, ending: [] } : NOTHING;
}

/**
 * `RETVAL=$?` and `exit $RETVAL` behind the last step, and nothing that says another status, or nothing at all: it is that
 * step's own.
 */
export function tellsLast(input: MapInput, { trail }: Interpretation, { items }: Timeline): boolean {
  const last = items.at(-1);
  if (last === undefined) return false;
  const order = [...trail.visits.keys()];
  const behind = order.slice(order.indexOf(last.effect.span.start) + 1);
  const text = (offset: number): string => input.source.text.slice(offset, offset + 40);
  const rest = chainedNoise(input, trail, last.effect.span, behind);
  // With nothing but `exit $?` behind it, it needs no variable.
  const idle = rest?.every(offset => /^(?:exit|return)(?:\s+"?\$\?|\s*(?:[;\n}]|$))/.test(text(offset)));
  if (idle && speaksForItself(input, last)) return true;
  const told = statusesTold(input);
  const [kept, ...more] = behind.filter(offset => /^\w+="?\$\?/.test(text(offset)));
  const name = kept === undefined ? undefined : /^\w+/.exec(text(kept))?.[0];
  const says = behind.filter(offset => told.has(offset));
  return (
    name !== undefined &&
    more.length === 0 &&
    says.length > 0 &&
    says.every(offset => new RegExp(`^(?:exit|return)\\s+"?\\$\\{?${name}\\b`).test(text(offset)))
  );
}

/** Its status is nobody's test, and not that of `wait`, which is another. */
function speaksForItself({ source }: MapInput, { effect }: Item): boolean {
  const before = source.text.slice(0, effect.span.start);
  return (
    !/(?:\b(?:if|elif|while|until)|!)\s+$/.test(before) && !(effect.kind === 'residue' && effect.jobs !== undefined)
  );
}

/**
 * `acme_start && touch $LOCK`: where the latter does nothing in a unit, the former speaks for both. In: what is visited
 * behind it. Out: that without what is chained to it so; undefined where something else is.
 */
function chainedNoise(
  { source }: MapInput,
  { visits, effects }: Interpretation['trail'],
  { end }: Item['effect']['span'],
  behind: readonly number[],
): readonly number[] | undefined {
  const chain = /^\s*(&&|\|\|)[^\n;}]*/.exec(source.text.slice(end));
  if (!chain) return behind;
  const own = behind.filter(offset => offset > end && offset < end + chain[0].length);
  const idle = own.every(offset =>
    [...(visits.get(offset)?.effects ?? [])].every(id => effects.get(id)?.kind === 'noise'),
  );
  return chain[1] === '&&' && idle ? behind.filter(offset => !own.includes(offset)) : undefined;
}

/** `if prepare; then daemon acmed; else RETVAL=1; fi`: where that is skipped, the script ends with an error all the same. */
function hasErrors({ items, gates }: Timeline): boolean {
  const all = [...gates, ...items.flatMap(({ guards }) => guards)];
  return (
    items.some(({ decides }) => decides) ||
    all.some(({ code, end }) => end === undefined && code !== undefined && code !== 0)
  );
}

/**
 * `acmed & sleep 2; pid=$(pidof acmed); [ "$pid" ] || RETVAL=1`: the script itself looks whether what it started is there,
 * and no status of the program says it.
 */
export function looksBehind(steps: readonly Step[], { effect }: ExecItem): boolean {
  let seen = false;
  const walk = (some: readonly Step[]): boolean =>
    some.some(step => {
      switch (step.kind) {
        case 'effect':
          seen ||= step.effect.id === effect.id;
          return false;
        case 'branch':
          return (
            (seen && step.error !== undefined && !isStatusOf(step.condition, effect.id)) ||
            walk(step.then) ||
            walk(step.otherwise)
          );
        case 'call':
        case 'loop':
        case 'pipe':
          return walk(step.body);
        case 'exit':
        case 'return':
          return false;
      }
    });
  return walk(steps);
}

function isStatusOf(condition: Condition, id: number): boolean {
  return condition.kind === 'not' ? isStatusOf(condition.of, id) : condition.kind === 'status' && condition.of === id;
}

const NOTHING: StartEnd = { seeds: [], ending: [] };

/** A statement by which rc.status keeps the script's status. */
function isBook({ source, actions }: MapInput, offset: number): boolean {
  const { callees } = actions.get('start')?.trail.visits.get(offset) ?? {};
  return (
    callees === undefined && /^rc_(?:status|failed|check|reset|exit)\b/.test(source.text.slice(offset, offset + 20))
  );
}

/** `rc_status -v` behind it takes its status for the script's (facts: suse-functions, 1). */
function isBooked({ source }: MapInput, behind: readonly number[]): boolean {
  return statementsOf(source.ast).some(
    ({ node }) => node.type === 'Command' && literalName(node) === 'rc_status' && behind.includes(node.pos),
  );
}

/** `[ $RETVAL -eq 0 ] && …`: where the test does not hold, that is the status; of an `if` it is none. */
function isTest({ source }: MapInput, { effect }: Item, guards: Item['guards']): boolean {
  const chained = ({ key = '', goesOn }: Item['guards'][number]): boolean => {
    const [pos = -1, index = -1] = key.split(':').map(Number);
    return goesOn === 'run' && chainAt(source, pos)?.operators[index] === '&&';
  };
  const written = /&&\s*(?:\\\n\s*)?$/.test(source.text.slice(0, effect.span.start));
  return guards.some(guard => chained(guard) || (guard.key === undefined && written));
}

/** A program beside the daemon, or one behind a test: `[ … ] && program`. What only makes files is taken to work. */
function mayFail(input: MapInput, item: Item, daemons: readonly Item[]): boolean {
  const { effect, guards } = item;
  // `[ $RETVAL -eq 0 ] && touch FILE` fails where the daemon did; `touch /var/lock/subsys/$SERVICE` where that is a path.
  const tested = guards.filter(
    ({ condition }) => condition.kind !== 'status' || !daemons.some(one => one.effect.id === condition.of),
  );
  if (isTest(input, item, tested)) return true;
  // `if ! mkdir …; then return 1; fi` fails where mkdir does not, without what follows.
  if (/!\s+$/.test(input.source.text.slice(0, effect.span.start))) return true;
  if (effect.kind !== 'exec' || daemons.some(one => one.effect === effect)) return false;
  const { operation } = effect;
  switch (operation?.kind) {
    case undefined:
    case 'modprobe':
    case 'service':
    // The link may be there, and the socket not yet.
    case 'link':
    case 'chown':
    case 'chmod':
      return true;
    case 'touch':
      return operation.paths.some(path => textOf(path) === undefined);
    case 'write':
      // `echo 1 >/proc/sys/net/ipv4/ip_forward`; `head -n 1 $DATA/acmed.pid >/run/acmed.pid`, which may not be there yet
      return (
        /^\/(?:proc|sys)\//.test(textOf(operation.path) ?? '') ||
        !/^(?:.*\/)?(?:echo|printf)$/.test(textOf(effect.argv[0] ?? EMPTY) ?? '')
      );
    default:
      return false;
  }
}
