import { type Note, note } from '../../base/finding.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { Item } from '../draft.ts';
import { type Line, linesOf } from '../lines.ts';
import type { Attribute, InetFile, Stanza } from './stanza.ts';

/** Attributes whose values are sets: these alone know `+=` and `-=` (xinetd.conf(5)); env cannot lose one. */
const SETS = new Set([
  'only_from',
  'no_access',
  'log_on_success',
  'log_on_failure',
  'passenv',
  'env',
  'disabled',
  'enabled',
]);

interface Open {
  readonly name: string | undefined;
  readonly head: Item;
  readonly attributes: Attribute[];
  inside: boolean;
}

/** Read xinetd.conf or a file that it includes. A line that xinetd refuses is a note; the rest goes on. */
export function parseXinetd(file: TextFile): InetFile {
  const stanzas: Stanza[] = [];
  const defaults: Attribute[] = [];
  const others: Item[] = [];
  const notes: Note[] = [];
  let open: Open | undefined;
  const refuse = (span: Line['span'], reason: string): void => {
    notes.push(note('SV140', span, { reason }));
  };
  const close = (): void => {
    if (open?.name === undefined) defaults.push(...(open?.attributes ?? []));
    else stanzas.push({ service: open.name, file, head: open.head, attributes: open.attributes });
    open = undefined;
  };
  for (const { text, span } of linesOf(file)) {
    const line = text.trim();
    if (line === '' || line.startsWith('#')) continue;
    const item = { span, text: line };
    if (open?.inside) {
      if (line === '}') close();
      else if (line === '{' || /^(?:service\s|defaults$)/.test(line)) {
        refuse(open.head.span, 'the stanza has no closing brace');
        close();
        if (line !== '{') open = opened(line, item);
      } else {
        const attribute = attributeOf(line, item);
        if (typeof attribute === 'string') refuse(span, attribute);
        else open.attributes.push(attribute);
      }
    } else if (line === '{') {
      if (open) open.inside = true;
      else refuse(span, 'a brace without a service before it');
    } else {
      if (open) refuse(open.head.span, 'the stanza has no body');
      open = opened(line, item);
      if (!open && /^include(?:dir)?\s+\S/.test(line)) others.push(item);
      else if (!open) refuse(span, 'it is neither "service NAME", "defaults" nor an include');
    }
  }
  if (open) {
    refuse(open.head.span, open.inside ? 'the stanza has no closing brace' : 'the stanza has no body');
    if (open.inside) close();
  }
  return { stanzas, defaults, others, notes };
}

/** The head of a stanza; its brace may stand on the same line. */
function opened(line: string, head: Item): Open | undefined {
  const [, service, defaults, brace] = /^(?:service\s+([^\s{]+)|(defaults))\s*(\{)?$/.exec(line) ?? [];
  if (service === undefined && defaults === undefined) return undefined;
  return { name: service, head, attributes: [], inside: brace !== undefined };
}

function attributeOf(line: string, item: Item): Attribute | string {
  const [, name, op, rest] = /^(\w+)\s*(\+=|-=|=)\s*(.*)$/.exec(line) ?? [];
  if (name === undefined || rest === undefined || (op !== '=' && op !== '+=' && op !== '-='))
    return 'it is no assignment';
  if (op !== '=' && !SETS.has(name)) return `${name} knows no "${op}"`;
  if (op === '-=' && name === 'env') return 'env knows no "-="';
  return { name, op, values: rest.split(/\s+/).filter(value => value !== ''), item };
}
