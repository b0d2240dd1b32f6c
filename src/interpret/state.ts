import type { ProcessState } from '../model/process.ts';
import { INITIAL_PROCESS } from '../model/process.ts';
import { EMPTY, sameValue, type Value } from '../model/word.ts';
import type { Function as FunctionNode } from '../shell/nodes.ts';
import type { Printed } from './printed.ts';
import { type Status, SUCCESS } from './truth.ts';

/**
 * A shell variable. An array has `elements`; its `value` is then the first of them. Indices that were given no value are
 * holes: copy it by `slice` and `concat`, which keep them.
 */
export interface Variable {
  readonly value: Value;
  readonly elements?: readonly Value[];
  /** `unset` was said: neither the script nor a file read before gives it a value. */
  readonly unset?: boolean;
}

/** Why a variable is unknown behind a file that nobody could read. */
export function ofUnreadFile(name: string): string {
  return `$${name} may come from a file that was not read`;
}

export function isOfUnreadFile(reason: string): boolean {
  return /^\$\w+ may come from a file that was not read$/.test(reason);
}

export type Library = 'rhel' | 'lsb' | 'suse' | 'init-d-script' | 'openrc';

/** How control left a list of statements before its end. */
export type Ended = 'exit' | 'return' | 'break' | 'continue';

/** The shell at one point of the run. Forked at open conditions and joined behind them. */
export interface State {
  readonly vars: Map<string, Variable>;
  /** Changed by `define` and `addLibrary` alone: forks share them. */
  functions: ReadonlyMap<string, FunctionNode>;
  /** What else a name among them may call, where an open test defined it: other functions, or what it called before. */
  others: ReadonlyMap<string, readonly FunctionNode[]>;
  libraries: ReadonlySet<Library>;
  positional: readonly Value[];
  process: ProcessState;
  status: Status;
  ended?: Ended | undefined;
  /** In a `$( … )`: what its commands have printed. */
  printed?: Printed | undefined;
  errexit: boolean;
  /** `set -a`: what is assigned is exported. */
  allexport: boolean;
  /** A settings file was read: variables that nobody assigned may come from it. */
  settingsRead: boolean;
  /** A file that could not be read was sourced: it may have defined anything. */
  sourcedUnknown: boolean;
}

/** The elements that an array has, in their order: `"${A[@]}"` gives a word for each. */
export function elementsOf({
  elements,
}: {
  readonly elements?: readonly Value[] | undefined;
}): readonly Value[] | undefined {
  return elements?.filter(() => true);
}

export function initialState(positional: readonly Value[]): State {
  return {
    vars: new Map(),
    functions: new Map(),
    others: new Map(),
    libraries: new Set(),
    positional,
    process: INITIAL_PROCESS,
    status: SUCCESS,
    errexit: false,
    allexport: false,
    settingsRead: false,
    sourcedUnknown: false,
  };
}

export function fork(state: State): State {
  return { ...state, vars: new Map(state.vars) };
}

/** From here on a name means this function, or none. */
export function define(state: State, name: string, node: FunctionNode | undefined): void {
  const functions = new Map(state.functions);
  if (node) functions.set(name, node);
  else functions.delete(name);
  state.functions = functions;
  if (!state.others.has(name)) return;
  const others = new Map(state.others);
  others.delete(name);
  state.others = others;
}

/** The functions of an init library are there from here on. */
export function addLibrary(state: State, library: Library): void {
  state.libraries = new Set([...state.libraries, library]);
}

/**
 * The state behind an open condition: equal variables stay, different ones become a choice. A branch that ended
 * does not count, so what holds in the other one holds from there on.
 */
export function join(a: State, b: State): State {
  if (a.ended && b.ended) return { ...a, ended: a.ended === b.ended ? a.ended : 'exit' };
  if (a.ended) return b;
  if (b.ended) return a;
  const vars = new Map<string, Variable>();
  for (const name of new Set([...a.vars.keys(), ...b.vars.keys()])) {
    const variable = joinVariables(a.vars.get(name), b.vars.get(name));
    if (variable) vars.set(name, variable);
  }
  return {
    vars,
    functions: a.functions === b.functions ? a.functions : new Map([...a.functions, ...b.functions]),
    others: a.functions === b.functions ? a.others : othersOf(a, b),
    libraries: a.libraries === b.libraries ? a.libraries : new Set([...a.libraries, ...b.libraries]),
    positional: samePositional(a.positional, b.positional)
      ? a.positional
      : longer(a.positional, b.positional).map((_, i) => either(a.positional[i] ?? EMPTY, b.positional[i] ?? EMPTY)),
    printed: a.printed && b.printed && { ...a.printed, value: either(a.printed.value, b.printed.value) },
    process: joinProcesses(a.process, b.process),
    status:
      a.status === b.status || JSON.stringify(a.status) === JSON.stringify(b.status) ? a.status : { kind: 'unknown' },
    errexit: a.errexit && b.errexit,
    allexport: a.allexport || b.allexport,
    settingsRead: a.settingsRead || b.settingsRead,
    sourcedUnknown: a.sourcedUnknown || b.sourcedUnknown,
  };
}

/** Definitions that the joined state does not have: of two, it has that of the second. */
function othersOf(a: State, b: State): State['others'] {
  const others = new Map(a.others);
  for (const [name, nodes] of b.others) others.set(name, [...new Set([...(others.get(name) ?? []), ...nodes])]);
  for (const name of new Set([...a.functions.keys(), ...b.functions.keys()])) {
    const [one, other] = [a.functions.get(name), b.functions.get(name)];
    if (one !== other) others.set(name, [...(others.get(name) ?? []), ...(one && other ? [one] : [])]);
  }
  return others;
}

function samePositional(a: readonly Value[], b: readonly Value[]): boolean {
  return a === b || (a.length === b.length && a.every((value, i) => sameValue(value, b[i] ?? EMPTY)));
}

function longer(a: readonly Value[], b: readonly Value[]): readonly Value[] {
  return a.length < b.length ? b : a;
}

function joinVariables(a: Variable | undefined, b: Variable | undefined): Variable | undefined {
  if (a === b) return a;
  const left = a?.value ?? EMPTY;
  const right = b?.value ?? EMPTY;
  if (sameValue(left, right) && !a?.elements && !b?.elements) return a?.unset ? b : (a ?? b);
  return { value: either(left, right) };
}

/** More alternatives than a reader could follow are no choice but an unknown (DESIGN.md: 16). */
const MAX_ALTERNATIVES = 16;

/** A value that is one of two. */
export function either(a: Value, b: Value): Value {
  if (sameValue(a, b)) return a;
  const among: Value[] = [];
  for (const value of [...alternatives(a), ...alternatives(b)])
    if (!among.some(other => sameValue(other, value))) among.push(value);
  if (among.length > MAX_ALTERNATIVES) return { parts: [{ kind: 'unknown', reason: 'too many alternatives' }] };
  return { parts: [{ kind: 'choice', among }] };
}

/** The alternatives of a value that is nothing but a choice; else itself. */
export function alternatives(value: Value): readonly Value[] {
  const [part] = value.parts;
  return value.parts.length === 1 && part?.kind === 'choice' ? part.among : [value];
}

function joinProcesses(a: ProcessState, b: ProcessState): ProcessState {
  if (a === b) return a;
  const varying = new Set([...a.varying, ...b.varying]);
  const keys = [
    'user',
    'group',
    'supplementaryGroups',
    'cwd',
    'root',
    'umask',
    'nice',
    'ioClass',
    'ioPriority',
    'schedulerPolicy',
    'schedulerPriority',
    'affinity',
    'oomScore',
    'stdin',
    'stdout',
    'stderr',
    'login',
    'clean',
    'cgroups',
  ] as const;
  for (const key of keys) if (a[key] !== b[key] && JSON.stringify(a[key]) !== JSON.stringify(b[key])) varying.add(key);
  for (const key of ['limits', 'exported'] as const)
    if (a[key] !== b[key] && JSON.stringify([...a[key]]) !== JSON.stringify([...b[key]])) varying.add(key);
  const exported = new Map(a.exported);
  for (const [name, value] of b.exported) exported.set(name, either(exported.get(name) ?? EMPTY, value));
  return { ...a, exported, evidence: [...new Set([...a.evidence, ...b.evidence])], varying };
}
