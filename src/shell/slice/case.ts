import type { Case } from '../nodes.ts';
import { addWord } from './call.ts';
import { indent } from './lines.ts';
import { type Place, type Printer, printList, text } from './printer.ts';

/** A `case`: the body of an arm that is decided, or the arms that are open. */
export function printCase(printer: Printer, node: Case, place: Place): string[] {
  const lines: string[] = [];
  let opened = false;
  // Arms behind the last one that does something only say that nothing is done.
  let useful = 0;
  for (const [i, item] of node.items.entries()) {
    const decision = printer.view.decision(node.pos, i);
    if (decision === undefined || decision === 'skip') continue;
    const open = opened || decision === 'open';
    const body = printList(printer, item.body, { ...place, force: false, open: open || place.open });
    if (!open) return body;
    opened = true;
    const patterns = item.pattern.map(word => text(printer, word.pos, word.end)).join('|');
    lines.push(`${patterns})`, ...indent(body.length > 0 ? body : [':']), '  ;;');
    if (body.length > 0) useful = lines.length;
    if (decision === 'run') break;
  }
  if (useful === 0 && !(place.force && opened)) return [];
  addWord(printer, node.word);
  const kept = place.force ? lines : lines.slice(0, useful);
  return [`case ${text(printer, node.word.pos, node.word.end)} in`, ...indent(kept), 'esac'];
}
