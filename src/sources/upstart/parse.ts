import { type Note, note } from '../../base/finding.ts';
import { lineMap } from '../../base/span.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { Item } from '../draft.ts';

/** One stanza of a job: `respawn limit` with `5 10`, `pre-start script` with its lines. */
export interface JobStanza {
  readonly key: string;
  readonly value: string;
  readonly item: Item;
  /** Line of the first line of the value of a script. */
  readonly firstLine: number;
}

export interface JobFile {
  readonly stanzas: readonly JobStanza[];
  readonly notes: readonly Note[];
}

const PHASES = ['pre-start', 'post-start', 'pre-stop', 'post-stop'];

/** Stanzas of two words, by their first one (init(5) of Upstart 0.6.5 and 1.12). */
const SECOND: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...PHASES.map(phase => [phase, ['exec', 'script']] as const),
  ['start', ['on']],
  ['stop', ['on']],
  ['respawn', ['limit']],
  ['normal', ['exit']],
  ['kill', ['timeout', 'signal']],
  ['reload', ['signal']],
  ['oom', ['score']],
  ['apparmor', ['load', 'switch']],
]);
const NEEDS_SECOND = new Set([...PHASES, 'start', 'stop', 'normal', 'kill', 'reload', 'apparmor']);
const SINGLE = new Set(
  'description author version usage emits task instance manual env export console umask nice limit chroot chdir setuid setgid expect exec script cgroup debug session import respawn oom'.split(
    ' ',
  ),
);

/**
 * Read a job of /etc/init or an override of one. Lines go on after a backslash, inside quotes and inside parentheses;
 * what Upstart refuses is a note. Upstart itself would drop the whole job for one mistake; here the rest is shown.
 */
export function parseJob(file: TextFile): JobFile {
  const text = file.text.replace(/\r\n/g, ' \n');
  const places = lineMap(file.path, text);
  const stanzas: JobStanza[] = [];
  const notes: Note[] = [];
  for (let at = 0; at < text.length; ) {
    const end = logicalEnd(text, at);
    const raw = text.slice(at, end);
    const start = at + (raw.length - raw.trimStart().length);
    const line = raw.trim();
    at = end + 1;
    if (line === '' || line.startsWith('#')) continue;
    const { key, value, problem } = split(withoutComment(line));
    const refuse = (reason: string): void => {
      notes.push(note('SV140', places.span(start, end), { reason }));
    };
    if (problem !== undefined) refuse(problem);
    else if (key === 'script' || key.endsWith(' script')) {
      const close = /^[ \t]*end[ \t]+script[ \t]*(?:#.*)?$/m.exec(text.slice(at));
      const body = text.slice(at, close ? at + close.index : text.length);
      const last = close ? at + close.index + close[0].length : text.length;
      if (!close) refuse('the script has no "end script"');
      const span = places.span(start, last);
      stanzas.push({ key, value: body, item: { span, text: key }, firstLine: span.line + 1 });
      at = last + 1;
    } else {
      const span = places.span(start, Math.max(start, start + line.length));
      stanzas.push({ key, value, item: { span, text: line.replace(/\s+/g, ' ') }, firstLine: span.line });
    }
  }
  return { stanzas, notes };
}

/** Where a stanza ends: the first line end that no backslash, quote or parenthesis keeps open. */
function logicalEnd(text: string, from: number): number {
  let depth = 0;
  let quote = '';
  const comment = /^[ \t]*#/.test(text.slice(from, from + 200));
  const expression = /^[ \t]*(?:start|stop)[ \t]+on\b/.test(text.slice(from, from + 80));
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\n' && (comment || (depth === 0 && quote === ''))) return at;
    if (comment) continue;
    if (char === '\\') at++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if ((char === '"' || char === "'") && /[\s=(]/.test(text.charAt(at - 1))) quote = closes(text, at) ? char : '';
    else if (expression && char === '(') depth++;
    else if (expression && char === ')') depth = Math.max(0, depth - 1);
  }
  return text.length;
}

/** Up to a `#` that begins a word outside of quotes; in an expression of several lines each may have one. */
function withoutComment(text: string): string {
  let kept = '';
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote === '' && char === '#' && /\s/.test(text.charAt(at - 1))) {
      const end = text.indexOf('\n', at);
      if (end < 0) break;
      at = end - 1;
      continue;
    }
    if (char === '\\') {
      kept += text.slice(at, at + 2);
      at++;
      continue;
    }
    if (quote !== '') quote = char === quote ? '' : quote;
    else if ((char === '"' || char === "'") && closes(text, at)) quote = char;
    kept += char;
  }
  return kept.trimEnd();
}

/** A quote that nothing closes is an apostrophe. */
function closes(text: string, at: number): boolean {
  const end = text.indexOf(text.charAt(at), at + 1);
  return end > 0 && end - at < 2000;
}

function split(line: string): { readonly key: string; readonly value: string; readonly problem?: string } {
  const [, first = '', rest = ''] = /^([a-z-]+)\b[ \t]*(.*)$/s.exec(line) ?? [];
  const value = rest.replace(/[ \t]*\\\n[ \t]*/g, ' ').trim();
  const [, second = '', tail = ''] = /^([a-z]+)\b\s*(.*)$/s.exec(value) ?? [];
  if (SECOND.get(first)?.includes(second)) return { key: `${first} ${second}`, value: tail.trim() };
  if (NEEDS_SECOND.has(first))
    return { key: first, value, problem: `"${first}" is not followed by ${SECOND.get(first)?.join(' or ')}` };
  if (!SINGLE.has(first))
    return { key: first, value, problem: `Upstart has no stanza "${first === '' ? line.slice(0, 30) : first}"` };
  return { key: first, value };
}
