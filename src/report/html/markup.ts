import { visible } from '../escape.ts';

/** Text that is HTML already. Only `html` and `raw` make it. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, lists are joined, what is undefined or false is nothing. */
export type Part = string | number | Markup | undefined | false | readonly Part[];

/** A template of HTML: every value in it is escaped unless it is Markup. Safe in text and in quoted attributes. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  let markup = strings[0] ?? '';
  for (const [at, value] of values.entries()) markup += render(value) + (strings[at + 1] ?? '');
  return { markup };
}

/** HTML that the tool wrote itself: its own style and script, its own drawings. Never text from an input. */
export function raw(markup: string): Markup {
  return { markup };
}

/** Text with nothing in it that a browser would act upon, and with unseen characters spelt out. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

/**
 * The same for text between tags alone, where quotation marks mean nothing, nor an ampersand that no letter, digit or
 * `#` follows (HTML, "character reference state"): scripts are full of them.
 */
export function code(text: string): Markup {
  return { markup: visible(text).replace(/<|&(?=[a-z\d#]|$)/gi, character => (character === '&' ? '&amp;' : '&lt;')) };
}

function render(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escapeHtml(part);
  return isList(part) ? part.map(render).join('') : part.markup;
}

function isList(part: Markup | readonly Part[]): part is readonly Part[] {
  return Array.isArray(part);
}
