import type { Place } from '../../model/behaviour.ts';
import type { LineKind } from '../lines.ts';
import { html, type Markup, type Part } from './markup.ts';

/** Class of a line's fate: one letter, since a report has tens of thousands. */
export const KIND_CLASS: Readonly<Record<LineKind, string>> = {
  directive: 'd',
  guard: 'g',
  helper: 'h',
  noise: 'n',
  lost: 'x',
  unreached: 'u',
  definition: 'f',
  comment: 'c',
  syntax: 's',
  blank: 'c',
};

/** The fates in the words of the legend. */
export const PLACE_WORDS: Readonly<Record<Place | 'comment' | 'syntax', readonly [name: string, meaning: string]>> = {
  directive: ['directive', 'a line of the unit does it'],
  guard: ['condition', 'the unit tests it'],
  helper: ['helper', 'a generated script does it'],
  noise: [
    'noise',
    'needs no counterpart; the reason is named. Settled test: of what systemd or another directive settles. Function call: its statements have their own places',
  ],
  lost: ['lost', 'nothing does it any more; there is a finding'],
  unreached: ['unreached', 'no action of the script comes here'],
  definition: ['definition', 'a function that nothing calls, or an assignment that nothing uses'],
  comment: ['comment', 'comments; header lines name what came of them'],
  syntax: [
    'syntax',
    'words of the shell before any statement; others, such as fi, and comments below a statement go with the line above',
  ],
};

/** Reasons that stand beside thousands of lines, said shortly; the legend has them in full. */
export const SHORT: ReadonlyMap<string, string> = new Map([
  ['test of what systemd or another directive settles', 'settled test'],
  ['calls a function whose statements are placed themselves', 'function call'],
  ['status bookkeeping', 'bookkeeping'],
  ['already-running check', 'running check'],
]);

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A mark with its word: the word says it, the colour only repeats it. */
export function mark(word: string, kind: string = word): Markup {
  return html`<em class=${kind}>${word}</em>`;
}

export function table(
  head: readonly Part[],
  rows: readonly (readonly Part[])[],
  caption: string,
  classes = '',
): Markup {
  return html`<table class="${classes}"><caption>${caption}</caption><thead><tr>${head.map(
    cell => html`<th scope="col">${cell}</th>`,
  )}</tr></thead><tbody>${rows.map(
    ([first, ...rest]) => html`<tr><th scope=row>${first}${rest.map(cell => html`<td>${cell}`)}`,
  )}</tbody></table>`;
}
