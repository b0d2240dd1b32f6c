import { apply, type Edit } from './edit.ts';
import { forEachChild, type SyntaxNode, type Word } from './nodes.ts';
import { parseSource, type Source } from './parse.ts';
import { statementsOf } from './statements.ts';
import { assignedBy } from './variables.ts';

/**
 * `~` as root's home, which init scripts ran with. A unit's lines have no HOME, or that of User= (systemd.exec(5)), and a
 * shell without HOME leaves the word as it is (dash) or asks for its own user (bash). Text in quotes is another shell's.
 */
export function withRootHome(path: string, text: string): string {
  if (!/(?:^|[\s=:])~/m.test(text)) return text;
  const source = parseSource(path, text);
  if (source.errors.length > 0 || setsHome(source)) return text;
  const edits: Edit[] = [];
  const look = (node: SyntaxNode): void => {
    if (node.type === 'HereDoc') return;
    const tilde = node.type === 'Word' ? /^~(?:root)?(?=\/|$)/.exec(typed(node))?.[0] : undefined;
    if (tilde !== undefined) edits.push({ start: node.pos, end: node.pos + tilde.length, text: '/root' });
    else forEachChild(node, look);
  };
  look(source.ast);
  return apply(text, edits);
}

/** What stands in a word before its first quote or expansion. */
function typed({ text, parts }: Word): string {
  const [first, ...others] = parts ?? [];
  if (!first) return text;
  // `~"$X"` is no home directory.
  return first.type === 'Literal' && (others.length === 0 || first.text.includes('/')) ? first.text : '';
}

function setsHome(source: Source): boolean {
  return statementsOf(source.ast).some(({ node }) => assignedBy(node).includes('HOME'));
}
