import { note } from '../../base/finding.ts';
import { InternalError } from '../../base/result.ts';
import type { Trail } from '../../interpret/context.ts';
import type { Place } from '../../model/behaviour.ts';
import { NO_STATEMENTS, type StatementPlace, type Statements } from '../../model/service.ts';
import { statementsOf } from '../../shell/statements.ts';
import { composedPlace } from '../actions/composed.ts';
import { type Draft, type MapInput, type PlaceOf, statementText } from '../draft.ts';
import { timelineOf } from '../timeline/timeline.ts';

const RANK: readonly Place[] = ['unreached', 'definition', 'noise', 'directive', 'guard', 'helper', 'lost'];

/** Actions that systemd itself carries out: what start and stop do is in the unit, and nothing else is asked. */
const COMPOSED = new Set([
  'restart',
  'condrestart',
  'try-restart',
  'cond-restart',
  'force-reload',
  'condreload',
  'reload-or-restart',
]);

/**
 * Give each statement of the script its place, the worst over all actions that reach it. The total is counted by a
 * walk that knows nothing of the interpreter; a lost statement always has a finding.
 */
export function account(draft: Draft, input: MapInput): Statements {
  const nodes = statementsOf(input.source.ast);
  const list: StatementPlace[] = [];
  const places: Record<Place, number> = { ...NO_STATEMENTS.places };
  for (const { node } of nodes) {
    const span = input.source.lines.span(node.pos, node.end);
    const reached: string[] = [];
    let worst: PlaceOf = { place: 'unreached', detail: 'no known action reaches it' };
    for (const [action, { trail }] of input.actions) {
      if (!trail.visits.has(node.pos)) continue;
      reached.push(action);
      const at = draft.places.get(action)?.get(node.pos) ?? placeOf(draft, input, action, trail, node.pos);
      if (RANK.indexOf(at.place) > RANK.indexOf(worst.place)) worst = at;
    }
    if (worst.place === 'lost') {
      const statement = input.source.text.slice(node.pos, node.end);
      const [first = ''] = reached;
      draft.notes.push(
        COMPOSED.has(first) && isTestFirst(input, first, node.pos)
          ? note('SV223', span, { test: statement.slice(0, 200) })
          : note(COMPOSED.has(first) ? 'SV206' : 'SV202', span, {
              statement: statement.slice(0, 200),
              reason: worst.detail,
            }),
      );
    }
    places[worst.place]++;
    list.push({ span, place: worst.place, detail: worst.detail, actions: reached });
  }
  const sum = Object.values(places).reduce((a, b) => a + b, 0);
  if (sum !== nodes.length) throw new InternalError(`${input.source.path}: ${nodes.length} statements, ${sum} places`);
  return { total: nodes.length, places, list };
}

/** The command stands before the first signal, and its failure ends the action: it tests whether a restart may be. */
function isTestFirst(input: MapInput, action: string, offset: number): boolean {
  const { items } = timelineOf(input.actions.get(action)?.steps ?? []);
  const signal = items.findIndex(item => item.effect.kind === 'signal');
  const test = items.findIndex(item => item.effect.span.start === offset);
  const item = items[test];
  // Under `set -e` every command may end the action: that does not make it a test.
  const asked = item?.checked === true && !(item.effect.kind === 'exec' && item.effect.checked);
  return asked && test < signal;
}

/** A statement that no pass claimed: its role says whether that is right. */
function placeOf(draft: Draft, input: MapInput, action: string, trail: Trail, offset: number): PlaceOf {
  const visit = trail.visits.get(offset);
  switch (visit?.role) {
    case 'assignment':
      return { place: 'noise', detail: 'status bookkeeping' };
    case 'condition':
      return { place: 'noise', detail: 'test of what systemd or another directive settles' };
    case 'control':
      return { place: 'noise', detail: 'status bookkeeping' };
    case 'call':
      return { place: 'noise', detail: 'calls a function whose statements are placed themselves' };
    case 'definition':
      return { place: 'definition', detail: '' };
    case 'source':
      return { place: 'noise', detail: 'init library or settings file' };
    case 'state':
      return draft.directives.some(directive => directive.evidence.some(span => span.start === offset))
        ? { place: 'directive', detail: 'process state' }
        : { place: 'noise', detail: 'process state that nothing left inherits' };
    case 'effect':
      return effectPlace(draft, input, action, trail, offset);
    case undefined:
      return { place: 'unreached', detail: '' };
  }
}

function effectPlace(draft: Draft, input: MapInput, action: string, trail: Trail, offset: number): PlaceOf {
  const effects = [...(trail.visits.get(offset)?.effects ?? [])]
    .map(id => trail.effects.get(id))
    .filter(effect => effect !== undefined);
  const away = trail.assumedAway.get(offset);
  const real = effects.filter(
    effect =>
      effect.kind !== 'noise' && !(effect.kind === 'exec' && (effect.query || effect.operation?.kind === 'sleep')),
  );
  if (real.length === 0) {
    const [first] = effects;
    return { place: 'noise', detail: first?.kind === 'noise' ? first.reason : 'waiting' };
  }
  if (COMPOSED.has(action) || draft.restarts.has(action) || action === 'status') {
    for (const part of ['start', 'stop', 'reload']) {
      if (part === action || draft.restarts.has(part)) continue;
      const elsewhere =
        draft.places.get(part)?.get(offset) ??
        (input.actions.get(part)?.trail.visits.get(offset)?.role === 'effect'
          ? { place: 'directive' as const, detail: part }
          : undefined);
      if (elsewhere && elsewhere.place !== 'lost') return { place: 'directive', detail: `as in ${part}` };
    }
    const composed = composedPlace(input, real);
    if (composed?.restarts)
      draft.notes.push(
        note('SV245', composed.restarts.span, {
          command: statementText(input, composed.restarts.span).slice(0, 200),
        }),
      );
    if (composed) return composed.at;
  }
  if (away === 'another system') return { place: 'noise', detail: 'for another system' };
  if (
    away !== undefined &&
    real.every(
      effect =>
        effect.kind === 'signal' ||
        (effect.kind === 'exec' && effect.operation !== undefined && effect.operation.kind !== 'write'),
    )
  )
    return { place: 'noise', detail: away };
  return {
    place: 'lost',
    detail:
      away !== undefined
        ? `runs only where systemd does not call the action (${away})`
        : `no part of the unit does this in ${action}`,
  };
}
