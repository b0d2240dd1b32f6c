import type { Confidence } from '../../base/confidence.ts';
import { type Note, note } from '../../base/finding.ts';
import type { Span } from '../../base/span.ts';
import type { Header } from '../../header/types.ts';
import { unitName, unitStem } from '../../header/unit-name.ts';
import type { Target } from '../../unit/target.ts';
import type { BootPhase, RcLevels } from './boot-phase.ts';
import { EARLY_SCRIPTS, FACILITIES, type Facility } from './facilities.ts';

export interface OrderingInput {
  readonly header: Header;
  /** File name of the script. */
  readonly name: string;
  /** Undefined if nothing is known about links. */
  readonly links?: RcLevels;
  /** Names and Provides of the scripts that are converted together, and the units that they become. */
  readonly batch: ReadonlyMap<string, string>;
  readonly target: Pick<Target, 'family' | 'systemd'>;
}

/** A word of After=, Before= or Wants=. */
export interface Word {
  readonly unit: string;
  readonly evidence: readonly Span[];
  readonly confidence: Confidence;
}

/** What the header's words become: three ordered lists and notes. */
export interface Order {
  readonly after: Word[];
  readonly before: Word[];
  readonly wants: Word[];
  readonly notes: Note[];
}

/** A word of Required-Start, Should-Start or X-Start-After: adds to After= and Wants=, or a note. */
export function waitFor(
  order: Order,
  input: OrderingInput,
  word: string,
  key: string,
  phase: BootPhase,
  evidence: readonly Span[],
): void {
  const [span] = evidence;
  if (/^\$?all$/i.test(word)) return void order.notes.push(note('SV302', span));
  const unit = input.batch.get(word) ?? input.batch.get(unitStem(word));
  const facility = facilityOf(word, unit);
  if (facility) {
    // An early unit cannot wait for these: remote mounts and time daemons come after sysinit.target themselves.
    if (facility.unit === undefined || phase === 'early') return;
    order.after.push({ unit: facility.unit, evidence, confidence: 'inferred' });
    if (facility.wanted) order.wants.push({ unit: facility.unit, evidence, confidence: 'inferred' });
    return;
  }
  if (isSelf(input, word, unit)) return void order.notes.push(note('SV307', span, { name: word }));
  if (word.startsWith('$') && !unit) return void order.notes.push(note('SV301', span, { facility: word }));
  const stem = unitStem(word);
  if (!unit && EARLY_SCRIPTS.has(stem)) {
    const native = EARLY_SCRIPTS.get(stem);
    if (phase === 'early' && native) order.after.push({ unit: native, evidence, confidence: 'inferred' });
    return;
  }
  if (key === 'requiredStart')
    order.notes.push(unit ? note('SV310', span, { name: unit }) : note('SV309', span, { name: word }));
  // An unknown unit is probably a normal one, after sysinit.target: an early unit would close a circle with it.
  if (unit || phase !== 'early') order.after.push({ unit: unit ?? unitName(word), evidence, confidence: 'proved' });
}

/** A word of X-Start-Before or X-Stop-After (systemd stops in reverse order): adds to Before=, or a note. */
export function runBefore(
  order: Order,
  input: OrderingInput,
  word: string,
  phase: BootPhase,
  evidence: readonly Span[],
): void {
  const unit = input.batch.get(word) ?? input.batch.get(unitStem(word));
  const facility = facilityOf(word, unit);
  if (facility?.before) {
    order.before.push({ unit: facility.before, evidence, confidence: 'inferred' });
    if (facility.passive) order.wants.push({ unit: facility.before, evidence, confidence: 'inferred' });
  } else if (isSelf(input, word, unit)) order.notes.push(note('SV307', evidence[0], { name: word }));
  else if (unit) order.before.push({ unit, evidence, confidence: 'proved' });
  else if (word.startsWith('$') || /^all$/i.test(word))
    order.notes.push(note('SV301', evidence[0], { facility: word }));
  // A normal unit comes after these by its default dependencies; the opposite would be a circle.
  else if (!EARLY_SCRIPTS.has(unitStem(word)))
    order.before.push({ unit: unitName(word), evidence, confidence: 'proved' });
  else if (phase === 'early') {
    const native = EARLY_SCRIPTS.get(unitStem(word));
    if (native) order.before.push({ unit: native, evidence, confidence: 'inferred' });
  }
}

/** Who provides a facility comes before its target and pulls it in (systemd.special(7); sysv-generator.c). */
export function provide(order: Order, word: string, evidence: readonly Span[]): void {
  const facility = word.startsWith('$') ? FACILITIES.get(word.slice(1)) : undefined;
  for (const unit of facility?.provider ?? []) {
    order.before.push({ unit, evidence, confidence: 'inferred' });
    order.wants.push({ unit, evidence, confidence: 'inferred' });
  }
}

/** The generator also takes `network` for `$network`; a script of that name in the batch is what was meant else. */
function facilityOf(word: string, unit: string | undefined): Facility | undefined {
  if (word.startsWith('$')) return FACILITIES.get(word.slice(1));
  return unit === undefined || word === 'network' ? FACILITIES.get(word) : undefined;
}

function isSelf({ header, name }: OrderingInput, word: string, unit: string | undefined): boolean {
  const own = unitName(name);
  return unit === own || unitName(word) === own || (header.lsb?.provides?.value.includes(word) ?? false);
}
