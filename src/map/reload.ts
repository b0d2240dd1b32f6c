import { note } from '../base/finding.ts';
import type { Interpretation } from '../interpret/action.ts';
import type { ExecEffect } from '../model/effect.ts';
import { describe, EMPTY, textOf } from '../model/word.ts';
import { selfPath } from '../shell/parse.ts';
import { add, type Draft, type MapInput, place } from './draft.ts';
import { renderLine } from './exec.ts';
import { placeGuard } from './guards.ts';
import { addHelper } from './helper.ts';
import { daemonsOf, type ExecItem, isExec, mainOf } from './main-process.ts';
import type { Started } from './start.ts';
import { seedsOf, spansOf } from './start-steps.ts';
import { startTimelineOf } from './start-timeline.ts';
import { type Item, timelineOf } from './timeline.ts';

/** Actions whose behaviour may be a reload, best first. */
const NAMES = ['reload', 'force-reload'];

/** Map reload to ExecReload=; gives the name of the action that it came from. */
export function mapReload(draft: Draft, input: MapInput, started: Started): string | undefined {
  for (const name of NAMES) {
    const interpretation = input.actions.get(name);
    if (!interpretation) continue;
    const { items, gates } = timelineOf(interpretation.steps);
    if (items.every(item => item.effect.kind === 'exec' && item.effect.operation?.kind === 'sleep')) continue;
    if (restarts(input, items)) {
      draft.restarts.add(name);
      // reload-or-restart does what a force-reload that restarts did.
      if (name === 'reload') draft.notes.push(note('SV226', items[0]?.effect.span, { was: 'a restart' }));
      continue;
    }
    for (const gate of gates)
      placeGuard(draft, input, interpretation.trail, name, gate.span, 'systemd reloads only what runs');
    const lines = items.map(item => lineOf(input, interpretation, item, started));
    if (lines.every(line => line !== undefined)) {
      items.forEach((item, i) => {
        add(draft, 'Service', 'ExecReload', lines[i] ?? '', 'reload', [item.effect.span]);
        place(draft, name, item.effect.span.start, 'directive', 'ExecReload=');
        if (item.effect.kind === 'signal')
          draft.notes.push(note('SV214', item.effect.span, { command: lines[i] ?? '' }));
      });
      return name;
    }
    const path = addHelper(draft, input, {
      file: 'reload',
      reason: 'a reload that no command line can say',
      seeds: seedsOf(items),
      withState: true,
      action: name,
    });
    if (path)
      add(
        draft,
        'Service',
        'ExecReload',
        (started.rootPrefix === '+' ? '+' : '') + path,
        'reload',
        spansOf(items),
        'inferred',
      );
    return name;
  }
  return undefined;
}

/** The action starts what start starts: it is a restart by another name. */
function restarts(input: MapInput, items: readonly Item[]): boolean {
  const self = selfPath(input.source).replace(/^.*\//, '');
  if (
    items.some(
      item =>
        item.effect.kind === 'exec' &&
        item.effect.operation?.kind === 'service' &&
        textOf(item.effect.operation.name) === self,
    )
  )
    return true;
  const start = startTimelineOf(input.actions.get('start')?.steps ?? []);
  const main = mainOf(input, start);
  const daemons = [...daemonsOf(start), ...(main ? [main] : [])];
  const again = items.filter(isExec).filter(item => daemons.some(daemon => isSame(item, daemon)));
  if (again.some(item => item.effect.starter !== 'plain' || item.effect.background)) return true;
  if (again.length === 0) return false;
  // With nothing to stop, starting again is all that a restart does.
  const runs = items.filter(runsProgram).map(commandOf);
  return items.some(endsIt) || programsOf(input, 'stop').every(command => runs.includes(command));
}

/** The same command, or the same statement on the same program with options that its way there decided. */
function isSame(item: ExecItem, daemon: ExecItem): boolean {
  const [one, other] = [item.effect, daemon.effect];
  const program = ({ argv }: ExecEffect): string => describe(argv[0] ?? EMPTY);
  return (
    commandOf(item) === commandOf(daemon) || (one.span.start === other.span.start && program(one) === program(other))
  );
}

/** A signal that ends a process, as far as its sender means it. */
function endsIt({ effect }: Item): boolean {
  return effect.kind === 'signal' && effect.schedule.steps.some(step => /^(?:TERM|KILL|INT|QUIT)$/.test(step.signal));
}

function programsOf(input: MapInput, action: string): readonly string[] {
  const interpretation = input.actions.get(action);
  return interpretation ? timelineOf(interpretation.steps).items.filter(runsProgram).map(commandOf) : [];
}

function runsProgram(item: Item): boolean {
  return item.effect.kind !== 'exec' || !item.effect.operation;
}

/** What an item runs, wherever it stands. */
function commandOf({ effect }: Item): string {
  return effect.kind === 'exec' ? effect.argv.map(describe).join(' ') : effect.kind;
}

function lineOf(input: MapInput, interpretation: Interpretation, item: Item, started: Started): string | undefined {
  const { effect } = item;
  if (item.shellOnly || item.guards.some(guard => guard.condition.kind !== 'status')) return undefined;
  if (effect.kind === 'signal') {
    if (started.type === 'oneshot' || effect.target.kind === 'unknown' || effect.schedule.steps.length !== 1)
      return undefined;
    const signal = effect.schedule.steps[0]?.signal ?? 'HUP';
    return `/bin/kill -${signal} $MAINPID`;
  }
  if (effect.kind !== 'exec' || effect.shell || effect.background || effect.process.user) return undefined;
  if (effect.process.stdout.kind === 'file' || /^(?:file|other)$/.test(effect.process.stdin.kind)) return undefined;
  const cwd = effect.process.cwd && textOf(effect.process.cwd);
  if (effect.process.cwd && cwd !== '/') return undefined;
  const line = renderLine(
    input,
    interpretation.trail,
    effect.argv,
    (item.checked ? '' : '-') + (started.rootPrefix === '+' ? '+' : ''),
  );
  if (!line.ok) return undefined;
  return line.value.settings.length === 0 ? line.value.text : undefined;
}
