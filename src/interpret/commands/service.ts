import { describe, EMPTY, literal, textOf } from '../../model/word.ts';
import { selfName } from '../../shell/parse.ts';
import type { Call, Models } from '../call.ts';
import { runProgram } from '../command.ts';
import { type Context, emit, noise, remark } from '../context.ts';
import { programPath } from '../paths.ts';
import { isOfUnit, whetherRuns } from '../running.ts';
import { silent } from '../silent.ts';
import { isTmpfiles } from '../tmpfiles.ts';
import { opaque, type Status, SUCCESS, statusOf } from '../truth.ts';

/** `service NAME ACTION`, `invoke-rc.d NAME ACTION`, and the script that calls itself. */
function service(ctx: Context, call: Call): Status {
  const [name = EMPTY, action = EMPTY] = call.args.filter(arg => !textOf(arg)?.startsWith('--'));
  const self = textOf(name) === selfName(ctx.source);
  const verb = textOf(action);
  if (verb === 'status' && !self) {
    noise(ctx, 'query');
    return statusOf(opaque(`whether ${describe(name)} runs`, ctx.here));
  }
  if (verb === 'status') {
    noise(ctx, 'already-running check');
    if (!ctx.shadow) ctx.trail.ownStatus = ctx.here;
    return statusOf(whetherRuns(ctx, ctx.here));
  }
  // A reload that calls the script again is told from others by this very call. A start that stops first has nothing to
  // stop: systemd starts only what does not run, and a unit that stops itself would take back its own start.
  const stopsFirst = ctx.action === 'start' && verb === 'stop';
  if (self && (stopsFirst || !isOfUnit(ctx.action))) {
    emit(ctx, { kind: 'noise', reason: 'systemd does this', ...(verb !== undefined && { called: verb }) });
    return SUCCESS;
  }
  if (!self) remark(ctx, 'SV220', ctx.here, { service: describe(name), action: describe(action) });
  const effect = emit(ctx, {
    kind: 'exec',
    argv: [literal(call.name.startsWith('/') ? call.name : `/usr/sbin/${call.name}`), ...call.args],
    process: call.process,
    starter: 'plain',
    background: call.background,
    operation: { kind: 'service', name, action },
  });
  return { kind: 'effect', id: effect.id };
}

function modprobe(ctx: Context, call: Call): Status {
  const modules = call.args.filter(arg => !textOf(arg)?.startsWith('-'));
  const base = call.name.replace(/^.*\//, '');
  remark(ctx, 'SV221', ctx.here, { modules: modules.map(describe).join(' ') });
  const effect = emit(ctx, {
    kind: 'exec',
    argv: [literal(programPath(base) ?? call.name), ...call.args],
    process: call.process,
    starter: 'plain',
    background: call.background,
    operation: { kind: 'modprobe', modules },
  });
  return { kind: 'effect', id: effect.id };
}

/** `plymouth --ping` asks whether the splash is there; all else changes what the console shows (plymouth(1)). */
function plymouth(ctx: Context, call: Call): Status {
  if (call.args.some(arg => /^--(?:ping|has-active-vt)$/.test(textOf(arg) ?? '')))
    return silent('query', statusOf(opaque('whether the boot splash is shown', ctx.here)))(ctx, call);
  return runProgram(ctx, [literal(call.name), ...call.args], call.process);
}

/** `systemd-tmpfiles --create /usr/lib/tmpfiles.d/acmed.conf`: at boot all such files are read (systemd-tmpfiles(8)). */
function tmpfiles(ctx: Context, call: Call): Status {
  const words = call.args.map(arg => textOf(arg) ?? '');
  const files = words.filter(word => word !== '--create');
  if (files.length === words.length || files.length === 0 || !files.every(isTmpfiles))
    return runProgram(ctx, [literal(call.name), ...call.args], call.process);
  for (const file of files) remark(ctx, 'SV440', ctx.here, { file });
  noise(ctx, 'systemd does this');
  return SUCCESS;
}

/** Programs that manage services and the kernel's modules. */
export const serviceCommands: Models = {
  service,
  'invoke-rc.d': service,
  'rc-service': service,
  modprobe,
  'systemd-tmpfiles': tmpfiles,
  initctl: silent('systemd does this', { kind: 'code', code: 1 }),
  logger: silent('message'),
  consoletype: silent('terminal'),
  tput: silent('terminal'),
  stty: silent('terminal'),
  clear: silent('terminal'),
  setterm: silent('terminal'),
  plymouth,
  usplash_write: silent('terminal'),
};
