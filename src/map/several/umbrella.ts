import { note } from '../../base/finding.ts';
import { unitOfStem } from '../../header/unit-name.ts';
import { checkUnit } from '../../unit/check.ts';
import type { Directive, Unit } from '../../unit/unit.ts';
import { account } from '../account/accounting.ts';
import { chosenFunctionNotes } from '../account/chosen-functions.ts';
import { unreachedNotes } from '../account/unreached.ts';
import { mapActions } from '../actions/custom.ts';
import { adviceNotes } from '../advice/index.ts';
import { type Draft, type MapInput, newDraft, place } from '../draft.ts';
import { interpretAgain } from '../interpret-all.ts';
import { confidenceOf, frozenSettings, type Mapped, mapUnit, type UnitDraft, unique } from '../service.ts';
import { daemonsOf, type ExecItem } from '../timeline/main-process.ts';
import { startTimelineOf } from '../timeline/start-timeline.ts';
import { timelineOf } from '../timeline/timeline.ts';
import { validate } from '../validate/validate.ts';
import { type Part, partsOf } from './parts.ts';
import { type Frame, sayBy, umbrellaUnit } from './umbrella-unit.ts';

export interface Umbrella {
  /** The umbrella first. */
  readonly units: readonly Unit[];
  readonly parts: readonly { readonly unit: Unit; readonly input: MapInput }[];
  readonly mapped: Mapped;
}

/**
 * Several daemons as an umbrella and a unit for each of them (mapping-decisions), so that the end of one is seen and
 * `systemctl start x` still means all. Undefined where that is not surely what the script did: a part needs a helper,
 * its target refuses it, or it was not found equal to its share of the script. `isTaken` tells the names that other
 * scripts have.
 */
export function mapUmbrella(script: MapInput, frame: Frame, isTaken: (name: string) => boolean): Umbrella | undefined {
  if (daemonsIn(script).length < 2) return undefined;
  const input = withAllFrozen(script);
  const parts = partsOf(input, isTaken);
  if (!parts) return undefined;
  const drafts = parts.map(part => ({ part, ...mapUnit(part.input) }));
  if (drafts.some(({ started, draft }) => started.whole !== undefined || !started.main || draft.files.length > 0))
    return undefined;
  const name = unitOfStem(input.name);
  const made = drafts.map((one, i) => ({
    unit: partUnit(one, drafts[i - 1]?.part, frame, name),
    input: one.part.input,
  }));
  const sound = made.every(({ unit, input: own }, i) => {
    const differences = validate(own, unit, [], drafts[i]?.reloadFrom);
    return checkUnit(unit, input.target).length === 0 && differences?.length === 0;
  });
  if (!sound) return undefined;
  const merged = mergedOf(drafts);
  const reloads = drafts.some(({ reloadFrom }) => reloadFrom !== undefined);
  const reloadFrom = drafts.find(one => one.reloadFrom !== undefined)?.reloadFrom;
  const actions = mapActions(merged, input, reloadFrom);
  const statements = account(merged, input);
  merged.notes.push(...unreachedNotes(input, statements), ...chosenFunctionNotes(input));
  for (const { part, started, draft } of drafts) merged.notes.push(...adviceNotes(part.input, started, draft));
  for (const interpretation of input.actions.values()) merged.notes.push(...interpretation.notes);
  const [first] = drafts;
  const conditional = parts.some(part => part.conditional);
  merged.notes.push(
    note('SV238', first?.started.main?.effect.span, {
      count: String(parts.length),
      units: parts.map(part => unitOfStem(part.name)).join(', '),
      unit: name,
    }),
  );
  // One that ExecCondition= skips fails what requires it: its job has not ended with `done` (job.c of systemd, since 243).
  const unitsOf = (skipped: boolean): readonly string[] =>
    parts.filter(part => part.conditional === skipped).map(part => unitOfStem(part.name));
  const members = { required: unitsOf(false), wanted: unitsOf(true), reloads };
  // With none that it requires, what fails all of them must fail the umbrella itself.
  const asserted = members.required.length > 0 ? [] : assertsOf(drafts);
  const say = sayBy(
    'umbrella',
    drafts.flatMap(({ started }) => (started.main ? [started.main.effect.span] : [])),
  );
  const umbrella = umbrellaUnit(name, { ...frame, ordering: [...frame.ordering, ...asserted] }, members, say);
  return {
    units: [umbrella, ...made.map(({ unit }) => unit)],
    parts: made,
    mapped: {
      directives: [],
      files: merged.files,
      actions,
      statements,
      notes: unique(merged.notes),
      tier: 'native',
      reason: '',
      confidence: !conditional && stopsReversed(script, parts) ? confidenceOf(merged, statements) : 'inferred',
      ...(reloadFrom !== undefined && { reloadFrom }),
    },
  };
}

/** Asserts that all parts make. */
function assertsOf([first, ...others]: readonly Drafted[]): readonly Directive[] {
  const has = ({ draft }: Drafted, { name, value }: Directive): boolean =>
    draft.directives.some(one => one.name === name && one.value === value);
  return (first?.draft.directives ?? []).filter(
    one => one.name.startsWith('Assert') && others.every(other => has(other, one)),
  );
}

/** systemd stops the parts in the order opposite to that of the start; a script may have had another. */
function stopsReversed({ actions }: MapInput, parts: readonly Part[]): boolean {
  const { items } = timelineOf(actions.get('stop')?.steps ?? []);
  const at = parts.map(({ input }) => {
    const own = timelineOf(input.actions.get('stop')?.steps ?? []).items.map(({ effect }) => effect.span.start);
    return items.findIndex(({ effect }) => own.includes(effect.span.start));
  });
  return at.every((one, i) => i === 0 || one <= (at[i - 1] ?? one));
}

function daemonsIn(input: MapInput): readonly ExecItem[] {
  return daemonsOf(startTimelineOf(input));
}

/** Settings stand where no variable can for each daemon, not only for the one that would be the main one. */
function withAllFrozen(script: MapInput): MapInput {
  const frozenOf = (own: MapInput): ReadonlyMap<string, string> =>
    new Map(daemonsIn(own).flatMap(daemon => [...frozenSettings(own, daemon)]));
  return interpretAgain(script, script.source, frozenOf);
}

interface Drafted extends UnitDraft {
  readonly part: Part;
}

function partUnit({ part, draft }: Drafted, before: Part | undefined, frame: Frame, umbrella: string): Unit {
  const say = (key: string, value: string): Directive => ({
    section: 'Unit',
    name: key,
    value,
    evidence: [],
    confidence: 'inferred',
    by: 'map/umbrella',
  });
  const { description } = frame;
  return {
    name: unitOfStem(part.name),
    directives: [
      { ...description, value: `${description.value}: ${part.program.replaceAll('%', '%%')}` },
      ...frame.ordering,
      say('PartOf', umbrella),
      ...(before && part.needsBefore ? [say('Requires', unitOfStem(before.name))] : []),
      ...(before ? [say('After', unitOfStem(before.name))] : []),
      ...draft.directives,
    ],
  };
}

/** All drafts as one, for what is about the script as a whole. */
function mergedOf(drafts: readonly Drafted[]): Draft {
  const merged = newDraft();
  for (const { draft } of drafts) {
    merged.directives.push(...draft.directives);
    merged.notes.push(...draft.notes);
    for (const name of draft.usedSettings) merged.usedSettings.add(name);
    for (const name of draft.restarts) merged.restarts.add(name);
    for (const [action, places] of draft.places)
      for (const [offset, { place: where, detail }] of places) place(merged, action, offset, where, detail);
  }
  return merged;
}
