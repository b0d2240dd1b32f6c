import { interpretText } from '../../interpret/action.ts';
import { librariesIn, libraryAt } from '../../interpret/init-library.ts';
import type { Library } from '../../interpret/state.ts';
import { unknown } from '../../model/word.ts';
import { literalName } from '../../shell/nodes.ts';
import { parseSource } from '../../shell/parse.ts';
import type { StatementNode } from '../../shell/statements.ts';
import type { MapInput } from '../draft.ts';

/** Where each init library is: a statement that is read by itself has those that the script names. */
const PATHS: Readonly<Partial<Record<Library, string>>> = {
  rhel: '/etc/rc.d/init.d/functions',
  lsb: '/lib/lsb/init-functions',
  suse: '/etc/rc.status',
};

/** Would it leave anything behind? It is read by itself, and its variables may be anything. */
export function doesSomething(input: MapInput, { node }: StatementNode, functions: ReadonlySet<string>): boolean {
  if (node.type !== 'Command') return false;
  const name = literalName(node);
  if (name === undefined && node.name) return true;
  // The library of Debian that is the script's interpreter is sourced by the script itself where there is no such shell.
  if (name === '.' && node.args.some(word => word.type === 'Word' && libraryAt(word.value) !== undefined)) return false;
  // The statements of a function of the script's own speak for themselves.
  if (name !== undefined && functions.has(name)) return false;
  const { path } = input.source;
  const text = input.source.text.slice(node.pos, node.end);
  // Translated: `eval echo \`gettext '…'\``.
  if (/^eval\s+(?:echo|printf)\b[^>|;&]*$/.test(text)) return false;
  const libraries = [...librariesIn(input.source)].flatMap(one => PATHS[one] ?? []).map(file => `. ${file}\n`);
  const names = [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, variable = '']) => variable);
  const variables = new Map(names.map(variable => [variable, unknown('nothing sets it here')]));
  const source = parseSource(path, `${libraries.join('')}${text}\n`);
  const { trail } = interpretText(source, { action: 'start', args: [], variables, known: new Map() }, input.host);
  return [...trail.effects.values()].some(
    effect =>
      effect.kind !== 'noise' &&
      !(effect.kind === 'exec' && (effect.query || effect.captured || effect.operation?.kind === 'sleep')),
  );
}
