import { fail, ok, type Result } from '../base/result.ts';
import type { Target } from './target.ts';

/** Specifier letters by the version that brought them (systemd.unit(5)); `c`, `r`, `R` went in 233. */
const SPECIFIERS: readonly (readonly [since: number, letters: string])[] = [
  [1, 'iInNpPftHmbuUhsv'],
  [232, 'SCL'],
  [239, 'jJETV'],
  [240, 'gG'],
  [246, 'aowBWl'],
  [249, 'AM'],
  [251, 'qyYd'],
  [256, 'D'],
];

/** Does the target replace `%` and this letter by something? */
export function isSpecifier(letter: string, target: Target): boolean {
  if ('crR'.includes(letter)) return target.systemd < 233;
  return SPECIFIERS.some(([since, letters]) => target.systemd >= since && letters.includes(letter));
}

/** Text for any directive that takes specifiers: every `%` doubled, all versions. */
export function escapePercent(text: string): string {
  return text.replaceAll('%', '%%');
}

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\\': '\\\\' };

/** C escapes as every version reads them: `\n`, `\t`, `\xHH`; the quote that surrounds the text too. */
function escapeC(text: string, quote: string): string {
  return text.replace(/[\u0000-\u001f\u007f\\'"]/g, char => {
    if (char === "'" || char === '"') return char === quote ? `\\${char}` : char;
    return NAMED[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}

/**
 * One word of a word list (Exec lines, Environment=), quoted if it must be. The whole word is quoted and never a part
 * of it: before 221 quotes inside a word are plain characters. In: text with `%` and `$` escaped already.
 */
export function quoteWord(text: string): string {
  // Outside of quotes `;` separates commands before 221 even as `";"`; only `\;` is literal everywhere.
  if (text === ';') return '\\;';
  if (text !== '' && !/[\s\u0000-\u001f\u007f\\'"]/.test(text)) return text;
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  return `${quote}${escapeC(text, quote)}${quote}`;
}

/** A shell command reads best in single quotes; otherwise as `quoteWord`. */
export function quoteScript(text: string): string {
  return /\s/.test(text) && !/['\u0000-\u001f\u007f\\]/.test(text) ? `'${text}'` : quoteWord(text);
}

/** Why the environment of a service cannot hold the value, or undefined; before 239 a newline, before 248 controls. */
export function badEnvironmentValue(value: string, target: Target): string | undefined {
  if (value.includes('\0')) return 'the value holds a NUL';
  if (target.systemd < 239 && value.includes('\n')) return 'a value with a newline is dropped before systemd 239';
  if (target.systemd < 248 && /[\u0001-\u0008\u000b-\u001f\u007f]/.test(value))
    return 'a value with control characters is dropped before systemd 248';
  return undefined;
}

/** Is it a name that systemd takes for a variable? */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/**
 * One assignment for `Environment=`, quoted: `"A=b c"`. `$` is literal there, `%` is doubled. Out: the word, or why
 * the target refuses it.
 */
export function environmentLine(name: string, text: string, target: Target): Result<string, string> {
  if (!isVariableName(name)) return fail(`'${name}' is not a variable name`);
  const bad = badEnvironmentValue(text, target);
  return bad === undefined ? ok(quoteWord(escapePercent(`${name}=${text}`))) : fail(bad);
}

/**
 * Text for a directive that takes one path or name and no quoting (PIDFile=, WorkingDirectory=, User=, Condition…=).
 * Refused: what no such line can say, that is newlines, blanks at the ends and a backslash at the end.
 */
export function plainValue(text: string): Result<string, string> {
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text))
    return fail('a newline or control character cannot be written here');
  if (text !== text.trim()) return fail('blanks at the ends would be cut off');
  if (text.endsWith('\\')) return fail('a backslash at the end would join the next line');
  return ok(escapePercent(text));
}

/** Text for `Description=`: one line, blanks collapsed, `%` doubled. Never fails; may be empty. */
export function descriptionValue(text: string): string {
  const line = text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
  return escapePercent(line.replace(/[\s\\]+$/, ''));
}
