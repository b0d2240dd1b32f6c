import {
  type Case,
  type CompoundList,
  forEachChild,
  type ParsedScript,
  type SimpleNode,
  type Statement,
  type SyntaxNode,
  type Word,
} from '../nodes.ts';
import { readsStatus } from '../variables.ts';
import { indent } from './lines.ts';
import { isSimple, type Place, type Printer, printNode, text } from './printer.ts';

/** Print from the end, so that each statement knows whether something kept follows it. */
export function listLines(printer: Printer, list: CompoundList | ParsedScript, place: Place): string[] {
  const blocks: string[][] = [];
  let after = place.after;
  let asked = false;
  // The statement behind reads `$?`, and is printed.
  let isRead = false;
  for (let i = list.commands.length - 1; i >= 0; i--) {
    const statement = list.commands[i];
    if (!statement) continue;
    if (statement.command.type === 'Function') continue;
    const last = place.force && (place.all === true || i === list.commands.length - 1);
    const force = last || asked || (isRead && onlyAsks(printer, statement.command));
    const lines = printStatement(printer, statement, { ...place, after, force });
    const first = lines.length > 0 ? firstOf(statement.command) : undefined;
    const looks = first?.type === 'Case' ? first.word : first;
    isRead = looks !== undefined && readsStatus(textOf(printer, looks));
    asked = isRead && first !== undefined && (first.type === 'Case' || printer.view.asksStatus?.(first) === true);
    if (lines.length > 0) {
      blocks.unshift(lines);
      after = true;
    }
  }
  return blocks.flat();
}

/** The text of what looks at a status: that which is printed in its place, if any. */
function textOf(printer: Printer, looks: SimpleNode | Case | Word): string {
  const other = isSimple(looks) ? printer.view.replacement(looks) : undefined;
  return other ?? text(printer, looks.pos, looks.end);
}

/** What of a statement finds the status of the one before it. */
function firstOf(node: SyntaxNode): SimpleNode | Case | undefined {
  switch (node.type) {
    case 'Command':
    case 'TestCommand':
    case 'ArithmeticCommand':
    case 'Case':
      return node;
    case 'AndOr':
    case 'Pipeline':
    case 'CompoundList':
      return node.commands[0] && firstOf(node.commands[0]);
    case 'Statement':
    case 'Redirected':
      return firstOf(node.command);
    case 'If':
    case 'While':
      return firstOf(node.clause);
    case 'BraceGroup':
      return firstOf(node.body);
    default:
      return undefined;
  }
}

/** All commands of a statement change nothing: what they say is what they are there for. */
function onlyAsks(printer: Printer, node: SyntaxNode): boolean {
  if (isSimple(node)) return printer.view.asks?.(node) === true;
  if (node.type !== 'AndOr' && node.type !== 'Pipeline' && node.type !== 'Redirected') return false;
  const parts: readonly SyntaxNode[] = node.type === 'Redirected' ? [node.command] : node.commands;
  return parts.every(part => onlyAsks(printer, part));
}

function printStatement(printer: Printer, statement: Statement, place: Place): string[] {
  const lines = printNode(printer, statement.command, place);
  if (!statement.background || lines.length === 0 || takesOver(printer, statement.command)) return lines;
  return lines.length === 1 ? [`${lines[0]} &`] : ['{', ...indent(lines), '} &'];
}

/** The helper becomes the program that the script put into the background: it is what systemd watches. */
function takesOver(printer: Printer, node: SyntaxNode): boolean {
  if (node.type === 'Command') return printer.view.replacement(node)?.startsWith('exec ') === true;
  let found = false;
  if (node.type !== 'Word' && node.type !== 'Function')
    forEachChild(node, child => {
      if (takesOver(printer, child)) found = true;
    });
  return found;
}
