import type { InputError } from '../base/result.ts';
import type { LinkTable, RcLinks } from './links.ts';
import type { TextFile } from './text-file.ts';

/** What a saved `chkconfig --list` says, in the terms of the links that it was read from. */
export interface ChkconfigList {
  readonly table: LinkTable;
  /** Lines that are none of its output. */
  readonly errors: readonly InputError[];
}

const LEVELS = ['0', '1', '2', '3', '4', '5', '6'] as const;

/**
 * Read the output of `chkconfig --list`: `name 0:off 1:off 2:on …`, with a list of xinetd's services behind it. Numbers
 * of links are not in it, and RHEL prints the words of its locale: only English can be read.
 */
export function readChkconfigList(file: TextFile): ChkconfigList {
  const scripts = new Map<string, RcLinks>();
  const errors: InputError[] = [];
  for (const [at, raw] of file.text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    // "xinetd based services:", and below it "name: on".
    if (line === '' || line.endsWith(':') || /^[\w.@+-]+:\s+(?:on|off)$/.test(line)) continue;
    const [name = '', ...fields] = line.split(/\s+/);
    const on = LEVELS.filter(level => fields.includes(`${level}:on`));
    const off = LEVELS.filter(level => fields.includes(`${level}:off`));
    if (fields.length === 0 || on.length + off.length !== fields.length)
      errors.push({ path: file.path, line: at + 1, message: 'is no line of "LC_ALL=C chkconfig --list"' });
    else scripts.set(name, { startLevels: on, stopLevels: off, links: [] });
  }
  return { table: { found: scripts.size > 0, scripts }, errors };
}
