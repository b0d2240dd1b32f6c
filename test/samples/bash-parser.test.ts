import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { wordsOf } from '../../src/shell/nodes.ts';
import { parseSource } from '../../src/shell/parse.ts';
import { statementsOf } from '../../src/shell/statements.ts';

/** What we use of the second reader's tree; it is CommonJS without types. */
interface Node {
  readonly type: string;
  readonly text?: string;
  readonly name?: Node;
  readonly prefix?: readonly Node[];
  readonly suffix?: readonly Node[];
}

const require = createRequire(import.meta.url);
const secondReader: (text: string, options: { readonly mode: 'bash' }) => Node = require('bash-parser');

const SAMPLES = new URL('../../samples/initd/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, SAMPLES), 'latin1').replaceAll('\r', '');

/** Samples that bash-parser 0.5.0 cannot read, and why. */
const UNREADABLE: Readonly<Record<string, string>> = {
  arraybox: 'an array',
  broken: 'the script is broken',
  chooser: 'select',
  empty: 'no command at all',
  huge: 'a descriptor number after >>',
  mutebell: 'a descriptor number after >>',
  pipeworks: 'process substitution',
  placeheld: 'the word function',
  quotemill: 'a descriptor number after >>',
  stratumdb: 'a descriptor number after >>',
  ticktack: 'a descriptor number after >>',
  tormentil: 'arithmetic in the old brackets',
  zeronamed: 'a substitution two levels deep in a substitution',
};

/** Commands that it reads wrongly, by sample: what it says, and what stands there. */
const MISREAD: Readonly<Record<string, readonly [theirs: string, right: string]>> = {
  // A number before a redirection, with a blank between them, is a word.
  kernelknobs: ['echo', 'echo 4096'],
  vaultkeyd: ['$agent --store $store --socket $sock --phrase-fd', '$agent --store $store --socket $sock --phrase-fd 0'],
  // A backslash between single quotes means itself.
  oddverbs: ['sed -n s/^    ([a-z|-]*)).*/\u0001/p $0', 'sed -n s/^    ([a-z|-]*)).*/1/p $0'],
};

/** It takes the lines of a here-document for commands, and knows neither `$"` nor `$'`. */
const readableText = (text: string) =>
  withoutDollarQuotes(text).replace(/<<-?[ \t]*\\?(['"]?)(\w+)\1(.*\n)(?:.*\n)*?\t*\2[ \t]*(?=\n)/g, '$3');

const withoutDollarQuotes = (text: string) => text.replace(/(?<=[\s;(=])\$(?=["'])/g, '');

/** It keeps quotes in a word that holds an expansion and drops them elsewhere; we compare what lies between them. */
const bare = (word: string) => word.replace(/^\$(?=["'])/, '').replace(/["'\\\n]/g, '');

/** Commands by our reader, words joined by blanks, in source order. */
function ours(name: string): readonly string[] {
  const source = parseSource(name, read(name));
  return statementsOf(source.ast).flatMap(({ node }) => {
    if (node.type !== 'Command') return [];
    const words = [...node.prefix.filter(part => part.type === 'Assignment'), ...wordsOf(node)];
    return words.length === 0 ? [] : [words.map(word => bare(source.text.slice(word.pos, word.end))).join(' ')];
  });
}

/** The same by the second reader. It takes `[[ a && b ]]` for two commands, left out as ours are, and `!` for a word. */
function theirs(name: string): readonly string[] {
  const found: string[][] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (isNode(value) && value.type === 'Command') {
      const words = [...(value.prefix ?? []), ...(value.name ? [value.name] : []), ...(value.suffix ?? [])];
      found.push(words.filter(({ type }) => type.endsWith('Word')).map(({ text }) => bare(text ?? '')));
    } else if (isNode(value)) for (const [key, inner] of Object.entries(value)) if (key !== 'expansion') visit(inner);
  };
  visit(secondReader(readableText(read(name)), { mode: 'bash' }));
  let inBrackets = false;
  return found.flatMap(([first = '', ...rest]) => {
    const words = first === '!' ? rest : [first, ...rest];
    const skipped = inBrackets || words[0] === '[[';
    inBrackets = skipped && !words.includes(']]');
    return skipped || words.length === 0 ? [] : [words.join(' ')];
  });
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

describe('a second reader sees the same commands and words', () => {
  const samples = readdirSync(SAMPLES);
  const readable = samples.filter(name => !(name in UNREADABLE));

  test.each(readable)('%s', name => {
    const [misread, right] = MISREAD[name] ?? [];
    const second = theirs(name);
    if (misread !== undefined) expect(second).toContain(misread);
    expect(ours(name)).toEqual(second.map(command => (command === misread ? right : command)));
  });

  test.each(Object.entries(UNREADABLE))('%s cannot be compared: %s', name => {
    expect(() => theirs(name)).toThrow();
  });

  test('in most samples', () => {
    expect(readable.length).toBeGreaterThanOrEqual(70);
    expect(readable.flatMap(ours).length).toBeGreaterThanOrEqual(2200);
  });
});
