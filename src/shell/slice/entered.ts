import type { AndOr, CommandNode, CompoundList, PipelineNode } from '../nodes.ts';
import { literalName } from '../nodes.ts';
import { type Printer, text } from './printer.ts';

/** A change of the directory. */
export function enters(node: AndOr | PipelineNode | CommandNode): boolean {
  return node.type === 'Command' && /^(?:cd|pushd)$/.test(literalName(node) ?? '');
}

/** `cd`, and what is tried instead where the folder is not there. */
const ENTERS = /^(?:! )?(?:cd|pushd)\s/;

/**
 * `cd X || { echo none; exit 1; }`: that the folder is there is taken for granted, and yet the slice must not go on
 * without it. In: the lines of the `cd`, and what the script does where it fails.
 */
export function orEnded(
  printer: Printer,
  lines: string[],
  failed: AndOr | PipelineNode | CommandNode | CompoundList | undefined,
): string[] {
  const last = lines.at(-1) ?? '';
  const end = ENTERS.test(last) && !last.includes('||') ? endOf(printer, failed) : undefined;
  return end === undefined ? lines : [...lines.slice(0, -1), `${last.replace(/^! /, '')} || ${end}`];
}

/** The `exit` or `return` that these commands end with, as the script has it where its status is a number. */
function endOf(
  printer: Printer,
  node: AndOr | PipelineNode | CommandNode | CompoundList | undefined,
): string | undefined {
  switch (node?.type) {
    case 'Command': {
      const name = literalName(node);
      if (name !== 'exit' && name !== 'return') return undefined;
      const own = text(printer, node.pos, node.end);
      return /^\w+(?: \d+)?$/.test(own) ? own : `${name} 1`;
    }
    case 'CompoundList':
      return endOf(printer, node.commands.at(-1)?.command);
    case 'BraceGroup':
      return endOf(printer, node.body);
    case 'AndOr':
      return endOf(printer, node.commands.at(-1));
    default:
      return undefined;
  }
}
