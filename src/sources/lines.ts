import { lineMap, type Span } from '../base/span.ts';
import type { TextFile } from '../host/text-file.ts';

/** One line of a text with its place. */
export interface Line {
  readonly text: string;
  readonly span: Span;
}

/** The lines of a file, without their ends; a carriage return before the end goes with it. */
export function linesOf(file: Pick<TextFile, 'path' | 'text'>): readonly Line[] {
  const places = lineMap(file.path, file.text);
  let offset = 0;
  return file.text.split('\n').map(raw => {
    const text = raw.replace(/\r$/, '');
    const line = { text, span: places.span(offset, offset + text.length) };
    offset += raw.length + 1;
    return line;
  });
}
