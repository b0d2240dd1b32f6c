import { literalName, type SimpleNode } from '../nodes.ts';
import { acts, bodyOf, ends, wholeFunction } from './call.ts';
import { VERBATIM } from './lines.ts';
import { mayEnd, type Place, type Printer, text } from './printer.ts';
import { attach } from './redirected.ts';

/** A simple command, verbatim or by its replacement, with what it calls. */
export function printSimple(printer: Printer, node: SimpleNode, place: Place): string[] {
  const { view } = printer;
  const callee = view.callee(node);
  if (callee !== undefined) {
    const guards = mayEnd(place) && place.after && ends(printer, callee);
    if (!place.force && !view.keep(node) && !guards && !acts(printer, callee)) return [];
    bodyOf(printer, callee, place);
  } else if (view.isControl(node)) {
    const open = node.type === 'Command' && literalName(node) === 'exit' ? mayEnd(place) : place.open;
    if (!(open && place.after) && !place.answers && !view.keep(node)) return [];
  } else if (!view.keep(node) && !place.force && !(place.paced && pauses(node))) return [];
  printer.printed.add(node);
  // Which of them is called only the run knows: each has to be there.
  for (const name of view.callees?.(node) ?? []) {
    bodyOf(printer, name, { ...place, outer: true });
    printer.mustExist.add(name);
  }
  for (const name of view.mentions(node)) wholeFunction(printer, name);
  const replacement = view.replacement(node);
  if (replacement !== undefined) return replacement === '' ? [] : replacement.split('\n');
  const [first = '', ...more] = text(printer, node.pos, node.end).split('\n');
  const lines = [first, ...more.map(line => VERBATIM + line)];
  return node.type === 'Command' ? attach(lines, '', node.redirects, printer) : lines;
}

export function pauses(node: SimpleNode): boolean {
  return node.type === 'Command' && /^(?:\/(?:usr\/)?bin\/)?u?sleep$/.test(literalName(node) ?? '');
}
