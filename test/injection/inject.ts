import { type Case, type CaseItem, forEachChild, literalName, type SyntaxNode } from '../../src/shell/nodes.ts';
import { parseSource, type Source } from '../../src/shell/parse.ts';

/** The line that no sample holds: whoever finds it in a unit or a helper knows that it is executed there. */
export const LINE = '/opt/acme/bin/prepare --magic 42';

/** Kinds of places in an init script; a script that has no such place is not asked. */
export const KINDS = [
  'top of start',
  'in a function',
  'after &&',
  'in an if',
  'in a loop',
  'in a pipe',
  'in a subshell',
  'after the daemon',
  'in stop',
  'in reload',
  'in a custom action',
  'before the case',
] as const;
export type Kind = (typeof KINDS)[number];

/** A script with the line put into it, and the line's number (from 1). */
export interface Injected {
  readonly kind: Kind;
  readonly text: string;
  readonly line: number;
}

const STANDARD = /^(?:start|stop|restart|reload|force-reload|status|condrestart|try-restart|\*|help|usage)$/;

/** Put the line at every kind of place that the script has. */
export function inject(path: string, text: string): readonly Injected[] {
  const source = parseSource(path, text);
  const dispatch = dispatchOf(source);
  if (!dispatch) return [];
  const start = itemOf(dispatch, 'start');
  const results: Injected[] = [];
  const put = (kind: Kind, offset: number | undefined, what = LINE): void => {
    if (offset === undefined) return;
    const before = source.text.slice(0, offset);
    const injected = `${before}\n${what}\n${source.text.slice(offset)}`;
    results.push({
      kind,
      text: injected,
      line: before.split('\n').length + 1 + what.split('\n').findIndex(line => line.includes(LINE)),
    });
  };
  const top = start?.body.commands[0]?.pos;
  put('top of start', top);
  put('in a function', functionBody(source, start));
  put('after &&', top, `true && ${LINE}`);
  put('in an if', top, `if [ -d /etc ]; then\n${LINE}\nfi`);
  put('in a loop', top, `for acme in 1; do\n${LINE}\ndone`);
  put('in a pipe', top, `echo acme | ${LINE}`);
  put('in a subshell', top, `( ${LINE} )`);
  put('after the daemon', afterLast(start));
  put('in stop', itemOf(dispatch, 'stop')?.body.commands[0]?.pos);
  put('in reload', itemOf(dispatch, 'reload')?.body.commands[0]?.pos);
  const custom = dispatch.items.find(
    item =>
      item.pattern.every(word => !STANDARD.test(word.value.replace(/["']/g, ''))) &&
      item.pattern.every(word => /^[\w-]+$/.test(word.value)),
  );
  put('in a custom action', custom?.body.commands[0]?.pos);
  put('before the case', lineStart(source.text, dispatch.pos));
  return results;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset) + 1;
}

/** The last `case` on the action outside functions. */
function dispatchOf(source: Source): Case | undefined {
  return source.ast.commands
    .map(statement => statement.command)
    .filter(command => command.type === 'Case')
    .filter(one => /\$\{?1\b|\$\{?(?:action|ACTION|cmd|CMD|1)/.test(one.word.text))
    .at(-1);
}

function itemOf(dispatch: Case, action: string): CaseItem | undefined {
  return dispatch.items.find(item => item.pattern.some(word => word.value.replace(/["']/g, '') === action));
}

/** Inside the first function that the start calls by name. */
function functionBody(source: Source, start: CaseItem | undefined): number | undefined {
  const bodies = new Map<string, number>();
  const look = (node: SyntaxNode): void => {
    if (node.type === 'Function' && node.body.type === 'BraceGroup') {
      const first = node.body.body.commands[0]?.pos;
      if (first !== undefined) bodies.set(node.name.value, first);
    }
    forEachChild(node, look);
  };
  look(source.ast);
  const called: string[] = [];
  const calls = (node: SyntaxNode): void => {
    if (node.type === 'Command') called.push(literalName(node) ?? '');
    forEachChild(node, calls);
  };
  if (start) calls(start.body);
  return called.map(name => bodies.get(name)).find(offset => offset !== undefined);
}

/** Behind the start's last statement, where nothing ends the script before. */
function afterLast(start: CaseItem | undefined): number | undefined {
  const last = start?.body.commands.at(-1);
  if (!last) return undefined;
  return last.command.type === 'Command' && /^(?:exit|return)$/.test(literalName(last.command) ?? '')
    ? last.pos
    : last.end;
}
