import { type Note, note } from '../base/finding.ts';
import type { Span } from '../base/span.ts';
import type { ScriptFile } from './scripts.ts';

/** What is unusual about a file of the init folder: its bytes, its mode, where it really lies. */
export function scriptNotes(file: ScriptFile, start: Span, wholeHost: boolean): readonly Note[] {
  const notes: Note[] = [];
  if (file.encoding !== 'UTF-8') notes.push(note('SV112', start, { encoding: file.encoding }));
  if (file.crlf) notes.push(note('SV113', start));
  // Only on the host itself does the bit mean what it says.
  if (wholeHost && !file.executable) notes.push(note('SV117', start, { path: file.path }));
  if (file.link !== undefined) notes.push(note('SV118', start, { link: file.link }));
  return notes;
}
