import { fail, ok, type Result } from '../base/result.ts';
import type { Target } from './target.ts';

/** A word of a line after unquoting. `bytes` has one character per byte: escapes like `\xc3` make bytes, not letters. */
export interface Word {
  readonly bytes: string;
  /** As it stands in the line. */
  readonly raw: string;
}

/** UTF-8 bytes of a text, one per character. */
export function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

export function fromBytes(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

const BLANK = /[ \t\n\r]/;
const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  s: ' ',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** One escape at the start of `text` (behind the backslash): its bytes and its length; undefined if there is none. */
function escapeAt(text: string, target: Target): readonly [bytes: string, length: number] | undefined {
  const simple = SIMPLE[text.charAt(0)];
  if (simple !== undefined) return [simple, 1];
  const hex = /^x([0-9a-fA-F]{2})/.exec(text) ?? /^([0-7]{3})/.exec(text);
  if (hex?.[1] !== undefined) {
    const code = Number.parseInt(hex[1], hex[0].startsWith('x') ? 16 : 8);
    return code > 0 && code < 256 ? [String.fromCharCode(code), hex[0].length] : undefined;
  }
  // \u and \U came with extract_first_word() in 221.
  const unicode = target.systemd >= 221 ? (/^u([0-9a-fA-F]{4})/.exec(text) ?? /^U([0-9a-fA-F]{8})/.exec(text)) : null;
  if (unicode?.[1] === undefined) return undefined;
  const code = Number.parseInt(unicode[1], 16);
  return code > 0 && code < 0x110000 ? [toBytes(String.fromCodePoint(code)), unicode[0].length] : undefined;
}

/** Resolve C escapes; unknown ones stay with their backslash, as systemd does with a warning. */
function unescapeC(text: string, target: Target): string {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const found = text[at] === '\\' ? escapeAt(text.slice(at + 1), target) : undefined;
    out += found ? found[0] : text.charAt(at);
    if (found) at += found[1];
  }
  return out;
}

/** Position of the first unescaped character that `stop` matches, or the end; -1 if the text ends in a backslash. */
function unescapedEnd(text: string, from: number, stop: (char: string) => boolean): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') {
      at += 1;
      if (at >= text.length) return -1;
    } else if (stop(text.charAt(at))) return at;
  }
  return text.length;
}

/** Before 221, FOREACH_WORD_QUOTED: a quote counts only at the start of a word, and must end it. */
function nextOld(
  text: string,
  from: number,
  target: Target,
): Result<{ readonly word: Word; readonly end: number }, string> {
  const quote = text.charAt(from);
  if (quote === '"' || quote === "'") {
    const close = unescapedEnd(text, from + 1, char => char === quote);
    if (close < 0 || close >= text.length) return fail('a quote is not closed');
    if (close + 1 < text.length && !BLANK.test(text.charAt(close + 1))) return fail('text follows a closing quote');
    const raw = text.slice(from + 1, close);
    // The old splitter compares what is between the quotes: `";"` separates too.
    return ok({ word: { bytes: unescapeC(raw === '\\;' ? ';' : raw, target), raw }, end: close + 1 });
  }
  const end = unescapedEnd(text, from, char => BLANK.test(char));
  if (end < 0) return fail('the line ends in a backslash');
  const raw = text.slice(from, end);
  return ok({ word: { bytes: unescapeC(raw === '\\;' ? ';' : raw, target), raw }, end });
}

/** From 221, extract_first_word(): quotes open and close anywhere in a word. */
function nextNew(
  text: string,
  from: number,
  target: Target,
): Result<{ readonly word: Word; readonly end: number }, string> {
  let bytes = '';
  let quote = '';
  let at = from;
  for (; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') {
      if (at + 1 >= text.length) return fail('the line ends in a backslash');
      const found = escapeAt(text.slice(at + 1), target);
      bytes += found ? found[0] : `\\${text.charAt(at + 1)}`;
      at += found ? found[1] : 1;
    } else if (quote !== '') {
      if (char === quote) quote = '';
      else bytes += char;
    } else if (char === '"' || char === "'") quote = char;
    else if (BLANK.test(char)) break;
    else bytes += char;
  }
  if (quote !== '') return fail('a quote is not closed');
  const raw = text.slice(from, at);
  return ok({ word: { bytes: raw === '\\;' ? ';' : bytes, raw }, end: at });
}

/** Split a value into words by the target's rules; `raw` tells a separating `;` from a literal one. */
export function splitWords(text: string, target: Target): Result<readonly Word[], string> {
  const line = toBytes(text);
  const words: Word[] = [];
  for (let at = 0; at < line.length; ) {
    if (BLANK.test(line.charAt(at))) {
      at += 1;
      continue;
    }
    const next = (target.systemd < 221 ? nextOld : nextNew)(line, at, target);
    if (!next.ok) return next;
    words.push(next.value.word);
    at = next.value.end;
  }
  return ok(words);
}
