import type { Edit } from './edit.ts';
import { forEachChild, literalName, type SyntaxNode } from './nodes.ts';
import type { Source } from './parse.ts';

/** What systemd itself puts into the environment of what it executes (systemd.exec(5), ENVIRONMENT VARIABLES). */
const OF_SYSTEMD =
  /^(?:PATH|IFS|HOME|USER|LOGNAME|SHELL|TERM|LANG|LC_\w+|PIDFILE|MAINPID|MANAGERPID|INVOCATION_ID|JOURNAL_STREAM|NOTIFY_SOCKET|SERVICE_RESULT|\w+_DIRECTORY|(?:EXIT|LISTEN|MONITOR|REMOTE|SYSTEMD|WATCHDOG|XDG|MEMORY|LOG)_\w+)$/;

/**
 * `OPTIONS=; . /etc/default/acmed`: below systemd a variable is empty that nobody has set. Undefined: each empty one is
 * needed, since something before it may have set it, or something behind it tells an empty one from none.
 *
 * @param setBy what of the unit may have set a variable: the settings files that it reads; none of them, where it has it
 * otherwise; undefined where nothing does. The text must then read one of these files itself.
 */
export function emptyAssignment(
  source: Source,
  setBy: (name: string) => readonly string[] | undefined,
): readonly Edit[] | undefined {
  const { text, ast } = source;
  if (/(?:^|[\s;])set\s+(?:-\w*[ua]|-o)/.test(text)) return undefined;
  for (const [i, { command, background, pos, end }] of ast.commands.entries()) {
    if (command.type === 'Function') continue;
    if (mayAssign(command)) return undefined;
    if (command.type !== 'Command' || command.name || background || command.redirects.length > 0) continue;
    const [assignment, more] = command.prefix;
    if (assignment?.type !== 'Assignment' || more || assignment.append || assignment.index) continue;
    const { name, value } = assignment;
    if (OF_SYSTEMD.test(name) || (value.type === 'Word' && !/^(?:|""|'')$/.test(value.text))) continue;
    if (value.type !== 'Word' || text.slice(0, pos).includes(name) || tellsEmptyFromUnset(text, name)) continue;
    const files = setBy(name);
    const read = ast.commands.slice(i + 1).flatMap(one => sourced(one.command));
    if (!files || files.some(file => read.includes(file))) return [{ start: pos, end, text: ':' }];
  }
  return undefined;
}

/** It reads a file or a text, or calls who knows what: any variable may have a value behind it. */
function mayAssign(node: SyntaxNode): boolean {
  let found = node.type === 'Command' && /^(?:\.|source|eval)$/.test(literalName(node) ?? '');
  forEachChild(node, child => {
    found ||= mayAssign(child);
  });
  return found;
}

/** The files that it sources, by their text. */
function sourced(node: SyntaxNode): readonly string[] {
  const own =
    node.type === 'Command' && /^(?:\.|source)$/.test(literalName(node) ?? '')
      ? node.args.map(({ text }) => text.replace(/["']/g, ''))
      : [];
  const inner: string[] = [];
  forEachChild(node, child => {
    inner.push(...sourced(child));
  });
  return [...own, ...inner];
}

function tellsEmptyFromUnset(text: string, name: string): boolean {
  return new RegExp(
    `\\$\\{${name}[-+=?]|(?:export|declare|typeset|readonly|local)[^\\n;]*\\b${name}\\b|-v ${name}\\b`,
  ).test(text);
}
