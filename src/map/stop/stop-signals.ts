import { note } from '../../base/finding.ts';
import { canonical } from '../../interpret/paths.ts';
import type { SignalEffect } from '../../model/effect.ts';
import { textOf } from '../../model/word.ts';
import { add, type Draft, place } from '../draft.ts';
import { knowsMainPid } from '../pid-file/main-pid.ts';
import type { Started } from '../start/start.ts';
import { namedIn } from '../timeline/main-process.ts';
import type { Item } from '../timeline/timeline.ts';

/** The pid files whose processes are signalled. */
export function signalledFiles(items: readonly Item[]): ReadonlySet<string> {
  return new Set(
    items.flatMap(({ effect }) =>
      effect.kind === 'signal' && effect.target.kind === 'file' ? [canonical(effect.target.path)] : [],
    ),
  );
}

/** KillSignal=, KillMode= and TimeoutStopSec= from the signals and the waits between them. */
export function mapSignals(draft: Draft, items: readonly Item[], started: Started, waits: boolean): void {
  const steps: { signal: string; seconds?: number; effect: SignalEffect }[] = [];
  for (const item of items) {
    const { effect } = item;
    if (effect.kind === 'signal') {
      place(draft, 'stop', effect.span.start, 'directive', 'KillSignal= and TimeoutStopSec=');
      for (const step of effect.schedule.steps) {
        const last = steps.at(-1);
        // systemd sends SIGCONT by itself (systemd.kill(5)); the time behind it is that of the signal before.
        if (step.signal !== 'CONT') steps.push({ ...step, effect });
        else if (last) last.seconds = (last.seconds ?? 0) + (step.seconds ?? 0);
      }
    } else if (effect.kind === 'exec') {
      const last = steps.at(-1);
      // Of a loop only the run knows how often it sleeps.
      const once = item.shellOnly !== 'loop' && effect.operation?.kind === 'sleep' ? effect.operation : undefined;
      const seconds = once ? Number(textOf(once.seconds)) : Number.NaN;
      if (last && item.shellOnly === 'loop') last.seconds = Number.NaN;
      else if (last && Number.isFinite(seconds)) last.seconds = (last.seconds ?? 0) + seconds;
      place(draft, 'stop', effect.span.start, last ? 'directive' : 'noise', last ? 'TimeoutStopSec=' : 'waiting');
    }
  }
  const [first] = steps;
  if (!first) return;
  const by = 'stop';
  const evidence = steps.map(step => step.effect.span);
  // The main process is one: those of other pid files are the unit's other processes.
  const processOnly =
    knowsMainPid(draft, started) &&
    steps.every(({ effect }) => effect.reach === 'process' || findsPidFile(draft, effect)) &&
    signalledFiles(items).size < 2;
  if (processOnly) add(draft, 'Service', 'KillMode', 'process', by, evidence);
  else if (first.effect.target.kind === 'name')
    draft.notes.push(note('SV213', first.effect.span, { name: first.effect.target.name }));
  if (first.signal !== 'TERM') add(draft, 'Service', 'KillSignal', `SIG${first.signal}`, by, evidence);
  const kill = steps.findIndex((step, i) => i > 0 && step.signal === 'KILL');
  // A signal of the program's own lets it finish what it does, however long: SIGKILL would end that.
  const graceful = kill < 0 && !/^(?:TERM|INT|QUIT|HUP|ABRT|KILL)$/.test(first.signal);
  if (graceful) add(draft, 'Service', 'SendSIGKILL', 'no', by, evidence);
  const waited = steps.slice(0, kill < 0 ? steps.length : kill).reduce((sum, step) => sum + (step.seconds ?? 0), 0);
  // `kill $PID; kill -9 $PID`: ExecStop= lines have the same limit, and none is 0.
  const atOnce =
    kill > 0 &&
    waited === 0 &&
    !waits &&
    steps[kill]?.effect !== first.effect &&
    items.every(({ effect }) => effect.kind === 'signal' && isSameTarget(effect, first.effect)) &&
    !draft.directives.some(({ name }) => name === 'ExecStop');
  if (atOnce) add(draft, 'Service', 'TimeoutStopSec', '1', by, evidence);
  else if (kill > 0 && Number.isFinite(waited) && waited > 0)
    add(draft, 'Service', 'TimeoutStopSec', String(waited), by, evidence);
  else if (first.signal !== 'KILL' && !graceful)
    draft.notes.push(
      note('SV212', first.effect.span, {
        was: `${steps.map(step => `SIG${step.signal}`).join(', ')}${kill < 0 ? ' and never SIGKILL' : ' after a wait of its own'}`,
        now: "SIGKILL after systemd's stop limit",
      }),
    );
}

function isSameTarget(one: SignalEffect, { target }: SignalEffect): boolean {
  if (one.target.kind === 'file')
    return target.kind === 'file' && canonical(one.target.path) === canonical(target.path);
  return namedIn(one.target) !== undefined && namedIn(one.target) === namedIn(target);
}

/**
 * `killproc acmed` without -p looks into /var/run/acmed.pid first, and at the host's processes only where that has none
 * (facts: rhel-functions, 3): the program was told to write it.
 */
function findsPidFile({ directives }: Draft, { by, target }: SignalEffect): boolean {
  return (
    by === 'killproc' &&
    target.kind === 'name' &&
    directives.some(({ name, value }) => name === 'PIDFile' && value === `/run/${target.name}.pid`)
  );
}
