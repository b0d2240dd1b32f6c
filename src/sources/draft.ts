import { type Note, note } from '../base/finding.ts';
import type { Span } from '../base/span.ts';
import type { Place } from '../model/behaviour.ts';
import type { OutputFile } from '../model/service.ts';
import type { Directive, Section } from '../unit/unit.ts';

/** What has to be accounted for in a file that is no init script: an attribute, an entry, a stanza's line. */
export interface Item {
  readonly span: Span;
  readonly text: string;
}

/** The units of one service in the making: functions add to it and never take away. */
export interface Draft {
  /** Short name of the reader: `inittab`. */
  readonly by: string;
  readonly items: readonly Item[];
  readonly units: Map<string, Directive[]>;
  readonly files: OutputFile[];
  readonly notes: Note[];
  /** Items of other services may stand here too: only the draft's own are counted. */
  readonly places: Map<Item, { readonly place: Place; readonly detail: string }>;
}

export function newDraft(by: string, items: readonly Item[]): Draft {
  return { by, items, units: new Map(), files: [], notes: [], places: new Map() };
}

const RANK: readonly Place[] = ['noise', 'directive', 'guard', 'helper', 'lost'];

/** Say where an item went; the worst place of several stays. */
export function place(draft: Draft, item: Item, at: Place, detail: string): void {
  const before = draft.places.get(item);
  if (!before || RANK.indexOf(at) > RANK.indexOf(before.place)) draft.places.set(item, { place: at, detail });
}

/** Add a directive with the items that it says. */
export function set(
  draft: Draft,
  unit: string,
  section: Section,
  name: string,
  value: string,
  items: readonly Item[] = [],
): void {
  const directives = draft.units.get(unit) ?? [];
  draft.units.set(unit, directives);
  directives.push({
    section,
    name,
    value,
    evidence: items.map(item => item.span),
    confidence: items.length > 0 ? 'inferred' : 'assumed',
    by: `sources/${draft.by}`,
  });
  for (const item of items) place(draft, item, 'directive', `${name}=`);
}

/** An item that no directive of the target says: the finding names the reason and what to do instead. */
export function lose(draft: Draft, item: Item, reason: string, instead: string): void {
  place(draft, item, 'lost', reason);
  draft.notes.push(note('SV250', item.span, { what: item.text, reason, instead }));
}

/** The base of helper paths, as the passes of init scripts have it. */
export function helperPath(name: string, file: string): string {
  return `/usr/libexec/sysv2systemd/${name}/${file}`;
}
