import type { ExecEffect } from '../model/effect.ts';
import { textOf } from '../model/word.ts';
import { literalName } from '../shell/nodes.ts';
import type { Source } from '../shell/parse.ts';
import { type StatementNode, statementsOf } from '../shell/statements.ts';
import { type Asked, nameOf } from './asked.ts';
import type { Context } from './context.ts';

/**
 * `$DAEMON --check`, where another statement has a starter start `$DAEMON`: this call is not the start.
 */
export function isStartedOtherwise(script: Source, { span }: ExecEffect): boolean {
  const statements = statementsOf(script.ast);
  const node = statements.find(one => one.node.pos === span.start)?.node;
  const program = node?.type === 'Command' ? bare(node.name?.text ?? '') : '';
  if (program === '') return false;
  return statements.some(one => starts(one) && words(one).slice(1).includes(program));
}

/** A statement that the action has not come to starts what is asked for, by the text: so nothing before it did. */
export function startsLater({ script, trail, state }: Context, asked: Asked): boolean {
  const name = nameOf(asked);
  const isIt = (word: string): boolean => {
    const variable = /^\$(\w+)$/.exec(word)?.[1];
    const value = variable === undefined ? word : state.vars.get(variable)?.value;
    const text = typeof value === 'string' || value === undefined ? value : textOf(value);
    return name !== '' && text !== undefined && nameOf(text) === name;
  };
  return statementsOf(script.ast).some(one => {
    if (trail.visits.has(one.node.pos)) return false;
    const [program = '', ...others] = words(one);
    return isIt(program) || (starts(one) && others.some(isIt));
  });
}

/** Commands that start the program in their arguments. */
const STARTERS =
  /^(?:\/\S*\/)?(?:start-stop-daemon|start_daemon|startproc|daemon|daemonize|exec|nohup|setsid|nice|ionice|env)$/;
/** Options with which start-stop-daemon(8) starts nothing. */
const STOPS = /^-(?:-stop|-test|-status|K|t|T|[a-zA-Z]*K[a-zA-Z]*)$/;

function starts({ node }: StatementNode): boolean {
  return (
    node.type === 'Command' && STARTERS.test(literalName(node) ?? '') && !node.args.some(({ text }) => STOPS.test(text))
  );
}

/** The words of a command without quotes and braces. */
function words({ node }: StatementNode): readonly string[] {
  return node.type === 'Command' ? [node.name?.text ?? '', ...node.args.map(({ text }) => text)].map(bare) : [];
}

function bare(word: string): string {
  return word.replace(/["'{}]/g, '');
}
