import type { Trail } from '../../interpret/context.ts';
import { literal } from '../../model/word.ts';
import { fold } from '../../shell/fold.ts';
import { forEachChild, literalName, type SyntaxNode } from '../../shell/nodes.ts';
import { oneLine } from '../../shell/one-line.ts';
import { parseSource, type Source } from '../../shell/parse.ts';
import { statementsOf } from '../../shell/statements.ts';
import { withoutQuotes } from '../../shell/tidy.ts';
import { assignedBy, namesIn, readsArgument } from '../../shell/variables.ts';
import type { MapInput } from '../draft.ts';
import { renderLine } from '../exec.ts';

/** What a reader still takes in beside the directives: six lines. More is a helper, with its lines and its origin. */
const MAX_LENGTH = 600;
const MAX_COMMANDS = 14;
/** The same where a file of its own would say no less: it would be most of the script. */
const MAX_OF_MOST = 700;
/** With a function in it, that a reader must keep in mind. */
const MAX_WITH_FUNCTION = 260;

/**
 * `pgrep -f acmed`, `ps ax | grep acmed`: the text of `sh -c` is a command line too, and would find and kill its own shell.
 * That of a file is its path. `ps ax | awk '$5 == "/usr/sbin/acmed" { … }'` asks for a whole word, which the shell is not.
 */
const LOOKS_AT_COMMAND_LINES =
  /\bp(?:grep|kill)\s+(?:-\S+\s+)*(?:-\w*f|--full)|\bps\s[^\n;|]*\|(?!\s*awk\s+'\$\d+\s*==\s*"[^"]*"\s*\{[^|'~]*\}')/;

/** How a helper runs the command that the unit hands to it. */
const PASSED = 'exec "$@"';

/**
 * A helper as a line for a shell, `/bin/sh -c '…'`, where it is short: a unit that says all that it does needs no
 * second file to be read, copied and labelled. Undefined where it is long, or asks for its own name.
 */
export function inlineText(
  input: MapInput,
  trail: Trail,
  shebang: string,
  content: string,
  most = false,
): string | undefined {
  if (input.helperFiles) return undefined;
  const [, shell, options = ''] = /^#!(\S+)(?: -(e))?$/.exec(shebang) ?? [];
  // A shell replaces aliases as it reads a line: those of the same line are not there yet.
  if (shell === undefined || /\$\{?0|^\s*alias\s/m.test(content)) return undefined;
  if (LOOKS_AT_COMMAND_LINES.test(content)) return undefined;
  const passes = content.includes(PASSED);
  if (passes && usesArguments(parseSource(input.source.path, content.replaceAll(PASSED, 'exec true'))))
    return undefined;
  const folded = foldedText(input, trail, content, 'line');
  const found =
    shortLine(parseSource(input.source.path, folded), most) ??
    shortLine(parseSource(input.source.path, withoutQuotes(input.source.path, folded)), most);
  if (!found) return undefined;
  const { source, line } = found;
  const text = line.replaceAll(PASSED, 'exec "$0" "$@"');
  const words = plainWords(source) ?? [shell, `-${options}c`, text];
  const rendered = renderLine(
    input,
    trail,
    words.map(word => literal(word)),
  );
  return rendered.ok ? rendered.value.text : undefined;
}

/**
 * A helper in fewer words: what no settings file can change stands in the place of its variable, and in a line for a
 * shell a function in the place of its only call.
 */
export function foldedText(input: MapInput, trail: Trail, content: string, form: 'line' | 'file'): string {
  const read = new Set([...trail.files.values()].flatMap(file => namesIn(input.host.settings(file.path) ?? '')));
  const own = sourcesUnread(trail, content) ? setBehindFiles(parseSource(input.source.path, content)) : undefined;
  const mayBeSet = (name: string): boolean => own !== undefined && !own.has(name);
  const keeps = (name: string): boolean => mayBeSet(name) || trail.settings.has(name) || read.has(name);
  return fold(input.source.path, content, keeps, form, setByUnit(input));
}

/** What of the unit sets a variable: the settings files of EnvironmentFile=, or, as no file does, Environment=. */
function setByUnit({ actions }: MapInput): (name: string) => readonly string[] | undefined {
  const trails = [...actions.values()].map(({ trail }) => trail);
  const exported = new Set(
    trails.flatMap(({ effects }) =>
      [...effects.values()].flatMap(effect => (effect.kind === 'exec' ? [...effect.process.exported.keys()] : [])),
    ),
  );
  return name => {
    const files = trails.flatMap(({ settings }) => settings.get(name)?.files ?? []);
    return files.length > 0 || exported.has(name) ? files : undefined;
  };
}

/** It reads a file that nobody could read here: what has one value in its own text may get another there. */
function sourcesUnread({ notes }: Trail, content: string): boolean {
  const unread = notes.some(
    ({ code, params }) => code === 'SV116' || (code === 'SV901' && params.construct?.startsWith('. ')),
  );
  return (
    unread && /(?:^|[\s;&|{(])(?:\.|source)\s+(?!\S*(?:init\.d\/functions|init-functions|rc\.status))/.test(content)
  );
}

/** Variables that only what runs behind the last file that is sourced gives a value: no file has a say in them. */
function setBehindFiles(source: Source): ReadonlySet<string> {
  const statements = statementsOf(source.ast);
  const calls = new Map<string, number>();
  let last = -1;
  for (const { node, inFunctions } of statements) {
    const name = node.type === 'Command' ? literalName(node) : undefined;
    if (name === undefined) continue;
    const at = inFunctions.length > 0 ? Number.POSITIVE_INFINITY : node.pos;
    if (name === '.' || name === 'source') last = Math.max(last, at);
    // Called in another function it runs who knows when.
    calls.set(name, inFunctions.length > 0 ? -1 : Math.min(calls.get(name) ?? node.pos, node.pos));
  }
  const runsBehind = (pos: number, functions: readonly string[]): boolean =>
    functions.length === 0 ? pos > last : functions.length === 1 && (calls.get(functions[0] ?? '') ?? -1) > last;
  const behind = new Map<string, boolean>();
  for (const { node, inFunctions } of statements)
    for (const name of assignedBy(node))
      behind.set(name, (behind.get(name) ?? true) && runsBehind(node.pos, inFunctions));
  return new Set([...behind].filter(([, all]) => all).map(([name]) => name));
}

/** The words of a text that is one command with nothing for a shell to do. */
function plainWords(source: Source): readonly string[] | undefined {
  const [statement, more] = source.ast.commands.filter(({ pos, end }) => source.text.slice(pos, end) !== ':');
  const node = statement?.command;
  if (node?.type !== 'Command' || more || statement?.background) return undefined;
  if (node.prefix.length > 0 || node.redirects.length > 0 || !node.name?.text.startsWith('/')) return undefined;
  const words = [node.name, ...node.args];
  return words.every(word => /^[\w@%+=:,./-]+$/.test(word.text)) ? words.map(word => word.text) : undefined;
}

function shortLine(source: Source, most: boolean): { readonly source: Source; readonly line: string } | undefined {
  const line = oneLine(source);
  return line !== undefined && isShort(source, line, most) ? { source, line } : undefined;
}

/** A few commands, and no function that a reader must keep in mind. */
function isShort(source: Source, line: string, most: boolean): boolean {
  const commands = statementsOf(source.ast).filter(
    ({ node }) => node.type !== 'Command' || (node.name !== undefined && literalName(node) !== ':'),
  );
  const plain = source.ast.commands.every(({ command }) => command.type !== 'Function');
  const length = !plain ? MAX_WITH_FUNCTION : most ? MAX_OF_MOST : MAX_LENGTH;
  return commands.length <= MAX_COMMANDS && line.length <= length;
}

/** `$1` or `$@` outside of functions: the arguments of the whole text. */
function usesArguments(source: Source): boolean {
  let found = false;
  const look = (node: SyntaxNode): void => {
    if (node.type === 'Function') return;
    found ||= readsArgument(node);
    forEachChild(node, look);
  };
  look(source.ast);
  return found;
}
