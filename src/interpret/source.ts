import type { ProcessState } from '../model/process.ts';
import { describe, EMPTY, literal, setting, textOf, unknown } from '../model/word.ts';
import { isAssignment, literalName, type SimpleNode } from '../shell/nodes.ts';
import { parseSource, type Source, shellOf } from '../shell/parse.ts';
import { statementsOf } from '../shell/statements.ts';
import { assignedBy } from '../shell/variables.ts';
import type { Call } from './call.ts';
import { type Context, collect, emit, type Frame, newTrail, noise, remark, type Visit, visit } from './context.ts';
import { definedBy } from './functions/index.ts';
import { libraryAt } from './init-library.ts';
import { networkSwitch } from './network-switch.ts';
import { isSettingsFile } from './paths.ts';
import { addLibrary, define, fork, initialState, ofUnreadFile } from './state.ts';
import { type Status, SUCCESS } from './truth.ts';
import { assign, exportVariable, forget, meet } from './variables.ts';
import { runList } from './walk.ts';

/** `. FILE`: an init library, a settings file, another file of the host, or a file that nobody can read here. */
export function source(ctx: Context, call: Call): Status {
  const [file = EMPTY] = call.args;
  const path = textOf(file);
  const visited = call.node && visit(ctx, call.node.pos, 'source');
  if (path === undefined) {
    mayAssign(ctx);
    remark(ctx, 'SV901', ctx.here, { construct: `. ${describe(file)}` });
    return SUCCESS;
  }
  const library = libraryAt(path);
  if (library) {
    // Behind `set -a` its variables reach the daemon, as those of a settings file do.
    const exports = ctx.state.allexport && ctx.host.library?.name === library;
    if (visited && !exports) visited.library = true;
    addLibrary(ctx.state, library);
    for (const name of definedBy(library)) if (ctx.state.functions.has(name)) define(ctx.state, name, undefined);
    if (library === 'rhel') rhelEnvironment(ctx);
    if (library === 'suse') suseEnvironment(ctx);
    return SUCCESS;
  }
  if (isHostConfiguration(path)) return hostConfiguration(ctx, path, visited);
  const text = ctx.host.settings(path);
  if (isSettingsFile(path) || (text !== undefined && isAssignments(parseSource(path, text))))
    readSettings(ctx, path, text, call);
  else if (text === undefined || ctx.foreign) {
    mayAssign(ctx);
    mayTurn(ctx, path);
    remark(ctx, 'SV116', ctx.here, { file: path });
  } else runForeign(ctx, parseSource(path, text));
  return SUCCESS;
}

/**
 * A file, or a text for `eval`, that nobody could read may have set any variable. Those that the script gave a text keep
 * it, with a finding; an empty one was made empty so that the file can fill it.
 */
export function mayAssign(ctx: Context): void {
  ctx.state.sourcedUnknown = true;
  for (const [name, variable] of [...ctx.state.vars])
    if (textOf(variable.value) === '' && !variable.elements && !variable.unset) forget(ctx, name, ofUnreadFile(name));
}

const SWITCH = /^(?:0|1|yes|no|y|n|true|false|on|off)$/i;

/**
 * `run=0; . /etc/acme/acme.conf; [ $run = 0 ] && exit 0`: a switch is set before a file for the file to turn it. Kept as it
 * stands, it would decide that the service never starts. A result (`rc=0`) is assigned again, and is none.
 */
function mayTurn(ctx: Context, path: string): void {
  const switches = [...ctx.state.vars].filter(
    ([name, { value, elements }]) => !elements && !UNSETTABLE.has(name) && SWITCH.test(textOf(value) ?? ''),
  );
  if (switches.length === 0) return;
  const assigned = statementsOf(ctx.source.ast).flatMap(({ node }) => [...new Set(givenBy(node))]);
  // A text of the unit has only some of the script's assignments.
  for (const [name] of switches)
    if (ctx.ofUnit ? ctx.ofUnit.settings.has(name) : assigned.filter(one => one === name).length === 1)
      become(ctx, name, path, undefined);
}

/** Variables that a statement gives a value: `export X` gives none. */
function givenBy(node: SimpleNode): readonly string[] {
  const names = assignedBy(node);
  if (node.type !== 'Command' || literalName(node) !== 'export') return names;
  return names.filter(name => node.args.some(argument => isAssignment(argument) && argument.name === name));
}

/** `functions` replaces PATH and umask (facts: rhel-functions, 1). */
function rhelEnvironment(ctx: Context): void {
  assign(ctx, 'PATH', literal('/sbin:/usr/sbin:/bin:/usr/bin'));
  ctx.state.process = { ...ctx.state.process, umask: literal('022') };
}

/** rc.status exports LC_ALL=POSIX (facts: suse-functions, 1). */
function suseEnvironment(ctx: Context): void {
  assign(ctx, 'LC_ALL', literal('POSIX'));
  exportVariable(ctx, 'LC_ALL');
}

/** Files that describe the host and not the service. */
export function isHostConfiguration(path: string): boolean {
  return /^\/etc\/(?:sysconfig\/(?:network|init|i18n)|default\/(?:rcS|locale|init)|rc\.conf|os-release|lsb-release|environment)$/.test(
    path,
  );
}

const NETWORK_NAMES = ['HOSTNAME', 'GATEWAY', 'GATEWAYDEV', 'NISDOMAIN', 'NETWORKING_IPV6'];

/** Variables of the files that describe the host, as far as scripts use them for their daemons. */
export const HOST_NAMES: ReadonlySet<string> = new Set([
  ...NETWORK_NAMES,
  ...['LANG', 'LANGUAGE', 'SYSFONT', 'ZONE', 'UTC', 'ID', 'VERSION_ID', 'DISTRIB_ID'],
]);

/** Files that describe the host and not the service; a migrated host has another way to say the same. */
function hostConfiguration(ctx: Context, path: string, visited: Visit | undefined): Status {
  if (path === '/etc/sysconfig/network') {
    assign(ctx, 'NETWORKING', networkSwitch(ctx, path));
    for (const name of NETWORK_NAMES) assign(ctx, name, unknown(`$${name} of ${path}`));
  } else if (/^\/etc\/(?:rc\.conf|environment)$/.test(path)) mayAssign(ctx);
  else if (path === '/etc/default/rcS')
    for (const [name, value] of [
      ['VERBOSE', 'no'],
      ['UTC', 'yes'],
    ] as const)
      assign(ctx, name, literal(value));
  else for (const name of HOST_NAMES) if (!ctx.state.vars.has(name)) assign(ctx, name, unknown(`$${name} of ${path}`));
  // What else the host's own file gives a value is no name that all hosts have. It wins over what was set before.
  const own = namesAssigned(path, ctx.host.settings(path)).filter(name => !KNOWN_OF_HOST.has(name));
  for (const name of own) assign(ctx, name, unknown(`$${name} of ${path}`));
  if (visited && own.length > 0) visited.gives = own;
  noise(ctx, 'systemd does this');
  return SUCCESS;
}

/** What is known of them without the file: of the network, whether there is one; of a boot, that it says little. */
const KNOWN_OF_HOST = new Set(['NETWORKING', 'VERBOSE', 'UTC']);

function namesAssigned(path: string, text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  return [...new Set(statementsOf(parseSource(path, text).ast).flatMap(({ node }) => assignedBy(node)))];
}

/** Does the file hold nothing but assignments and exports? */
function isAssignments(file: Source): boolean {
  return (
    file.errors.length === 0 &&
    file.ast.commands.every(
      statement =>
        statement.command.type === 'Command' && (!statement.command.name || statement.command.name.value === 'export'),
    )
  );
}

/**
 * A settings file. What it assigns, also in a commented line, is a setting; without the file at hand all that the
 * script assigned before may be one. The values of today are evidence and never decide a test.
 */
function readSettings(ctx: Context, path: string, text: string | undefined, call: Call): void {
  const required = call.node !== undefined && !ctx.guarded && !shellOf(ctx.source).endsWith('/bash');
  if (!ctx.trail.files.has(path))
    ctx.trail.files.set(path, { path, required, span: ctx.here, atHand: text !== undefined });
  ctx.state.settingsRead = true;
  if (text === undefined) {
    for (const [name, variable] of [...ctx.state.vars]) {
      if (variable.elements || /^[_\d]/.test(name) || UNSETTABLE.has(name)) continue;
      // `mode=$1`: no file says which action was asked for; `OS=$(uname -s)`: nor what system it is on.
      const text = textOf(variable.value);
      if (text === ctx.action || /^linux$/i.test(text ?? '')) continue;
      become(ctx, name, path, undefined);
    }
    return;
  }
  const { today, exported, safe, runs, process } = valuesOf(ctx, path, text);
  for (const [name, value] of today) become(ctx, name, path, value);
  for (const name of exported) exportVariable(ctx, name);
  if (process !== undefined) inheritFrom(ctx, path, process);
  for (const match of text.matchAll(/^[ \t]*#[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=/gm))
    if (match[1] && !today.has(match[1])) become(ctx, match[1], path, undefined);
  const own = keepOwn(ctx, path, text);
  if (own.length > 0) remark(ctx, 'SV439', ctx.here, { file: path, names: own.join(', ') });
  const computed = [...today].filter(([, value]) => value === undefined).map(([name]) => name);
  // What it executes is a step of the start, which only a shell that sources it takes.
  if (runs) emit(ctx, { kind: 'residue', reason: `runs ${path}` });
  if (!safe) remark(ctx, 'SV402', ctx.here, { file: path, problem: 'it holds more than assignments' });
  else if (computed.length > 0)
    remark(ctx, 'SV402', ctx.here, { file: path, problem: `it computes ${computed.join(', ')}` });
  else if (!ctx.script.crlf && /^[^#\n]*=.*\r/m.test(text))
    remark(ctx, 'SV402', ctx.here, {
      file: path,
      problem: 'its lines end in carriage returns, which a shell keeps in the values',
    });
}

/**
 * Variables of the script that the file could replace and never speaks of. Options that the script made empty are for
 * the file to fill, and the switch that a whole service hangs on is for it to turn: they are settings. The others are
 * constants. Gives the names of those that the script uses.
 */
function keepOwn(ctx: Context, path: string, text: string): readonly string[] {
  const kept: string[] = [];
  for (const [name, { value, elements, unset }] of [...ctx.state.vars]) {
    const before = textOf(value);
    if (before === undefined || elements || before === ctx.action || !isForAFile(name)) continue;
    if (new RegExp(`\\b${name}\\+?=`).test(text)) continue;
    const isSwitch = ctx.host.decisive?.has(name) && SWITCH.test(before);
    if (isSwitch || (before === '' && !unset && OPTIONS.test(name))) {
      ctx.trail.settings.set(name, { name, files: [path], fallback: value });
      if (!ctx.constants.has(name)) assign(ctx, name, setting(name));
    } else if (isUsedBehind(ctx, name)) kept.push(name);
  }
  return kept;
}

const OPTIONS = /(?:OPTS?|OPTIONS?|ARGS|ARGUMENTS|FLAGS|PARAMS|PARAMETERS)\d*$/;

/** By custom the variables of settings files are in capitals; those of the shell and its host are no settings. */
export function isForAFile(name: string): boolean {
  return /^[A-Z][A-Z0-9_]+$/.test(name) && !UNSETTABLE.has(name) && !HOST_NAMES.has(name);
}

function isUsedBehind({ source, here }: Context, name: string): boolean {
  return new RegExp(`\\$(?:\\{#?)?${name}\\b`).test(source.text.slice(here.start));
}

/**
 * `ulimit` and `umask` in a settings file count for the daemon as they do in the script. The file is read again at each
 * start; a directive has what it says today.
 */
function inheritFrom(ctx: Context, path: string, { limits, umask }: ProcessState): void {
  const before = ctx.state.process;
  ctx.state.process = { ...before, limits: new Map([...before.limits, ...limits]), ...(umask && { umask }) };
  for (const [suffix, limit] of limits)
    remark(ctx, 'SV401', ctx.here, {
      setting: `ulimit in ${path}`,
      directive: `Limit${suffix}=`,
      value: describe(limit.soft ?? limit.hard ?? EMPTY),
    });
  if (umask)
    remark(ctx, 'SV401', ctx.here, { setting: `umask in ${path}`, directive: 'UMask=', value: describe(umask) });
}

/** A file that nobody has seen is not taken to set what every process is given. */
const UNSETTABLE = new Set(
  'PATH HOME SHELL LOGNAME IFS PWD OLDPWD LANG LC_ALL RETVAL UID EUID NETWORKING NETWORKING_IPV6 GATEWAY GATEWAYDEV NISDOMAIN'.split(
    ' ',
  ),
);

/** From here on the variable is a setting; a constant keeps the value of today. */
function become(ctx: Context, name: string, path: string, today: string | undefined): void {
  const before = ctx.state.vars.get(name)?.value;
  const known = ctx.trail.settings.get(name);
  const own = before?.parts.length === 1 && before.parts[0]?.kind === 'setting' && before.parts[0].name === name;
  const fallback = known?.fallback ?? (own ? undefined : before);
  const files = [...new Set([...(known?.files ?? []), path])];
  const value = today ?? known?.today;
  const mentioned = known?.mentioned === true || ctx.host.settings(path) !== undefined;
  ctx.trail.settings.set(name, {
    name,
    files,
    mentioned,
    ...(fallback && { fallback }),
    ...(value !== undefined && { today: value }),
  });
  if (ctx.constants.has(name)) {
    if (value !== undefined) assign(ctx, name, literal(value));
    return;
  }
  assign(ctx, name, setting(name));
}

/** The values that the shell would take from a settings file, as far as its text decides them. */
function valuesOf(
  ctx: Context,
  path: string,
  text: string,
): {
  readonly today: ReadonlyMap<string, string | undefined>;
  readonly exported: readonly string[];
  readonly safe: boolean;
  /** It executes programs, and not only for what they print. */
  readonly runs: boolean;
  /** What it changes of the process; absent where it changes nothing but variables. */
  readonly process?: ProcessState;
} {
  const file = parseSource(path, text);
  const state = fork(initialState([]));
  const before = new Map([...ctx.state.vars].filter(([, variable]) => textOf(variable.value) !== undefined));
  for (const [name, variable] of before) state.vars.set(name, variable);
  const inner: Context = {
    ...ctx,
    source: file,
    state,
    foreign: true,
    trail: newTrail(),
    frames: [],
    steps: [],
    constants: new Set(),
  };
  collect(inner, () => runList(inner, file.ast));
  const today = new Map<string, string | undefined>();
  for (const [name, variable] of inner.state.vars)
    if (before.get(name) !== variable) today.set(name, textOf(variable.value));
  const { process } = inner.state;
  const changes = process.limits.size > 0 || process.umask !== undefined;
  return {
    today,
    exported: [...process.exported.keys()],
    safe: isAssignments(file),
    runs: [...inner.trail.effects.values()].some(effect => effect.kind === 'exec' && !effect.query),
    ...(changes && { process }),
  };
}

/** Interpret another file of the host in place; its statements are not the script's. */
function runForeign(ctx: Context, file: Source): void {
  const frame: Frame = { name: file.path, returned: [], hidden: new Map() };
  const inner: Context = { ...ctx, source: file, foreign: true, frames: [...ctx.frames, frame] };
  const steps = collect(inner, () => runList(inner, file.ast));
  let after = inner.state;
  for (const returned of frame.returned)
    after =
      after.ended === 'return'
        ? { ...returned, ended: undefined }
        : meet(ctx, after, { ...returned, ended: undefined });
  ctx.state = { ...after, sourcedUnknown: true };
  if (steps.some(step => step.kind !== 'return' && (step.kind !== 'effect' || step.effect.kind !== 'noise')))
    emit(ctx, { kind: 'residue', reason: `runs ${file.path}` });
}
