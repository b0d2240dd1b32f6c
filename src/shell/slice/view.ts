import type { SimpleNode, Word, WordPart } from '../nodes.ts';

/** What the slicer asks about the script; offsets are those of the nodes. */
export interface SliceView {
  /** Print this simple command. */
  readonly keep: (node: SimpleNode) => boolean;
  /** How test number `index` of the node at `pos` came out; undefined: the action never reaches it. */
  readonly decision: (pos: number, index: number) => 'run' | 'skip' | 'open' | undefined;
  /** The function that this command calls, if it is one of the script's. */
  readonly callee: (node: SimpleNode) => string | undefined;
  /** Functions that a call by a computed name was seen to reach. */
  readonly callees?: (node: SimpleNode) => readonly string[];
  /** Functions that the words of a statement call: in substitutions, in text for `eval`. */
  readonly mentions: (node: SimpleNode | Word) => readonly string[];
  /** Other text for a statement. */
  readonly replacement: (node: SimpleNode) => string | undefined;
  /** What runs behind the script's own text: calls of its functions, or lines. */
  readonly entries?: readonly (
    | { readonly kind: 'call'; readonly name: string }
    | { readonly kind: 'line'; readonly text: string }
  )[];
  /** Init libraries define a function of this name. */
  readonly isLibraryName?: (name: string) => boolean;
  /** The slice is read by `sh -e`: what was tested must not end it where nothing is left of the test. */
  readonly errexit?: boolean;
  /** It reads the status that the command before it had, and only the run knows that. */
  readonly asksStatus?: (node: SimpleNode) => boolean;
  /** It changes nothing, and only its status or output can matter. */
  readonly asks?: (node: SimpleNode) => boolean;
  /** The action came to this statement. */
  readonly isReached?: (node: SimpleNode) => boolean;
  /** `exit` or `return`: decides only whether later statements run. */
  readonly isControl: (node: SimpleNode) => boolean;
  /** The loop at this place only sleeps and asks. */
  readonly isWait?: (pos: number) => boolean;
  /** The one word that the loop at this place goes over. */
  readonly round?: (pos: number) => string | undefined;
}

/** A slice as lines of shell, and the statements that it holds. */
export interface Slice {
  readonly lines: readonly string[];
  readonly printed: ReadonlySet<SimpleNode>;
  /** Words of the structure around them: of `case`, `for` and their patterns. */
  readonly words: ReadonlySet<Word | WordPart>;
  /** Variables in the heads of arithmetic loops. */
  readonly counters: ReadonlySet<string>;
}
