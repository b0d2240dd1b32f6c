import { type Note, note } from '../../base/finding.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { SimpleNode } from '../../shell/nodes.ts';
import { parseSource, type Source } from '../../shell/parse.ts';
import { statementsOf } from '../../shell/statements.ts';
import { type Draft, type Item, set } from '../draft.ts';
import { systemdDefaults } from '../supervision.ts';

/** A script of the old boot that is no init script: its statements as items, and what the parser has against it. */
export interface BootScript {
  readonly source: Source;
  readonly statements: readonly { readonly node: SimpleNode; readonly item: Item }[];
  readonly problem?: Note;
}

export function readBootScript({ path, text }: TextFile): BootScript {
  const source = parseSource(path, text);
  const statements = statementsOf(source.ast).map(({ node }) => ({
    node,
    item: { span: source.lines.span(node.pos, node.end), text: source.text.slice(node.pos, node.end) },
  }));
  const [error] = source.errors;
  const problem = error && note('SV140', source.lines.span(error.offset, error.offset + 1), { reason: error.message });
  return { source, statements, ...(problem && { problem }) };
}

/** A unit that runs a helper before sysinit.target, where rc.sysinit ran. */
export function setEarlyUnit(
  draft: Draft,
  name: string,
  {
    description,
    after,
    helper,
    items = [],
  }: {
    readonly description: string;
    readonly after: string;
    readonly helper: string;
    readonly items?: readonly Item[];
  },
): void {
  set(draft, name, 'Unit', 'Description', description);
  set(draft, name, 'Unit', 'DefaultDependencies', 'no');
  set(draft, name, 'Unit', 'Conflicts', 'shutdown.target');
  set(draft, name, 'Unit', 'Before', 'sysinit.target shutdown.target');
  set(draft, name, 'Unit', 'After', after);
  set(draft, name, 'Service', 'Type', 'oneshot');
  set(draft, name, 'Service', 'RemainAfterExit', 'yes');
  // Nobody asked for its status.
  set(draft, name, 'Service', 'ExecStart', `-${helper}`, items);
  systemdDefaults(draft, name);
  set(draft, name, 'Install', 'WantedBy', 'sysinit.target');
}
