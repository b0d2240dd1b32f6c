import { ok, type Result } from '../base/result.ts';
import { concat, literal, setting, type Value } from '../model/word.ts';
import { type Word, wordsOf } from '../shell/nodes.ts';
import { parseSource } from '../shell/parse.ts';
import { execLine } from '../unit/exec-line.ts';
import type { Target } from '../unit/target.ts';

/** For these init runs a line by a shell (sysvinit 2.88 init.c, spawn; Upstart process.c has the same list). */
const SHELL = /[~`!$^&*()=|\\{}[\];"'<>?]/;

export interface CommandOptions {
  /** Variables that the unit sets: `$NAME` alone may stay a variable. */
  readonly variables?: ReadonlySet<string>;
  /** The shell that the line needs, with its options. */
  readonly shell?: readonly string[];
  /** Put before the line for the shell. */
  readonly before?: string;
  readonly prefix?: string;
}

/**
 * A command line of init as the value of an `Exec…=` directive. A line without shell syntax is itself; one with quotes
 * or variables alone too, where the shell's words are those of systemd; any other is a line of the shell.
 */
export function commandLine(text: string, target: Target, options: CommandOptions = {}): Result<string, string> {
  const { variables = new Set<string>(), shell = ['/bin/sh', '-c'], before = 'exec ', prefix } = options;
  const style = prefix === undefined ? {} : { prefix };
  const words = SHELL.test(text) ? simpleWords(text, variables) : text.trim().split(/\s+/).map(literal);
  const plain = words && execLine(words, target, style);
  if (plain?.ok) return ok(plain.value.text);
  const line = execLine([...shell, `${before}${text}`].map(literal), target, style);
  return line.ok ? ok(line.value.text) : line;
}

/** Fields of one plain command; undefined where a shell would do more than split and unquote. */
function simpleWords(text: string, variables: ReadonlySet<string>): readonly Value[] | undefined {
  const { ast, errors } = parseSource('', text);
  const [statement] = ast.commands;
  const node = statement?.command;
  if (errors.length > 0 || ast.commands.length !== 1 || node?.type !== 'Command') return undefined;
  if (node.prefix.length > 0 || node.redirects.length > 0 || statement?.background) return undefined;
  const fields = wordsOf(node).map(word => (word.type === 'Word' ? fieldOf(word, variables) : undefined));
  const known = fields.filter(field => field !== undefined);
  return known.length === fields.length && known.length > 0 ? known : undefined;
}

function fieldOf(word: Word, variables: ReadonlySet<string>): Value | undefined {
  if (word.parts === undefined) return /[~*?[{]/.test(word.text) ? undefined : literal(word.value);
  const values = word.parts.map(part => {
    if (part.type === 'Literal') return /[~*?[{]/.test(part.text) ? undefined : literal(part.value);
    if (part.type === 'SingleQuoted') return literal(part.value);
    if (part.type === 'DoubleQuoted') {
      return part.parts.every(inner => inner.type === 'Literal')
        ? literal(part.parts.map(inner => (inner.type === 'Literal' ? inner.value : '')).join(''))
        : undefined;
    }
    const name = /^\$(?:(\w+)|\{(\w+)\})$/.exec(part.text);
    const variable = name?.[1] ?? name?.[2];
    return variable !== undefined && variables.has(variable) && word.parts?.length === 1
      ? setting(variable)
      : undefined;
  });
  const known = values.filter(value => value !== undefined);
  return known.length === values.length ? concat(...known) : undefined;
}
