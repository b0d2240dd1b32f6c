import { type Note, note } from '../../base/finding.ts';
import { statementsOf } from '../../shell/statements.ts';
import type { MapInput } from '../draft.ts';
import { functionNames } from '../helper/slice-calls.ts';
import { doesSomething } from './does-something.ts';

/**
 * `if [ -f /etc/x ]; then run() { …; }; else run() { …; }; fi`: which function is called hangs on a test that only the
 * run decides, and the unit has one of them. Where all of them only say something, that is all the same.
 */
export function chosenFunctionNotes(input: MapInput): readonly Note[] {
  const functions = functionNames(input.source);
  const statements = statementsOf(input.source.ast);
  const notes = new Map<string, Note>();
  for (const { trail } of input.actions.values())
    for (const [own, others] of trail.others) {
      const name = own.name.value;
      const bodies = [own, ...others];
      const within = statements.filter(({ node }) => bodies.some(({ pos, end }) => pos <= node.pos && node.end <= end));
      if (notes.has(name) || !within.some(one => doesSomething(input, one, functions))) continue;
      const lineOf = (pos: number): string => String(input.source.lines.span(pos, pos).line);
      const elsewhere = others.map(({ pos }) => lineOf(pos)).join(' or ');
      const span = input.source.lines.span(own.pos, own.name.end);
      notes.set(name, note('SV256', span, { name, line: lineOf(own.pos), others: elsewhere }));
    }
  return [...notes.values()];
}
