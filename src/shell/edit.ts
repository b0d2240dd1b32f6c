/** Some text in the place of some other. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Make edits that do not overlap. */
export function apply(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text);
}
