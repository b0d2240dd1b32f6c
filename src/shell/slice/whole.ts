import { forEachChild, type SimpleNode, type SyntaxNode } from '../nodes.ts';
import { bodyOf } from './call.ts';
import { VERBATIM } from './lines.ts';
import { isSimple, type Printer, text } from './printer.ts';

/** The node as it stands, with all that it calls; undefined where something in it has other text. */
export function printWhole(printer: Printer, node: SyntaxNode): string[] | undefined {
  const inner: SimpleNode[] = [];
  const look = (child: SyntaxNode): void => {
    if (isSimple(child)) inner.push(child);
    else forEachChild(child, look);
  };
  look(node);
  if (inner.some(one => printer.view.replacement(one) !== undefined)) return undefined;
  for (const one of inner) {
    const callee = printer.view.callee(one);
    if (callee !== undefined) bodyOf(printer, callee, { after: false, force: true, open: true });
    printer.printed.add(one);
  }
  const [first = '', ...more] = text(printer, node.pos, node.end).split('\n');
  return [first, ...more.map(line => VERBATIM + line)];
}
