import type { SignalEffect, StopSchedule } from '../model/effect.ts';
import type { ProcessState } from '../model/process.ts';
import { describe, type Field, textOf } from '../model/word.ts';
import { type Asked, nameOf } from './asked.ts';
import { type Context, emit, remark } from './context.ts';
import { freeze, likelyText } from './freeze.ts';
import { writtenFile } from './redirect.ts';
import { isAwaited, isCalledAtAnyTime, whetherRuns } from './running.ts';
import { alternatives } from './state.ts';
import { assumed, opaque, type Status, statusOf } from './truth.ts';

const NUMBERS: ReadonlyMap<string, string> = new Map([
  ['1', 'HUP'],
  ['2', 'INT'],
  ['3', 'QUIT'],
  ['6', 'ABRT'],
  ['9', 'KILL'],
  ['10', 'USR1'],
  ['12', 'USR2'],
  ['13', 'PIPE'],
  ['14', 'ALRM'],
  ['15', 'TERM'],
  ['18', 'CONT'],
  ['19', 'STOP'],
  ['28', 'WINCH'],
]);

/** A signal as a name without SIG, from a number, a name, or an option such as `-HUP`; undefined if it is none. */
export function signalName(text: string): string | undefined {
  const bare = text.replace(/^-/, '').toUpperCase().replace(/^SIG/, '');
  if (NUMBERS.has(bare)) return NUMBERS.get(bare);
  return /^(?:HUP|INT|QUIT|ILL|TRAP|ABRT|BUS|FPE|KILL|USR1|SEGV|USR2|PIPE|ALRM|TERM|CHLD|CONT|STOP|TSTP|TTIN|TTOU|URG|WINCH|IO|PWR|SYS|RTMIN(?:\+\d+)?|RTMAX(?:-\d+)?)$/.test(
    bare,
  )
    ? bare
    : undefined;
}

/**
 * The schedule of `start-stop-daemon --retry`: `30`, or `TERM/30/KILL/5`. A number is a time to wait, a signal only behind
 * `-`; `forever` waits without end. An empty text is one that only the run knows.
 */
export function retrySchedule(text: string | undefined, signal: string): StopSchedule {
  if (text === undefined) return { steps: [{ signal }] };
  if (text === '') return { steps: [{ signal }, { signal: 'KILL' }] };
  if (/^\d+$/.test(text))
    return {
      steps: [
        { signal, seconds: Number(text) },
        { signal: 'KILL', seconds: Number(text) },
      ],
    };
  const steps: { signal: string; seconds?: number }[] = [];
  for (const item of text.split('/')) {
    const name = /^\d/.test(item) ? undefined : signalName(item);
    const seconds = item === 'forever' ? Number.POSITIVE_INFINITY : Number(item);
    const last = steps.at(-1);
    if (name) steps.push({ signal: name });
    else if (last && !Number.isNaN(seconds)) last.seconds = (last.seconds ?? 0) + seconds;
  }
  return { steps: steps.length > 0 ? steps : [{ signal }] };
}

/**
 * The text of an option that says how long to wait for an end: TimeoutStopSec= is a number, so a setting there is that of
 * today. In: the option's value. Out: undefined without one, an empty text where only the run knows it.
 */
export function waitOption(ctx: Context, value: Field | undefined): string | undefined {
  if (!value) return undefined;
  const directive = 'TimeoutStopSec=';
  freeze(ctx, value, directive);
  const settings = value.parts.flatMap(part => (part.kind === 'setting' ? [part.name] : []));
  for (const setting of new Set(settings)) {
    const today = ctx.trail.settings.get(setting)?.today;
    if (today !== undefined) remark(ctx, 'SV401', ctx.here, { setting, directive, value: today });
  }
  // `${STOP_TIMEOUT:-60}`: without the setting the script's own number.
  const texts = alternatives(value).flatMap(one => likelyText(ctx, one) ?? []);
  return texts.at(0) ?? '';
}

/** Signal processes of the service. The status says that they were there: a stop finds its service running. */
export function sendSignal(ctx: Context, effect: Omit<SignalEffect, 'kind' | 'id' | 'span'>): Status {
  const { id } = emit(ctx, { kind: 'signal', ...effect });
  if (isCalledAtAnyTime(ctx)) return { kind: 'effect', id };
  return statusOf(assumed(true, 'status bookkeeping'));
}

/** The pid file of a field, remembered as one. */
export function pidFileTarget(
  ctx: Context,
  file: Field,
): { readonly kind: 'file'; readonly path: string } | { readonly kind: 'unknown'; readonly text: string } {
  freeze(ctx, file, 'PIDFile=');
  const path = textOf(file);
  if (path === undefined) {
    const today = likelyText(ctx, file);
    if (today !== undefined) ctx.trail.pidFilesToday.add(today);
    return { kind: 'unknown', text: 'a pid file from a setting' };
  }
  ctx.trail.pidFiles.add(path);
  return { kind: 'file', path };
}

/** The library's look-up of processes: `pidofproc prog`, or `pidofproc prog > FILE`, which writes the pid file. */
export function lookedUp(ctx: Context, { stdout }: ProcessState): void {
  const file = writtenFile(stdout);
  const written = file ? ({ reason: 'pid file bookkeeping', made: describe(file) } as const) : undefined;
  emit(ctx, { kind: 'noise', reason: 'already-running check', lsb: true, ...written });
}

/** Is the service running? A start finds it stopped, everything else finds it running. Of another program: open. */
export function running(ctx: Context, asked?: Asked, otherwise = 1): Status {
  if (isAwaited(ctx, asked)) return statusOf(opaque(`whether ${nameOf(asked ?? '')} runs`, ctx.here));
  const status = statusOf(whetherRuns(ctx, ctx.here, true, 'already-running check', asked));
  return status.kind === 'truth' && otherwise !== 1 ? { ...status, otherwise } : status;
}

/** What status functions of init libraries say of a service that does not run and has left no pid file (LSB 4.1, 22.2). */
export const STOPPED = 3;
