import type {
  AndOr,
  Case,
  CommandNode,
  CompoundList,
  If,
  ParsedScript,
  Pipeline,
  PipelineNode,
  Redirection,
  SimpleNode,
  Statement,
  SyntaxNode,
  Word,
  WordPart,
} from './nodes.ts';
import { forEachChild, literalName } from './nodes.ts';
import type { Source } from './parse.ts';
import { readsStatus } from './variables.ts';

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

interface Printer {
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

interface Place {
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

/** Functions stand before the rest, and behind what must be read before them. */
function placeOfFunctions({ bodies, view }: Printer, main: readonly string[]): number {
  const names = [...bodies.keys()];
  // An alias is replaced where a function is read, not where it runs.
  if (main.some(line => ALIAS.test(line))) {
    const called = new RegExp(`(?<![\\w-])(?:${names.join('|')})(?![\\w=-])`);
    let at = main.findIndex(line => !ALIAS.test(line) && called.test(line));
    while (at > 0 && /^(?:\s|(?:then|else|elif|fi|do|done|esac)\b)/.test(main[at] ?? '')) at--;
    return Math.max(at, 0);
  }
  // A library that defines a function of the same name must be read before the script's own.
  const own = names.some(name => view.isLibraryName?.(name));
  return own ? main.findLastIndex(line => SOURCES_LIBRARY.test(line)) + 1 : 0;
}

const ALIAS = /^\s*alias\s/;

const SOURCES_LIBRARY = /^(?:\S.*\s)?(?:\.|source)\s+\S*(?:init\.d\/functions|init-functions|rc\.status)\b/;

type Loop = 'For' | 'Select' | 'ArithmeticFor' | 'While';

type FunctionNode = SyntaxNode & { readonly type: 'Function' };

const functionTables = new WeakMap<Source, ReadonlyMap<string, readonly FunctionNode[]>>();

function definitionsOf(source: Source): ReadonlyMap<string, readonly FunctionNode[]> {
  const known = functionTables.get(source);
  if (known) return known;
  const found = new Map<string, FunctionNode[]>();
  const look = (node: SyntaxNode): void => {
    if (node.type === 'Function') found.set(node.name.value, [...(found.get(node.name.value) ?? []), node]);
    if (node.type !== 'Word' && node.type !== 'Assignment') forEachChild(node, look);
  };
  look(source.ast);
  functionTables.set(source, found);
  return found;
}

/** Of several definitions, one for each distribution, the last that the action came to; else the last of all. */
function functionsOf(source: Source, { isReached }: SliceView): Printer['functions'] {
  const reached = (node: SyntaxNode): boolean => {
    if (isSimple(node)) return isReached?.(node) === true;
    let found = false;
    if (node.type !== 'Word')
      forEachChild(node, child => {
        found ||= reached(child);
      });
    return found;
  };
  const chosen = new Map<string, FunctionNode>();
  for (const [name, all] of definitionsOf(source)) {
    const one = all.length === 1 ? all[0] : (all.findLast(reached) ?? all.at(-1));
    if (one) chosen.set(name, one);
  }
  return chosen;
}

function indent(lines: readonly string[]): string[] {
  return lines.map(line => (line === '' || line.startsWith(VERBATIM) ? line : `  ${line}`));
}

/** Marks lines of here-documents, which must not be indented. */
const VERBATIM = '\u0000';

/** Take the marks out of finished lines. */
export function finish(lines: readonly string[]): string {
  return lines.map(line => (line.startsWith(VERBATIM) ? line.slice(1) : line)).join('\n');
}

/** Print from the end, so that each statement knows whether something kept follows it. */
function printList(printer: Printer, list: CompoundList | ParsedScript, place: Place): string[] {
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

function printNode(printer: Printer, node: AndOr | PipelineNode | CommandNode, place: Place): string[] {
  switch (node.type) {
    case 'Command':
    case 'TestCommand':
    case 'ArithmeticCommand':
      return printSimple(printer, node, place);
    case 'AndOr':
      return printAndOr(printer, node, place);
    case 'Pipeline':
      return printPipeline(printer, node, place);
    case 'If':
      return printIf(printer, node, place);
    case 'Case':
      return printCase(printer, node, place);
    case 'BraceGroup':
      return printList(printer, node.body, place);
    case 'Subshell': {
      const body = printList(printer, node.body, { ...place, after: false });
      // What the main program takes the place of is the shell that systemd knows, not one below it.
      const last = node.body.commands.at(-1)?.command;
      if (last?.type === 'Command' && printer.view.replacement(last)?.startsWith('exec ')) return body;
      return body.length === 0
        ? []
        : body.length === 1 && !body[0]?.startsWith(VERBATIM)
          ? [`( ${body[0]} )`]
          : ['(', ...indent(body), ')'];
    }
    case 'Redirected': {
      const body = printNode(printer, node.command, place);
      if (body.length === 0) return [];
      for (const redirect of node.redirects) addRedirect(printer, redirect);
      const first = node.redirects[0];
      const redirects = first ? text(printer, first.pos, node.end) : '';
      return attach(
        node.command.type === 'BraceGroup' || body.length === 1 ? group(body) : body,
        ` ${redirects}`,
        node.redirects,
        printer,
      );
    }
    case 'For':
    case 'Select':
    case 'ArithmeticFor':
    case 'While': {
      if (printer.view.isWait?.(node.pos)) return printWait(printer, node, place);
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
      const body = place.probing ? acts : printList(printer, node.body, { ...inside, paced: true });
      if (node.type === 'For' || node.type === 'Select') for (const word of node.wordlist ?? []) addWord(printer, word);
      return [...head(printer, node, clause), ...indent(body.length > 0 ? body : [':']), 'done'];
    }
    case 'Function':
      return [];
    case 'Coproc':
      return [text(printer, node.pos, node.end)];
  }
}

/** A wait without its pause or its test would spin, or end at once: all of it is printed, or nothing. */
function printWait(printer: Printer, node: CommandNode & { readonly type: Loop }, place: Place): string[] {
  const probe: Printer = { ...printer, printed: new Set(), words: new Set(), bodies: new Map() };
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
  };
  return printNode({ ...printer, view: whole }, node, place);
}

function head(printer: Printer, node: CommandNode & { readonly type: Loop }, clause: readonly string[]): string[] {
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

function printSimple(printer: Printer, node: SimpleNode, place: Place): string[] {
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

function pauses(node: SimpleNode): boolean {
  return node.type === 'Command' && /^(?:\/(?:usr\/)?bin\/)?u?sleep$/.test(literalName(node) ?? '');
}

/** Here-documents stand below the line that opens them. */
function attach(
  lines: readonly string[],
  suffix: string,
  redirects: readonly { readonly type: string }[],
  printer: Printer,
): string[] {
  const result = [...lines];
  if (suffix) result[result.length - 1] = (result.at(-1) ?? '') + suffix;
  for (const redirect of redirects as readonly SyntaxNode[]) {
    if (redirect.type !== 'HereDoc') continue;
    const body = text(printer, redirect.body.pos, redirect.body.end).replace(/\n$/, '');
    if (body !== '' || redirect.body.end > redirect.body.pos)
      result.push(...body.split('\n').map(line => VERBATIM + line));
    result.push(VERBATIM + (redirect.delimiter?.value ?? 'EOF'));
  }
  return result;
}

/** Does the function do anything that is kept? One whose answer alone is asked elsewhere need not be called here. */
function acts(printer: Printer, name: string): boolean {
  const known = printer.acting.get(name);
  if (known !== undefined) return known;
  const fn = printer.functions.get(name);
  if (!fn) return false;
  printer.acting.set(name, false);
  const probe: Printer = { ...printer, printed: new Set(), words: new Set(), bodies: new Map() };
  const answer = bodyOf(probe, name, { after: false, force: false, open: false }).length > 0;
  printer.acting.set(name, answer);
  return answer;
}

function mayEnd(place: Place): boolean {
  return place.open || place.outer === true;
}

/** Does the function end the script, as `die` does? Called in a branch, it guards what follows. */
function ends(printer: Printer, name: string, seen: ReadonlySet<string> = new Set()): boolean {
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

function bodyOf(printer: Printer, name: string, place: Place): readonly string[] {
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

/** Files that a loop or group reads and writes have names that the script may compute. */
function addRedirect(printer: Printer, redirect: Redirection): void {
  if (redirect.type !== 'HereDoc') {
    if (redirect.target) addWord(printer, redirect.target);
    return;
  }
  for (const part of redirect.body.parts ?? []) printer.words.add(part);
}

function addWord(printer: Printer, word: Word): void {
  printer.words.add(word);
  for (const name of printer.view.mentions(word)) wholeFunction(printer, name);
}

/** A function whose output or text is used must stay as it is, messages and all. */
function wholeFunction(printer: Printer, name: string): void {
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

/** One command, or several as a group that an operator can follow. */
function group(lines: readonly string[]): string[] {
  const single = lines.slice(0, -1).every(line => line.endsWith('\\'));
  // `a && { b & }` without its braces would put `a` into the background too.
  return single && !/(?:^|[^&])&$/.test(lines.at(-1) ?? '') ? [...lines] : ['{', ...indent(lines), '}'];
}

/** `a || { b && c; }` without its braces would run `c` after `a` as well: both operators bind alike, to the left. */
function operand(command: SyntaxNode, lines: readonly string[]): string[] {
  const bracketed = ['Command', 'TestCommand', 'ArithmeticCommand', 'Subshell'].includes(command.type);
  const chained = !bracketed && lines.length === 1 && / (?:&&|\|\|) /.test(lines[0] ?? '');
  return chained ? [`{ ${lines[0]}; }`] : [...lines];
}

/** A command whose failure was tested, without the test: `sh -e` must go on behind it as the script did. */
function tested(printer: Printer, lines: string[], after: boolean): string[] {
  if (!printer.view.errexit || !after || lines.length === 0 || lines[0]?.startsWith('! ')) return lines;
  const body = group(lines);
  return [...body.slice(0, -1), `${body.at(-1)} || :`];
}

function printAndOr(printer: Printer, node: AndOr, place: Place): string[] {
  const rest = (i: number, outer: Place): string[] => {
    const command = node.commands[i];
    if (!command) return [];
    const decision = printer.view.decision(node.pos, i);
    const operator = node.operators[i];
    if (!operator || decision === undefined) {
      const lines = printNode(printer, command, outer);
      return i > 0 && outer.open ? operand(command, lines) : lines;
    }
    if (decision !== 'open') {
      const tail = decision === 'run' ? rest(i + 1, outer) : skipTo(i + 1, outer);
      const first = printNode(printer, command, { ...outer, after: outer.after || tail.length > 0, force: false });
      return [...tested(printer, first, outer.after || tail.length > 0), ...tail];
    }
    const tail = rest(i + 1, { ...outer, open: true });
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
  /** What follows a part that never runs: `a || b && c` goes on with `&& c` where a succeeded. */
  const skipTo = (i: number, outer: Place): string[] => {
    for (let next = i; next < node.operators.length; next++) {
      const decision = printer.view.decision(node.pos, next);
      if (decision === 'run' || decision === 'open') return rest(next + 1, outer);
    }
    return [];
  };
  return rest(0, place);
}

function printPipeline(printer: Printer, node: Pipeline, place: Place): string[] {
  const negation = node.prefixes.some(prefix => prefix.type === 'Negation') ? '! ' : '';
  const [only] = node.commands;
  if (node.commands.length === 1 && only) {
    const lines = printNode(printer, only, place);
    return lines.length === 0 ? [] : [negation + lines[0], ...lines.slice(1)];
  }
  const probe: Printer = { ...printer, printed: new Set(), words: new Set(), bodies: new Map(printer.bodies) };
  const kept = node.commands.some(command => printNode(probe, command, { ...place, force: false }).length > 0);
  if (!kept && !place.force) return [];
  const parts = node.commands.map(
    command => printStage(printer, command) ?? group(printNode(printer, command, { ...place, force: true, all: true })),
  );
  return parts.reduce((left, right, i) => {
    if (i === 0) return [negation + (right[0] ?? ''), ...right.slice(1)];
    const join = `${left.at(-1)} ${node.operators[i - 1] ?? '|'} ${right[0] ?? ''}`;
    return [...left.slice(0, -1), join, ...right.slice(1)];
  }, [] as string[]);
}

/** A loop, test or group in a pipe reads what comes through it: it stays as it is, where nothing in it has other text. */
function printStage(printer: Printer, node: CommandNode): string[] | undefined {
  return isSimple(node) || node.type === 'Redirected' ? undefined : printWhole(printer, node);
}

/** The node as it stands, with all that it calls; undefined where something in it has other text. */
function printWhole(printer: Printer, node: SyntaxNode): string[] | undefined {
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

function isSimple(node: SyntaxNode | SimpleNode): node is SimpleNode {
  return node.type === 'Command' || node.type === 'TestCommand' || node.type === 'ArithmeticCommand';
}

function printIf(printer: Printer, node: If, place: Place): string[] {
  const arms = [{ clause: node.clause, then: node.then }, ...node.elif];
  const arm = (i: number, keyword: string): { readonly lines: string[]; readonly opened: boolean } => {
    const current = arms[i];
    if (!current)
      return {
        lines: node.else ? printList(printer, node.else, { ...place, open: keyword !== 'if' || place.open }) : [],
        opened: false,
      };
    const decision = printer.view.decision(node.pos, i);
    if (decision === undefined) return { lines: [], opened: false };
    if (decision !== 'open') {
      const chosen =
        decision === 'run' ? { lines: printList(printer, current.then, place), opened: false } : arm(i + 1, keyword);
      const clause = printList(printer, current.clause, {
        ...place,
        after: place.after || chosen.lines.length > 0,
        force: false,
      });
      const lines = [...tested(printer, clause, place.after || chosen.lines.length > 0), ...chosen.lines];
      return { lines, opened: chosen.opened && clause.length === 0 };
    }
    const then = printList(printer, current.then, { ...place, force: false, open: true });
    const next = arm(i + 1, 'elif');
    const needed = then.length > 0 || next.lines.length > 0;
    const printed = printList(printer, current.clause, {
      ...place,
      after: place.after || needed,
      force: needed || place.force,
    });
    // Decided otherwise at another time: the test as it stands.
    const clause = printed.length > 0 || !needed ? printed : (printWhole(printer, current.clause) ?? ['true']);
    if (!needed) return { lines: tested(printer, clause, place.after), opened: false };
    const test = clause.length === 1 ? [`${keyword} ${clause[0]}; then`] : [keyword, ...indent(clause), 'then'];
    const otherwise =
      next.lines.length === 0 ? [] : next.opened ? next.lines.slice(0, -1) : ['else', ...indent(next.lines)];
    return {
      lines: [...test, ...indent(then.length > 0 ? then : [':']), ...otherwise, 'fi'],
      opened: keyword === 'elif',
    };
  };
  return arm(0, 'if').lines;
}

function printCase(printer: Printer, node: Case, place: Place): string[] {
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

function text(printer: Printer, start: number, end: number): string {
  return printer.source.text.slice(start, end);
}
