import type { CommandNode, Pipeline } from '../nodes.ts';
import { group } from './lines.ts';
import { dryRun, isSimple, type Place, type Printer, printNode } from './printer.ts';
import { printWhole } from './whole.ts';

/** A pipeline: all of its commands, as soon as one of them is kept. */
export function printPipeline(printer: Printer, node: Pipeline, place: Place): string[] {
  const negation = node.prefixes.some(prefix => prefix.type === 'Negation') ? '! ' : '';
  const [only] = node.commands;
  if (node.commands.length === 1 && only) {
    const lines = printNode(printer, only, place);
    return lines.length === 0 ? [] : [negation + lines[0], ...lines.slice(1)];
  }
  const probe = dryRun(printer, new Map(printer.bodies));
  const kept = node.commands.some(command => printNode(probe, command, { ...place, force: false }).length > 0);
  if (!kept && !place.force) return [];
  const parts = node.commands.map(
    command => printStage(printer, command) ?? group(printNode(printer, command, { ...place, force: true, all: true })),
  );
  return parts.reduce((left, right, i) => {
    if (i === 0) return [negation + (right[0] ?? ''), ...right.slice(1)];
    const join = `${left.at(-1)} ${node.operators[i - 1] ?? '|'} ${right[0] ?? ''}`;
    return [...left.slice(0, -1), join, ...right.slice(1)];
  }, [] as string[]);
}

/** A loop, test or group in a pipe reads what comes through it: it stays as it is, where nothing in it has other text. */
function printStage(printer: Printer, node: CommandNode): string[] | undefined {
  return isSimple(node) || node.type === 'Redirected' ? undefined : printWhole(printer, node);
}
