import { forEachChild, literalName, type Statement, type SyntaxNode } from '../shell/nodes.ts';
import type { Context } from './context.ts';

/** Is this `[ -r FILE ]` in front of nothing but `. FILE`? Then the test only allows the file to be missing. */
export function isSourcingGuard(
  ctx: Context,
  test: SyntaxNode | undefined,
  body: readonly (SyntaxNode | Statement)[],
): boolean {
  if (!test || ctx.shadow) return false;
  const words: string[] = [];
  const testWords = (node: SyntaxNode): void => {
    if (node.type === 'Word') words.push(node.text.replace(/^["']|["']$/g, ''));
    else forEachChild(node, testWords);
  };
  testWords(test);
  const sourced: string[] = [];
  let others = 0;
  let adding = 0;
  const commands = (node: SyntaxNode): void => {
    if (node.type === 'Command') {
      const name = literalName(node);
      const [file] = node.args;
      if ((name === '.' || name === 'source') && file?.type === 'Word')
        sourced.push(file.text.replace(/^["']|["']$/g, ''));
      else if (node.name ? name !== 'export' && name !== 'set' : node.prefix.some(isFixed)) others++;
      else if (node.prefix.some(addsText)) adding++;
    } else forEachChild(node, commands);
  };
  body.forEach(commands);
  // A file at hand is there; of another one nobody knows whether it adds `-c`.
  const isThere = (file: string): boolean => ctx.host.settings(file) !== undefined;
  return (
    others === 0 &&
    sourced.length > 0 &&
    sourced.every(file => words.includes(file)) &&
    (adding === 0 || sourced.every(isThere))
  );
}

/** `OPTS="-c $CONF"`: without the file there is no `-c` either. */
function addsText(part: SyntaxNode): boolean {
  return (
    part.type === 'Assignment' &&
    part.value?.type === 'Word' &&
    part.value.text.replace(/\$\{?\w+\}?/g, '').replace(/["'\s]/g, '') !== ''
  );
}

/** `SUSE=1` behind the file: a variable that tells later whether it was there. */
function isFixed(part: SyntaxNode): boolean {
  return part.type === 'Assignment' && part.value?.type === 'Word' && /^["']?[\w.-]+["']?$/.test(part.value.text);
}
