import type { Source } from './parse.ts';
import { acts, bodyOf } from './slice/call.ts';
import { functionsOf, placeOfFunctions } from './slice/functions.ts';
import { indent } from './slice/lines.ts';
import { listLines } from './slice/list.ts';
import { nodeLines } from './slice/node.ts';
import { type Printer, printList } from './slice/printer.ts';
import type { Slice, SliceView } from './slice/view.ts';

/**
 * Print the part of a script that one action runs and that `view` keeps: simple commands verbatim, around them
 * only the structure whose outcome is open. Functions that are still called come first.
 */
export function printSlice(source: Source, view: SliceView): Slice {
  const printer: Printer = {
    source,
    view,
    printed: new Set(),
    words: new Set(),
    counters: new Set(),
    acting: new Map(),
    mustExist: new Set(),
    functions: functionsOf(source, view),
    bodies: new Map(),
    list: listLines,
    node: nodeLines,
  };
  const main = printList(printer, source.ast, { after: false, force: false, open: false });
  for (const entry of view.entries ?? []) {
    if (entry.kind === 'line') main.push(entry.text);
    else if (acts(printer, entry.name)) {
      bodyOf(printer, entry.name, { after: true, force: false, open: false });
      main.push(entry.name);
    }
  }
  const lines: string[] = [];
  for (const [name, body] of printer.bodies)
    if (body.lines && (body.lines.length > 0 || printer.mustExist.has(name)))
      lines.push(`${name}() {`, ...indent(body.lines.length > 0 ? body.lines : [':']), '}');
  const first = placeOfFunctions(printer, main);
  return {
    lines: [...main.slice(0, first), ...lines, ...main.slice(first)],
    printed: printer.printed,
    words: printer.words,
    counters: printer.counters,
  };
}
