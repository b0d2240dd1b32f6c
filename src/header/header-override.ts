import { type Note, note } from '../base/finding.ts';
import { lineMap } from '../base/span.ts';
import { readHeader } from './header.ts';
import { type Header, type LsbHeader, showLevels } from './types.ts';

/** A file of /etc/chkconfig.d. */
export interface HeaderFile {
  readonly path: string;
  readonly text: string;
}

/** What a comment may say here; chkconfig passes over all else without a word. */
const KNOWN =
  /^\s*#+\s*(?:chkconfig|description|Provides|(?:Required|Should|Default)-(?:Start|Stop)|X-[\w-]+|(?:Short-)?Description|processname|config|pidfile|hide|### (?:BEGIN|END) INIT INFO)/i;

/**
 * A file of /etc/chkconfig.d has the comments of an init script, and what it says replaces what the script says
 * (chkconfig(8), OVERRIDE FILES). In: both. Out: the header that chkconfig worked with; what was replaced is a note, and
 * so is a line that says nothing to chkconfig.
 */
export function overrideHeader(header: Header, file: HeaderFile): Header {
  const own = readHeader(file.path, file.text);
  const line = own.chkconfig?.rejected === undefined ? own.chkconfig : undefined;
  const levels = line ?? own.lsb?.defaultStart;
  const lsb = mergeLsb(header.lsb, own.lsb);
  const said = [
    ...(line ? [`levels ${showLevels(line.levels)}, start ${line.start}, stop ${line.stop}`] : []),
    ...Object.keys(own.lsb ?? {}).filter(key => !['present', 'terminated', 'span'].includes(key)),
  ];
  // It is no script, so that a header is not missed in it; the script's own quarrel is settled by it.
  const odd = own.notes.filter(({ code }) => code !== 'SV101' && code !== 'SV103');
  const kept = levels ? header.notes.filter(({ code }) => code !== 'SV103' && code !== 'SV102') : header.notes;
  const span = line?.span ?? own.lsb?.span;
  return {
    ...header,
    ...(line && { chkconfig: line }),
    ...(lsb && { lsb }),
    descriptions: own.descriptions.length > 0 ? own.descriptions : header.descriptions,
    startLevels: levels ? own.startLevels : header.startLevels,
    notes: [
      ...kept,
      ...odd,
      ...strange(file),
      ...(said.length > 0 ? [note('SV513', span, { path: file.path, what: said.join('; ') })] : []),
    ],
  };
}

function mergeLsb(header: LsbHeader | undefined, own: LsbHeader | undefined): LsbHeader | undefined {
  if (!header || !own) return header ?? own;
  return { ...header, ...own, present: header.present || own.present };
}

/** Lines that are neither empty nor a comment that chkconfig looks for. */
function strange({ path, text }: HeaderFile): readonly Note[] {
  const places = lineMap(path, text);
  let at = 0;
  return text.split('\n').flatMap(raw => {
    const start = at;
    at += raw.length + 1;
    if (raw.trim() === '' || KNOWN.test(raw)) return [];
    // A comment of a person, or the second line of a description.
    if (/^\s*#/.test(raw) && !/^\s*#+\s*[\w-]+:/.test(raw)) return [];
    const reason = 'it is no comment that chkconfig reads';
    return [note('SV140', places.span(start, start + raw.length), { reason })];
  });
}
