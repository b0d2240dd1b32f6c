import type { Span } from '../../base/span.ts';
import { textOf } from '../../model/word.ts';
import { type For, forEachChild, type ParsedScript, type SyntaxNode, type Word } from '../../shell/nodes.ts';
import { parseSource, type Source } from '../../shell/parse.ts';
import type { MapInput } from '../draft.ts';

/** A list that loops of the script go over, one of them around the start of a daemon. */
export interface InstanceLoop {
  readonly span: Span;
  /** The list as it stands in the script; all loops over it are one. */
  readonly list: string;
  /** Its words today, or why they cannot be known. */
  readonly words: readonly string[] | string;
  /** The setting that holds them. */
  readonly setting?: string;
}

/** The loops of the script that start something for each word of a list, in the order of the text. */
export function instanceLoops(input: MapInput): readonly InstanceLoop[] {
  const { source } = input;
  const start = input.actions.get('start');
  if (!start) return [];
  const seen = new Set<string>();
  return loopsOf(source.ast).flatMap(loop => {
    const list = listOf(loop);
    if (list === undefined || seen.has(list) || !startsSomething(input, loop)) return [];
    seen.add(list);
    return [{ span: source.lines.span(loop.pos, loop.end), list, ...wordsOf(input, loop) }];
  });
}

/** The script with other words in these loops; every place in it stays where it is. A new tree is changed, not the old. */
export function withList({ path, text }: Source, { list }: InstanceLoop, words: readonly string[]): Source {
  const source = parseSource(path, text);
  for (const loop of loopsOf(source.ast)) {
    if (listOf(loop) !== list) continue;
    const value = words.map(word => literalAt(loop, word));
    Object.defineProperty(loop, 'wordlist', { value, enumerable: true });
  }
  return source;
}

function literalAt({ wordlist = [], name }: For, value: string): Word {
  const { pos, end } = wordlist[0] ?? name;
  return { type: 'Word', text: value, value, pos, end };
}

function isLoop(node: object): node is For {
  return 'type' in node && node.type === 'For';
}

function loopsOf(script: ParsedScript): readonly For[] {
  const found: For[] = [];
  const visit = (node: SyntaxNode): void => {
    if (isLoop(node)) found.push(node);
    forEachChild(node, visit);
  };
  visit(script);
  return found;
}

function listOf({ wordlist }: For): string | undefined {
  return wordlist && wordlist.length > 0 ? wordlist.map(({ text }) => text).join(' ') : undefined;
}

/** What starts nothing but daemons. */
const STARTERS: ReadonlySet<string> = new Set([
  'daemon',
  'start-stop-daemon',
  'start_daemon',
  'startproc',
  'daemonize',
]);

/** A program that goes on running stands in the loop, or in a function that is called there. */
function startsSomething({ actions, source }: MapInput, { pos, end }: For): boolean {
  const body = source.text.slice(pos, end);
  const calls = new Set([...body.matchAll(/[\w-]+/g)].map(([word]) => word));
  const spans = functionsOf(source.ast)
    .filter(({ name }) => calls.has(name))
    .map(one => [one.pos, one.end] as const);
  return [...(actions.get('start')?.trail.effects.values() ?? [])].some(
    effect =>
      effect.kind === 'exec' &&
      (effect.background || STARTERS.has(effect.starter) || effect.pidFile !== undefined) &&
      [[pos, end] as const, ...spans].some(([from, to]) => effect.span.start >= from && effect.span.end <= to),
  );
}

function functionsOf(
  script: ParsedScript,
): readonly { readonly name: string; readonly pos: number; readonly end: number }[] {
  const found: { readonly name: string; readonly pos: number; readonly end: number }[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Function') found.push({ name: node.name.value, pos: node.pos, end: node.end });
    forEachChild(node, visit);
  };
  visit(script);
  return found;
}

/** The words of the list: literal ones, or those of a variable that the script or its settings file gives once. */
function wordsOf({ actions, source }: MapInput, { wordlist = [] }: For): Pick<InstanceLoop, 'words' | 'setting'> {
  const split = (text: string): readonly string[] => text.split(/\s+/).filter(word => word !== '');
  if (wordlist.every(({ parts, text }) => parts === undefined && !/[*?[\]{}~$`]/.test(text)))
    return { words: wordlist.map(({ value }) => value) };
  const [only, more] = wordlist;
  const name = more === undefined ? /^\$(?:(\w+)|\{(\w+)\})$/.exec(only?.text ?? '') : null;
  const variable = name?.[1] ?? name?.[2];
  if (variable === undefined)
    return { words: `the list "${wordlist.map(({ text }) => text).join(' ')}" is made when it runs` };
  const use = actions.get('start')?.trail.settings.get(variable);
  const today = use && (use.today ?? (use.fallback && textOf(use.fallback)));
  if (today !== undefined)
    return split(today).length > 0
      ? { words: split(today), ...(use && use.files.length > 0 && { setting: variable }) }
      : { words: `${variable} is empty today` };
  const given = [...source.text.matchAll(new RegExp(`^[ \\t]*${variable}=(.*)$`, 'gm'))].map(([, value = '']) => value);
  const plain = /^(?:"([^"$`\\]*)"|'([^']*)'|([\w.:-]+))[ \t]*(?:#.*)?$/.exec(given[0] ?? '');
  if (given.length !== 1 || !plain) return { words: `what ${variable} holds is not known` };
  return { words: split(plain[1] ?? plain[2] ?? plain[3] ?? '') };
}
