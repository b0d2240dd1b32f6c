import { DRAWN, EMPTY, literal, setting, unknown, unquoted, type Value } from '../model/word.ts';
import { selfPath } from '../shell/parse.ts';
import { argument, asText, spreadsAt } from './arguments.ts';
import { type Context, remark } from './context.ts';
import { inheritedUser, userId } from './identity.ts';
import { joined, joinedAsOne, SEPARATORS } from './ifs.ts';
import { join, ofUnreadFile, type State, type Variable } from './state.ts';
import type { Status } from './truth.ts';

/** What a service manager gives and an init script inherited: unknown to the text, and different afterwards. */
const INHERITED = new Set([
  'PATH',
  'HOME',
  'SHELL',
  'TERM',
  'LANG',
  'LANGUAGE',
  'LC_ALL',
  'PWD',
  'MAIL',
  'DISPLAY',
  'TZ',
  'HOSTNAME',
  'HOSTTYPE',
  'OSTYPE',
  'MACHTYPE',
  'BASH_VERSION',
  'SECONDS',
  'PPID',
  'LINENO',
  'COLUMNS',
  'LINES',
]);

/** Set by init while it changes the runlevel; a unit never sees them (facts: env-and-context, 1). */
const RUNLEVEL = new Set(['RUNLEVEL', 'PREVLEVEL', 'runlevel', 'previous', 'INIT_VERSION', 'CONSOLETYPE']);

/** Look a variable up the way the shell at this point would; `undefined`: it is not set. */
export function lookUp(ctx: Context, name: string): Variable | undefined {
  const { state } = ctx;
  const own = state.vars.get(name);
  if (own && !(name === 'PIPESTATUS' && own.value.parts.some(part => part.kind === 'unknown')))
    return own.unset ? undefined : own;
  switch (name) {
    case '0':
    case 'BASH_SOURCE':
      return { value: literal(selfPath(ctx.source)) };
    case '#':
      return {
        value:
          spreadsAt(ctx, state.positional) === undefined
            ? literal(String(state.positional.length))
            : unknown('number of arguments'),
      };
    case '*':
      return { value: joinedAsOne(state, asText(state.positional)), elements: state.positional };
    case '@':
      return { value: joined(asText(state.positional)), elements: state.positional };
    case 'IFS':
      return { value: literal(SEPARATORS) };
    case '$':
      return { value: { parts: [{ kind: 'pid', from: { kind: 'self' } }] } };
    case '!':
      return { value: { parts: [{ kind: 'pid', from: { kind: 'background' } }] } };
    case '-':
      return { value: EMPTY };
    case 'UID':
    case 'EUID':
      return { value: userId(state.process) };
    case 'USER':
    case 'LOGNAME':
      return { value: inheritedUser(state.process, name) };
    case '?':
      return { value: statusValue(ctx) };
    case 'PIPESTATUS':
      // Of the command before it, or of a pipe further back: a shell of its own has neither.
      remark(ctx, 'SV901', ctx.here, { construct: 'PIPESTATUS behind a command' });
      ctx.trail.answers.add(ctx.here.start);
      return { value: unknown('exit status') };
  }
  if (/^\d+$/.test(name)) {
    const value = argument(ctx, Number(name));
    if (!value && ctx.frames.length === 0) remark(ctx, 'SV217', ctx.here, { argument: name, action: ctx.action });
    return value && { value };
  }
  if (RUNLEVEL.has(name)) {
    remark(ctx, 'SV413', ctx.here, { variable: name });
    return { value: { parts: [{ kind: 'unknown', reason: `runlevel in $${name}` }] } };
  }
  if (name === 'RANDOM') return { value: DRAWN };
  if (INHERITED.has(name)) return { value: { parts: [{ kind: 'unknown', reason: `inherited $${name}` }] } };
  const known = ctx.trail.settings.has(name) || !state.sourcedUnknown;
  if (state.settingsRead && known && /^[A-Za-z_]\w*$/.test(name)) return settingOf(ctx, name);
  if (state.sourcedUnknown) return { value: unknown(ofUnreadFile(name)) };
  return undefined;
}

/** A variable that nothing in the script sets before a settings file may: it is the administrator's. */
function settingOf(ctx: Context, name: string): Variable | undefined {
  const use = ctx.trail.settings.get(name);
  // Frozen: what no file sets is not set, and `${X-default}` takes its default.
  if (ctx.constants.has(name)) return use?.today === undefined ? undefined : { value: literal(use.today) };
  if (!use) ctx.trail.settings.set(name, { name, files: [...ctx.trail.files.keys()] });
  return { value: setting(name) };
}

/**
 * The state behind an open condition. What only one side assigned is in the other what a shell would find there: a
 * setting of the file that was read, for one.
 */
export function meet(ctx: Context, a: State, b: State): State {
  // Which of the two pipes it was, the next command cannot know.
  for (const { vars } of [a, b]) vars.delete('PIPESTATUS');
  if (!a.ended && !b.ended)
    for (const [side, other] of [
      [a, b],
      [b, a],
    ] as const)
      for (const name of other.vars.keys()) {
        const found = side.vars.has(name) ? undefined : lookUp({ ...ctx, state: side }, name);
        if (found) side.vars.set(name, found);
      }
  return join(a, b);
}

/** A status as the text that a variable gets of it; undefined where only the run knows. */
export function statusText(status: Status): Value | undefined {
  if (status.kind === 'code') return literal(String(status.code));
  if (status.kind === 'effect') {
    const { id: of, fails } = status;
    return { parts: [{ kind: 'status', of, ...(fails !== undefined && { fails }) }] };
  }
  if (status.kind !== 'truth' || status.truth.kind === 'open') return undefined;
  return literal(String(status.truth.value ? 0 : (status.otherwise ?? 1)));
}

function statusValue(ctx: Context): Value {
  const known = statusText(ctx.state.status);
  if (known) return known;
  // The word of a `case` is read before the statement is entered.
  if (!ctx.foreign && /\$\{?\?/.test(ctx.source.text.slice(ctx.here.start, ctx.here.end)))
    ctx.trail.answers.add(ctx.here.start);
  return { parts: [{ kind: 'unknown', reason: 'exit status' }] };
}

/** Give a variable a value; an exported one changes what processes inherit. */
export function assign(ctx: Context, name: string, value: Value, elements?: readonly Value[]): void {
  const plain = unquoted(value);
  ctx.state.vars.set(name, elements ? { value: plain, elements: elements.map(unquoted) } : { value: plain });
  if (name === 'PATH' || ctx.state.allexport || ctx.state.process.exported.has(name)) exportVariable(ctx, name);
}

/** Mark a variable as exported with its present value. */
export function exportVariable(ctx: Context, name: string): void {
  const { process } = ctx.state;
  const value = lookUp(ctx, name)?.value ?? EMPTY;
  ctx.state.process = {
    ...process,
    exported: new Map(process.exported).set(name, value),
    evidence: [...process.evidence, ctx.here],
  };
}

export function unsetVariable(ctx: Context, name: string): void {
  ctx.state.vars.set(name, { value: EMPTY, unset: true });
  if (!ctx.state.process.exported.has(name)) return;
  const exported = new Map(ctx.state.process.exported);
  exported.delete(name);
  ctx.state.process = { ...ctx.state.process, exported };
}

/** Only the run knows the variable from here on. */
export function forget(ctx: Context, name: string, reason: string): void {
  assign(ctx, name, { parts: [{ kind: 'unknown', reason }] });
}
