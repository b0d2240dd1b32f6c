import { EMPTY, type Field, literal, type Value } from '../../model/word.ts';
import type { Source } from '../../shell/parse.ts';
import { runExternal } from '../command.ts';
import type { Context } from '../context.ts';
import { split } from '../expand.ts';
import { source } from '../source.ts';
import { withoutUnset } from '../unset.ts';
import { assign, lookUp, textOfVariable } from '../variables.ts';
import { callFunction, runList } from '../walk.ts';

/** Debian's framework: the interpreter of the script is the library (facts: debian-functions, 3). */
export function isInitDScript(script: Source): boolean {
  return /^#!.*\/init-d-script\b/.test(script.text) || /^[^#\n]*\s\.\s+\/lib\/init\/init-d-script\b/m.test(script.text);
}

/** Run the action the way the framework does: script, settings, prepare, command, cleanup. */
export function runInitDScript(ctx: Context): void {
  ctx.state.libraries.add('lsb');
  assign(ctx, 'INIT_D_SCRIPT_SOURCED', literal('true'));
  runList(ctx, ctx.source.ast);
  const daemon = textOfVariable(ctx, 'DAEMON');
  const name = textOfVariable(ctx, 'NAME') ?? daemon?.replace(/^.*\//, '') ?? '';
  const settings = literal(`/etc/default/${name}`);
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
    const signal = textOfVariable(ctx, 'RELOAD_SIGNAL') ?? 'HUP';
    if (!call('do_reload_cmd'))
      supervise(
        ctx,
        ['--stop', '--oknodo', '--signal', signal, '--quiet', ...matching(ctx, daemon, name)],
        words(ctx, 'RELOAD_ARGS'),
      );
    call('do_reload_cleanup');
  } else if (action !== 'restart' && action !== 'status') call('do_unknown');
}

function start(ctx: Context, daemon: string | undefined, name: string): void {
  const args = [...words(ctx, 'START_ARGS'), literal('--'), ...words(ctx, 'DAEMON_ARGS')];
  supervise(ctx, ['--start', '--quiet', ...matching(ctx, daemon, name)], args);
}

function stop(ctx: Context, daemon: string | undefined, name: string): void {
  supervise(
    ctx,
    ['--stop', '--quiet', '--retry=TERM/0/CONT/30/KILL/5', ...matching(ctx, daemon, name)],
    words(ctx, 'STOP_ARGS'),
  );
}

/** `--pidfile`, `--name` and `--exec` as the framework gives them. */
function matching(ctx: Context, daemon: string | undefined, name: string): string[] {
  const pidFile = textOfVariable(ctx, 'PIDFILE') || `/var/run/${name}.pid`;
  const command = textOfVariable(ctx, 'COMMAND_NAME') || name;
  return [
    ...(pidFile !== 'none' ? ['--pidfile', pidFile] : []),
    ...(command !== 'none' ? ['--name', command] : []),
    ...(daemon && daemon !== 'none' ? ['--exec', daemon] : []),
  ];
}

function supervise(ctx: Context, options: readonly string[], more: readonly Field[]): void {
  runExternal(ctx, {
    name: 'start-stop-daemon',
    args: [...options.map(literal), ...more],
    process: ctx.state.process,
    background: false,
  });
}

function words(ctx: Context, name: string): Field[] {
  const value: Value = withoutUnset(ctx, lookUp(ctx, name)?.value ?? EMPTY);
  return split(value.parts, false);
}
