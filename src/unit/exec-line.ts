import { fail, ok, type Result, unreachable } from '../base/result.ts';
import type { Field, Part } from '../model/word.ts';
import { textOf } from '../model/word.ts';
import { syntaxAvailable } from './availability.ts';
import { escapePercent, isVariableName, quoteScript, quoteWord } from './escape.ts';
import type { Target } from './target.ts';

export interface ExecLineOptions {
  /** `-`, `+`, `!`, `!!`, `:` or `|`, or several of them. `@` is added for `argv0`. */
  readonly prefix?: string;
  /** What the program sees as its name. */
  readonly argv0?: Field;
  /** The service's process id is known to systemd: pids are rendered as `$MAINPID`. */
  readonly mainPid?: boolean;
}

export interface ExecLine {
  readonly text: string;
  /** Settings that the script let a shell split, and that are one word here: right only if they hold no blank. */
  readonly inferred: readonly string[];
}

type Answer<T> = Result<T, string>;

/** The prefixes in a string, `!!` being one of them. */
export function prefixes(text: string): readonly string[] {
  return text.match(/!!|./g) ?? [];
}

function program(field: Field | undefined, target: Target): Answer<string> {
  if (!field) return fail('there is no program to run');
  const path = textOf(field);
  if (path === undefined) return fail('the path of the program is not constant');
  // string_is_safe() in all versions.
  if (/[\u0000-\u001f\u007f\\'"]/.test(path)) return fail(`the program's path holds special characters: ${path}`);
  if (path === '' || path.endsWith('/')) return fail('the path names no program');
  if (path.includes('$')) return fail("'$' in the path of a program is not reliable");
  if (path.includes('%') && !syntaxAvailable('specifier-in-program', target))
    return fail(`'%' in the path of a program needs systemd 238`);
  if (!path.startsWith('/')) {
    if (path.includes('/')) return fail(`the program's path is relative: ${path}`);
    if (!syntaxAvailable('relative-program', target)) return fail(`the program's path is not absolute: ${path}`);
    if (/^[-@:+!|]/.test(path)) return fail(`the program's name would be read as a prefix: ${path}`);
    if (path === ';' || path === '.' || path === '..') return fail(`not a program: ${path}`);
  }
  return ok(escapePercent(path));
}

/** A part inside a longer word, or a quoted one: `${NAME}` is never split. */
function inside(part: Part, { mainPid = false, prefix = '' }: ExecLineOptions): Answer<string> {
  switch (part.kind) {
    case 'literal':
      if (part.text.includes('\0')) return fail('an argument holds a NUL');
      return ok(prefix.includes(':') ? escapePercent(part.text) : escapePercent(part.text).replaceAll('$', '$$$$'));
    case 'setting':
      return isVariableName(part.name) ? ok(`\${${part.name}}`) : fail(`'${part.name}' is not a variable of systemd`);
    case 'pid':
      if (part.from.kind !== 'background' && part.from.kind !== 'file')
        return fail(`a process id by ${part.from.kind}`);
      return mainPid ? ok('${MAINPID}') : fail('a process id that systemd does not know here');
    case 'status':
      return fail('the exit status of another command');
    case 'choice':
      return fail('one of several texts, decided at run time');
    case 'unknown':
      return fail(part.reason);
    default:
      return unreachable(part);
  }
}

function isVariable(field: Field): boolean {
  return field.parts.some(part => part.kind === 'setting' || part.kind === 'pid');
}

/** One argument. An unquoted setting alone is `$NAME`, which systemd splits as the shell did. */
function argument(field: Field, target: Target, options: ExecLineOptions): Answer<ExecLine> {
  const parts = field.parts.filter(part => part.kind !== 'literal' || part.text !== '');
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'setting' && !only.quoted && isVariableName(only.name))
    return ok({ text: `$${only.name}`, inferred: [] });
  if (parts.length === 1 && only?.kind === 'pid' && inside(only, options).ok)
    return ok({ text: '$MAINPID', inferred: [] });
  const texts: string[] = [];
  for (const part of parts) {
    const text = inside(part, options);
    if (!text.ok) return text;
    texts.push(text.value);
  }
  const word = texts.join('');
  if (word.startsWith('$$') && !syntaxAvailable('leading-dollar', target))
    return fail("systemd before 227 drops a word that begins with '$'");
  return ok({
    text: parts.length === 1 && only?.kind === 'literal' ? quoteScript(word) : quoteWord(word),
    inferred: parts.flatMap(part => (part.kind === 'setting' && !part.quoted ? part.name : [])),
  });
}

/**
 * Render a command as the value of an `Exec…=` directive (systemd.service(5), "Command lines").
 *
 * In: the program and its arguments, one field each, with unquoted settings still to be split. Out: the text, and the
 * settings whose splitting was given up; or, as an error, why the target cannot say it.
 */
export function execLine(fields: readonly Field[], target: Target, options: ExecLineOptions = {}): Answer<ExecLine> {
  const [first, ...rest] = fields;
  const prefix = `${options.prefix ?? ''}${options.argv0 ? '@' : ''}`;
  for (const one of prefixes(prefix))
    if (!syntaxAvailable(`prefix${one}`, target)) return fail(`${target.label} does not know the prefix '${one}'`);
  // Without `$` replacement literal dollars stay as they are, and settings cannot be said.
  if (prefix.includes(':') && [...rest, ...(options.argv0 ? [options.argv0] : [])].some(isVariable))
    return fail("the prefix ':' switches variables off");
  const path = program(first, target);
  if (!path.ok) return path;
  const words: ExecLine[] = [{ text: quoteWord(prefix + path.value), inferred: [] }];
  for (const field of options.argv0 ? [options.argv0, ...rest] : rest) {
    const word = argument(field, target, options);
    if (!word.ok) return word;
    words.push(word.value);
  }
  return ok({
    text: words.map(word => word.text).join(' '),
    inferred: [...new Set(words.flatMap(word => word.inferred))],
  });
}
