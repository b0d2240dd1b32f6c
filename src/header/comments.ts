import { lineMap, type Span } from '../base/span.ts';

/** A comment line: what stands after its first `#`, with the blanks, and the place of the line. */
export interface Comment {
  readonly text: string;
  readonly span: Span;
  /** Counts all lines of the file from 0, so that neighbours can be told. */
  readonly line: number;
  /** The file ends here without a line end. */
  readonly last: boolean;
}

/** C's isspace() without the line end; `\s` would take a no-break space for a blank, which no init system does. */
export const BLANKS = '[ \\t\\r\\f\\v]';

const COMMENT = new RegExp(`^${BLANKS}*#(.*)$`, 's');

/**
 * All comment lines of a script. In: its path and text, LF or CR LF. Out: the lines whose first visible character
 * is `#`, wherever they stand: chkconfig and the sysv-generator read the whole file (chkconfig `leveldb.c`).
 */
export function comments(path: string, text: string): readonly Comment[] {
  const map = lineMap(path, text);
  const found: Comment[] = [];
  let line = 0;
  for (let start = 0; start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const content = text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
    const match = COMMENT.exec(content);
    if (match)
      found.push({ text: match[1] ?? '', span: map.span(start, start + content.length), line, last: newline < 0 });
    start = end + 1;
  }
  return found;
}

/** Split at blanks as C's isspace() does; no empty words. */
export function words(text: string): string[] {
  return text.split(/[ \t\r\f\v]+/).filter(word => word !== '');
}

/** Drop blanks at both ends and make one blank of several. */
export function collapse(text: string): string {
  return words(text.replaceAll('\n', ' ')).join(' ');
}

/** From the start of one place to the end of another one in the same file. */
export function cover(first: Span, last: Span): Span {
  return { ...first, end: last.end, endLine: last.endLine };
}
