import type { Span } from '../../base/span.ts';
import type { Entry, Trail } from '../../interpret/context.ts';
import { libraryNames, namesOf } from '../../interpret/functions/index.ts';
import { libraryAt } from '../../interpret/init-library.ts';
import { isVerb } from '../../interpret/running.ts';
import { HOST_NAMES, isHostConfiguration } from '../../interpret/source.ts';
import { literalName, type SimpleNode, type Word } from '../../shell/nodes.ts';
import { isReadWithErrexit, type Source, selfName, selfPath } from '../../shell/parse.ts';
import { outsideSingleQuotes } from '../../shell/quotes.ts';
import { finish } from '../../shell/slice/lines.ts';
import type { SliceView } from '../../shell/slice/view.ts';
import { printSlice } from '../../shell/slice.ts';
import { statementsOf } from '../../shell/statements.ts';
import { assignedBy, namesIn, usesOf } from '../../shell/variables.ts';
import { type Scopes, scopesOf } from './local-variables.ts';
import { usesPositional } from './positional.ts';
import {
  calledByPattern,
  calledByVariable,
  calleeOf,
  calleesByValue,
  callsLibraryByValue,
  callsLibrarys,
  callsOwn,
  functionNames,
  libraryCallsOf,
  mentionsOf,
  namedCall,
  quotedTexts,
  substitutedCalls,
} from './slice-calls.ts';

/** What a helper is cut for. */
export interface SliceRequest {
  readonly source: Source;
  readonly trail: Trail;
  /** Offsets of the statements that it must run. */
  readonly seeds: ReadonlySet<number>;
  /** Other text for statements, by offset. */
  readonly replacements?: ReadonlyMap<number, string>;
  /** Tests that the unit makes already: keys of decisions to take as passed. */
  readonly settled?: ReadonlyMap<string, 'run' | 'skip'>;
  /** Where every test is made again, whatever the interpreter took for granted. */
  readonly open?: readonly Span[];
  /** Loops that only wait. */
  readonly waits?: readonly Span[];
  /** Bring the process state along: cd, umask, ulimit, export. */
  readonly withState: boolean;
  /** The action's name for `$1` outside functions; arguments of the helper follow it. */
  readonly action: string;
}

/** A slice as a script body, and the offsets of the statements in it. */
export interface ScriptSlice {
  readonly body: string;
  readonly lines: number;
  readonly statements: ReadonlySet<number>;
}

/** Statements of one script, indexed once. */
interface Index {
  readonly nodes: readonly SimpleNode[];
  readonly byName: ReadonlyMap<string, readonly SimpleNode[]>;
  readonly uses: ReadonlyMap<number, ReadonlySet<string>>;
  readonly mentions: (node: SimpleNode | Word) => readonly string[];
  /** Names of all functions. */
  readonly functions: ReadonlySet<string>;
  readonly scopes: Scopes;
}

const indexes = new WeakMap<Source, Index>();

/**
 * Cut the seeds out of the script with all they need: the assignments of the variables they use, the settings
 * files those come from, the functions they call, the open tests they stand behind. By name and not by flow, which
 * can only take too much; a function's local variable is another one than the script's of its name.
 */
export function cutSlice(request: SliceRequest): ScriptSlice {
  const { source, trail } = request;
  const index = indexOf(source);
  const keep = new Set([...request.seeds, ...substitutedCalls(source, trail, request.seeds, index.functions)]);
  const before = reachedBefore(request);
  const view: SliceView = {
    keep: node => keep.has(node.pos) || calleesByValue(node, trail).length > 0,
    decision: (pos, i) => {
      const key = `${pos}:${i}`;
      const settled = request.settled?.get(key);
      const open = request.open?.some(span => span.start <= pos && pos < span.end);
      return settled ?? (open ? 'open' : trail.decisions.get(key));
    },
    callee: node => calleeOf(node, trail),
    callees: node => calleesByValue(node, trail),
    mentions: node => [
      ...index.mentions(node).filter(name => !callsLibrarys(node, name, trail)),
      ...(node.type === 'Word'
        ? []
        : [
            ...calledByPattern(node, trail, index.functions),
            ...calledByVariable(node, trail, index.functions, name => index.byName.get(name) ?? []),
          ]),
    ],
    replacement: node =>
      withPath(source, textFor(request, node)) ?? namedCall(source, node, trail) ?? selfReference(source, node),
    entries: entriesOf(request) ?? [],
    errexit: underErrexit(source, trail),
    isLibraryName: name => libraryNames.has(name),
    asksStatus: node => trail.answers.has(node.pos),
    asks: node => asksOnly(node, trail),
    isReached: node => trail.visits.has(node.pos),
    isControl: node => trail.visits.get(node.pos)?.role === 'control',
    round: pos => trail.rounds.get(pos),
    isWait: pos => request.waits?.some(({ start }) => start === pos) === true,
  };
  let names = new Set<string>();
  /** The same, told apart by the functions that keep them to themselves. */
  let read = new Set<string>();
  for (let round = 0; round < 50; round++) {
    const size = keep.size;
    const { printed, words, counters } = printSlice(source, view);
    names = new Set(counters);
    read = new Set(counters);
    const reads = (pos: number | undefined, name: string): void => {
      names.add(name);
      for (const one of pos === undefined ? [name] : index.scopes.meant(pos, name)) read.add(one);
    };
    for (const node of printed) {
      const replacement = textFor(request, node);
      for (const name of replacement === undefined ? (index.uses.get(node.pos) ?? []) : namesIn(replacement))
        reads(node.pos, name);
    }
    for (const word of words) for (const name of usesOf(word)) reads(word.pos, name);
    for (const entry of view.entries ?? [])
      if (entry.kind === 'line') for (const name of namesIn(entry.text)) reads(undefined, name);
    // How all words are split.
    if (printed.size > 0) reads(undefined, 'IFS');
    // Which variables these read is text of the run: all that the script gives a value may be meant.
    if ([...printed].some(node => READS_ANY.test(source.text.slice(node.pos, node.end))))
      for (const name of index.byName.keys()) reads(undefined, name);
    // `eval "$1"` reads what stands in quotes where the function is called.
    if ([...printed].some(node => EVALS_VALUE.test(source.text.slice(node.pos, node.end))))
      for (const { pos, end } of printed)
        for (const text of quotedTexts(source.text.slice(pos, end))) for (const name of namesIn(text)) reads(pos, name);
    for (const name of names)
      for (const node of index.byName.get(name) ?? [])
        if (trail.visits.has(node.pos) && index.scopes.reaches(node.pos, name, read)) keep.add(node.pos);
    for (const node of index.nodes)
      if (!keep.has(node.pos) && trail.visits.has(node.pos) && isNeeded(node, request, names, printed, before))
        keep.add(node.pos);
    if (keep.size === size) break;
  }
  const entries = view.entries?.filter(entry => !('defines' in entry) || names.has(String(entry.defines)));
  const { lines: all, printed, words } = printSlice(source, { ...view, ...(entries && { entries }) });
  const lines = withoutKeptStatus(withoutIdleOption(all));
  const positional = usesPositional(
    [...printed].filter(node => {
      const other = textFor(request, node);
      // What the unit hands to the helper is no argument of the script's.
      return other === undefined ? namedCall(source, node, trail) === undefined : !/^(?:.* )?exec "\$@"$/.test(other);
    }),
    words,
    source,
  );
  const body = finish([...(positional ? [`set -- ${request.action} "$@"`] : []), ...lines]);
  return { body, lines: lines.length, statements: new Set([...printed].map(node => node.pos)) };
}

/** `grep -q x /etc/x.conf`, `[ -f x ]`: its status is all there is. */
function asksOnly(node: SimpleNode, trail: Trail): boolean {
  const visit = trail.visits.get(node.pos);
  if (visit?.callees !== undefined || (visit?.role !== 'condition' && visit?.role !== 'effect')) return false;
  const effects = [...visit.effects].flatMap(id => trail.effects.get(id) ?? []);
  return effects.every(effect =>
    effect.kind === 'exec' ? effect.query === true : effect.kind === 'noise' && effect.reason !== 'message',
  );
}

/** Other text for a statement: the helper's, or what a framework would have run there. */
function textFor({ replacements, trail }: SliceRequest, node: SimpleNode): string | undefined {
  return replacements?.get(node.pos) ?? trail.visits.get(node.pos)?.spelled;
}

/** `RC=$?` with nothing behind it but `exit $RC`: the command before it says how the helper ended, or the function. */
function withoutKeptStatus(lines: readonly string[]): readonly string[] {
  const kept = (line: string | undefined): string | undefined => /^\s*(\w+)=\$\?$/.exec(line ?? '')?.[1];
  const reads = (name: string, among: readonly string[]): boolean =>
    among.some(line => new RegExp(`\\$\\{?${name}(?!\\w)`).test(line));
  const told = /^exit "?\$\{?(\w+)\}?"?$/.exec(lines.at(-1) ?? '')?.[1];
  const own = told !== undefined && lines.at(-2) === `${told}=$?` ? lines.slice(0, -2) : lines;
  const all = kept(own.at(-1)) === undefined ? own : own.slice(0, -1);
  return all.filter((line, i) => {
    const name = all[i + 1] === '}' ? kept(line) : undefined;
    if (name === undefined || !/^ {2}\S/.test(line)) return true;
    const start = all.findLastIndex((one, at) => at < i && /^\S/.test(one));
    // A group may end like a function, and is nothing without it.
    if (start + 1 === i || !/^\S+\(\) \{$/.test(all[start] ?? '')) return true;
    return reads(name, [...all.slice(0, start), ...all.slice(i + 1)]);
  });
}

/** `set -e` before the last command, and nothing else that it could end. */
function withoutIdleOption(lines: readonly string[]): readonly string[] {
  const at = lines.length - 2;
  const idle = /^set -e$/.test(lines[at] ?? '') && !/^\S+\(\) /m.test(lines.join('\n'));
  return idle ? lines.filter((_, i) => i !== at) : lines;
}

/** A framework's own steps: its calls always, its command where that is what the helper is for. */
function entriesOf(request: SliceRequest): SliceView['entries'] {
  const wanted = request.seeds.has(request.source.text.length);
  const text = request.replacements?.get(request.source.text.length);
  return request.trail.entries.flatMap((entry): readonly Entry[] => {
    if (entry.kind === 'call' || entry.settings) return [entry];
    return wanted ? [text === undefined ? entry : { ...entry, text }] : [];
  });
}

/** Statements that matter by what they are: files that define things, process state, shell options. */
function isNeeded(
  node: SimpleNode,
  request: SliceRequest,
  names: ReadonlySet<string>,
  printed: ReadonlySet<SimpleNode>,
  before: ReadonlySet<number>,
): boolean {
  if (node.type !== 'Command') return false;
  const visit = request.trail.visits.get(node.pos);
  const name = literalName(node);
  const sources = name === '.' || name === 'source';
  // A file that runs something beside its assignments is an effect, and still gives the variables their values.
  const ofHost = node.args.some(argument => isHostConfiguration(argument.text));
  if (visit?.role === 'source' || (sources && visit?.role === 'effect' && !ofHost))
    return visit.library
      ? callsAny(
          request.source,
          node,
          [...printed].filter(one => textFor(request, one) === undefined),
        )
      : names.size > 0 || printed.size > 0;
  if (visit && sources)
    return [...names].some(one => HOST_NAMES.has(one) || one === 'NETWORKING' || visit.gives?.includes(one) === true);
  const resets = (): boolean =>
    [...printed].some(one => one.pos < node.pos && request.trail.visits.get(one.pos)?.library);
  if (request.withState && printed.size > 0 && setsPath(node, resets)) return true;
  if (visit && name === 'alias') return renames(node, printed);
  if (!visit || !before.has(node.pos)) return false;
  if (name === 'shift' || (name === 'set' && !setsOptions(node)) || setsByEval(node))
    return [...printed].some(one => usesOf(one).has('@positional'));
  // Which variable it gives a value is text of the run: it may be one of these.
  if (name === 'eval' && ASSIGNS_ANY.test(node.args[0]?.text ?? '')) return names.size > 0;
  if (visit.state !== true) return false;
  // What follows a failure is the script's own affair; options that only trace or complain are not.
  if (name === 'set' && !changesRun(node, request)) return false;
  if (name === 'trap') return false;
  return request.withState;
}

/** `alias run=daemon`, where `run` is called. */
function renames(node: SimpleNode, printed: ReadonlySet<SimpleNode>): boolean {
  if (node.type !== 'Command') return false;
  const names = node.args.flatMap(argument => /^([\w.-]+)=/.exec(argument.text)?.[1] ?? []);
  return [...printed].some(one => one.type === 'Command' && names.includes(literalName(one) ?? ''));
}

/** `set -e`, `set +a`; `set --` and `set a b` give arguments. */
function setsOptions(node: SimpleNode): boolean {
  return node.type === 'Command' && node.args.every(argument => /^[-+]\w/.test(argument.text));
}

/** `eval "set -- $OPTIONS"`: quotes in the value become those of words. */
function setsByEval(node: SimpleNode): boolean {
  return node.type === 'Command' && literalName(node) === 'eval' && /^["']?set\s+--/.test(textOfWords(node));
}

function textOfWords(node: SimpleNode): string {
  return node.type === 'Command' ? node.args.map(argument => argument.text).join(' ') : '';
}

/** Where the action came before the last seed: what it changes later, no seed inherits. */
function reachedBefore({ trail, seeds }: SliceRequest): ReadonlySet<number> {
  const order = [...trail.visits.keys()];
  return new Set(
    order.slice(
      0,
      Math.max(
        0,
        order.findLastIndex(one => seeds.has(one)),
      ),
    ),
  );
}

const USUAL_FOLDER = /^(?:|\$\{?PATH\}?|(?:\/usr(?:\/local)?)?\/s?bin\/?)$/;

/**
 * `PATH=…` with folders that no service has by default: commands of the slice may be found there. The libraries of RHEL
 * and SUSE set a PATH without /usr/local (facts: rhel-functions, 1).
 */
function setsPath(node: SimpleNode, resets: () => boolean): boolean {
  if (node.type !== 'Command' || node.name) return false;
  const part = node.prefix.find(one => one.type === 'Assignment' && one.name === 'PATH');
  if (part?.type !== 'Assignment' || part.value.type !== 'Word') return false;
  const folders = part.value.text.replace(/["']/g, '').split(':');
  const usual = resets() ? /^(?:|\$\{?PATH\}?|(?:\/usr)?\/s?bin\/?)$/ : USUAL_FOLDER;
  return folders.some(folder => !usual.test(folder));
}

/**
 * A library is sourced where one of its functions is left. `success` is none of SUSE's: a script that calls it there fails
 * at it with the library as without.
 */
function callsAny(source: Source, library: SimpleNode, asWritten: readonly SimpleNode[]): boolean {
  const isSuse = library.type === 'Command' && library.args.some(({ text }) => libraryAt(text) === 'suse');
  const own = isSuse ? new Set(namesOf('suse')) : libraryNames;
  const calls = asWritten.some(
    one => libraryCallsOf(one).some(name => own.has(name)) && !callsOwn(source, library, one),
  );
  return calls || callsLibraryByValue(new Set(asWritten));
}

function indexOf(source: Source): Index {
  const known = indexes.get(source);
  if (known) return known;
  const nodes = statementsOf(source.ast).map(statement => statement.node);
  const byName = new Map<string, SimpleNode[]>();
  const uses = new Map<number, ReadonlySet<string>>();
  const assigns = (name: string, node: SimpleNode): void => {
    byName.set(name, [...(byName.get(name) ?? []), node]);
  };
  for (const node of nodes) {
    uses.set(node.pos, usesOf(node));
    for (const name of assignedBy(node)) assigns(name, node);
  }
  const functions = functionNames(source);
  const scopes = scopesOf(source);
  const index = { nodes, byName, uses, functions, scopes, mentions: mentionsOf(source, functions) };
  indexes.set(source, index);
  return index;
}

/** `eval $name=…`, `eval "${name}_X=…"`, `eval $(sed …)`: assignments whose names are computed. */
const ASSIGNS_ANY = /^["']?(?:\w*\$\{?\w+\}?\w*=|`|\$\()/;

/** `${!name}`, and `eval` of text in which a name is put together. */
const READS_ANY = /\$\{!\w|^\s*eval\b.*\\\$\{?\w*\$/s;

const EVALS_VALUE = /^\s*eval\b[^\n]*\$/;

/** `set -e` and `set -a`: which commands are executed, and with which environment. `set +e` alone takes nothing back. */
function changesRun(node: SimpleNode, { source, trail }: SliceRequest): boolean {
  if (node.type !== 'Command') return false;
  const options = node.args.map(argument => argument.text);
  if (options.some(text => /^[-+][a-z]*a|^allexport$/.test(text))) return true;
  return options.some(text => ERREXIT.test(text)) && underErrexit(source, trail);
}

/** The script is read with `-e`, or the action passes a `set -e`. */
function underErrexit(source: Source, trail: Trail): boolean {
  return (
    isReadWithErrexit(source) ||
    indexOf(source).nodes.some(
      node =>
        node.type === 'Command' &&
        literalName(node) === 'set' &&
        node.args.some(({ text }) => ERREXIT.test(text) && !text.startsWith('+')) &&
        trail.visits.has(node.pos),
    )
  );
}

/** `-e`, `-eu`, `+e`; of `-o errexit` the second word. */
const ERREXIT = /^[-+][a-z]*e|^errexit$/;

/** `$0` is the helper now: say the script's path where the script meant itself. */
function selfReference(source: Source, node: SimpleNode): string | undefined {
  const text = source.text.slice(node.pos, node.end);
  if (!/\$\{?(?:0|BASH_SOURCE)/.test(text)) return undefined;
  const base = selfName(source);
  const self = /^\s*(?:exec\s+)?["']?\$\{?0\}?["']?\s+([\w-]+)\s*$/.exec(text);
  if (isVerb(self?.[1] ?? '')) return `systemctl ${self?.[1]} ${base}`;
  return withPath(source, text);
}

/** `basename $0` in a substitution, in either of its spellings. */
const OWN_NAME =
  /`(?:\/(?:usr\/)?bin\/)?basename\s+"?\$(?:0|\{0\})"?\s*`|\$\(\s*(?:\/(?:usr\/)?bin\/)?basename\s+"?\$(?:0|\{0\})"?\s*\)/g;

/** Text in which `$0` is said as a path, and the name of the script as such. */
function withPath(source: Source, text: string | undefined): string | undefined {
  const name = selfName(source);
  const said = (piece: string): string =>
    piece
      .replace(OWN_NAME, name)
      .replace(/\$\{0##\*\/\}/g, name)
      .replace(/\$\{0\}|(?<![\\$])\$0(?!\w)|\$\{BASH_SOURCE(?:\[0\])?\}|\$BASH_SOURCE(?![\w[])/g, selfPath(source));
  return text === undefined ? undefined : outsideSingleQuotes(text, said);
}
