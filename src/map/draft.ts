import type { Confidence } from '../base/confidence.ts';
import type { Note } from '../base/finding.ts';
import type { Span } from '../base/span.ts';
import type { Header } from '../header/types.ts';
import type { Interpretation } from '../interpret/action.ts';
import type { HostView } from '../interpret/context.ts';
import type { Place } from '../model/behaviour.ts';
import type { Effect } from '../model/effect.ts';
import type { OutputFile } from '../model/service.ts';
import type { Source } from '../shell/parse.ts';
import type { Target } from '../unit/target.ts';
import type { Directive, Section } from '../unit/unit.ts';

/** What all passes of the mapping read. */
export interface MapInput {
  /** Name of the script and, without suffixes, of the unit. */
  readonly name: string;
  readonly source: Source;
  readonly header: Header;
  readonly host: HostView;
  /** The script's bytes are no UTF-8: a unit cannot hold its letters beyond ASCII. */
  readonly latin1?: boolean;
  /** Settings that stand where no variable reaches: they have the value of today. */
  readonly constants?: ReadonlySet<string>;
  readonly target: Target;
  /** The interpreted actions by name; `start` and `stop` are always there. */
  readonly actions: ReadonlyMap<string, Interpretation>;
  readonly restart?: string;
  /** No shell text in the unit that a helper script could hold. */
  readonly helperFiles?: boolean;
  /** Of a script that starts several daemons this is the share of one: what the start does for the others. */
  readonly others?: readonly Effect[];
  /** Other scripts of the batch in which a text stands. */
  readonly mentions?: (text: string) => readonly string[];
}

/** Where a statement went in one action. */
export interface PlaceOf {
  readonly place: Place;
  readonly detail: string;
}

/** A unit in the making: passes add to it and never take away. */
export interface Draft {
  readonly directives: Directive[];
  readonly files: OutputFile[];
  readonly notes: Note[];
  /** By action, then by offset of the statement. */
  readonly places: Map<string, Map<number, PlaceOf>>;
  /** The unit needs the settings file for a variable in one of its lines. */
  readonly usedSettings: Set<string>;
  /** Actions that stop and start the service by another name. */
  readonly restarts: Set<string>;
  confidence: Confidence;
}

export function newDraft(): Draft {
  return {
    directives: [],
    files: [],
    notes: [],
    places: new Map(),
    usedSettings: new Set(),
    restarts: new Set(),
    confidence: 'proved',
  };
}

/** Add a directive with its evidence. */
export function add(
  draft: Draft,
  section: Section,
  name: string,
  value: string,
  by: string,
  evidence: readonly Span[],
  confidence: Confidence = 'proved',
  comment?: string,
): void {
  draft.directives.push({ section, name, value, by: `map/${by}`, evidence, confidence, ...(comment && { comment }) });
}

const RANK: readonly Place[] = ['unreached', 'definition', 'noise', 'directive', 'guard', 'helper', 'lost'];

/** Say where a statement went; the worst place of several stays. */
export function place(draft: Draft, action: string, offset: number, at: Place, detail: string): void {
  const places = draft.places.get(action) ?? new Map<number, PlaceOf>();
  draft.places.set(action, places);
  const before = places.get(offset);
  if (!before || RANK.indexOf(at) > RANK.indexOf(before.place)) places.set(offset, { place: at, detail });
}

/** The base of helper paths: usr/libexec is where RHEL keeps them, and Debian since 12. */
export function helperPath(name: string, file: string): string {
  return `/usr/libexec/sysv2systemd/${name}/${file}`;
}

/** The text of a statement, for messages. */
export function statementText({ source }: MapInput, { start, end }: Pick<Span, 'start' | 'end'>): string {
  return source.text.slice(start, end);
}

/** All that an action did, in its order; nothing where the script has no such action. */
export function effectsOf({ actions }: Pick<MapInput, 'actions'>, action: string): readonly Effect[] {
  return [...(actions.get(action)?.trail.effects.values() ?? [])];
}
