import type { SyntaxNode } from '../nodes.ts';

/** Marks lines of here-documents, which must not be indented. */
export const VERBATIM = '\u0000';

/** Lines, one level deeper. */
export function indent(lines: readonly string[]): string[] {
  return lines.map(line => (line === '' || line.startsWith(VERBATIM) ? line : `  ${line}`));
}

/** Take the marks out of finished lines. */
export function finish(lines: readonly string[]): string {
  return lines.map(line => (line.startsWith(VERBATIM) ? line.slice(1) : line)).join('\n');
}

/** One command, or several as a group that an operator can follow. */
export function group(lines: readonly string[]): string[] {
  const single = lines.slice(0, -1).every(line => line.endsWith('\\'));
  // `a && { b & }` without its braces would put `a` into the background too.
  return single && !/(?:^|[^&])&$/.test(lines.at(-1) ?? '') ? [...lines] : ['{', ...indent(lines), '}'];
}

/** `a || { b && c; }` without its braces would run `c` after `a` as well: both operators bind alike, to the left. */
export function operand(command: SyntaxNode, lines: readonly string[]): string[] {
  const bracketed = ['Command', 'TestCommand', 'ArithmeticCommand', 'Subshell'].includes(command.type);
  const chained = !bracketed && lines.length === 1 && / (?:&&|\|\|) /.test(lines[0] ?? '');
  return chained ? [`{ ${lines[0]}; }`] : [...lines];
}
