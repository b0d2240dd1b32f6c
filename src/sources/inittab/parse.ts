import { type Note, note } from '../../base/finding.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { Item } from '../draft.ts';
import { linesOf } from '../lines.ts';

export const ACTIONS = [
  'respawn',
  'wait',
  'once',
  'boot',
  'bootwait',
  'off',
  'ondemand',
  'initdefault',
  'sysinit',
  'powerwait',
  'powerfail',
  'powerokwait',
  'powerfailnow',
  'ctrlaltdel',
  'kbrequest',
] as const;
export type Action = (typeof ACTIONS)[number];

export interface Entry {
  readonly id: string;
  /** Digits, `S`, and `A` to `C`; empty means all. */
  readonly levels: string;
  readonly action: Action;
  /** The command line without the `+` that spares the accounting of logins. */
  readonly process: string;
  readonly item: Item;
}

export interface Inittab {
  readonly entries: readonly Entry[];
  readonly notes: readonly Note[];
}

/** Read an inittab as sysvinit 2.88 does (init.c, read_inittab; inittab(5)). What it refuses is a note with the reason. */
export function parseInittab(file: TextFile): Inittab {
  const entries: Entry[] = [];
  const notes: Note[] = [];
  for (const { text, span } of linesOf(file)) {
    const line = text.replace(/^[ \t]+/, '');
    if (line === '' || line.startsWith('#')) continue;
    const [id, levels, action, ...rest] = line.split(':');
    const process = rest.join(':').trim().replace(/^\+/, '');
    const known = ACTIONS.find(one => one === action);
    const reason = refusal(entries, { id, levels, action, process });
    if (reason !== undefined || id === undefined || levels === undefined || known === undefined) {
      notes.push(note('SV140', span, { reason: reason ?? 'it is no entry' }));
      continue;
    }
    entries.push({ id, levels: levels.toUpperCase(), action: known, process, item: { span, text: line.trim() } });
  }
  return { entries, notes };
}

interface Raw {
  readonly id: string | undefined;
  readonly levels: string | undefined;
  readonly action: string | undefined;
  readonly process: string;
}

function refusal(entries: readonly Entry[], { id, levels, action, process }: Raw): string | undefined {
  if (id === undefined || id === '') return 'it has no id';
  if (levels === undefined) return 'the field of run levels is missing';
  if (action === undefined) return 'the field of the action is missing';
  if (id.length > 4) return `the id "${id}" is longer than 4 characters`;
  if (levels.length > 11) return 'the field of run levels is longer than 11 characters';
  if (process.length > 127) return 'the process is longer than 127 characters';
  if (!ACTIONS.some(one => one === action)) return `init has no action "${action}"`;
  const before = entries.find(entry => entry.id === id);
  if (before) return `the id "${id}" is taken by line ${before.item.span.line}`;
  if (process === '' && action !== 'initdefault' && action !== 'off') return 'it names no process';
  return undefined;
}
