import { note } from '../../base/finding.ts';
import type { ExecEffect } from '../../model/effect.ts';
import type { Advice } from '../advice/view.ts';
import { type Draft, effectsOf, helperPath, type MapInput, statementText } from '../draft.ts';
import { actionScript } from './action-script.ts';

/**
 * `status) acmectl status ;;`: systemctl tells whether the service runs, and no unit can add to that. What the script
 * asked beyond it is a script that a person or a monitor may call.
 */
export function askedToo(draft: Draft, input: MapInput): string | undefined {
  const own = programsOfStatus(input);
  const [first] = own;
  if (first === undefined) return undefined;
  const path = helperPath(input.name, 'status');
  const written = actionScript(draft, input, {
    action: 'status',
    file: 'status',
    path,
    reason: 'what its status asked',
  });
  if (written)
    draft.notes.push(
      note('SV246', first.span, {
        command: statementText(input, first.span).slice(0, 200),
        script: written,
      }),
    );
  return written;
}

/** `if ! $0 status; then`, and the status runs a program: systemd starts what does not run for it, and asks nobody. */
export const ownStatusAdvice: Advice = ({ input }) => {
  const asked = input.actions.get('start')?.trail.ownStatus;
  const [first] = asked ? programsOfStatus(input) : [];
  return first ? [note('SV261', asked, { command: statementText(input, first.span).slice(0, 200) })] : [];
};

/** Programs that the status runs, and no action that the unit is made of. */
function programsOfStatus(input: MapInput): readonly ExecEffect[] {
  const others = ['start', 'stop', 'reload'].flatMap(name => input.actions.get(name)?.trail ?? []);
  return effectsOf(input, 'status').flatMap(effect =>
    effect.kind === 'exec' &&
    !effect.query &&
    effect.operation?.kind !== 'sleep' &&
    !others.some(({ visits }) => visits.get(effect.span.start)?.role === 'effect')
      ? [effect]
      : [],
  );
}
