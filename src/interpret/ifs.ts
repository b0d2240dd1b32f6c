import { concat, type Field, literal, type Part, textOf, unknown, type Value } from '../model/word.ts';
import type { State } from './state.ts';

/** What IFS is where nobody sets it (POSIX 2.5.3). */
export const SEPARATORS = ' \t\n';

/** The characters at which words split; undefined where only the run knows them. */
export function separators({ vars }: State): string | undefined {
  const own = vars.get('IFS');
  return own && !own.unset ? textOf(own.value) : SEPARATORS;
}

/** Fields joined by one blank, as `eval` does, or by another text. */
export function joined(fields: readonly Value[], by = ' '): Value {
  return concat(...fields.flatMap((field, i) => (i === 0 ? [field] : [literal(by), field])));
}

/** `"$*"` and `"${a[*]}"`: joined by the first character of IFS (POSIX 2.5.2). */
export function joinedAsOne(state: State, fields: readonly Value[]): Value {
  const ifs = separators(state);
  return ifs === undefined && fields.length > 1 ? unknown('words joined by IFS') : joined(fields, ifs?.charAt(0));
}

/** Split parts into fields (POSIX 2.6.5). What settings hold is split by systemd, which has blanks only. */
export function split(state: State, parts: readonly Part[], hasQuotes: boolean): Field[] {
  const ifs = separators(state);
  const usual =
    ifs !== undefined && [...SEPARATORS].every(char => ifs.includes(char)) && ifs.length === SEPARATORS.length;
  if (usual) return splitAt(parts, hasQuotes, /([ \t\n]+)/);
  if (parts.every(part => part.quoted)) return splitAt(parts, hasQuotes, /((?!))/);
  if (ifs === undefined || parts.some(part => part.kind !== 'literal' && part.kind !== 'pid' && !part.quoted))
    return [unknown('words that IFS splits')];
  return splitAt(parts, hasQuotes, pattern(ifs));
}

/** What parts fields: blanks of IFS together, or one other character of it and the blanks around it. */
function pattern(ifs: string): RegExp {
  const oneOf = (chars: readonly string[]): string =>
    chars.length === 0 ? '(?!)' : `[${chars.map(char => `\\u{${char.codePointAt(0)?.toString(16)}}`).join('')}]`;
  const blank = oneOf([...ifs].filter(char => SEPARATORS.includes(char)));
  const other = oneOf([...ifs].filter(char => !SEPARATORS.includes(char)));
  return new RegExp(`((?:${blank})*${other}(?:${blank})*|(?:${blank})+)`, 'u');
}

function splitAt(parts: readonly Part[], hasQuotes: boolean, at: RegExp): Field[] {
  const fields: Field[] = [];
  let current: Part[] | undefined = hasQuotes ? [] : undefined;
  for (const part of parts) {
    if (part.kind !== 'literal' || part.quoted) {
      current = [...(current ?? []), part];
      continue;
    }
    // With the pattern in parentheses, every second piece is what parts the others.
    part.text.split(at).forEach((text, i) => {
      if (i % 2 === 0) {
        if (text !== '') current = [...(current ?? []), { ...part, text }];
        return;
      }
      // `a,,b` has an empty field, two blanks have none between them.
      if (current || /[^ \t\n]/.test(text)) fields.push(concat({ parts: current ?? [] }));
      current = undefined;
    });
  }
  if (current) fields.push(concat({ parts: current }));
  return fields;
}
