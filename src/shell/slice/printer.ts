import type {
  AndOr,
  CommandNode,
  CompoundList,
  ParsedScript,
  PipelineNode,
  SimpleNode,
  SyntaxNode,
  Word,
  WordPart,
} from '../nodes.ts';
import type { Source } from '../parse.ts';
import type { SliceView } from './view.ts';

/** What a run of the printer knows and has collected. */
export interface Printer {
  readonly counters: Set<string>;
  readonly source: Source;
  readonly view: SliceView;
  readonly printed: Set<SimpleNode>;
  readonly functions: ReadonlyMap<string, FunctionNode>;
  readonly words: Set<Word | WordPart>;
  /** Functions that do something of their own, by name. */
  readonly acting: Map<string, boolean>;
  /** Functions that are called whatever is left of them. */
  readonly mustExist: Set<string>;
  /** Bodies by name; without lines while a function is being printed. */
  readonly bodies: Map<string, Body>;
  /** Print what a node holds: each kind of node holds others of all kinds. */
  readonly list: (printer: Printer, list: CompoundList | ParsedScript, place: Place) => string[];
  readonly node: (printer: Printer, node: AndOr | PipelineNode | CommandNode, place: Place) => string[];
}

interface Body {
  readonly lines?: readonly string[];
  /** What the callers so far needed of it. */
  readonly force: boolean;
  readonly after: boolean;
  readonly outer: boolean;
  /** Printed from its own text. */
  readonly whole?: boolean;
}

/** What stands around a node. */
export interface Place {
  /** Something kept runs after this point. */
  readonly after: boolean;
  /** Print tests and calls here although nobody keeps them: something depends on their status. */
  readonly force: boolean;
  /** In a function whose status is a test: its `return`s are the answer. */
  readonly answers?: boolean;
  /** Whether it runs is open, so an `exit` here guards what follows. */
  readonly open: boolean;
  /** Whether the function is called is open: an `exit` guards what follows the call, a `return` does not. */
  readonly outer?: boolean;
  /** `force` is for every statement of a list, and not for the last: they share a pipe. */
  readonly all?: boolean;
  /** In a loop that is printed: it pauses where it did. */
  readonly paced?: boolean;
  /** Asked only whether anything is left: loops in loops would be printed twice each, and so 2^depth times. */
  readonly probing?: boolean;
}

export type FunctionNode = SyntaxNode & { readonly type: 'Function' };

/** A node that the view decides about: it has no statements of its own. */
export function isSimple(node: SyntaxNode | SimpleNode): node is SimpleNode {
  return node.type === 'Command' || node.type === 'TestCommand' || node.type === 'ArithmeticCommand';
}

/** The script's own text between two offsets. */
export function text(printer: Printer, start: number, end: number): string {
  return printer.source.text.slice(start, end);
}

/** Whether what runs here, or the call that leads here, is open. */
export function mayEnd(place: Place): boolean {
  return place.open || place.outer === true;
}

/** To see what would be printed, and print nothing. */
export function dryRun(printer: Printer, bodies: Printer['bodies'] = new Map()): Printer {
  return { ...printer, printed: new Set(), words: new Set(), bodies };
}

/** Print the statements of a list. */
export function printList(printer: Printer, list: CompoundList | ParsedScript, place: Place): string[] {
  return printer.list(printer, list, place);
}

/** Print a node of any kind. */
export function printNode(printer: Printer, node: AndOr | PipelineNode | CommandNode, place: Place): string[] {
  return printer.node(printer, node, place);
}
