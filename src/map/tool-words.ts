import type { Word } from '../shell/nodes.ts';

/** A call of a program by its words: its options as they are written, and its first operand. */
export interface ToolWords {
  readonly has: (letter: string) => boolean;
  readonly value: (letter: string) => string | undefined;
  readonly program: Word;
}

/**
 * Options and operand of a call, from its words alone: a helper says them as the script did. Undefined where an option is
 * not known here, or where a variable may be one option, several, or none.
 */
export function toolWords(
  words: readonly Word[],
  letters: { readonly flags: string; readonly values: string },
  isOneWord: (word: Word) => boolean = () => true,
): ToolWords | undefined {
  const given = new Map<string, string>();
  const option = new RegExp(`^-([${letters.flags}]*)(?:([${letters.values}])([\\s\\S]*))?$`);
  for (let i = 1; i < words.length; i++) {
    const word = words[i];
    if (!word?.text.startsWith('-'))
      return word && isOneWord(word)
        ? { has: letter => given.has(letter), value: letter => given.get(letter), program: word }
        : undefined;
    const [, flags = '', letter, attached] = option.exec(word.text) ?? [];
    if (flags === '' && letter === undefined) return undefined;
    for (const flag of flags) given.set(flag, '');
    if (letter !== undefined) given.set(letter, attached === '' ? (words[++i]?.text ?? '') : (attached ?? ''));
  }
  return undefined;
}
