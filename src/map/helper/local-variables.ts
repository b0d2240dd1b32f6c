import { type Function as FunctionNode, forEachChild, literalName, type SyntaxNode } from '../../shell/nodes.ts';
import type { Source } from '../../shell/parse.ts';
import { statementsOf } from '../../shell/statements.ts';
import { assignedBy } from '../../shell/variables.ts';

/** What `rc` means at a place: the script's variable, or the one that a function declares local (`start:rc`). */
export interface Scopes {
  /** The variables that a statement means by a name: `local x=$x` means two. */
  readonly meant: (pos: number, name: string) => readonly string[];
  /** Does giving `name` a value at `pos` reach one of the variables that are read? */
  readonly reaches: (pos: number, name: string, read: ReadonlySet<string>) => boolean;
}

interface Scope {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Variables by name, with the end of the statement that declares them. */
  readonly locals: ReadonlyMap<string, { readonly start: number; readonly end: number }>;
}

/**
 * The functions of a script with what they declare. A shell looks a variable up through the callers: a function that
 * is called gives its value to the caller's local one (bash(1), FUNCTIONS).
 */
export function scopesOf(source: Source): Scopes {
  const scopes: Scope[] = [];
  const collect = (node: SyntaxNode): void => {
    if (node.type === 'Function') scopes.push(scopeOf(node));
    if (node.type !== 'Word') forEachChild(node, collect);
  };
  collect(source.ast);
  const around = (pos: number): Scope | undefined => scopes.findLast(({ start, end }) => start <= pos && pos < end);
  const callees = calleesIn(source, new Set(scopes.map(({ name }) => name)));
  const meant = (pos: number, name: string): readonly string[] => {
    const scope = around(pos);
    const local = scope?.locals.get(name);
    if (!scope || !local || pos < local.start) return [name];
    return pos < local.end ? [name, `${scope.name}:${name}`] : [`${scope.name}:${name}`];
  };
  const reaches = (pos: number, name: string, read: ReadonlySet<string>): boolean => {
    // Read where its place is not known, or by what is called from here.
    if (read.has(name)) return true;
    const scope = around(pos);
    if (meant(pos, name).some(one => read.has(one))) return true;
    if (!scope || scope.locals.has(name)) return false;
    return scopes.some(caller => read.has(`${caller.name}:${name}`) && callees(caller.name).has(scope.name));
  };
  return { meant, reaches };
}

function scopeOf(node: FunctionNode): Scope {
  const locals = new Map<string, { readonly start: number; readonly end: number }>();
  // One in a branch may not be declared when it is read.
  const statements =
    node.body.type === 'BraceGroup' ? node.body.body.commands : 'commands' in node.body ? node.body.commands : [];
  for (const { command } of statements) {
    if (command.type !== 'Command' || !/^(?:local|declare|typeset)$/.test(literalName(command) ?? '')) continue;
    if (command.args.some(argument => /^-\w*[gxn]/.test(argument.text))) continue;
    for (const name of assignedBy(command))
      if (!locals.has(name)) locals.set(name, { start: command.pos, end: command.end });
  }
  return { name: node.name.value, start: node.pos, end: node.end, locals };
}

/** The functions that each one may call, through others too. A name that is computed may be any. */
function calleesIn(source: Source, all: ReadonlySet<string>): (name: string) => ReadonlySet<string> {
  const direct = new Map<string, Set<string>>();
  for (const { node, inFunctions } of statementsOf(source.ast)) {
    const caller = inFunctions.at(-1);
    if (caller === undefined) continue;
    const called = direct.get(caller) ?? new Set();
    direct.set(caller, called);
    const text = source.text.slice(node.pos, node.end);
    const computed = node.type === 'Command' && node.name !== undefined && literalName(node) === undefined;
    for (const name of all) if (computed || text.includes(name)) called.add(name);
  }
  const known = new Map<string, ReadonlySet<string>>();
  return name => {
    const before = known.get(name);
    if (before) return before;
    const reached = new Set<string>();
    const follow = (one: string): void => {
      for (const next of direct.get(one) ?? []) {
        if (reached.has(next)) continue;
        reached.add(next);
        follow(next);
      }
    };
    follow(name);
    known.set(name, reached);
    return reached;
  };
}
