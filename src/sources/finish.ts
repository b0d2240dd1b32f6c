import { note } from '../base/finding.ts';
import type { TextFile } from '../host/text-file.ts';
import type { Place } from '../model/behaviour.ts';
import { type ActionOutcome, NO_STATEMENTS, type Service, type Statements, type Tier } from '../model/service.ts';
import { toFinding } from '../rules/render.ts';
import { checkUnit } from '../unit/check.ts';
import type { Target } from '../unit/target.ts';
import type { Unit } from '../unit/unit.ts';
import { type Draft, lose, place } from './draft.ts';

export interface About {
  readonly name: string;
  readonly file: TextFile;
  readonly target: Target;
  /** Was it on at the old host? */
  readonly enabled?: boolean;
  /** Why there is no unit, where there is none. */
  readonly reason?: string;
  /** The file holds other services too: only the lines of this one are shown. */
  readonly shared?: boolean;
}

/** A draft as a service that reports show like any other. The gate of all units is here too. */
export function finish(draft: Draft, about: About): Service {
  const units = [...draft.units].map(([name, directives]) => checked(draft, { name, directives }, about.target));
  const broken = units.find(unit => checkUnit(unit, about.target).length > 0);
  const problem = broken && checkUnit(broken, about.target)[0]?.problem;
  if (problem !== undefined)
    for (const item of draft.items)
      lose(draft, item, `no unit can be written for it: ${problem}`, 'Write the unit by hand');
  const statements = accounted(draft);
  const { tier, reason } = verdict(draft, about, problem);
  const kept = problem === undefined ? units : [];
  return {
    name: about.name,
    source: { path: about.file.path, sha256: about.file.sha256 },
    text: about.shared ? ownLines(about.file.text, draft) : about.file.text,
    tier,
    reason,
    disposition: 'deploy',
    ...(about.enabled !== undefined && kept.length > 0 && { enabled: about.enabled }),
    confidence: kept.length === 0 ? 'unknown' : statements.places.lost > 0 ? 'assumed' : 'inferred',
    traits: ['other-source'],
    units: kept,
    files: problem === undefined ? draft.files : [],
    actions: actionsOf(kept),
    statements,
    findings: draft.notes
      .map(one => toFinding(one, about.name))
      .sort((a, b) => (a.location?.start ?? -1) - (b.location?.start ?? -1)),
  };
}

function verdict(draft: Draft, about: About, problem: string | undefined): { tier: Tier; reason: string } {
  if (problem !== undefined) return { tier: 'failed', reason: problem };
  if (draft.units.size === 0) return { tier: 'not-a-service', reason: about.reason ?? '' };
  return draft.files.length > 0
    ? { tier: 'native+helper', reason: draft.files[0]?.reason ?? '' }
    : { tier: 'native', reason: '' };
}

const INSTEAD = 'Write what it is needed for by hand';

/** Without the lines that the target refuses: each of them is lost, with the target's reason. */
function checked(draft: Draft, unit: Unit, target: Target): Unit {
  const bad = new Map(
    checkUnit(unit, target).flatMap(({ directive, problem }) => (directive ? [[directive, problem] as const] : [])),
  );
  for (const [directive, problem] of bad) {
    const items = draft.items.filter(one => directive.evidence.includes(one.span));
    for (const item of items) lose(draft, item, problem, INSTEAD);
    if (items.length > 0) continue;
    const what = `${directive.name}=${directive.value}`;
    draft.notes.push(note('SV250', directive.evidence[0], { what, reason: problem, instead: INSTEAD }));
  }
  return bad.size === 0 ? unit : { ...unit, directives: unit.directives.filter(directive => !bad.has(directive)) };
}

/** Every item has a place: one that no function took care of is lost, and said to be. */
function accounted(draft: Draft): Statements {
  for (const item of draft.items)
    if (!draft.places.has(item)) lose(draft, item, 'it is not understood', 'Look it up, and add what it did by hand');
  const places: Record<Place, number> = { ...NO_STATEMENTS.places };
  const list = [...draft.items]
    .sort((a, b) => a.span.start - b.span.start)
    .map(item => ({
      span: item.span,
      ...(draft.places.get(item) ?? { place: 'lost' as const, detail: '' }),
      actions: [],
    }));
  for (const one of list) places[one.place] += 1;
  return { total: list.length, places, list };
}

function actionsOf(units: readonly Unit[]): readonly ActionOutcome[] {
  const main = units.find(unit => unit.name.endsWith('.socket')) ?? units[0];
  if (!main) return [];
  return (['start', 'stop', 'status'] as const).map(name => ({
    name,
    kind: name,
    becomes: `systemctl ${name} ${main.name}`,
    evidence: [],
  }));
}

/** The text with all lines but the draft's own emptied, so that the numbers of lines stay right. */
function ownLines(text: string, draft: Draft): string {
  const own = new Set<number>();
  for (const { span } of draft.items) for (let line = span.line; line <= span.endLine; line++) own.add(line);
  return text
    .split('\n')
    .map((line, at) => (own.has(at + 1) ? line : ''))
    .join('\n');
}

/** A whole file that is set aside, with the reason; one item, so that it is accounted for. */
export function setAside(draft: Draft, about: About & { readonly reason: string }): Service {
  for (const item of draft.items) place(draft, item, 'noise', about.reason);
  draft.notes.push(note('SV114', draft.items[0]?.span, { reason: about.reason }));
  return finish(draft, about);
}
