import { type Note, note } from '../base/finding.ts';
import type { Span } from '../base/span.ts';
import { type ChkconfigTags, readChkconfig } from './chkconfig.ts';
import { comments } from './comments.ts';
import { readLsb } from './lsb.ts';
import {
  type ChkconfigLine,
  type Header,
  type Level,
  type LsbHeader,
  type StartLevels,
  showLevels,
  sortLevels,
} from './types.ts';

/**
 * Read what the comments of an init script say about the service. In: path (for spans) and whole text. Out: the
 * header, with what is odd about it as notes SV101 to SV106. Never fails: a script without a header has an empty one.
 */
export function readHeader(path: string, text: string): Header {
  const lines = comments(path, text);
  const { lsb, taken, notes: lsbNotes } = readLsb(lines);
  const tags = readChkconfig(lines.filter(line => !taken.has(line) || isChkconfigTag(line.text)));
  const levels = startLevels(tags.chkconfig, lsb);
  return {
    path,
    ...tags,
    ...(lsb && { lsb }),
    startLevels: levels,
    notes: [...headerNotes(tags, lsb, levels), ...tags.notes, ...lsbNotes],
  };
}

/** chkconfig looks for these also between the LSB markers; `Description:` there is the LSB one. */
function isChkconfigTag(text: string): boolean {
  return /^[ \t\r\f\v]*(?:chkconfig|processname|config|hide):/.test(text);
}

function headerNotes(tags: ChkconfigTags, lsb: LsbHeader | undefined, used: StartLevels): readonly Note[] {
  const line = tags.chkconfig;
  if (!line && !lsb?.present) return [note('SV101')];
  const wanted = lsb?.defaultStart;
  if (!line || line.rejected !== undefined || !wanted) return [];
  if (showLevels(line.levels) === showLevels(wanted.value)) return [];
  const params = {
    field: 'levels',
    chkconfig: showLevels(line.levels),
    lsb: showLevels(wanted.value),
    used: showLevels(used.levels),
  };
  return [note('SV103', line.span, params)];
}

/**
 * Levels in which the service starts. With a chkconfig line by chkconfig's merge, whose result depends on the order
 * of the lines: its levels count if no Default-* line came before, Default-Start adds, Default-Stop removes
 * (chkconfig `leveldb.c` parseServiceInfo). Without one, what Default-Start says.
 */
function startLevels(line: ChkconfigLine | undefined, lsb: LsbHeader | undefined): StartLevels {
  const start = lsb?.defaultStart;
  const stop = lsb?.defaultStop;
  // chkconfig cannot say level S: a script for S alone is a boot script of a host without chkconfig.
  const boot = start !== undefined && start.value.length > 0 && start.value.every(isBoot);
  const good = line && line.rejected === undefined && !boot ? line : undefined;
  if (!good) {
    const counts = lsb?.present === true && start !== undefined;
    return { levels: counts ? start.value : [], from: counts ? 'lsb' : 'none', evidence: counts ? [start.span] : [] };
  }
  let levels: ReadonlySet<Level> | undefined;
  const used: ('chkconfig' | 'lsb')[] = [];
  const evidence: Span[] = [];
  const steps = [
    { span: good.span, merge: () => levels ?? new Set(good.levels), from: 'chkconfig' as const },
    ...(start
      ? [
          {
            span: start.span,
            merge: () => new Set([...(levels ?? []), ...start.value.filter(level => !isBoot(level))]),
            from: 'lsb' as const,
          },
        ]
      : []),
    ...(stop
      ? [
          {
            span: stop.span,
            merge: () => new Set([...(levels ?? [])].filter(level => !stop.value.includes(level))),
            from: 'lsb' as const,
          },
        ]
      : []),
  ].sort((a, b) => a.span.start - b.span.start);
  for (const step of steps) {
    const empty = step.from === 'lsb' && (step.span === start?.span ? start.value : stop?.value)?.length === 0;
    if (empty || (step.from === 'chkconfig' && levels)) continue;
    levels = step.merge();
    used.push(step.from);
    evidence.push(step.span);
  }
  const both = used.includes('chkconfig') && used.includes('lsb');
  return { levels: sortLevels(levels ?? []), from: both ? 'both' : (used[0] ?? 'none'), evidence };
}

function isBoot(level: Level): boolean {
  return level === 'S' || level === 'B';
}
