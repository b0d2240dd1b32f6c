/** A place in an input file. `start` and `end` are UTF-16 offsets, half-open; lines and columns count from 1. */
export interface Span {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

/** Maps offsets of one text to lines and columns. */
export interface LineMap {
  readonly span: (start: number, end: number) => Span;
}

/** Index the line starts of `text` once; each look-up is then a binary search. */
export function lineMap(path: string, text: string): LineMap {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    span: (start, end) => {
      const line = lineOf(start);
      return {
        path,
        start,
        end,
        line: line + 1,
        column: start - (starts[line] ?? 0) + 1,
        endLine: lineOf(Math.max(start, end - 1)) + 1,
      };
    },
  };
}
