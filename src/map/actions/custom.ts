import { note } from '../../base/finding.ts';
import { unitStem } from '../../header/unit-name.ts';
import type { ActionOutcome } from '../../model/service.ts';
import { type Draft, helperPath, type MapInput } from '../draft.ts';
import { lineList } from '../helper/helper.ts';
import { actionScript } from './action-script.ts';
import { endsOf, told, whatItDoes } from './outcome.ts';
import { STANDARD } from './standard-actions.ts';
import { askedToo } from './status.ts';

/** What each action of the script is now; custom ones become scripts of their own. */
export function mapActions(draft: Draft, input: MapInput, reloadFrom: string | undefined): readonly ActionOutcome[] {
  const unit = draft.directives.length > 0 ? `${input.name}.service` : input.name;
  const outcomes: ActionOutcome[] = [];
  const [start, stop] = ['start', 'stop'].map(name => {
    const steps = input.actions.get(name)?.steps;
    return steps && whatItDoes(steps);
  });
  for (const [action, interpretation] of input.actions) {
    const evidence = [...interpretation.trail.visits.keys()]
      .sort((a, b) => a - b)
      .slice(0, 1)
      .map(offset => input.source.lines.span(offset, offset + 1));
    const standard = STANDARD.get(action);
    if (standard) {
      const [kind, verb] = standard;
      const reloads = kind !== 'reload' || reloadFrom !== undefined;
      const more = action === 'status' ? askedToo(draft, input) : undefined;
      outcomes.push({
        name: action,
        kind,
        becomes: `systemctl ${reloads ? verb : 'restart'} ${unit}${more === undefined ? '' : `, and ${more} for the rest`}`,
        evidence,
        does: told(whatItDoes(interpretation.steps), start, stop),
        ...endsOf(action, interpretation.steps, input.source.text),
      });
      continue;
    }
    outcomes.push(custom(draft, input, action));
  }
  return outcomes;
}

/** `service NAME ACTION` of RHEL 7 and later finds its script in legacy-actions (facts: legacy-actions). */
function custom(draft: Draft, input: MapInput, action: string): ActionOutcome {
  const file = fileName(action);
  const legacy = input.target.family === 'rhel' && file === action;
  // service(8) takes the name as it was typed: that of the script, with its `.sh`.
  const script = input.source.path.replace(/^.*\//s, '');
  const path = legacy ? `/usr/libexec/initscripts/legacy-actions/${script}/${file}` : helperPath(input.name, file);
  const interpretation = input.actions.get(action);
  const shared = sharedOffsets(input, action);
  const visits = [...(interpretation?.trail.visits ?? [])];
  const written = actionScript(draft, input, { action, file, path, reason: 'a custom action' });
  const spans = visits
    .map(([offset]) => offset)
    .filter(offset => !shared.has(offset))
    .sort((a, b) => a - b)
    .map(offset => input.source.lines.span(offset, offset + 1));
  const steps = interpretation?.steps ?? [];
  const does = told(whatItDoes(steps, setUp(input)));
  const becomes = written ? (legacy ? `service ${script} ${action}` : path) : 'nothing: it does nothing';
  draft.notes.push(
    note('SV201', spans[0], {
      action,
      does,
      instead: `${becomes}${spans.length > 0 ? ` (${lineList(spans)})` : ''}`,
    }),
  );
  return {
    name: action,
    kind: 'custom',
    becomes,
    evidence: spans.slice(0, 1),
    does,
    ...endsOf(action, steps, input.source.text),
  };
}

/** An action is any word of the script: one that would lead out of the folder, or that no file can be called, is escaped. */
function fileName(action: string): string {
  const plain = /^[^/\0-\x1f\x7f]{1,200}$/.test(action) && action !== '.' && action !== '..';
  return plain ? action : unitStem(action.slice(0, 50));
}

/** Statements that start or stop reach as well: set-up, not the action itself. */
function sharedOffsets(input: MapInput, action: string): ReadonlySet<number> {
  const shared = new Set<number>();
  for (const [name, other] of input.actions)
    if (name !== action && (name === 'start' || name === 'status'))
      for (const offset of other.trail.visits.keys()) shared.add(offset);
  return shared;
}

/** Statements that every action reaches: what the script does before it looks at its action. */
function setUp(input: MapInput): ReadonlySet<number> {
  const [first, ...others] = [...input.actions.values()].map(({ trail }) => trail.visits);
  return new Set([...(first?.keys() ?? [])].filter(offset => others.every(visits => visits.has(offset))));
}
