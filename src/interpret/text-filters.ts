import { type Field, literal, textOf } from '../model/word.ts';
import { type Command, literalName, type Pipeline } from '../shell/nodes.ts';
import type { Context } from './context.ts';
import { expandFields } from './expand.ts';
import { parseOptions } from './options.ts';

/**
 * What a filter of a pipe makes of a known text: `basename $0 | sed -e 's/^[SK][0-9][0-9]//'`, `echo $prog | tr a-z A-Z`.
 * In: the filter's command, and the text without its last newline. Out: the text behind it, or undefined where the
 * filter, or what it is told, is more than these few rules cover.
 */
export function filtered(ctx: Context, command: Command, text: string): string | undefined {
  const words = expandFields(ctx, command.args).map(textOf);
  const known = words.filter(word => word !== undefined);
  return known.length === words.length && text.length <= LONGEST ? filterOf(ctx, command)?.(known, text) : undefined;
}

/** A command of a pipe that is one of these filters. */
export function isFilter(ctx: Context, node: Pipeline['commands'][number]): node is Command {
  return node.type === 'Command' && filterOf(ctx, node) !== undefined;
}

function filterOf(ctx: Context, command: Command): Filter | undefined {
  if (command.redirects.length > 0 || command.prefix.length > 0) return undefined;
  const name = literalName(command);
  const names = name === undefined && command.name ? pathsOf(expandFields(ctx, [command.name])) : [name];
  const [only, ...others] = new Set(names.map(one => one?.replace(/^(?:\/usr)?\/bin\//, '')));
  return others.length === 0 ? FILTERS.get(only ?? '') : undefined;
}

/** `TR=/usr/bin/tr; [ -x $TR ] || TR=/bin/tr`: one program in any of its places. */
function pathsOf([field, ...others]: readonly Field[]): readonly (string | undefined)[] {
  const [part, ...rest] = field?.parts ?? [];
  if (!field || others.length > 0) return [undefined];
  return part?.kind === 'choice' && rest.length === 0 ? part.among.map(textOf) : [textOf(field)];
}

/** A name, a list of options: what scripts put through filters is short. */
const LONGEST = 200;

type Filter = (words: readonly string[], text: string) => string | undefined;

const FILTERS: ReadonlyMap<string, Filter> = new Map([
  ['tr', tr],
  ['sed', sed],
  ['cut', cut],
  ['awk', awk],
]);

function eachLine(text: string, rule: (line: string) => string): string {
  return text.split('\n').map(rule).join('\n');
}

/** tr(1): `tr a-z A-Z`, `tr '[:lower:]' '[:upper:]'`, `tr -d x`. */
function tr(words: readonly string[], text: string): string | undefined {
  const removes = words[0] === '-d';
  const [from, to] = (removes ? words.slice(1) : words).map(characters);
  if (from === undefined || words.length !== 2 || (!removes && to === undefined)) return undefined;
  const last = to?.at(-1) ?? '';
  const map = new Map(from.map((character, i) => [character, removes ? '' : (to?.[i] ?? last)]));
  return [...text].map(character => map.get(character) ?? character).join('');
}

const CLASSES: ReadonlyMap<string, string> = new Map([
  ['[:lower:]', 'a-z'],
  ['[:upper:]', 'A-Z'],
  ['[:digit:]', '0-9'],
]);

function characters(set: string): readonly string[] | undefined {
  const plain = [...CLASSES].reduce((rest, [name, range]) => rest.replaceAll(name, range), set);
  if (/\\|\[[:=.]/.test(plain) || plain === '') return undefined;
  return [...plain.matchAll(/(.)-(.)|./gs)].flatMap(([one, first, last]) => {
    if (first === undefined || last === undefined) return [one];
    const [low, high] = [first.charCodeAt(0), last.charCodeAt(0)];
    return Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => String.fromCharCode(low + i));
  });
}

/** sed(1) with nothing but substitutions. */
function sed(words: readonly string[], text: string): string | undefined {
  const options = parseOptions(words.map(literal), { flags: 'rE', values: 'e' });
  if (options.unknown.length > 0) return undefined;
  const given = options.all('e').map(textOf);
  const scripts = given.length > 0 ? given : options.operands.map(textOf);
  if (given.length > 0 ? options.operands.length > 0 : scripts.length !== 1) return undefined;
  const extended = options.has('r') || options.has('E');
  return scripts.reduce<string | undefined>((rest, script) => {
    const rule = script === undefined ? undefined : substitution(script, extended);
    return rest === undefined || !rule ? undefined : eachLine(rest, rule);
  }, text);
}

/** `s/PATTERN/TEXT/g` as a rule for lines: a pattern without groups, and a text without what sed reads into one. */
function substitution(script: string, extended: boolean): ((line: string) => string) | undefined {
  const [, mark = '', rest = ''] = /^\s*s([^\w\s\\])([\s\S]*)$/.exec(script) ?? [];
  const [pattern = '', by = '', flags, ...more] = mark === '' ? [] : rest.split(mark);
  if (pattern === '' || flags === undefined || more.length > 0 || !/^g?\s*$/.test(flags)) return undefined;
  const source = expression(pattern, extended);
  if (source === undefined || /[\\&]/.test(by)) return undefined;
  const regular = new RegExp(source, flags.startsWith('g') ? 'g' : '');
  return line => line.replace(regular, () => by);
}

/** A plain regular expression of POSIX as one of JavaScript; few stars, since the text may be anyone's. */
function expression(pattern: string, extended: boolean): string | undefined {
  if (!/^(?:[\w \-./:,;=@%~_]|\\[./]|\^|\$$|\[\^?[\w \-.:;,=@%]+\]\*?|\.\*|[+?])*$/.test(pattern)) return undefined;
  if ((pattern.match(/\*/g) ?? []).length > 2) return undefined;
  return extended ? pattern : pattern.replace(/[+?]/g, '\\$&');
}

/** cut(1) of one field or of the first characters. */
function cut(words: readonly string[], text: string): string | undefined {
  const line = words.join(' ');
  const [, first, last] = /^-c ?(\d+)-(\d+)$/.exec(line) ?? [];
  if (first !== undefined && last !== undefined)
    return eachLine(text, one => one.slice(Number(first) - 1, Number(last)));
  const [, before, number, after] = /^(?:-d ?(\S) )?-f ?([1-9])(?: -d ?(\S))?$/.exec(line) ?? [];
  const mark = before ?? after;
  if (number === undefined || mark === undefined) return undefined;
  return eachLine(text, one => (one.includes(mark) ? (one.split(mark)[Number(number) - 1] ?? '') : one));
}

/** awk(1) that prints one field. */
function awk(words: readonly string[], text: string): string | undefined {
  const [, mark, number, last] =
    /^(?:-F ?([^\s\\|.*+?[\](){}^$]) )?\{\s*print \$(?:([1-9])|(NF))\s*;?\s*\}$/.exec(words.join(' ')) ?? [];
  if (number === undefined && last === undefined) return undefined;
  return eachLine(text, one => {
    const fields = mark === undefined ? one.trim().split(/[ \t]+/) : one.split(mark);
    return (last === undefined ? fields[Number(number) - 1] : fields.at(-1)) ?? '';
  });
}
