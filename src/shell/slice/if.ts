import type { If } from '../nodes.ts';
import { readsStatus } from '../variables.ts';
import { orEnded } from './entered.ts';
import { indent } from './lines.ts';
import { type Place, type Printer, printList } from './printer.ts';
import { tested } from './tested.ts';
import { printWhole } from './whole.ts';

/** A line that holds more than one command, or leaves one in the background, so that no operator can be put around it. */
const CHAINED = /&&|\|\||;|[&\\]$/;

/** An `if`: of arms that are decided only what runs is left, of open ones the test as well. */
export function printIf(printer: Printer, node: If, place: Place): string[] {
  const arms = [{ clause: node.clause, then: node.then }, ...node.elif];
  const arm = (i: number, keyword: string): { readonly lines: string[]; readonly opened: boolean } => {
    const current = arms[i];
    if (!current)
      return {
        lines: node.else ? printList(printer, node.else, { ...place, open: keyword !== 'if' || place.open }) : [],
        opened: false,
      };
    const decision = printer.view.decision(node.pos, i);
    if (decision === undefined) return { lines: [], opened: false };
    if (decision !== 'open') {
      const chosen =
        decision === 'run' ? { lines: printList(printer, current.then, place), opened: false } : arm(i + 1, keyword);
      const clause = printList(printer, current.clause, {
        ...place,
        after: place.after || chosen.lines.length > 0,
        force: false,
      });
      const negated = clause.at(-1)?.startsWith('! ') === true;
      const failed = negated === (decision === 'skip') ? (negated ? current.then : node.else) : undefined;
      const ended = place.open ? clause : orEnded(printer, clause, failed);
      const first = ended === clause ? tested(printer, clause, place.after || chosen.lines.length > 0) : ended;
      const lines = [...first, ...chosen.lines];
      return { lines, opened: chosen.opened && clause.length === 0 };
    }
    const then = printList(printer, current.then, { ...place, force: false, open: true });
    const next = arm(i + 1, 'elif');
    const needed = then.length > 0 || next.lines.length > 0;
    const printed = printList(printer, current.clause, {
      ...place,
      after: place.after || needed,
      force: needed || place.force,
    });
    // Decided otherwise at another time: the test as it stands.
    const clause = printed.length > 0 || !needed ? printed : (printWhole(printer, current.clause) ?? ['true']);
    if (!needed) return { lines: tested(printer, clause, place.after), opened: false };
    if (keyword === 'if' && then.length === 0 && !next.opened) {
      const turned = unless(clause, next.lines);
      if (turned) return { lines: turned, opened: false };
    }
    const test = clause.length === 1 ? [`${keyword} ${clause[0]}; then`] : [keyword, ...indent(clause), 'then'];
    const otherwise =
      next.lines.length === 0 ? [] : next.opened ? next.lines.slice(0, -1) : ['else', ...indent(next.lines)];
    return {
      lines: [...test, ...indent(then.length > 0 ? then : [':']), ...otherwise, 'fi'],
      opened: keyword === 'elif',
    };
  };
  return arm(0, 'if').lines;
}

/**
 * `if C; then :; else X; fi` without its empty side: `C || X`, where `X` finds the status of `C` as it did, or
 * `if ! C; then X; fi`, where it must not ask for it. Undefined where `C` or `X` is more than can be turned round.
 */
function unless(clause: readonly string[], otherwise: readonly string[]): string[] | undefined {
  const [test = '', ...more] = clause;
  if (more.length > 0 || CHAINED.test(test)) return undefined;
  const [only = '', ...others] = otherwise;
  if (others.length === 0 && !CHAINED.test(only) && !test.startsWith('! ')) return [`${test} || ${only}`];
  if (otherwise.some(line => readsStatus(line.trim()))) return undefined;
  const turned = test.startsWith('! ') ? test.slice(2) : `! ${test}`;
  return [`if ${turned}; then`, ...indent(otherwise), 'fi'];
}
