import { type Field, type Part, unknown, unquoted, type Value } from '../model/word.ts';
import type { Context } from './context.ts';

const UNNUMBERED: Value = unknown('argument whose number only the run knows');

const BY_PERSON = 'arguments that a person gives';

/** What may stand behind an action: no word, or several. */
export const GIVEN: Value = unknown(BY_PERSON);

/** `case "$*" in graceful)`: the action as one text, which is asked for where nobody gives more words. */
export function asText(positional: readonly Field[]): readonly Value[] {
  const part = positional.at(-1)?.parts[0];
  const given = part?.kind === 'unknown' && part.reason === BY_PERSON;
  return (given && positional.length > 1 ? positional.slice(0, -1) : positional).map(unquoted);
}

/**
 * Where the first of the arguments stands that may be no word or several: `f $OPTIONS`, `set X $(uname -v)`. Which number
 * those behind it have, and how many there are, only the run knows; `"$@"` is right all the same. A setting that is one
 * word today is taken for one.
 */
export function spreadsAt(ctx: Context, positional: readonly Field[]): number | undefined {
  const at = positional.findIndex(field => spreads(ctx, field));
  return at < 0 ? undefined : at;
}

function spreads(ctx: Context, field: Field): boolean {
  return field.parts.some(part => !part.quoted && !staysAWord(ctx, part));
}

function staysAWord(ctx: Context, part: Part): boolean {
  switch (part.kind) {
    case 'literal':
      return !/\s/.test(part.text);
    case 'unknown':
      return false;
    case 'setting':
      return /^\S+$/.test(ctx.trail.settings.get(part.name)?.today ?? '');
    case 'choice':
      return part.among.every(({ parts }) => parts.length > 0 && parts.every(inner => staysAWord(ctx, inner)));
    case 'status':
    case 'pid':
      return true;
  }
}

/** The arguments behind `shift`. Which they are is not known where what goes may have been several of them, or none. */
export function shifted(ctx: Context, count: number | undefined): readonly Field[] {
  const { positional } = ctx.state;
  if (count === undefined) return [UNNUMBERED];
  const at = spreadsAt(ctx, positional) ?? positional.length;
  return count <= at ? positional.slice(count) : [UNNUMBERED];
}

/** An argument by its number; `undefined`: there is none. */
export function argument(ctx: Context, number: number): Value | undefined {
  const { positional } = ctx.state;
  const at = spreadsAt(ctx, positional) ?? positional.length;
  const field = number <= at ? positional[number - 1] : undefined;
  if (field) return unquoted(field);
  if (number <= at || at === positional.length) return undefined;
  const here = positional[number - 1];
  // What is unknown stays so, whichever of its words this is.
  return number === at + 1 && here?.parts.some(part => part.kind === 'unknown') ? unquoted(here) : UNNUMBERED;
}

/** The words of `"$@"`: as many as they were where they were given. */
export function asGiven(positional: readonly Field[]): Field[] {
  return positional.map(field => ({
    parts: field.parts.map(part => (part.kind === 'literal' ? { ...part, quoted: true } : part)),
  }));
}
