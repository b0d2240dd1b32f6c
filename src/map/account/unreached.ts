import { type Note, note } from '../../base/finding.ts';
import { interpretAction } from '../../interpret/action.ts';
import { PROBE } from '../../interpret/context.ts';
import type { Statements } from '../../model/service.ts';
import { type StatementNode, statementsOf } from '../../shell/statements.ts';
import { type MapInput, statementText } from '../draft.ts';
import { functionNames } from '../helper/slice-calls.ts';
import { doesSomething } from './does-something.ts';

/**
 * Say of statements that no action comes to why no unit has them. Those that would only print, ask or remember something
 * are nobody's question; of one that would do something, somebody may believe that it is done.
 */
export function unreachedNotes(input: MapInput, { list }: Statements): readonly Note[] {
  const statements = statementsOf(input.source.ast);
  const unreached = new Set(statements.filter((_, i) => list[i]?.place === 'unreached'));
  const functions = functionNames(input.source);
  const telling = [...unreached].filter(one => doesSomething(input, one, functions));
  if (telling.length === 0) return [];
  const reasonOf = reasons(input, statements);
  const runs = runsOf(telling, (before, after) => {
    const between = statements.slice(statements.indexOf(before), statements.indexOf(after));
    return reasonOf(before) === reasonOf(after) && between.every(one => unreached.has(one));
  });
  return runs.flatMap(run => {
    const groups = run.length > SAID_ONE_BY_ONE ? [run] : run.map(one => [one] as const);
    return groups.map(([first, ...rest]) => {
      const own = input.source.lines.span(first.node.pos, first.node.end);
      const span = input.source.lines.span(first.node.pos, rest.at(-1)?.node.end ?? first.node.end);
      const statement = statementText(input, own).slice(0, 60);
      const more = rest.length > 0 ? { more: String(rest.length) } : {};
      return note('SV255', span, { statement, reason: reasonOf(first), ...more });
    });
  });
}

/** A function of a dozen lines that nothing calls is one thing to look at, and not twelve. */
const SAID_ONE_BY_ONE = 3;

type Run = readonly [StatementNode, ...StatementNode[]];

function runsOf(
  list: readonly StatementNode[],
  belongs: (before: StatementNode, after: StatementNode) => boolean,
): readonly Run[] {
  const runs: [StatementNode, ...StatementNode[]][] = [];
  for (const one of list) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (last && before && belongs(before, one)) last.push(one);
    else runs.push([one]);
  }
  return runs;
}

/** Why no action comes to a statement. */
function reasons(input: MapInput, statements: readonly StatementNode[]): (one: StatementNode) => string {
  const otherwise = interpretAction(input.source, PROBE, input.host).trail.visits;
  const visits = [otherwise, ...[...input.actions.values()].map(({ trail }) => trail.visits)];
  const reached = statements.filter(({ node }) => visits.some(one => one.has(node.pos)));
  const called = new Set(reached.flatMap(one => one.inFunctions));
  return ({ node, inFunctions }) => {
    if (otherwise.has(node.pos)) return 'only an argument that the script does not know leads there';
    const idle = inFunctions.find(name => !called.has(name));
    if (idle === undefined) return 'its action ends before it, or a test leaves it out when systemd asks';
    // `trap cleanup EXIT`, `xargs`, `eval`: who has the name may call it.
    const word = new RegExp(`(?<![\\w-])${idle.replace(/\W/g, '\\$&')}(?![\\w-])`);
    const named = reached.find(one => word.test(statementText(input, { start: one.node.pos, end: one.node.end })));
    return named
      ? `only "${statementText(input, { start: named.node.pos, end: named.node.end }).slice(0, 80)}" leads to ${idle}`
      : `nothing calls ${idle}`;
  };
}
