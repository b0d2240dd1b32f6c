import { type CommandNode, forEachChild, type SyntaxNode } from '../nodes.ts';
import { addWord } from './call.ts';
import { indent } from './lines.ts';
import { dryRun, isSimple, type Place, type Printer, printList, printNode, text } from './printer.ts';
import { pauses } from './simple.ts';
import type { SliceView } from './view.ts';

type LoopNode = CommandNode & { readonly type: 'For' | 'Select' | 'ArithmeticFor' | 'While' };

/** A loop whose body is kept, and its head; one that only waits is printed whole. */
export function printLoop(printer: Printer, node: LoopNode, place: Place): string[] {
  if (printer.view.isWait?.(node.pos) || (node.type === 'While' && isLeftBeforePause(printer.view, node.body)))
    return printWait(printer, node, place);
  const inside = { after: true, force: false, open: true };
  const acts = printList(printer, node.body, { ...inside, probing: true });
  const clause =
    node.type === 'While'
      ? printList(printer, node.clause, { ...inside, force: acts.length > 0, probing: place.probing === true })
      : [];
  // `while :; do break; …`: what stood before the break is gone, and the round does nothing.
  if (
    clause.length === 0
      ? acts.length === 0 || acts[0] === 'break'
      : acts[0] === 'break' && /^(?::|true)$/.test(clause.join())
  )
    return [];
  const round = node.type === 'For' ? oneRound(printer, node, place, acts) : undefined;
  if (round) return round;
  const body = place.probing ? acts : printList(printer, node.body, { ...inside, paced: true });
  if (node.type === 'For' || node.type === 'Select') for (const word of node.wordlist ?? []) addWord(printer, word);
  return [...head(printer, node, clause), ...indent(body.length > 0 ? body : [':']), 'done'];
}

/** A loop over one word that is known is an assignment and its body, unless that leaves the loop. */
function oneRound(
  printer: Printer,
  node: LoopNode & { readonly type: 'For' },
  place: Place,
  acts: readonly string[],
): string[] | undefined {
  const only = printer.view.round?.(node.pos);
  if (only === undefined || !/^[\w.+-]+$/.test(only)) return undefined;
  // `${V:=one}`: to say the word is not all that it does.
  if (node.wordlist?.some(({ text: word }) => /=|\$\(|`/.test(word))) return undefined;
  if (acts.some(line => /\b(?:break|continue)\b/.test(line))) return undefined;
  return [`${node.name.value}=${only}`, ...(place.probing ? acts : printList(printer, node.body, place))];
}

/** A wait without its pause or its test would spin, or end at once: all of it is printed, or nothing. */
function printWait(printer: Printer, node: LoopNode, place: Place): string[] {
  const probe = dryRun(printer);
  const only = { after: false, force: false, open: place.open, probing: true };
  const kept =
    printList(probe, node.body, only).length + (node.type === 'While' ? printList(probe, node.clause, only).length : 0);
  if (kept === 0) return [];
  const { view } = printer;
  const inside = (pos: number): boolean => node.pos <= pos && pos < node.end;
  const whole: SliceView = {
    ...view,
    keep: one => inside(one.pos) || view.keep(one),
    decision: (pos, i) => (inside(pos) ? 'open' : view.decision(pos, i)),
    isWait: pos => !inside(pos) && view.isWait?.(pos) === true,
    isReached: one => inside(one.pos) || view.isReached?.(one) === true,
  };
  return printNode({ ...printer, view: whole }, node, place);
}

/**
 * `while [ $n -gt 0 ]; do gone && break; sleep 1; n=$((n - 1)); done`: the first round was taken to leave it, so that nobody
 * has seen what else ends it. It waits.
 */
function isLeftBeforePause(view: SliceView, node: SyntaxNode): boolean {
  if (isSimple(node)) return pauses(node) && view.isReached?.(node) === false;
  let found = false;
  if (node.type !== 'Word' && node.type !== 'Function')
    forEachChild(node, child => {
      found ||= isLeftBeforePause(view, child);
    });
  return found;
}

function head(printer: Printer, node: LoopNode, clause: readonly string[]): string[] {
  if (node.type === 'For' || node.type === 'Select') {
    const words = node.wordlist?.map(word => text(printer, word.pos, word.end)).join(' ');
    const list = words === undefined ? '' : ` in ${words}`.trimEnd();
    return [`${node.type === 'For' ? 'for' : 'select'} ${node.name.value}${list}; do`];
  }
  if (node.type === 'ArithmeticFor') {
    // Comments may stand between `do` and the first statement.
    const opening = text(printer, node.pos, node.body.pos).replace(/(?<=\s)#[^\n]*/g, '');
    for (const [name] of opening.matchAll(/[A-Za-z_]\w*/g)) printer.counters.add(name);
    return [`${opening.replace(/[;\s]*(?:\bdo\b|\{)\s*$/, '')}; do`];
  }
  if (clause.length === 1) return [`${node.kind} ${clause[0]}; do`];
  return [node.kind, ...indent(clause), 'do'];
}
