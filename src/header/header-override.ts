import { type Note, note } from '../base/finding.ts';
import { lineMap } from '../base/span.ts';
import { readHeader } from './header.ts';
import { type Header, type LsbHeader, showLevels } from './types.ts';

/** A file of /etc/chkconfig.d, or of a folder of insserv: the host's own, or one of packages. */
export interface HeaderFile {
  readonly path: string;
  readonly text: string;
  readonly by?: 'chkconfig' | 'insserv' | 'insserv-package';
}

/** The header that counted on the old host. In: the script's own, and the files about it in the order of their weight. */
export function overrideHeaders(header: Header, files: readonly HeaderFile[]): Header {
  return files.reduce(
    (last, file) =>
      file.by === undefined || file.by === 'chkconfig' ? overrideHeader(last, file) : insserv(last, file),
    header,
  );
}

/** What a comment may say here; chkconfig passes over all else without a word. */
const KNOWN =
  /^\s*#+\s*(?:chkconfig|description|Provides|(?:Required|Should|Default)-(?:Start|Stop)|X-[\w-]+|(?:Short-)?Description|processname|config|pidfile|hide|### (?:BEGIN|END) INIT INFO)/i;

/**
 * A file of /etc/chkconfig.d has the comments of an init script, and what it says replaces what the script says
 * (chkconfig(8), OVERRIDE FILES). In: both. Out: the header that chkconfig worked with; what was replaced is a note, and
 * so is a line that says nothing to chkconfig.
 */
function overrideHeader(header: Header, file: HeaderFile): Header {
  const own = readHeader(file.path, file.text);
  const line = own.chkconfig?.rejected === undefined ? own.chkconfig : undefined;
  const levels = line ?? own.lsb?.defaultStart;
  const lsb = mergeLsb(header.lsb, own.lsb);
  const said = [
    ...(line ? [`levels ${showLevels(line.levels)}, start ${line.start}, stop ${line.stop}`] : []),
    ...keysOf(own.lsb),
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

/**
 * A header of insserv replaces the script's as a whole, also in what it does not say: the markers begin anew (insserv.c
 * 1.14, scan_lsb_headers). What stands around the markers is not read: it may be the whole script. One of packages counts
 * only where the script has none (scan_script_defaults). Without both markers it is no header.
 */
function insserv(header: Header, file: HeaderFile): Header {
  if (file.by === 'insserv-package' && header.lsb?.present && header.lsb.terminated) return header;
  const own = readHeader(file.path, file.text);
  const { lsb } = own;
  const start = lineMap(file.path, file.text).span(0, 0);
  if (!lsb?.present) return { ...header, notes: [...header.notes, note('SV140', start, { reason: NO_MARKERS })] };
  if (!lsb.terminated) return { ...header, notes: [...header.notes, ...own.notes] };
  const kept = header.notes.filter(({ code }) => !OF_A_HEADER.has(code));
  const missing = lsb.provides === undefined ? [note('SV140', lsb.span, { reason: NO_NAME })] : [];
  return {
    ...header,
    lsb,
    startLevels: { levels: lsb.defaultStart?.value ?? [], from: 'lsb', evidence: [lsb.defaultStart?.span ?? lsb.span] },
    notes: [
      ...kept,
      ...own.notes.filter(({ code }) => code !== 'SV101'),
      ...missing,
      note('SV513', lsb.span, { path: file.path, what: `${keysOf(lsb).join('; ') || 'nothing'}, and no more` }),
    ],
  };
}

const NO_MARKERS = 'there is no "### BEGIN INIT INFO" in the file, so that insserv takes nothing from it';
const NO_NAME = 'the header has no Provides, which insserv calls broken';
/** What was said about the header that does not count any more. */
const OF_A_HEADER: ReadonlySet<string> = new Set(['SV101', 'SV103', 'SV104', 'SV105', 'SV106', 'SV107']);

function keysOf(lsb: LsbHeader | undefined): readonly string[] {
  return Object.keys(lsb ?? {})
    .filter(key => !['present', 'terminated', 'span', 'others'].includes(key))
    .map(key => key.replace(/[A-Z]/g, '-$&').replace(/^./, first => first.toUpperCase()));
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
