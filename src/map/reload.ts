import { note } from '../base/finding.ts';
import type { Interpretation } from '../interpret/action.ts';
import { describe, textOf } from '../model/word.ts';
import { selfPath } from '../shell/parse.ts';
import { add, type Draft, type MapInput, place } from './draft.ts';
import { renderLine } from './exec.ts';
import { placeGuard } from './guards.ts';
import { addHelper } from './helper.ts';
import type { Started } from './start.ts';
import { seedsOf, spansOf } from './start-steps.ts';
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
      placeGuard(draft, interpretation.trail, name, gate.span, 'systemd reloads only what runs');
    const lines = items.map(item => lineOf(input, interpretation, item, items, started));
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
  const started = timelineOf(input.actions.get('start')?.steps ?? []).items.map(commandOf);
  return items.some(
    item => item.effect.kind === 'exec' && item.effect.starter !== 'plain' && started.includes(commandOf(item)),
  );
}

function commandOf({ effect }: Item): string {
  return effect.kind === 'exec' ? effect.argv.map(describe).join(' ') : '';
}

/** Others behind it run only if it succeeds. */
function decides(item: Item, other: Item): boolean {
  return other.guards.some(({ condition }) => condition.kind === 'status' && condition.of === item.effect.id);
}

function lineOf(
  input: MapInput,
  interpretation: Interpretation,
  item: Item,
  items: readonly Item[],
  started: Started,
): string | undefined {
  const { effect } = item;
  const behind = items.slice(items.indexOf(item) + 1);
  const decisive = behind.some(other => decides(item, other));
  // A line that fails ends the reload: right only if nothing else runs then.
  if (decisive && !behind.every(other => decides(item, other))) return undefined;
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
    (item.checked || decisive ? '' : '-') + (started.rootPrefix === '+' ? '+' : ''),
  );
  if (!line.ok) return undefined;
  return line.value.settings.length === 0 ? line.value.text : undefined;
}
