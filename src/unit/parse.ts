import { lineMap } from '../base/span.ts';
import type { Target } from './target.ts';
import type { Directive, Section, Unit } from './unit.ts';

const SECTIONS: readonly string[] = ['Unit', 'Service', 'Socket', 'Timer', 'Path', 'Install'];

interface Logical {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A backslash at the end that is not itself escaped. */
function continues(line: string): boolean {
  return (/\\+$/.exec(line)?.[0].length ?? 0) % 2 === 1;
}

/** Lines after joining; a continued line's backslash becomes one blank. From 241 comments between them are skipped. */
function logicalLines(text: string, target: Target | undefined): readonly Logical[] {
  const skipsComments = target === undefined || target.systemd >= 241;
  const lines: Logical[] = [];
  let open: Logical | undefined;
  let at = 0;
  for (const raw of text.split('\n')) {
    const start = at;
    at += raw.length + 1;
    const line = raw.replace(/\r$/, '');
    if (skipsComments && /^\s*[#;]/.test(line)) continue;
    const joined: Logical = { text: (open?.text ?? '') + line, start: open?.start ?? start, end: start + line.length };
    if (continues(line)) open = { ...joined, text: `${joined.text.slice(0, -1)} ` };
    else {
      lines.push(joined);
      open = undefined;
    }
  }
  return open ? [...lines, open] : lines;
}

/**
 * Read a unit file. In: its name and text, and the target where its version matters (comments between continued
 * lines, before 241 part of the value). Out: its directives in order, each with its place in the text; sections and
 * lines that systemd skips are not there.
 */
export function parseUnit(name: string, text: string, target?: Target): Unit {
  const places = lineMap(name, text);
  const directives: Directive[] = [];
  let section: Section | undefined;
  for (const line of logicalLines(text, target)) {
    const trimmed = line.text.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) continue;
    const header = /^\[(.*)\]$/.exec(trimmed);
    if (header) {
      section = SECTIONS.includes(header[1] ?? '') ? (header[1] as Section) : undefined;
      continue;
    }
    const equals = trimmed.indexOf('=');
    if (equals <= 0 || section === undefined) continue;
    directives.push({
      section,
      name: trimmed.slice(0, equals).trimEnd(),
      value: trimmed.slice(equals + 1).trimStart(),
      evidence: [places.span(line.start, line.end)],
      confidence: 'proved',
      by: 'unit/parse',
    });
  }
  return { name, directives };
}
