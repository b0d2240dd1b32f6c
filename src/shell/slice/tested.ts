import { group } from './lines.ts';
import type { Printer } from './printer.ts';

/** A command whose failure was tested, without the test: `sh -e` must go on behind it as the script did. */
export function tested(printer: Printer, lines: string[], after: boolean): string[] {
  if (!printer.view.errexit || !after || lines.length === 0 || lines[0]?.startsWith('! ')) return lines;
  const body = group(lines);
  return [...body.slice(0, -1), `${body.at(-1)} || :`];
}
