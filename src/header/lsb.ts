import { type Note, note } from '../base/finding.ts';
import type { Span } from '../base/span.ts';
import { type Comment, collapse, cover, words } from './comments.ts';
import { LIST_KEYS, normalKey } from './lsb-keys.ts';
import { LEVELS, type Level, type LsbHeader, type Spanned, sortLevels } from './types.ts';

/** An LSB header, the comments that belong to it (nobody else should read them), and SV104, SV105 and SV106. */
export interface LsbReading {
  readonly lsb?: LsbHeader;
  readonly taken: ReadonlySet<Comment>;
  readonly notes: readonly Note[];
}

interface Block {
  readonly lines: readonly Comment[];
  readonly span: Span;
  readonly terminated: boolean;
}

const BEGIN = /^##[ \t]*BEGIN[ \t]+INIT[ \t]+INFO\b/;
const END = /^##[ \t]*END[ \t]+INIT[ \t]+INFO\b/;
const KEY = /^[ \t]*([A-Za-z][A-Za-z0-9_-]*)[ \t]*:(.*)$/s;
/** Known keys at the line start as chkconfig finds them outside a block: exact case, no X- keys (`leveldb.c`). */
const LOOSE = /^[ \t]*(Provides|(?:Required|Should|Default)-(?:Start|Stop)|Short-Description):(.*)$/s;

/**
 * Read the LSB comment header. In: all comments of a script. Out: the header, from the first block between its
 * markers, or from loose keys if there is none. Keys as insserv reads them: any case, `_` for `-`, `X-<vendor>-` in
 * front of the optional ones (insserv.c; LSB 5.0 core, 22.7).
 */
export function readLsb(lines: readonly Comment[]): LsbReading {
  const [block, ...more] = blocks(lines);
  if (!block) return loose(lines);
  const notes: Note[] = more.map(other => note('SV105', other.span, { key: '### BEGIN INIT INFO' }));
  if (!block.terminated) notes.push(note('SV106', block.span));
  const fields = readFields(block.lines, notes);
  const taken = new Set([block, ...more].flatMap(each => each.lines));
  return { lsb: build(fields, block, true, notes), taken, notes };
}

function loose(lines: readonly Comment[]): LsbReading {
  const found = lines.filter(line => LOOSE.test(line.text));
  const [first] = found;
  const last = found.at(-1);
  if (!first || !last) return { taken: new Set(), notes: [] };
  const block: Block = { lines: found, span: cover(first.span, last.span), terminated: true };
  return { lsb: build(readFields(found, []), block, false, []), taken: new Set(found), notes: [] };
}

/** Without an END line the block ends where the comments do: what follows is code and its comments. */
function blocks(lines: readonly Comment[]): readonly Block[] {
  const begins = lines.flatMap((line, at) => (BEGIN.test(line.text) ? [at] : []));
  const found: Block[] = [];
  begins.forEach((at, index) => {
    const begin = lines[at];
    if (!begin) return;
    const range = lines.slice(at + 1, begins[index + 1]);
    const end = range.findIndex(line => END.test(line.text));
    const gap = range.findIndex((line, offset) => line.line !== begin.line + offset + 1);
    const inner = end >= 0 ? range.slice(0, end) : gap >= 0 ? range.slice(0, gap) : range;
    const last = (end >= 0 ? range[end] : inner.at(-1)) ?? begin;
    found.push({ lines: inner, span: cover(begin.span, last.span), terminated: end >= 0 });
  });
  return found;
}

type Fields = ReadonlyMap<string, Spanned<string>>;

/** The first line of a key counts, as for insserv; SV105 if a later one says something else. */
function readFields(lines: readonly Comment[], notes: Note[]): Fields {
  const fields = new Map<string, Spanned<string>>();
  const more: Comment[] = [];
  let open = false;
  for (const line of lines) {
    // A description goes on after `#` and a tab or at least two blanks, even if the line has a colon (LSB 22.7.2).
    const goesOn = /^(?:\t|[ \t]{2})/.test(line.text) && !isKnown(line.text);
    if (open && goesOn) more.push(line);
    if (words(line.text).length === 0 || (open && goesOn)) continue;
    const [, key, rest = ''] = KEY.exec(line.text) ?? [];
    open = false;
    if (key === undefined) continue;
    const known = normalKey(key);
    if (known === undefined && !isForeign(key)) notes.push(note('SV104', line.span, { key }));
    const name = known ?? key;
    const before = fields.get(name);
    const value = collapse(rest);
    if (!before) fields.set(name, { value, span: line.span });
    else if (known !== undefined && before.value !== value) notes.push(note('SV105', line.span, { key }));
    open = known === 'description' && !before;
  }
  const first = fields.get('description');
  if (first) {
    const value = collapse([first.value, ...more.map(line => line.text)].join(' '));
    fields.set('description', { value, span: cover(first.span, more.at(-1)?.span ?? first.span) });
  }
  return fields;
}

function isKnown(text: string): boolean {
  const [, key] = KEY.exec(text) ?? [];
  return key !== undefined && normalKey(key) !== undefined;
}

/** Keys that are nobody's typo: vendor extensions, and the tags of chkconfig, which some put into the block. */
function isForeign(key: string): boolean {
  return /^(?:X-.*|chkconfig|processname|config|pidfile|probe|hide|interpreter)$/i.test(key);
}

function build(fields: Fields, block: Block, present: boolean, notes: Note[]): LsbHeader {
  const lists = LIST_KEYS.flatMap(([key, field]) => {
    const raw = fields.get(key);
    return raw ? [[field, { value: facilities(raw, key, notes), span: raw.span }] as const] : [];
  });
  const start = fields.get('default-start');
  const stop = fields.get('default-stop');
  const short = fields.get('short-description');
  const long = fields.get('description');
  const interactive = fields.get('interactive');
  const talks = interactive !== undefined && /^(?:true|yes|1)$/i.test(interactive.value);
  if (talks) notes.push(note('SV107', interactive.span));
  const others = [...fields].filter(([key]) => normalKey(key) === undefined);
  return {
    present,
    terminated: block.terminated,
    span: block.span,
    ...Object.fromEntries(lists),
    ...(start && { defaultStart: { value: levels(start, 'Default-Start', notes), span: start.span } }),
    ...(stop && { defaultStop: { value: levels(stop, 'Default-Stop', notes), span: stop.span } }),
    ...(short && { shortDescription: short }),
    ...(long && { description: long }),
    ...(interactive && { interactive: { value: talks, span: interactive.span } }),
    others: new Map(others),
  };
}

/** Commas are no separators for any init system, but what the author meant is plain: split, and say so. */
function facilities(raw: Spanned<string>, key: string, notes: Note[]): readonly string[] {
  if (raw.value.includes(',')) notes.push(note('SV104', raw.span, { key: `${key}: ${raw.value}` }));
  return words(raw.value.replaceAll(',', ' '))
    .map(word => word.replace(/^\+/, ''))
    .filter(word => word !== '');
}

/** `2 3 4 5`, also `2345` as insserv's str2lvl() allows, and `S` or `B`; anything else is SV104. */
function levels(raw: Spanned<string>, key: string, notes: Note[]): readonly Level[] {
  const found: Level[] = [];
  for (const word of words(raw.value.replaceAll(',', ' ')))
    if (/^[0-6sb]+$/i.test(word))
      for (const digit of word.toUpperCase()) found.push(...LEVELS.filter(level => level === digit));
    else notes.push(note('SV104', raw.span, { key: `${key}: ${word}` }));
  return sortLevels(found);
}
