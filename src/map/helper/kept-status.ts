import { literalName, type SimpleNode } from '../../shell/nodes.ts';
import { statementsOf } from '../../shell/statements.ts';
import type { MapInput } from '../draft.ts';

/** How a script that leaves SUSE's rc.status behind keeps its books: the statements, and what stands before them. */
export interface KeptStatus {
  readonly replacements: ReadonlyMap<number, string>;
  readonly preamble: readonly string[];
}

const BEGIN = 'rc=0';
const KEEPER = 'keep_status() { [ $1 -eq 0 ] || rc=$1; return $1; }';
const KEEP = 'keep_status $?';
const END = 'exit $rc';

/**
 * `rc_status`, `rc_failed`, `rc_exit`: the action ends with the last status that was not zero (facts: suse-functions, 1).
 * Only SUSE has that library, and these lines are all that an action needs of it.
 */
export function keptStatus(input: MapInput, action: string): KeptStatus {
  const { visits = new Map() } = input.actions.get(action)?.trail ?? {};
  const reached = statementsOf(input.source.ast).flatMap(({ node }) => {
    const visit = node.type === 'Command' ? visits.get(node.pos) : undefined;
    const name = node.type === 'Command' && literalName(node);
    // A function of the script by that name keeps its own books.
    return visit === undefined || visit.callees !== undefined || !name ? [] : [{ node, name }];
  });
  const exits = reached.filter(({ name }) => name === 'rc_exit');
  // Where the text says it, `exit 0` does.
  const said = exits.map(({ node }) => visits.get(node.pos)?.spelled);
  if (said.every(text => text !== undefined))
    return { replacements: new Map(exits.map(({ node }, i) => [node.pos, said[i] ?? ''])), preamble: [] };
  const replacements = new Map<number, string>();
  for (const { node, name } of reached) {
    const text = name === 'rc_exit' ? END : bookOf(name, node);
    if (text !== undefined) replacements.set(node.pos, text);
  }
  // It begins with no status: a reset before all else would say that once more.
  const first = [...visits.keys()].find(pos => replacements.has(pos));
  if (first !== undefined && replacements.get(first) === BEGIN) replacements.delete(first);
  const keeps = [...replacements.values()].includes(KEEP);
  return { replacements, preamble: keeps ? [BEGIN, KEEPER] : [BEGIN] };
}

/** The books of a single command, which is the last one: its own status is what they would say. */
export function withoutBooks(text: string): string {
  const begin = `\n${BEGIN}\n${KEEPER}\n`;
  const end = `\n${KEEP}\n${END}\n`;
  const at = text.indexOf(begin);
  if (at < 0 || !text.endsWith(end)) return text;
  const rest = text.slice(at + begin.length - 1, -end.length);
  return /\brc=|\$rc\b|keep_status/.test(rest) ? text : `${text.slice(0, at)}${rest}\n`;
}

/** `rc_failed 3` says the status itself, and so does `rc_status -s` (skipped) or `-u` (unused). */
function bookOf(name: string, node: SimpleNode): string | undefined {
  const words = node.type === 'Command' ? node.args.map(({ text }) => text) : [];
  switch (name) {
    case 'rc_reset':
      return BEGIN;
    case 'rc_failed':
      return `rc=${words[0] ?? 1}`;
    case 'rc_check':
      return KEEP;
    case 'rc_status':
      if (words.includes('-r')) return BEGIN;
      return words.includes('-s') ? 'rc=5' : words.includes('-u') ? 'rc=6' : KEEP;
    default:
      return undefined;
  }
}
