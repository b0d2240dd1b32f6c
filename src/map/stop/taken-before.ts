import {
  type Command,
  forEachChild,
  literalName,
  type SimpleNode,
  type SyntaxNode,
  type Word,
} from '../../shell/nodes.ts';
import type { Source } from '../../shell/parse.ts';
import { statementsOf } from '../../shell/statements.ts';
import { assignedBy, usesOf } from '../../shell/variables.ts';

/** Tell of the host or of a text: the same before the end of a service and behind it. */
const LASTING = new Set(
  'arch basename command dirname echo expr getconf getent hostname id logname nproc printf pwd runlevel seq set type uname which whoami'.split(
    ' ',
  ),
);
/** So do these of what comes through a pipe, and of files that no service changes. */
const READERS = new Set('awk cat cut egrep fgrep gawk grep head rev sed sort tail tr uniq wc'.split(' '));

/**
 * Values that a stop takes by a command before its signal and that steps behind it use: `DIR=$(readlink /proc/$PID/cwd);
 * kill $PID; rm -rf $DIR/tmp`. Taken behind the end, they are others, or empty. A look whether the process is still
 * there has its answer either way. In: the offsets of the statements that those steps need, and of the signal.
 */
export function takesBefore(source: Source, needed: ReadonlySet<number>, signal: number): boolean {
  const statements = statementsOf(source.ast)
    .map(({ node }) => node)
    .filter(({ pos }) => needed.has(pos));
  const early = statements.filter(node => node.pos < signal && assignedBy(node).length > 0);
  const late = statements.filter(node => node.pos > signal && !LOOKS.test(source.text.slice(node.pos, node.end)));
  const read = new Set([...late, ...wordsAround(source, late)].flatMap(node => [...usesOf(node)]));
  const found = new Set<SimpleNode>();
  for (let size = -1; size < found.size; ) {
    size = found.size;
    for (const node of early)
      if (assignedBy(node).some(name => read.has(name))) {
        found.add(node);
        for (const name of usesOf(node)) read.add(name);
      }
  }
  return [...found].some(
    node =>
      commandsIn(node).some(one => !isLasting(source, one)) ||
      READS.test(source.text.slice(node.pos, node.end)) ||
      testsBefore(source, node).some(one => asksWhatChanges(source, one)),
  );
}

/** `read PID <f`, `B=$?`, `PID=$(<f)`: what a file says, and how a program ended. */
const READS =
  /^(?:read|mapfile|readarray)\b(?![^<]*<\s*["']?\/(?:etc|usr|opt)\/)|\$\?|\$\(\s*<(?!\s*["']?\/(?:etc|usr|opt)\/)/;

/** The tests that decide whether an assignment is made: `[ -S /run/acme.sock ] && B=yes`. */
function testsBefore(source: Source, assignment: SimpleNode): readonly SimpleNode[] {
  const around: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.pos > assignment.pos || node.end < assignment.end) return;
    if (node.type === 'AndOr' || node.type === 'If' || node.type === 'While') around.push(node);
    forEachChild(node, visit);
  };
  visit(source.ast);
  return statementsOf(source.ast)
    .map(({ node }) => node)
    .filter(
      node =>
        node !== assignment &&
        node.pos < assignment.pos &&
        assignedBy(node).length === 0 &&
        around.some(({ pos, end }) => pos <= node.pos && node.end <= end),
    );
}

/** A test of a file that the end may take away, or a program whose answer it may change. */
function asksWhatChanges(source: Source, node: SimpleNode): boolean {
  const text = source.text.slice(node.pos, node.end);
  if (node.type !== 'Command' || /^(?:\[|test)$/.test(literalName(node) ?? ''))
    return /(?:^|\s)-[a-zA-Z]\s+["']?(?:\$|\/(?:run|var|tmp|dev|proc)\/)/.test(text) && !/(?:^|\s)-[nz]\s/.test(text);
  return !isLasting(source, node) && !LOOKS.test(text);
}

/** The words of loops and of `case` around statements. */
function wordsAround(source: Source, statements: readonly SimpleNode[]): readonly Word[] {
  const found: Word[] = [];
  const visit = (node: SyntaxNode): void => {
    if (!statements.some(({ pos }) => node.pos <= pos && pos < node.end)) return;
    if (node.type === 'For') found.push(...(node.wordlist ?? []));
    else if (node.type === 'Case') found.push(node.word);
    forEachChild(node, visit);
  };
  visit(source.ast);
  return found;
}

/** Asks whether a process runs. */
const LOOKS = /\bkill -0\b|\/proc\/|\b(?:checkpid|checkproc|status|pidof|pgrep|ps)\b/;

/** The commands in the substitutions of a statement. */
function commandsIn(statement: SyntaxNode): readonly Command[] {
  const found: Command[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Command' && node !== statement) found.push(node);
    forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

function isLasting(source: Source, command: Command): boolean {
  const name = literalName(command)?.replace(/^.*\//, '');
  if (name === undefined) return command.name === undefined;
  const text = source.text.slice(command.pos, command.end);
  if (LASTING.has(name) || /^eval "?echo /.test(text)) return true;
  const words = text.replace(/'[^']*'/g, '');
  return READERS.has(name) && !/\$|`|\/(?:proc|run|tmp|var|dev)\//.test(words);
}
