import { argumentEdits, SET_BEFORE } from './call-arguments.ts';
import { apply, type Edit } from './edit.ts';
import { type Command, forEachChild, literalName, type SyntaxNode } from './nodes.ts';
import type { Source } from './parse.ts';

type ShellFunction = SyntaxNode & { readonly type: 'Function' };

/** Where a function is called: how its body may stand there. */
interface Call {
  readonly node: Command;
  /** It is a statement of a list, and not a part of `a && b` or of a pipe. */
  readonly alone: boolean;
  /** Nothing runs behind it. */
  readonly last: boolean;
  /** It is the whole test of an `if`. */
  readonly tested: boolean;
}

/** The edits that put one function's body in the place of its only call; undefined: there is none left. */
export function inlineFunction(source: Source): readonly Edit[] | undefined {
  for (const { command } of source.ast.commands) {
    if (command.type !== 'Function' || command.body.type !== 'BraceGroup') continue;
    const calls = callsOf(source, command);
    const [call] = calls;
    if (!call || calls.length > 1 || call.node.prefix.length > 0) continue;
    const body = bodyText(source, command, call);
    if (body === undefined) continue;
    return [
      { start: command.pos, end: command.end, text: ':' },
      { start: call.node.pos, end: call.node.end, text: body },
    ];
  }
  return undefined;
}

/** Calls outside of the function; in substitutions and of its own name too, so that more than one says hands off. */
function callsOf(source: Source, called: ShellFunction): readonly Call[] {
  const name = called.name.value;
  const calls: Call[] = [];
  const look = (node: SyntaxNode, alone: boolean, last: boolean, tested: boolean): void => {
    if (node.type === 'Command') {
      if (literalName(node) === name) calls.push({ node, alone, last, tested });
      // Handed to a command of the shell, or named in text for another: a program by its path calls no function, nor does
      // what takes the shell's place.
      else if (
        !/\/|^(?:exec|set)$/.test(node.name?.text ?? '') &&
        // `--start` and `/usr/bin/start.sh` are no calls of `start`.
        node.args.some(word => new RegExp(`(?<![\\w./-])${name}(?![\\w./=-])`).test(word.text))
      )
        calls.push({ node, alone, last, tested }, { node, alone, last, tested });
    }
    const commands = node.type === 'Script' || node.type === 'CompoundList' ? node.commands : undefined;
    forEachChild(node, child => {
      if (commands)
        look(child, true, node === source.ast && child === commands.at(-1), tested && commands.length === 1);
      else if (node.type === 'Statement') look(child, alone, last && !node.background, tested);
      else look(child, false, false, (node.type === 'If' || node.type === 'Elif') && child === node.clause);
    });
  };
  look(source.ast, true, false, false);
  return calls;
}

/**
 * A function that only answers, `if T; then return 1; else return 0; fi`, as its test: `! T`. What it does beside the
 * answer 1 stays: `if T; then return 0; else A; return 1; fi` is `T || { A; false; }`.
 */
function answerText(source: Source, { body }: ShellFunction): string | undefined {
  const [statement, more] = body.type === 'BraceGroup' ? body.body.commands : [];
  const node = statement?.command;
  if (node?.type !== 'If' || more || node.elif.length > 0) return undefined;
  const [test, moreTests] = node.clause.commands;
  const [first, second] = [node.then, node.else].map(list => {
    const last = list?.commands.at(-1);
    const code = last && /^return ([01])$/.exec(source.text.slice(last.pos, last.end))?.[1];
    const [start] = list?.commands ?? [];
    return code && last && start ? { code, before: source.text.slice(start.pos, last.pos) } : undefined;
  });
  if (!test || moreTests || test.background || test.command.type !== 'Command' || !first || !second) return undefined;
  const text = source.text.slice(test.pos, test.end);
  if (first.code === second.code || first.before !== '') return undefined;
  if (second.before === '') return first.code === '0' ? text : `! ${text}`;
  const returns = /\breturn\b/.test(second.before);
  return first.code === '1' || returns ? undefined : `${text} || { ${second.before}false\n}`;
}

/** The body's text for the place of the call. */
function bodyText(source: Source, called: ShellFunction, call: Call): string | undefined {
  const { body } = called;
  if (body.type !== 'BraceGroup') return undefined;
  const edits = argumentEdits(source, body, call.node);
  if (!edits) return undefined;
  const answer = call.tested ? answerText(source, called) : undefined;
  if (answer !== undefined && edits.length === 0) return answer;
  const returns: Edit[] = [];
  let closed = false;
  const look = (node: SyntaxNode): void => {
    if (node.type === 'Command') {
      const name = literalName(node);
      if (name === 'return') returns.push({ start: node.pos, end: node.pos + 'return'.length, text: 'exit' });
      // Behind `set -- …; exec … "$*"` nothing reads the words of the call any more.
      const own =
        name === 'set' && source.text.slice(node.end, body.end).startsWith(`; exec /bin/bash -c ${SET_BEFORE}`);
      if (/^(?:local|declare|typeset|shift|set)$/.test(name ?? '') && !own) closed = true;
    }
    if (node.type === 'Function' || node.type === 'Subshell') closed ||= node.type === 'Function';
    forEachChild(node, look);
  };
  look(body.body);
  // With nothing behind the call, a function that returns ends the script.
  if (closed || (returns.length > 0 && !(call.alone && call.last))) return undefined;
  const { pos, end } = body.body;
  const moved = [...returns, ...edits].map(edit => ({ ...edit, start: edit.start - pos, end: edit.end - pos }));
  const inner = apply(source.text.slice(pos, end), moved);
  if (call.alone) return inner;
  const [only, more] = body.body.commands;
  return only?.command.type === 'Command' && !more && !only.background ? inner : `{ ${inner}\n}`;
}
