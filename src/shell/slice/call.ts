import { forEachChild, literalName, type SyntaxNode, type Word } from '../nodes.ts';
import { VERBATIM } from './lines.ts';
import { dryRun, mayEnd, type Place, type Printer, printList, printNode, text } from './printer.ts';

/** Does the function do anything that is kept? One whose answer alone is asked elsewhere need not be called here. */
export function acts(printer: Printer, name: string): boolean {
  const known = printer.acting.get(name);
  if (known !== undefined) return known;
  const fn = printer.functions.get(name);
  if (!fn) return false;
  printer.acting.set(name, false);
  const probe = dryRun(printer);
  const answer = bodyOf(probe, name, { after: false, force: false, open: false }).length > 0;
  printer.acting.set(name, answer);
  return answer;
}

/** Does the function end the script, as `die` does? Called in a branch, it guards what follows. */
export function ends(printer: Printer, name: string, seen: ReadonlySet<string> = new Set()): boolean {
  const fn = printer.functions.get(name);
  if (!fn || seen.has(name)) return false;
  let found = false;
  const look = (node: SyntaxNode): void => {
    if (node.type === 'Command') {
      const callee = printer.view.callee(node);
      if (callee !== undefined) found ||= ends(printer, callee, new Set([...seen, name]));
      else found ||= literalName(node) === 'exit' && printer.view.isControl(node);
    } else if (node.type !== 'Function' && node.type !== 'Subshell') forEachChild(node, look);
  };
  forEachChild(fn.body, look);
  return found;
}

/** Lines of a function as its callers so far need it. */
export function bodyOf(printer: Printer, name: string, place: Place): readonly string[] {
  const known = printer.bodies.get(name);
  if (known?.whole) return known.lines ?? [];
  const covers = (had: boolean | undefined, wanted: boolean): boolean => had === true || !wanted;
  if (
    known &&
    (!known.lines ||
      (covers(known.force, place.force) && covers(known.after, place.after) && covers(known.outer, mayEnd(place))))
  )
    return known.lines ?? ['# recursion'];
  const fn = printer.functions.get(name);
  if (!fn) return [];
  const force = place.force || known?.force === true;
  const after = place.after || known?.after === true;
  const outer = mayEnd(place) || known?.outer === true;
  printer.bodies.set(name, { force, after, outer });
  const inner: Place = { after, force, open: false, outer, ...(force && { answers: true }) };
  const body =
    fn.body.type === 'CompoundList' ? printList(printer, fn.body, inner) : printNode(printer, fn.body, inner);
  printer.bodies.delete(name);
  printer.bodies.set(name, { lines: body, force, after, outer });
  return body;
}

/** A function whose output or text is used must stay as it is, messages and all. */
export function wholeFunction(printer: Printer, name: string): void {
  const fn = printer.functions.get(name);
  const known = printer.bodies.get(name);
  if (!fn || known?.whole) return;
  const inner = text(printer, fn.body.pos, fn.body.end)
    .replace(/^[{(]\s*\n?/, '')
    .replace(/\n?\s*[})]$/, '');
  printer.bodies.set(name, {
    lines: inner.split('\n').map(line => VERBATIM + line),
    force: true,
    after: true,
    outer: true,
    whole: true,
  });
  const look = (node: SyntaxNode): void => {
    if (node.type === 'Command' || node.type === 'TestCommand' || node.type === 'ArithmeticCommand') {
      printer.printed.add(node);
      for (const other of printer.view.mentions(node)) wholeFunction(printer, other);
      const called = node.type === 'Command' ? node.name?.value : undefined;
      if (called !== undefined && printer.functions.has(called)) wholeFunction(printer, called);
      return;
    }
    if (node.type === 'Word') addWord(printer, node);
    else forEachChild(node, look);
  };
  forEachChild(fn, look);
}

/** The word is printed: what it calls must be there. */
export function addWord(printer: Printer, word: Word): void {
  printer.words.add(word);
  for (const name of printer.view.mentions(word)) wholeFunction(printer, name);
}
