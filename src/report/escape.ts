/**
 * Characters that change how text is shown and not what it says: controls, bidirectional marks, invisible and
 * tag characters, lone surrogates. A script can hold them, and a report must not be steered by a script.
 */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** Text of many lines with every unseen character spelt out, such as `\u{202e}`. Line ends and tabs stay. */
export function visible(text: string): string {
  return text.replace(UNSEEN, character => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same on one line: line ends and tabs become blanks. */
export function visibleLine(text: string): string {
  return visible(text.replace(/\s*[\r\n]+\s*|\t/g, ' '));
}

/** JSON of the same data, with every unseen character of its strings as an escape: harmless also where it is shown. */
export function jsonText(value: unknown): string {
  const spell = (character: string): string =>
    Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
      .map(unit => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join('');
  return `${JSON.stringify(value, undefined, 2).replace(UNSEEN, spell)}\n`;
}

/** Plain words inside Markdown, also in a table cell: nothing of them is markup. */
export function markdownText(text: string): string {
  return visibleLine(text)
    .replace(/[\\`*_{}[\]()#+!|~<>&$]/g, character => `\\${character}`)
    .replace(/^(\d+)([.)])(?=\s)/, '$1\\$2')
    .replace(/^-/, '\\-')
    .replace(/\b(https?|ftp):/g, '$1&#58;')
    .replace(/\bwww\./g, 'www&#46;')
    .replace(/@/g, '&#64;');
}

/** Inline code, also in a table cell, where a bar would end the cell even in code. */
export function markdownCode(text: string): string {
  const line = visibleLine(text);
  if (line.trim() === '') return '*empty*';
  if (line.includes('|')) return `<code>${htmlEntities(line)}</code>`;
  const ticks = '`'.repeat(longestRun(line) + 1);
  const pad = /^`|`$|^ .* $/.test(line) ? ' ' : '';
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/** A block of code in a fence that is longer than any run of backticks in it. */
export function markdownFence(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${visible(text).replace(/\n*$/, '')}\n${fence}`;
}

function htmlEntities(text: string): string {
  return text.replace(/[&<>|`*_[\]\\~$@:]/g, character => `&#${character.codePointAt(0)};`);
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(match => match[0].length));
}
