import { weakest } from '../../base/confidence.ts';
import { note } from '../../base/finding.ts';
import type { Interpretation } from '../../interpret/action.ts';
import type { ExecEffect } from '../../model/effect.ts';
import { EMPTY, textOf } from '../../model/word.ts';
import { type Draft, type MapInput, statementText } from '../draft.ts';
import { awaitedIn, isExec } from '../timeline/main-process.ts';
import type { Item } from '../timeline/timeline.ts';
import { waitsIn } from '../timeline/waits.ts';

/**
 * `dbshut &`: systemd ends what is left of the service as soon as its lines are done, and with it the program that was
 * to end it in peace (systemd.service(5), ExecStop=). A stop that waits for the service has waited for that, too. In:
 * the items of one helper. Out: the lines that belong at its end.
 */
export function jobsAwaited(
  draft: Draft,
  input: MapInput,
  { steps }: Interpretation,
  items: readonly Item[],
): readonly string[] {
  if (waitsIn(steps).length > 0) return [];
  const awaited = awaitedIn({ items, gates: [] });
  const left = items.filter(isExec).filter(({ effect }) => effect.background && !awaited.has(effect.id));
  const inner = left.filter(({ effect }) => isOfInnerShell(input, effect));
  for (const { effect } of inner) {
    draft.notes.push(note('SV260', effect.span, { program: textOf(effect.argv[0] ?? EMPTY) ?? 'the program' }));
    draft.confidence = weakest(draft.confidence, 'inferred');
  }
  return left.length > inner.length ? ['wait'] : [];
}

/** `su acme -c "dbshut &"`: nobody but that shell could wait for it. */
function isOfInnerShell(input: MapInput, { span }: ExecEffect): boolean {
  return /&\s*["'](?:\s+\S+)?\s*$/.test(statementText(input, span));
}
