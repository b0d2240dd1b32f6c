import type { ExecEffect } from '../model/effect.ts';
import { textOf } from '../model/word.ts';
import { literalName } from '../shell/nodes.ts';
import type { Source } from '../shell/parse.ts';
import { type StatementNode, statementsOf } from '../shell/statements.ts';
import { type Asked, nameOf } from './asked.ts';
import type { Context, Trail } from './context.ts';

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

/**
 * `acmed -t || exit 6; pidof acmed && exit 0; acmed`: statements that no action comes to and that call a program which the
 * start has called before, as they are written. With the same words it is a second try.
 */
export function calledAgain(script: Source, start: Trail, isReached: (offset: number) => boolean): readonly number[] {
  const statements = statementsOf(script.ast);
  const called = [...start.effects.values()].flatMap(effect => {
    if (effect.kind !== 'exec' || effect.operation || effect.query) return [];
    const own = statements.find(({ node }) => node.pos === effect.span.start);
    return own ? [words(own)] : [];
  });
  return statements
    .filter(({ node }) => !isReached(node.pos))
    .filter(one => {
      const others = called.filter(([program]) => program !== '' && program === programIn(one));
      return others.length > 0 && others.every(other => other.join(' ') !== words(one).join(' '));
    })
    .map(({ node }) => node.pos);
}

/** The word that names the program, behind its starter and that one's options. */
function programIn(statement: StatementNode): string {
  const [first = '', ...others] = words(statement);
  return starts(statement) ? (others.find(word => !word.startsWith('-')) ?? '') : first;
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
