import type { Field, Part } from '../model/word.ts';
import { syntaxAvailable } from './availability.ts';
import { isSpecifier, isVariableName } from './escape.ts';
import { fromBytes, splitWords, type Word } from './split.ts';
import type { Target } from './target.ts';

/** One command of an `Exec…=` line as the target runs it. */
export interface ParsedCommand {
  /** The prefix characters without `@`. */
  readonly prefix: string;
  /** The program, then its arguments; words that systemd drops are not there. */
  readonly fields: readonly Field[];
  /** argv[0], where `@` sets it apart from the program. */
  readonly argv0?: Field;
  /** Why systemd refuses or ignores the line. */
  readonly error?: string;
}

/** Characters above this stand for a specifier that only the target can resolve: this plus the letter's code. */
const SPECIFIER = 0x100;

function resolvePercent(bytes: string, target: Target): { readonly text: string; readonly bad?: string } {
  let bad: string | undefined;
  const text = bytes.replace(/%(.?)/gs, (all, letter: string) => {
    if (letter === '%') return '%';
    if (letter !== '' && isSpecifier(letter, target)) return String.fromCharCode(SPECIFIER + letter.charCodeAt(0));
    if (target.systemd >= 236 && /[A-Za-z0-9]/.test(letter)) bad ??= all;
    return all;
  });
  return bad === undefined ? { text } : { text, bad: `unknown specifier '${bad}'` };
}

function literalParts(bytes: string): readonly Part[] {
  return (bytes.match(/[\u0000-\u00ff]+|[^\u0000-\u00ff]/g) ?? []).map((piece): Part => {
    const code = piece.charCodeAt(0);
    if (code < SPECIFIER) return { kind: 'literal', text: fromBytes(piece) };
    return { kind: 'unknown', reason: `specifier %${String.fromCharCode(code - SPECIFIER)}` };
  });
}

/** `${NAME}` and `$$` anywhere in a word: replace_env(). */
function braces(word: string, target: Target): readonly Part[] {
  const parts: Part[] = [];
  let text = '';
  const flush = (): void => {
    parts.push(...literalParts(text));
    text = '';
  };
  // A lone `$` stays; a `${` that never closes stays too.
  for (const [piece] of word.matchAll(/\$\$|\$\{[^}]*\}|[^$]+|\$/gs)) {
    if (piece === '$$') text += '$';
    else if (!piece.startsWith('${')) text += piece;
    else {
      const name = piece.slice(2, -1);
      // From 233 `${A:-b}` is known as something not supported here, and stays; odd names are unset variables.
      if (name.includes(':') && target.systemd >= 233) text += piece;
      else if (isVariableName(name)) {
        flush();
        parts.push({ kind: 'setting', name, quoted: true });
      }
    }
  }
  flush();
  return parts;
}

/** What a word becomes: one field, or nothing where systemd takes it for an unset variable. replace_env_argv(). */
function expand(word: string, target: Target): readonly Field[] {
  const next = word.charAt(1);
  const doubled = next === '$' && syntaxAvailable('leading-dollar', target);
  if (!word.startsWith('$') || next === '{' || doubled) return [{ parts: braces(word, target) }];
  const name = word.slice(1);
  return isVariableName(name) ? [{ parts: [{ kind: 'setting', name }] }] : [];
}

function takePrefix(word: string, target: Target): { readonly prefix: string; readonly path: string } {
  let prefix = '';
  let path = word;
  for (;;) {
    const privileged = /[+!]/.test(prefix);
    const found = /^!!|^[-@+!:|]/.exec(path)?.[0];
    if (found === undefined || prefix.includes(found) || !syntaxAvailable(`prefix${found}`, target)) break;
    if (privileged && /[+!]/.test(found)) break;
    prefix += found;
    path = path.slice(found.length);
  }
  return { prefix, path };
}

function programError(path: string, target: Target): string | undefined {
  const text = fromBytes(path.replace(/[^\u0000-\u00ff]/g, 'x'));
  if (text === '') return 'there is no program';
  if (/[\u0001-\u001f\u007f\\'"]/.test(text)) return "the program's path holds special characters";
  if (text.endsWith('/')) return "the program's path names a directory";
  if (text.startsWith('/')) return undefined;
  return text.includes('/') || !syntaxAvailable('relative-program', target)
    ? "the program's path is not absolute"
    : undefined;
}

function command(words: readonly Word[], target: Target): ParsedCommand {
  const [first, ...rest] = words;
  const { prefix, path } = takePrefix(first?.bytes ?? '', target);
  // Before 238 the path is taken as it is.
  const program = syntaxAvailable('specifier-in-program', target) ? resolvePercent(path, target) : { text: path };
  const resolved = rest.map(word => resolvePercent(word.bytes, target));
  const separate = prefix.includes('@');
  const plain = prefix.includes(':');
  const argumentFields = (text: string): readonly Field[] =>
    plain ? [{ parts: literalParts(text) }] : expand(text, target);
  const name = separate ? resolved[0] : undefined;
  const fields = resolved.slice(separate ? 1 : 0).flatMap(word => argumentFields(word.text));
  const argv0 = name && argumentFields(name.text)[0];
  const error =
    programError(program.text, target) ??
    [program, ...resolved].find((word): word is { text: string; bad: string } => 'bad' in word)?.bad ??
    (separate && !argv0 ? 'the name for the program is missing' : undefined);
  return {
    prefix: prefix.replace('@', ''),
    fields: [{ parts: literalParts(program.text) }, ...fields],
    ...(argv0 && { argv0 }),
    ...(error !== undefined && { error }),
  };
}

/**
 * All commands of an `Exec…=` value, separated by `;` words, as the target's systemd reads them. `$NAME` alone is an
 * unquoted setting, `${NAME}` a quoted one, `%` and a letter an unknown part; `$MAINPID` is a setting as any other.
 */
export function parseCommands(text: string, target: Target): readonly ParsedCommand[] {
  const words = splitWords(text, target);
  if (!words.ok) return [{ prefix: '', fields: [], error: words.error }];
  const commands: Word[][] = [[]];
  for (const word of words.value) {
    if (word.raw === ';' && (commands.at(-1) ?? []).length > 0) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands.filter((list, at) => list.length > 0 || at === 0).map(list => command(list, target));
}

/** As `parseCommands` for a line that must hold one command; several are an error. */
export function parseExec(text: string, target: Target): ParsedCommand {
  const [first, second] = parseCommands(text, target);
  if (!first) return { prefix: '', fields: [], error: 'there is no program' };
  return second ? { ...first, error: "';' separates commands" } : first;
}
