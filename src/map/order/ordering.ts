import { weakest } from '../../base/confidence.ts';
import { type Note, note } from '../../base/finding.ts';
import type { Span } from '../../base/span.ts';
import type { Header } from '../../header/types.ts';
import { unitName } from '../../header/unit-name.ts';
import type { Directive } from '../../unit/unit.ts';
import { bootPhase } from './boot-phase.ts';
import { type Order, type OrderingInput, provide, runBefore, type Word, waitFor } from './order-words.ts';
import { orderByNumber } from './priority.ts';

export interface Mapped {
  readonly directives: readonly Directive[];
  readonly notes: readonly Note[];
}

const DEPENDENCIES = ['requiredStart', 'shouldStart', 'startAfter'] as const;

/**
 * After=, Before=, Wants= and, for boot scripts, DefaultDependencies= and Conflicts=. In: see OrderingInput. Out: at
 * most one line of each, words in the order of the header. Facilities as the sysv-generator reads them
 * (sysv-generator.c 219 sysv_translate_facility, handle_dependencies), without Requires=: init never refused a start.
 */
export function mapOrdering(input: OrderingInput): Mapped {
  const { header, name, links, target } = input;
  const phase = bootPhase(header, links, target.family);
  const order: Order = { after: [], before: [], wants: [], notes: [] };
  const lsb = header.lsb;
  if (phase === 'early') early(order, header);
  for (const key of DEPENDENCIES)
    for (const word of lsb?.[key]?.value ?? []) waitFor(order, input, word, key, phase, spans(lsb?.[key]?.span));
  for (const key of ['startBefore', 'stopAfter'] as const)
    for (const word of lsb?.[key]?.value ?? []) runBefore(order, input, word, phase, spans(lsb?.[key]?.span));
  for (const word of lsb?.provides?.value ?? []) provide(order, word, spans(lsb?.provides?.span));
  // Where the header names no dependencies at all, the number was the only order that the script had.
  if (phase === 'normal' && !DEPENDENCIES.some(key => lsb?.[key])) orderByNumber(order, header, links);
  const own = unitName(name);
  const after = unique(order.after, own);
  const afterUnits = new Set(after.map(word => word.unit));
  const circle = unique(order.before, own).filter(word => afterUnits.has(word.unit));
  const cycles = circle.map(({ unit, evidence }) =>
    note('SV306', evidence[0], {
      cycle: `${own} \u2192 ${unit} \u2192 ${own}`,
      given: `${unit} no longer waits for ${own}`,
    }),
  );
  const before = unique(order.before, own).filter(word => !afterUnits.has(word.unit));
  const shutdown: Word = { unit: 'shutdown.target', evidence: [], confidence: 'inferred' };
  return {
    directives: [
      ...(phase === 'early'
        ? [line('DefaultDependencies', [{ ...shutdown, unit: 'no', evidence: header.startLevels.evidence }])]
        : []),
      ...lines('Conflicts', phase === 'early' ? [shutdown] : []),
      ...lines('Wants', unique(order.wants, own)),
      ...lines('After', after),
      ...lines('Before', phase === 'early' ? [...before, shutdown] : before),
    ],
    notes: distinct([...order.notes, ...cycles]),
  };
}

/** A unit of sysinit.target must not wait for it (systemd bootup(7)); file systems of fstab are there on Debian. */
function early(order: Order, header: Header): void {
  const evidence = header.startLevels.evidence;
  order.after.push({ unit: 'local-fs.target', evidence, confidence: 'inferred' });
  order.before.push({ unit: 'sysinit.target', evidence, confidence: 'inferred' });
}

function unique(words: readonly Word[], own: string): readonly Word[] {
  const seen = new Set([own]);
  return words.filter(word => !seen.has(word.unit) && seen.add(word.unit));
}

function distinct(notes: readonly Note[]): readonly Note[] {
  const seen = new Set<string>();
  return notes.filter(each => {
    const key = JSON.stringify([each.code, each.params]);
    return !seen.has(key) && seen.add(key);
  });
}

function lines(name: string, words: readonly Word[]): readonly Directive[] {
  return words.length === 0 ? [] : [line(name, words)];
}

function line(name: string, words: readonly Word[]): Directive {
  const evidence = [...new Set(words.flatMap(word => word.evidence))];
  const confidence = weakest(...words.map(word => word.confidence));
  return {
    section: 'Unit',
    name,
    value: words.map(word => word.unit).join(' '),
    evidence,
    confidence,
    by: 'map/ordering',
  };
}

function spans(span: Span | undefined): readonly Span[] {
  return span ? [span] : [];
}
