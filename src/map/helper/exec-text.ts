import { libraryNames } from '../../interpret/functions/index.ts';
import type { ExecEffect } from '../../model/effect.ts';
import { EMPTY, textOf } from '../../model/word.ts';
import { type Command, literalName, type Word, wordsOf } from '../../shell/nodes.ts';
import type { Source } from '../../shell/parse.ts';
import { statementsOf } from '../../shell/statements.ts';
import { type ToolWords, toolWords } from '../tool-words.ts';
import { daemonText, suText } from './evaluated-text.ts';

/**
 * The program and its arguments as the script wrote them, without the starter around them, behind `exec`: what a helper
 * runs. Undefined where the starter's words and the program's cannot be told apart in the text.
 */
export function execText(source: Source, effect: ExecEffect): string | undefined {
  const node = statementsOf(source.ast).find(statement => statement.node.pos === effect.span.start)?.node;
  if (node?.type !== 'Command') return undefined;
  const words = wordsOf(node).filter(word => word.type === 'Word');
  if (words.length !== wordsOf(node).length || node.prefix.some(part => part.type === 'Assignment')) return undefined;
  const name = literalName(node)?.replace(/^.*\//, '');
  if (effect.starter === 'daemon') return name === 'daemon' ? daemonText(source, words, effect) : undefined;
  if (effect.starter === 'su') return name && /^(?:su|runuser)$/.test(name) ? suText(source, words, effect) : undefined;
  const program = programText(source, node, words, effect);
  return program && `exec ${program}`;
}

function programText(source: Source, node: Command, words: readonly Word[], effect: ExecEffect): string | undefined {
  const name = literalName(node)?.replace(/^.*\//, '');
  if (effect.starter === 'start-stop-daemon')
    return name === 'start-stop-daemon' ? supervised(source, words, effect) : undefined;
  if (effect.starter === 'startproc') {
    const program = name && STARTPROC.has(name) ? startprocWords(source, words)?.program : undefined;
    return program && isProgram(source, program, effect)
      ? source.text.slice(program.pos, lastWord(node).end)
      : undefined;
  }
  if (effect.starter !== 'plain' && effect.starter !== 'exec') return undefined;
  const [program] = name === 'exec' ? words.slice(1) : words;
  return program && isProgram(source, program, effect) ? source.text.slice(program.pos, lastWord(node).end) : undefined;
}

/** `nice`, `runuser`, `eval` … stand before the program: the unit does their work, so a helper must not do it again. */
function isProgram(source: Source, word: Word, effect: ExecEffect): boolean {
  const literal = word.parts === undefined || word.parts.every(part => part.type === 'Literal');
  if (literal) return word.value === textOf(effect.argv[0] ?? EMPTY);
  return !word.text.startsWith('$0') && !mayBeFunction(source, effect);
}

/** `exec` knows programs only: a variable may hold the name of a function, as in `STARTPROC=daemon`. */
function mayBeFunction(source: Source, { argv }: ExecEffect): boolean {
  const isFunction = (name: string): boolean =>
    libraryNames.has(name) || statementsOf(source.ast).some(({ inFunctions }) => inFunctions.includes(name));
  return (argv[0] ?? EMPTY).parts.some(
    part => part.kind === 'choice' && part.among.some(one => isFunction(textOf(one) ?? '')),
  );
}

function lastWord(node: Command): { readonly end: number } {
  return node.args.at(-1) ?? node.name ?? node;
}

const STARTPROC: ReadonlySet<string> = new Set(['startproc', 'start_daemon']);

/** `startproc` taken apart; its nice level may be said as `-10` (facts: suse-functions, 2). */
export function startprocWords(source: Source, words: readonly Word[]): ToolWords | undefined {
  const [name, first, ...others] = words;
  const level = first && /^-(\d+)$/.exec(first.text)?.[1];
  const call = toolWords(name && level !== undefined ? [name, ...others] : words, STARTPROC_LETTERS, word =>
    isOneWord(source, word),
  );
  if (!call || level === undefined) return call;
  return { ...call, value: letter => (letter === 'n' ? level : call.value(letter)) };
}

const STARTPROC_LETTERS = { flags: 'fLqdswxev', values: 'pinoguclTtW' };

/** Is it no more and no less than a word? A variable alone is where the script gives it a value and never none. */
function isOneWord(source: Source, word: Word): boolean {
  const name = /^\$\{?(\w+)\}?$/.exec(word.text)?.[1];
  if (name === undefined) return true;
  const values = [...source.text.matchAll(new RegExp(`(?<![\\w$\\-])${name}=(\\S?\\S?)`, 'g'))].map(
    ([, value]) => value ?? '',
  );
  return values.length > 0 && values.every(value => !/^(?:;|["']?["']?)$/.test(value) && !/^["']{2}/.test(value));
}

/** The words of `--exec` or `--startas` and those behind `--`; without it, where the arguments begin is not looked for. */
function supervised(source: Source, words: readonly Word[], { argv }: ExecEffect): string | undefined {
  const separator = words.findIndex(word => word.text === '--');
  if (separator < 0 && argv.length > 1) return undefined;
  const end = separator < 0 ? words.length : separator;
  const [options, args] = [words.slice(0, end), words.slice(end + 1)];
  const optionValue = (long: string, short: string): string | undefined => {
    for (const [i, { text }] of options.entries()) {
      if (text === long || text === short) return options[i + 1]?.text;
      if (text.startsWith(`${long}=`)) return text.slice(long.length + 1);
    }
    return undefined;
  };
  const program = optionValue('--startas', '-a') ?? optionValue('--exec', '-x');
  if (program === undefined || options.some(word => /^-[A-Za-z]{2,}/.test(word.text))) return undefined;
  return [program, ...args.map(word => source.text.slice(word.pos, word.end))].join(' ');
}
