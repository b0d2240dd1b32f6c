import type { AndOr } from '../nodes.ts';
import { enters, orEnded } from './entered.ts';
import { group, operand } from './lines.ts';
import { type Place, type Printer, printNode } from './printer.ts';
import { tested } from './tested.ts';

/** A chain of `&&` and `||`: a part whose test is decided stands for itself. */
export function printAndOr(printer: Printer, node: AndOr, place: Place): string[] {
  let settled = true;
  let crossed = false;
  /**
   * `[ -f x ] && [ -n "" ] && b || e`: past what is settled the chain goes on by the other operator, behind the open part
   * whatever that said. As it stands it is right.
   */
  const restOf = (i: number, outer: Place): string[] => {
    const before = { crossed, settled };
    crossed = false;
    let tail = rest(i + 1, { ...outer, open: true });
    if (crossed && settled) {
      settled = false;
      tail = rest(i + 1, { ...outer, open: true, force: true });
    }
    ({ crossed, settled } = before);
    return tail;
  };
  const rest = (i: number, outer: Place): string[] => {
    const command = node.commands[i];
    if (!command) return [];
    const decision = settled ? printer.view.decision(node.pos, i) : 'open';
    const operator = node.operators[i];
    if (!operator || decision === undefined) {
      const lines = printNode(printer, command, outer);
      return i > 0 && outer.open ? operand(command, lines) : lines;
    }
    // `cd X && rm *`: that the folder is there is taken for granted, and yet the rest is only for it.
    const stays = decision === 'run' && operator === '&&' && enters(command);
    if (decision !== 'open' && !stays) {
      const tail = decision === 'run' ? rest(i + 1, outer) : skipTo(i + 1, outer);
      const first = printNode(printer, command, { ...outer, after: outer.after || tail.length > 0, force: false });
      const failed = decision === 'skip' && operator === '||' && !outer.open ? node.commands[i + 1] : undefined;
      const ended = orEnded(printer, first, failed);
      return [...(ended === first ? tested(printer, first, outer.after || tail.length > 0) : ended), ...tail];
    }
    const tail = restOf(i, outer);
    const first = printNode(printer, command, {
      ...outer,
      after: outer.after || tail.length > 0,
      force: outer.force || tail.length > 0,
    });
    if (tail.length === 0) return tested(printer, first, outer.after);
    if (first.length === 0) return tail;
    const [head, ...more] = group(tail);
    const left = group(operand(command, first));
    return [...left.slice(0, -1), `${left.at(-1)} ${operator} ${head}`, ...more];
  };
  /**
   * What follows parts that never run: `a || b && c` goes on with `&& c` where a succeeded. By the operators, and not by
   * how their own tests came out: those may be of a run in which the parts were reached.
   */
  const skipTo = (i: number, outer: Place): string[] => {
    const next = node.operators.findIndex((operator, at) => at >= i && operator !== node.operators[i - 1]);
    const decision = next < 0 ? undefined : printer.view.decision(node.pos, next);
    const tail = decision === 'run' || decision === 'open' ? rest(next + 1, outer) : [];
    crossed ||= tail.length > 0;
    return tail;
  };
  return rest(0, place);
}
