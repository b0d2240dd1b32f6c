import type { Redirected, Redirection, SyntaxNode } from '../nodes.ts';
import { addWord } from './call.ts';
import { group, VERBATIM } from './lines.ts';
import { type Place, type Printer, printNode, text } from './printer.ts';

/** A compound command and the files that it reads and writes. */
export function printRedirected(printer: Printer, node: Redirected, place: Place): string[] {
  const body = printNode(printer, node.command, place);
  if (body.length === 0) return [];
  for (const redirect of node.redirects) addRedirect(printer, redirect);
  const first = node.redirects[0];
  const redirects = first ? text(printer, first.pos, node.end) : '';
  // A loop over one word has left its body, and that is no one command.
  const isLoose = node.command.type === 'BraceGroup' || (node.command.type === 'For' && !/^for\b/.test(body[0] ?? ''));
  return attach(isLoose || body.length === 1 ? group(body) : body, ` ${redirects}`, node.redirects, printer);
}

/** Files that a loop or group reads and writes have names that the script may compute. */
function addRedirect(printer: Printer, redirect: Redirection): void {
  if (redirect.type !== 'HereDoc') {
    if (redirect.target) addWord(printer, redirect.target);
    return;
  }
  for (const part of redirect.body.parts ?? []) printer.words.add(part);
}

/** Here-documents stand below the line that opens them. */
export function attach(
  lines: readonly string[],
  suffix: string,
  redirects: readonly { readonly type: string }[],
  printer: Printer,
): string[] {
  const result = [...lines];
  if (suffix) result[result.length - 1] = (result.at(-1) ?? '') + suffix;
  for (const redirect of redirects as readonly SyntaxNode[]) {
    if (redirect.type !== 'HereDoc') continue;
    const body = text(printer, redirect.body.pos, redirect.body.end).replace(/\n$/, '');
    if (body !== '' || redirect.body.end > redirect.body.pos)
      result.push(...body.split('\n').map(line => VERBATIM + line));
    result.push(VERBATIM + (redirect.delimiter?.value ?? 'EOF'));
  }
  return result;
}
