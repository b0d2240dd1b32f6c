import { note } from '../../base/finding.ts';
import type { Interpretation } from '../../interpret/action.ts';
import { canonical } from '../../interpret/paths.ts';
import { textOf } from '../../model/word.ts';
import { statementsOf } from '../../shell/statements.ts';
import { syntaxAvailable } from '../../unit/availability.ts';
import { add, type Draft, type MapInput } from '../draft.ts';
import { shellWord } from '../exec.ts';
import { mapGates } from '../gates.ts';
import { execText } from '../helper/exec-text.ts';
import { addHelper, type HelperRequest } from '../helper/helper.ts';
import { isUnitsOwn } from '../helper/helper-state.ts';
import { cutSlice } from '../helper/slice.ts';
import { looksBehind, startEnd, statusesTold } from '../helper/told-status.ts';
import { changesUser, mapProcess, type processDirectives, sameProcess } from '../process/process.ts';
import { wholeUser } from '../process/whole-user.ts';
import { areExclusive, daemonsOf, type ExecItem, isExec, isStarted } from '../timeline/main-process.ts';
import type { Gate, Item, Timeline } from '../timeline/timeline.ts';
import { waitsBetween } from '../timeline/waits.ts';
import { type StartView, withDoubts } from './doubts.ts';
import { mapOutput, rootOpens, systemdOpens } from './main-line.ts';
import { addType, isFollowed, mayEnd, type ServiceType, typeOf } from './service-type.ts';
import { endsOf, endsWhereFails, mapSteps, seedsOf, spansOf } from './start-steps.ts';

/** What later passes need to know of the start. */
export interface Started {
  readonly type: ServiceType;
  readonly main?: ExecItem;
  /** Commands of the script that ran as root do so by this prefix. */
  readonly rootPrefix: string;
  /** The whole start is one helper, and why. */
  readonly whole?: string;
  /** The helper makes the state of its program itself: other lines of the unit run in none. */
  readonly bare?: true;
  /** It starts several programs that stay. */
  readonly several?: true;
}

/** All effects, and the pid files that the script writes itself: a stop that stays shell code reads them. */
function wholeSeeds(interpretation: Interpretation, timeline: Timeline): ReadonlySet<number> {
  const seeds = new Set(seedsOf(timeline.items));
  const again = timeline.items.some(item => item.respawn !== undefined);
  for (const effect of interpretation.trail.effects.values())
    if (
      interpretation.trail.visits.has(effect.span.start) &&
      ((effect.kind === 'noise' && effect.reason === 'pid file bookkeeping') ||
        // The pause of a loop that stays a loop here.
        (again && effect.kind === 'exec' && effect.operation?.kind === 'sleep'))
    )
      seeds.add(effect.span.start);
  for (const offset of waitsBefore(interpretation)) seeds.add(offset);
  // `if acmed -t; then daemon acmed; else exit 6; fi`: a shell goes on where systemd would not.
  for (const { failsAt } of timeline.items.slice(0, -1)) if (failsAt !== undefined) seeds.add(failsAt);
  return seeds;
}

/** Statements of loops that wait for what one step has started before another goes on with it. */
function waitsBefore(interpretation: Interpretation): readonly number[] {
  const offsets = [...interpretation.trail.visits.keys()];
  return waitsBetween(interpretation.steps).flatMap(({ start, end }) =>
    offsets.filter(offset => offset >= start && offset < end),
  );
}

/** The start with all its steps as a helper, which ends as the script told. */
function wholeHelper(
  draft: Draft,
  asRead: StartView,
  { reason, main, settled }: Pick<HelperRequest, 'reason' | 'settled'> & { readonly main: ExecItem | undefined },
): string | undefined {
  const { input, interpretation, timeline } = withDoubts(asRead, main);
  const isOpen = ({ key }: { readonly key?: string }): boolean => key === undefined || !settled?.has(key);
  const gates = timeline.gates.filter(isOpen);
  const items = timeline.items.map(({ decides, ...item }) =>
    decides && isOpen(decides) ? { ...item, decides } : item,
  );
  const { seeds: told, ending, books } = startEnd(input, interpretation, { items, gates }, main);
  const seeds = new Set([...told, ...wholeSeeds(interpretation, timeline), ...endsOf(gates)]);
  const silent = told.length === 0 && ending.length === 0;
  return addHelper(draft, input, {
    file: 'start',
    reason,
    ending,
    seeds: new Set([...seeds, ...(silent ? toldBehindMore(input, interpretation, timeline, seeds) : [])]),
    ...(settled && { settled }),
    ...(books && { preamble: books.preamble }),
    replacements: new Map([...endsWhereFails(input, timeline.items, settled), ...(books?.replacements ?? [])]),
    withState: true,
    action: 'start',
  });
}

/**
 * `daemon …; RETVAL=$?; [ $RETVAL = 0 ] && …; exit $RETVAL`: the status of what stands behind the daemon is not its own.
 * One that the shell put into the background has none to tell.
 */
function toldBehindMore(
  input: MapInput,
  { trail }: Interpretation,
  timeline: Timeline,
  seeds: ReadonlySet<number>,
): readonly number[] {
  const last = timeline.items.at(-1)?.effect;
  if (last?.kind !== 'exec' || last.operation || last.background || daemonsOf(timeline).length > 1) return [];
  const order = [...trail.visits.keys()];
  const at = order.indexOf(last.span.start);
  const told = statusesTold(input);
  const behind = order.slice(at + 1).filter(offset => told.has(offset));
  const text = input.source.text.slice(behind.at(-1) ?? 0).split(/[\n;]/)[0] ?? '';
  if (!/^(?:exit|return)\s+"?\$\w/.test(text)) return [];
  const { statements } = cutSlice({ source: input.source, trail, seeds, withState: true, action: 'start' });
  const kept = order.slice(at + 1).filter(offset => statements.has(offset));
  return kept.some(offset => /^\w+="?\$\?/.test(input.source.text.slice(offset, offset + 40))) ? behind : [];
}

/** One helper that runs the start as the script did, without what systemd does. */
export function wholeStart(
  draft: Draft,
  input: MapInput,
  interpretation: Interpretation,
  timeline: Timeline,
  reason: string,
  main: ExecItem | undefined,
): Started {
  const settled = mapGates(
    draft,
    input,
    interpretation,
    timeline.gates.filter(gate => gate.from === 0 && gate.to === undefined),
    '',
    'file',
  ).settled;
  const path = wholeHelper(draft, { input, interpretation, timeline }, { reason, main, settled });
  const daemons = daemonsOf(timeline);
  const programs = new Set(daemons.map(item => textOf(item.effect.argv[0] ?? { parts: [] }) ?? '?'));
  if (programs.size > 1)
    draft.notes.push(
      note('SV210', daemons[0]?.effect.span, { count: String(programs.size), programs: [...programs].join(', ') }),
    );
  const several = daemons.length > 1 && !areExclusive(daemons);
  const file = main && !several ? keptPidFile(main) : undefined;
  // Of mere jobs in the background nobody knows whether they stay.
  const type = !several ? wholeType(input, interpretation, main) : daemons.some(isStarted) ? 'forking' : 'control';
  addType(draft, type, spansOf(timeline.items));
  if (isFollowed(type) && file !== undefined && main)
    add(draft, 'Service', 'PIDFile', file, 'start', [main.effect.span]);
  add(draft, 'Service', 'ExecStart', path ?? '/bin/true', 'start', spansOf(timeline.items));
  return { type, rootPrefix: '', whole: reason, bare: true, ...(several && { several }), ...(main && { main }) };
}

/** What the helper puts into the background stays when it has ended: that is forking, with or without a pid file. */
function wholeType(input: MapInput, interpretation: Interpretation, main: ExecItem | undefined): ServiceType {
  if (!main) return 'oneshot';
  if (main.effect.background)
    return isEnded(interpretation, main) ? 'oneshot' : mayEnd(input, main) ? 'control' : 'forking';
  const { type } = typeOf(input, main);
  return isFollowed(type) ? 'forking' : type;
}

/**
 * Redirections as the helper must say them: of the input, and of a log file where the target has no directive that
 * appends. Undefined where only the statement as it stands says them.
 */
function redirectText(input: MapInput, main: ExecItem): string | undefined {
  const { stdin, stdout, stderr } = main.effect.process;
  const computed = [stdin, stdout, stderr].some(
    stream => stream.kind === 'other' || (stream.kind === 'file' && textOf(stream.path) === undefined),
  );
  if (computed) return ownRedirects(input, main);
  const output = outputText(input, main);
  if (output === undefined) return undefined;
  return (stdin.kind === 'file' ? ` <${shellWord(textOf(stdin.path) ?? '')}` : '') + output;
}

/** The redirections of the statement itself, in its own words. */
function ownRedirects(input: MapInput, main: ExecItem): string | undefined {
  const node = statementsOf(input.source.ast).find(one => one.node.pos === main.effect.span.start)?.node;
  if (node?.type !== 'Command' || node.redirects.length === 0) return undefined;
  if (node.redirects.some(redirect => redirect.type !== 'Redirect')) return undefined;
  return node.redirects.map(redirect => ` ${input.source.text.slice(redirect.pos, redirect.end)}`).join('');
}

function outputText(input: MapInput, main: ExecItem): string | undefined {
  const { stdout, stderr } = main.effect.process;
  const [out, err] = [stdout, stderr].map(stream => (stream.kind === 'file' ? textOf(stream.path) : undefined));
  if ([stdout, stderr].every(stream => stream.kind !== 'file' || systemdOpens(input, stream))) return '';
  if (rootOpens(main)) return undefined;
  const operator = (append: boolean): string => (append ? '>>' : '>');
  const first = out === undefined || stdout.kind !== 'file' ? '' : ` ${operator(stdout.append)}${shellWord(out)}`;
  if (err === undefined || stderr.kind !== 'file') return first;
  return err === out ? `${first} 2>&1` : `${first} 2${operator(stderr.append)}${shellWord(err)}`;
}

/** The pid file that the starter still writes where a helper runs it as the script did. */
function keptPidFile(main: ExecItem): string | undefined {
  const file = main.effect.pidFile;
  const path = file?.made ? textOf(file.path) : undefined;
  return path?.startsWith('/') ? canonical(path).replaceAll('%', '%%') : undefined;
}

/** The main process is executed by a helper, since only the run knows its arguments or its state. */
export function helperStart(
  draft: Draft,
  input: MapInput,
  interpretation: Interpretation,
  timeline: Timeline,
  main: ExecItem,
  known: {
    readonly settled: ReadonlyMap<string, 'run' | 'skip'>;
    readonly type: ServiceType;
    readonly line: { readonly ok: boolean; readonly error?: string };
    readonly state: ReturnType<typeof processDirectives>;
    readonly rest: readonly Item[];
    readonly after: readonly Item[];
    /** How its line goes into the folder that WorkingDirectory= cannot say. */
    readonly enter?: string;
    /** Gates that the helper must test. */
    readonly unsettled: readonly Gate[];
    readonly needsShell: (item: Item) => boolean;
  },
): Started {
  const { settled, state, rest, after } = known;
  const reason = !known.line.ok ? (known.line.error ?? '') : !state.ok ? state.error : 'what is tested at each start';
  const offset = main.effect.span.start;
  const redirects = redirectText(input, main);
  const text =
    state.ok && !main.effect.shell && redirects !== undefined && !isNegated(input, offset)
      ? execText(input.source, main.effect)
      : undefined;
  const asUser = state.ok && changesUser(state.value);
  const plus = syntaxAvailable('prefix+', input.target) ? '+' : '';
  const rootSteps = rest.some(item => isExec(item) && !item.effect.process.user) && asUser;
  const own = [offset, ...endsOf(known.unsettled)];
  // What the unit gives to the main process, the helper's other programs get as well.
  const alike = rootSteps || rest.every(item => hasStateOf(main, item));
  const apart = !rootSteps || (known.unsettled.length === 0 && !isBehind(input, interpretation, own, rest));
  const isMainItself = known.type === 'simple' || known.type === 'notify';
  const looks = !isMainItself && looksBehind(interpretation.steps, main);
  const inPlace = known.enter === undefined || isMainItself || !computesInFolder(input, interpretation, own, offset);
  const { trail } = interpretation;
  const isUnits = (program: string): boolean => {
    const replacements = new Map([[offset, program]]);
    const seeds = new Set(own);
    const kept = cutSlice({ source: input.source, trail, seeds, replacements, withState: false, action: 'start' });
    const alone = { ...kept, body: kept.body.replace(program, '') };
    return isUnitsOwn(input, interpretation, main.effect, alone, asUser);
  };
  if (text !== undefined && state.ok && after.length === 0 && apart && alike && !looks && inPlace && isUnits(text)) {
    mapProcess(draft, main.effect.process, state.value);
    const seeds = rootSteps ? [] : rest;
    const enter = known.enter === undefined ? '' : `${known.enter} `;
    if (rootSteps)
      mapSteps(draft, input, interpretation, rest, {
        phase: 'ExecStartPre',
        settled,
        main,
        prefix: () => plus,
        root: plus,
        file: 'prepare',
        needsShell: known.needsShell,
      });
    const path = addHelper(draft, input, {
      file: 'start',
      reason,
      seeds: new Set([...seedsOf(seeds), ...own]),
      replacements: new Map([
        ...endsWhereFails(input, [...seeds, main], settled),
        [offset, `${enter}${text}${redirects}`],
      ]),
      settled,
      withState: false,
      action: 'start',
    });
    add(draft, 'Service', 'ExecStart', path ?? '', 'start', [main.effect.span]);
    mapOutput(draft, input, main);
    return {
      type: known.type,
      main,
      rootPrefix: asUser && !wholeUser(input) ? plus || 'permissions' : '',
      whole: reason,
    };
  }
  const path = wholeHelper(draft, { input, interpretation, timeline }, { reason, main, settled });
  if (!wholeUser(input)) withoutFolders(draft, main);
  add(draft, 'Service', 'ExecStart', path ?? '', 'start', spansOf(timeline.items));
  if (main.effect.background || main.effect.starter === 'screen') {
    // The helper ends while what it put into the background stays: that is forking, whatever the program does.
    const i = draft.directives.findIndex(directive => directive.name === 'Type');
    if (i >= 0) draft.directives.splice(i, 1);
    add(draft, 'Service', 'Type', 'forking', 'start', [main.effect.span]);
    const file = keptPidFile(main);
    if (file !== undefined) add(draft, 'Service', 'PIDFile', file, 'start', [main.effect.span]);
    return { type: 'forking', main, rootPrefix: '', whole: reason, bare: true };
  }
  return { type: known.type, main, rootPrefix: '', whole: reason, bare: true };
}

/** `! acmed`: what takes the shell's place has no shell that would turn its status around. */
function isNegated({ source }: MapInput, offset: number): boolean {
  return /(?:^|[;\n{(]|&&|\|\||\b(?:then|else|do))\s*!\s+$/.test(source.text.slice(0, offset));
}

/** Changes of files and questions are the same in any state; a variable more does no harm. */
function hasStateOf(main: ExecItem, item: Item): boolean {
  if (!isExec(item) || item.effect.operation || item.effect.query) return true;
  const { process } = main.effect;
  return sameProcess({ ...item.effect.process, exported: process.exported, varying: process.varying }, process);
}

/**
 * The helper changes the user itself and makes the folder for it: systemd would make it before that for the user of the
 * unit, root, and `[ -d /run/x ] || mkdir /run/x && chown …` would leave it so (systemd.exec(5), RuntimeDirectory=).
 */
function withoutFolders({ directives }: Draft, { effect }: ExecItem): void {
  if (!effect.process.user || textOf(effect.process.user) === 'root') return;
  const others = directives.filter(({ name }) => !name.startsWith('RuntimeDirectory'));
  directives.splice(0, directives.length, ...others);
}

/** `dd … & sleep 1; kill $!`: the start itself sees to it that nothing stays. */
function isEnded({ trail }: Interpretation, main: ExecItem): boolean {
  const effects = [...trail.effects.values()];
  return effects.slice(effects.indexOf(main.effect) + 1).some(({ kind }) => kind === 'signal');
}

/** `cd /dev; PORTS=$(echo ttyS?); acmed $PORTS`: what the helper's program is given is computed in its folder. */
function computesInFolder(
  { source }: MapInput,
  { trail }: Interpretation,
  own: readonly number[],
  program: number,
): boolean {
  const statements = keptFor(source, trail, own);
  const nodes = new Map(statementsOf(source.ast).map(({ node }) => [node.pos, source.text.slice(node.pos, node.end)]));
  const order = [...trail.visits.keys()].map(offset => ({ offset, text: nodes.get(offset) ?? '' }));
  const entered = order.findLastIndex(({ text }) => /^cd\s/.test(text));
  return order
    .slice(entered + 1)
    .some(({ offset, text }) => offset !== program && statements.has(offset) && /\$\(|`/.test(text));
}

/** Would the helper of the main process run these steps too, since they decide whether it runs? */
function isBehind(
  { source }: MapInput,
  { trail }: Interpretation,
  own: readonly number[],
  steps: readonly Item[],
): boolean {
  const statements = keptFor(source, trail, own);
  return steps.some(item => statements.has(item.effect.span.start));
}

/** The statements that a helper of the main process keeps for these. */
function keptFor(
  source: MapInput['source'],
  trail: Interpretation['trail'],
  own: readonly number[],
): ReadonlySet<number> {
  return cutSlice({ source, trail, seeds: new Set(own), withState: false, action: 'start' }).statements;
}
