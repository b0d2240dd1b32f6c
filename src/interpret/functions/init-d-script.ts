import { EMPTY, type Field, literal, textOf, type Value } from '../../model/word.ts';
import type { Source } from '../../shell/parse.ts';
import type { Model, Models } from '../call.ts';
import { runExternal, runWords } from '../command.ts';
import { type Context, emit, visit } from '../context.ts';
import { freeze, likelyText } from '../freeze.ts';
import { split } from '../ifs.ts';
import { source } from '../source.ts';
import { addLibrary } from '../state.ts';
import { type Status, SUCCESS } from '../truth.ts';
import { withoutUnsetQuietly } from '../unset.ts';
import { assign, lookUp } from '../variables.ts';
import { callFunction, runList } from '../walk.ts';

/** Debian's framework: the interpreter of the script is the library (facts: debian-functions, 3). */
export function isInitDScript(script: Source): boolean {
  return (
    /^#!.*\/init-d-script\b/.test(script.text) ||
    (script.text.includes('/lib/init/init-d-script') &&
      /^[^#\n]*\s\.\s+\/lib\/init\/init-d-script\b/m.test(script.text))
  );
}

/** Run the action the way the framework does: script, settings, prepare, command, cleanup. */
export function runInitDScript(ctx: Context): void {
  addLibrary(ctx.state, 'lsb');
  addLibrary(ctx.state, 'init-d-script');
  assign(ctx, 'INIT_D_SCRIPT_SOURCED', literal('true'));
  runList(ctx, ctx.source.ast);
  const daemon = constant(ctx, 'DAEMON');
  const name = nameOf(ctx, daemon);
  if (!ctx.state.vars.has('NAME'))
    ctx.trail.entries.push({ kind: 'line', text: `NAME=${shellWord(name)}`, settings: true, defines: 'NAME' });
  assign(ctx, 'NAME', literal(name));
  const settings = literal(`/etc/default/${name}`);
  ctx.here = ctx.source.lines.span(ctx.source.text.length, ctx.source.text.length);
  const file = `/etc/default/${name}`;
  ctx.trail.entries.push({ kind: 'line', text: `[ -r ${file} ] && . ${file}`, settings: true });
  ctx.guarded = true;
  source(ctx, { name: '.', args: [settings], process: ctx.state.process, background: false });
  if (daemon && daemon !== 'none') {
    const path = literal(daemon);
    ctx.steps.push({
      kind: 'branch',
      condition: { kind: 'not', of: { kind: 'file', test: 'executable', path, span: ctx.here }, span: ctx.here },
      then: [{ kind: 'exit', code: 0, span: ctx.here }],
      otherwise: [],
      span: ctx.here,
    });
  }
  const call = (fn: string): boolean => {
    const node = ctx.state.functions.get(`${fn}_override`) ?? ctx.state.functions.get(fn);
    if (!node || ctx.state.ended) return false;
    ctx.trail.entries.push({ kind: 'call', name: node.name.value });
    callFunction(ctx, fn, node, [], ctx.source.lines.span(node.pos, node.end));
    return true;
  };
  const action = ctx.action;
  if (call(`do_${action}`)) return;
  if (action === 'start' || action === 'stop') {
    call(`do_${action}_prepare`);
    if (!call(`do_${action}_cmd`)) (action === 'start' ? start : stop)(ctx, daemon, name);
    call(`do_${action}_cleanup`);
  } else if (action === 'reload') {
    call('do_reload_prepare');
    const signal = constant(ctx, 'RELOAD_SIGNAL') ?? 'HUP';
    if (!call('do_reload_cmd'))
      supervise(
        ctx,
        [...['--stop', '--oknodo', '--signal', signal, '--quiet'].map(plain), ...matching(ctx, daemon, name)],
        words(ctx, 'RELOAD_ARGS'),
        '$RELOAD_ARGS',
      );
    call('do_reload_cleanup');
  } else if (action === 'restart') {
    for (const called of ['stop', 'start']) emit(ctx, { kind: 'noise', reason: 'systemd does this', called });
  } else if (action === 'status') ask(ctx);
  else call('do_unknown');
}

function ask(ctx: Context): Status {
  emit(ctx, { kind: 'noise', reason: 'already-running check', lsb: true });
  return SUCCESS;
}

/** NAME is that of the program where the script gives none. */
function nameOf(ctx: Context, daemon: string | undefined): string {
  return constant(ctx, 'NAME') || (daemon?.replace(/^.*\//, '') ?? '');
}

/** A variable of the framework that no unit can keep as a variable: the program, its pid file, its signal. */
function constant(ctx: Context, name: string): string | undefined {
  const value = lookUp(ctx, name)?.value;
  if (!value) return undefined;
  freeze(ctx, value, 'the framework');
  return likelyText(ctx, withoutUnsetQuietly(ctx, value));
}

function start(ctx: Context, daemon: string | undefined, name: string, own = true): Status {
  const args = [...words(ctx, 'START_ARGS'), literal('--'), ...words(ctx, 'DAEMON_ARGS')];
  const options = [plain('--start'), plain('--quiet'), ...matching(ctx, daemon, name)];
  return supervise(ctx, options, args, '$START_ARGS -- $DAEMON_ARGS', own);
}

function stop(ctx: Context, daemon: string | undefined, name: string, own = true): Status {
  const first = ['--stop', '--quiet', '--retry=TERM/0/CONT/30/KILL/5'].map(plain);
  const args = words(ctx, 'STOP_ARGS');
  const status = supervise(ctx, [...first, ...matching(ctx, daemon, name)], args, '$STOP_ARGS', own);
  // "Wait for children to finish too": whatever the pid file says.
  if (own && daemon && daemon !== 'none')
    supervise(
      ctx,
      ['--stop', '--quiet', '--oknodo', '--retry=0/30/KILL/5', '--exec', daemon].map(plain),
      args,
      '$STOP_ARGS',
    );
  // "Many daemons don't delete their pidfiles when they exit."
  const file = textOf(pidFileOf(ctx, name)?.value ?? EMPTY);
  if (file) emit(ctx, { kind: 'noise', reason: 'pid file bookkeeping', removed: [file], lsb: true });
  return status;
}

/** The framework's own command, called by the script's override of it. */
function standard(run: typeof start): Model {
  return ctx => {
    const daemon = constant(ctx, 'DAEMON');
    return run(ctx, daemon, nameOf(ctx, daemon), false);
  };
}

/** `call NAME [ARGUMENT…]`: the script's override of a function, or the function. */
const call: Model = (ctx, given) => {
  const [name = EMPTY, ...args] = given.args;
  const text = textOf(name) ?? '';
  const override = `${text}_override`;
  return runWords(ctx, ctx.state.functions.has(override) ? literal(override) : name, args, given.process, given.node);
};

/** What overrides may call of the framework (facts: debian-functions, 3). */
export const framework: Models = {
  call,
  do_start_cmd: standard(start),
  do_stop_cmd: standard(stop),
  do_status: ask,
};

/** A word of the framework's command: what it is here, and as a helper says it. */
interface Spelled {
  readonly value: Field;
  readonly text: string;
}

function plain(text: string): Spelled {
  return { value: literal(text), text: shellWord(text) };
}

/** `--pidfile`, `--name` and `--exec` as the framework gives them. */
function matching(ctx: Context, daemon: string | undefined, name: string): readonly Spelled[] {
  const file = pidFileOf(ctx, name);
  const command = constant(ctx, 'COMMAND_NAME') || name;
  return [
    ...(file ? [plain('--pidfile'), file] : []),
    ...(command !== 'none' ? [plain('--name'), plain(command)] : []),
    ...(daemon && daemon !== 'none' ? [plain('--exec'), plain(daemon)] : []),
  ];
}

/**
 * `PIDFILE=$(acmectl pidfile)` stays what it is at each start. What only a settings file could set, which is not at
 * hand, is the framework's own as long as no file does.
 */
function pidFileOf(ctx: Context, name: string): Spelled | undefined {
  const text = constant(ctx, 'PIDFILE');
  const value = lookUp(ctx, 'PIDFILE')?.value;
  if (text === undefined && value && value.parts.length > 0) {
    if (!value.parts.every(part => part.kind === 'setting' && isOfAFile(ctx, part.name)))
      return { value, text: '"$PIDFILE"' };
    ctx.trail.frozen.set('PIDFILE', 'the framework');
  }
  return text === 'none' ? undefined : plain(text || `/var/run/${name}.pid`);
}

/** The script gives it no value, and no file at hand does. */
function isOfAFile({ trail }: Context, name: string): boolean {
  const use = trail.settings.get(name);
  return use?.today === undefined && (use?.fallback === undefined || use.fallback.parts.length === 0);
}

/** Run start-stop-daemon for the framework: `own` behind the script's text, else in place of the statement that asks for it. */
function supervise(
  ctx: Context,
  options: readonly Spelled[],
  more: readonly Field[],
  variables: string,
  own = true,
): Status {
  const text = ['start-stop-daemon', ...options.map(one => one.text), variables].join(' ');
  if (own) {
    ctx.trail.entries.push({ kind: 'line', text, settings: false });
    ctx.here = ctx.source.lines.span(ctx.source.text.length, ctx.source.text.length);
  } else visit(ctx, ctx.here.start, 'effect').spelled = text;
  return runExternal(ctx, {
    name: 'start-stop-daemon',
    args: [...options.map(one => one.value), ...more],
    process: ctx.state.process,
    background: false,
  });
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function words(ctx: Context, name: string): Field[] {
  const value: Value = withoutUnsetQuietly(ctx, lookUp(ctx, name)?.value ?? EMPTY);
  return split(ctx.state, value.parts, false);
}
