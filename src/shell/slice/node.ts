import type { AndOr, CommandNode, PipelineNode } from '../nodes.ts';
import { printAndOr } from './and-or.ts';
import { printCase } from './case.ts';
import { printIf } from './if.ts';
import { indent, VERBATIM } from './lines.ts';
import { printLoop } from './loop.ts';
import { printPipeline } from './pipeline.ts';
import { type Place, type Printer, printList, text } from './printer.ts';
import { printRedirected } from './redirected.ts';
import { printSimple } from './simple.ts';

/** A node as lines of shell: none where nothing of it is kept. */
export function nodeLines(printer: Printer, node: AndOr | PipelineNode | CommandNode, place: Place): string[] {
  switch (node.type) {
    case 'Command':
    case 'TestCommand':
    case 'ArithmeticCommand':
      return printSimple(printer, node, place);
    case 'AndOr':
      return printAndOr(printer, node, place);
    case 'Pipeline':
      return printPipeline(printer, node, place);
    case 'If':
      return printIf(printer, node, place);
    case 'Case':
      return printCase(printer, node, place);
    case 'BraceGroup':
      return printList(printer, node.body, place);
    case 'Subshell': {
      const body = printList(printer, node.body, { ...place, after: false });
      // What the main program takes the place of is the shell that systemd knows, not one below it.
      const last = node.body.commands.at(-1)?.command;
      if (last?.type === 'Command' && printer.view.replacement(last)?.startsWith('exec ')) return body;
      return body.length === 0
        ? []
        : body.length === 1 && !body[0]?.startsWith(VERBATIM)
          ? [`( ${body[0]} )`]
          : ['(', ...indent(body), ')'];
    }
    case 'Redirected':
      return printRedirected(printer, node, place);
    case 'For':
    case 'Select':
    case 'ArithmeticFor':
    case 'While':
      return printLoop(printer, node, place);
    case 'Function':
      return [];
    case 'Coproc':
      return [text(printer, node.pos, node.end)];
  }
}
