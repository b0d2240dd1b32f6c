import { type Note, note } from '../base/finding.ts';
import { type Comment, collapse, cover, words } from './comments.ts';
import { type ChkconfigDescription, type ChkconfigLine, type Level, type Spanned, sortLevels } from './types.ts';

/** What chkconfig-style comments say; `notes` holds SV102 and SV105. */
export interface ChkconfigTags {
  readonly chkconfig?: ChkconfigLine;
  readonly descriptions: readonly ChkconfigDescription[];
  readonly processNames: readonly Spanned<string>[];
  readonly configs: readonly Spanned<string>[];
  readonly pidFiles: readonly Spanned<string>[];
  readonly hide: boolean;
  readonly notes: readonly Note[];
}

const TAG = /^[ \t\r\f\v]*([A-Za-z]+)(?:\(([^)]{1,5})\))?:(.*)$/s;

/**
 * Read the tags of chkconfig and of `sysvinitfiles`. In: the comments of a script that do not belong to its LSB
 * block. Out: the tags with their places (chkconfig `leveldb.c` parseServiceInfo, readDescription).
 */
export function readChkconfig(lines: readonly Comment[]): ChkconfigTags {
  const chkconfigs: ChkconfigLine[] = [];
  const descriptions: ChkconfigDescription[] = [];
  const processNames: Spanned<string>[] = [];
  const configs: Spanned<string>[] = [];
  const pidFiles: Spanned<string>[] = [];
  let hide = false;
  lines.forEach((comment, index) => {
    const [, key = '', language, rest = ''] = TAG.exec(comment.text) ?? [];
    const value = rest.trim();
    if (key === 'description' || (key === 'Description' && language === undefined)) {
      const text = continued(lines, index, comment, rest);
      if (text.value !== '') descriptions.push({ language: language ?? '', ...text });
    } else if (language !== undefined) return;
    else if (key === 'chkconfig') chkconfigs.push(readLine(comment, rest));
    else if (key === 'hide') hide ||= value === '' || value.startsWith('true');
    else if (value === '') return;
    else if (key === 'processname') processNames.push({ value, span: comment.span });
    else if (key === 'config') configs.push({ value, span: comment.span });
    // The sysv-generator, the one program that reads this tag, ignores case (sysv-generator.c 219).
    else if (key.toLowerCase() === 'pidfile') pidFiles.push({ value, span: comment.span });
  });
  const bad = chkconfigs.find(line => line.rejected !== undefined);
  const chosen = bad ?? chkconfigs[0];
  return {
    ...(chosen && { chkconfig: chosen }),
    descriptions,
    processNames,
    configs,
    pidFiles,
    hide,
    notes: chkconfigNotes(chkconfigs, lines),
  };
}

/** chkconfig stops reading at the first bad line, so that one is all there is to say. */
function chkconfigNotes(chkconfigs: readonly ChkconfigLine[], lines: readonly Comment[]): readonly Note[] {
  const bad = chkconfigs.find(line => line.rejected !== undefined);
  const text = lines.find(comment => comment.span === bad?.span)?.text ?? '';
  const [first, ...more] = chkconfigs.filter(line => line.rejected === undefined);
  const other = more.find(line => first && !sameLine(first, line));
  return [
    ...(bad ? [note('SV102', bad.span, { line: collapse(text), reason: bad.rejected ?? '' })] : []),
    ...(other ? [note('SV105', other.span, { key: 'chkconfig' })] : []),
  ];
}

function sameLine(a: ChkconfigLine, b: ChkconfigLine): boolean {
  return a.start === b.start && a.stop === b.stop && a.levels.join('') === b.levels.join('');
}

/** `LEVELS START STOP`, what sscanf("%15s %d %d%c") and parseLevels() make of it. */
function readLine(comment: Comment, rest: string): ChkconfigLine {
  const match = /^[ \t\r\f\v]*([^ \t\r\f\v]+)?(?:[ \t\r\f\v]+([+-]?\d+))?(?:[ \t\r\f\v]+([+-]?\d+)(.*))?$/s.exec(rest);
  const [given = ''] = /[^ \t\r\f\v]+/.exec(rest) ?? [];
  const [, , startText, stopText, after = ''] = match ?? [];
  const [start, stop] = [Number(startText ?? -1), Number(stopText ?? -1)];
  const rejected = whyRejected({ given, startText, stopText, after, last: comment.last });
  return {
    levels: sortLevels([...given].filter(isNumbered)),
    start,
    stop,
    span: comment.span,
    ...(rejected && { rejected }),
  };
}

function isNumbered(level: string): level is Level {
  return /^[0-6]$/.test(level);
}

interface LineParts {
  readonly given: string;
  readonly startText: string | undefined;
  readonly stopText: string | undefined;
  readonly after: string;
  readonly last: boolean;
}

function whyRejected({ given, startText, stopText, after, last }: LineParts): string | undefined {
  if (given === '') return 'no levels';
  if (given !== '-' && !/^[0-6]{1,15}$/.test(given)) return `levels "${given}" are not digits from 0 to 6, or "-"`;
  if (startText === undefined || stopText === undefined) return 'two numbers must follow the levels';
  if (![startText, stopText].every(text => Number(text) >= 0 && Number(text) <= 99)) return 'a number is not in 0..99';
  if (after !== '' && !/^[ \t\r\f\v]/.test(after)) return 'text follows the numbers without a blank';
  if (after === '' && last) return 'the file ends right after the numbers';
  return undefined;
}

/** A description and the comment lines that continue it: each line but the last ends in a backslash. */
function continued(lines: readonly Comment[], index: number, first: Comment, rest: string): Spanned<string> {
  const pieces = [rest];
  let last = first;
  for (let at = index + 1; pieces.at(-1)?.endsWith('\\'); at++) {
    const next = lines[at];
    if (next?.line !== last.line + 1) break;
    pieces.push(next.text);
    last = next;
  }
  // chkconfig joins without a blank; the usual text has one before the backslash, and a missing one is no intention.
  const text = pieces.map(piece => (piece.endsWith('\\') ? piece.slice(0, -1) : piece)).join(' ');
  const shown = words(text);
  while (/^\\+$/.test(shown.at(-1) ?? '')) shown.pop();
  return { value: shown.join(' '), span: cover(first.span, last.span) };
}
