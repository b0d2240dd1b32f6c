import { type PidSource, textOf, type Value } from '../model/word.ts';
import { type Command, literalName, type Pipeline, type Statement } from '../shell/nodes.ts';
import { isProcessFolder, TELLS_PROGRAM } from './asked.ts';
import type { Context } from './context.ts';
import { expandValue } from './expand.ts';
import { isForeignName, isOwnProgram } from './foreign.ts';

/** Programs that answer which processes run. */
const LOOKUPS = new Set([
  'ps',
  'pgrep',
  'pidof',
  'pidofproc',
  'pidfileofproc',
  '/bin/pidof',
  '/sbin/pidof',
  '/bin/ps',
  '/usr/bin/pgrep',
  'fuser',
  'lsof',
  'jps',
  'checkproc',
]);

/** What reads a file, or tells where a link leads. */
const READERS =
  /^(?:\/usr)?(?:\/bin\/)?(?:cat|head|tail|tr|cut|strings|readlink|realpath|basename|xargs|grep|sed|awk)$/;

/** What leaves of a command line the program or its name. */
const SHORTENS = /^(?:\/usr)?(?:\/bin\/)?(?:cat|head|tail|tr|cut|strings|readlink|realpath|basename|xargs)$/;

/** What a look-up prints: the process of this name, or how many there are; undefined where grep may have found itself. */
export function lookedUp(ctx: Context, node: Statement['command'] | undefined, name: string): Value | undefined {
  const last = node?.type === 'Pipeline' ? node.commands.at(-1) : undefined;
  if (node?.type !== 'Pipeline' || last?.type !== 'Command' || !isCount(last)) return pidNamed(ctx, name);
  if (name === '' || isForeignName(ctx, name) || !leavesOutItself(node)) return undefined;
  const counts: PidSource = { kind: 'name', name };
  return { parts: [{ kind: 'unknown', reason: `number of processes named "${name}"`, counts }] };
}

function isCount(command: Command): boolean {
  const name = literalName(command)?.replace(/^(?:\/usr)?\/bin\//, '') ?? '';
  const options = command.args.map(({ text }) => text);
  return name === 'wc'
    ? /^-[lw]$/.test(options.join(' '))
    : isGrep(command) && options.some(text => /^-\w*c/.test(text));
}

/** `ps ax | grep [a]cmed`, `… | grep -v grep`: without that the look-up itself is one more. pgrep and pidof are none of theirs. */
function leavesOutItself(node: Pipeline): boolean {
  const first = firstCommand(node);
  if (!/(?:^|\/)ps$/.test((first && literalName(first)) ?? '')) return true;
  return node.commands.some(
    one =>
      one.type === 'Command' && isGrep(one) && (isWithoutGrep(one) || one.args.some(arg => /\[\w\]/.test(arg.text))),
  );
}

function isWithoutGrep({ args }: Command): boolean {
  return args.some(({ text }) => /^-\w*v/.test(text)) && args.some(({ text }) => /^["']?grep["']?$/.test(text));
}

function isGrep(command: Command): boolean {
  return /^(?:.*\/)?[ef]?grep$/.test(literalName(command) ?? '');
}

/** The process of this name; a name that is another service's tells nothing of this one. */
function pidNamed(ctx: Context, name: string): Value | undefined {
  return isForeignName(ctx, name) ? undefined : { parts: [{ kind: 'pid', from: { kind: 'name', name } }] };
}

/** `$(cat /proc/$PID/cmdline | …)`, `$(ps -p $PID -o comm=)`: the process of which it tells what it executes. */
export function processAsked(ctx: Context, pipeline: Statement['command'] | undefined): PidSource | undefined {
  const first = firstCommand(pipeline);
  const isPs = tellsCommand(pipeline);
  if (!first || !(isPs || READERS.test(literalName(first) ?? ''))) return undefined;
  const filters = pipeline?.type === 'Pipeline' ? pipeline.commands.slice(1) : [];
  if (![...(isPs ? [] : [first]), ...filters].every(one => one.type === 'Command' && keepsProgram(ctx, one)))
    return undefined;
  const inputs = first.redirects.flatMap(one =>
    one.type === 'Redirect' && one.operator === '<' && one.target ? [one.target] : [],
  );
  for (const word of [...first.args, ...inputs]) {
    if (word.type !== 'Word' || !/\$|`/.test(word.text)) continue;
    const value = expandValue(ctx, word);
    const [folder, pid, file, ...more] = value.parts;
    if (isPs && folder?.kind === 'pid' && !pid) return folder.from;
    const tells = file?.kind === 'literal' && TELLS_PROGRAM.test(file.text) && more.length === 0;
    if (isPs || !tells || folder?.kind !== 'literal' || folder.text !== '/proc/') continue;
    if (pid?.kind === 'pid') return pid.from;
    if (isProcessFolder(value)) return { kind: 'name', name: '' };
  }
  return undefined;
}

/** A filter that leaves the program of a command line, or looks for that of the service. */
function keepsProgram(ctx: Context, command: Command): boolean {
  const name = literalName(command) ?? '';
  if (SHORTENS.test(name)) return true;
  const words = command.args.map(arg => (arg.type === 'Word' ? textOf(expandValue(ctx, arg)) : undefined));
  const [text] = words.filter(word => word !== undefined && !word.startsWith('-'));
  if (/^(?:\/usr)?(?:\/bin\/)?grep$/.test(name)) return text !== undefined && isOwnProgram(ctx, text);
  if (/(?:^|\/)awk$/.test(name)) return /^\s*\{\s*print \$1\s*;?\s*\}\s*$/.test(text ?? '');
  return /(?:^|\/)sed$/.test(name) && !words.some(word => /^-\w*n/.test(word ?? '')) && /^s\W/.test(text ?? '');
}

/** ps(1) with a format that names the command: `-o comm=`. */
export function tellsCommand(command: Statement['command'] | undefined): boolean {
  const first = firstCommand(command);
  if (!first || !/^(?:\/usr)?(?:\/bin\/)?ps$/.test(literalName(first) ?? '')) return false;
  const words = textOfWords(first);
  return /(?:^|\s)(?:-o\s*|o\s*|--format[= ])["']?(?:u?comm|command|cmd|args|ucmd|c)=?["']?(?:\s|$)/.test(words);
}

/** The command that a statement begins with, alone or in a pipe. */
function firstCommand(command: Statement['command'] | undefined): Command | undefined {
  const first = command?.type === 'Pipeline' ? command.commands[0] : command;
  return first?.type === 'Command' ? first : undefined;
}

/** A pipeline that begins with a look-up of processes: the name it asks for, or an empty one. */
export function isPidLookup(ctx: Context, command: Statement['command'] | undefined): string | undefined {
  const first = firstCommand(command);
  if (!first || !LOOKUPS.has(literalName(first) ?? '')) return undefined;
  if (!tellsPid(first, command)) return undefined;
  const last = first.args.at(-1);
  const listsAll = /(?:^|\/)(?:ps|lsof|jps)$/.test(literalName(first) ?? '');
  const asked = listsAll ? (command?.type === 'Pipeline' ? grepped(command) : undefined) : last;
  const name =
    asked?.type === 'Word'
      ? (textOf(expandValue(ctx, asked)) ?? plain(asked.text))?.replace(/\[(.)\]/g, '$1')
      : undefined;
  if (name !== undefined && command?.type === 'Pipeline' && leavesOut(ctx, command, name)) return undefined;
  return name === undefined || name.startsWith('-') ? '' : name;
}

/** `ps -o rss=`, `awk '{ print $5 }'`: of a process, and not its id, which ps has in the first or second column. */
function tellsPid(first: Command, command: Statement['command'] | undefined): boolean {
  const isPs = /(?:^|\/)ps$/.test(literalName(first) ?? '');
  const column = isPs ? /(?:^|\s)-?\w*o[= ]?\s*(\w+)=/.exec(textOfWords(first).replace(/["']/g, ''))?.[1] : undefined;
  if (column !== undefined && !/^(?:pid|tgid|ppid)$/.test(column)) return false;
  const filters = command?.type === 'Pipeline' ? command.commands.slice(1) : [];
  return filters.every(
    one =>
      one.type !== 'Command' ||
      !/(?:^|\/)[gmn]?awk$/.test(literalName(one) ?? '') ||
      !/print/.test(textOfWords(one)) ||
      /print[^;}]*\$[12]\b/.test(textOfWords(one)),
  );
}

function textOfWords({ args }: Command): string {
  return args.map(({ text }) => text).join(' ');
}

/** `grep acme | grep -v acmed`: others than the service, which is called as its script is. */
function leavesOut(ctx: Context, pipeline: Pipeline, name: string): boolean {
  const own = ctx.script.path.replace(/^.*\//, '');
  return pipeline.commands.some(
    command =>
      command.type === 'Command' &&
      isGrep(command) &&
      command.args.some(arg => /^-\w*v/.test(arg.text)) &&
      command.args.slice(-1).some(arg => arg.type === 'Word' && textOf(expandValue(ctx, arg)) === own) &&
      own !== name &&
      own.startsWith(name),
  );
}

/** `[a]cmed` is a pattern to grep and not the shell's. */
function plain(word: string): string | undefined {
  return /[$`]/.test(word) ? undefined : word;
}

/** What the first `grep` behind `ps` looks for. */
function grepped(pipeline: Pipeline): Command['args'][number] | undefined {
  for (const command of pipeline.commands) {
    if (command.type !== 'Command' || !isGrep(command)) continue;
    if (!command.args.some(arg => /^-\w*v/.test(arg.text))) return command.args.at(-1);
  }
  return undefined;
}
