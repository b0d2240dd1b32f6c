import type { Span } from '../base/span.ts';
import { forEachChild, literalName, type SyntaxNode } from '../shell/nodes.ts';
import type { Source } from '../shell/parse.ts';
import type { Context } from './context.ts';
import type { Library } from './state.ts';
import { answerAs, cameFromDebian, pathsIn } from './system.ts';
import { assumed, type Truth } from './truth.ts';

/**
 * Libraries by their path; their functions are modelled, their text is never read. A vendor's own copy elsewhere
 * (`/opt/x/etc/init.d/functions`) may say anything.
 */
const LIBRARIES: readonly (readonly [pattern: RegExp, library: Library])[] = [
  [/^(?:(?:\/etc\/)?(?:rc\.d\/)?init\.d\/|\.\/)?functions$/, 'rhel'],
  [/^\/(?:usr\/)?lib\/lsb\/init-functions$|^\/etc\/(?:lsb|init\.d)\/init-functions$/, 'lsb'],
  [/^(?:\/etc\/(?:rc\.d\/)?)?rc\.status$/, 'suse'],
  [/^\/lib\/init\/init-d-script$/, 'init-d-script'],
  [/^\/lib\/init\/vars\.sh$/, 'lsb'],
];

/** The init library that a path names, if any. */
export function libraryAt(path: string): Library | undefined {
  return LIBRARIES.find(([pattern]) => pattern.test(path))?.[1];
}

/** Files of the old host that show which system it was. */
export const LIBRARY_FILES = ['/etc/rc.d/init.d/functions', '/etc/init.d/functions', '/etc/rc.status'] as const;

/**
 * `if [ -f /etc/rc.status ]; then … elif [ -f /etc/rc.d/init.d/functions ]`: a script for several systems asks on which
 * of them it is. Each has its own library and not that of the others (RHEL 5 to 8: initscripts; SUSE to SLES 11:
 * aaa_base; Debian: lsb-base); `/lib/lsb/init-functions` may be on the others too. A script that knows RHEL's alone was
 * on RHEL, and one that calls the functions of SUSE's outside of such a test on SUSE. One that knows several is read as on the kind of system that it is converted for, whose library is the one
 * that can be there, and the report says so unless the old host was one too. Undefined: nothing tells.
 */
export function libraryTest(ctx: Context, path: string, span: Span): Truth | undefined {
  const library = libraryAt(path);
  // What runs on another system is looked at with all that it asks.
  if (library === undefined || library === 'init-d-script' || ctx.shadow) return undefined;
  const known = librariesIn(ctx.script);
  const several = known.size > 1;
  if (library === 'suse' && !several && !ctx.host.library?.seen && !cameFromDebian(ctx))
    return suseTest(ctx, path, span);
  const home = several ? ctx.host.library?.name : known.has('rhel') ? 'rhel' : undefined;
  if (home === undefined || !known.has(home) || (library === 'lsb' && home !== 'lsb')) return undefined;
  if (several && home !== 'lsb' && cameFromDebian(ctx)) return undefined;
  // One that knows no other is on that one for certain.
  if (!several) return assumed(library === home, 'another system');
  return answerAs(ctx, SYSTEMS.get(home) ?? home, library === home, path, span);
}

/**
 * `test -e /etc/rc.status || exit 1`, and later `rc_reset`: nowhere else did it work. Where another file stands in for the
 * library, the script may have been at home without it.
 */
function suseTest(ctx: Context, path: string, span: Span): Truth | undefined {
  const use = suseUse(ctx.script);
  if (!use.called) return undefined;
  return use.replaced ? answerAs(ctx, 'SUSE', true, path, span) : assumed(true, 'another system');
}

interface SuseUse {
  /** It calls functions of rc.status where no `if` decides whether: `if [ $suse -ne 0 ]` may be the same question. */
  readonly called: boolean;
  /** Behind a test of rc.status it sources another file. */
  readonly replaced: boolean;
}

const uses = new WeakMap<Source, SuseUse>();

function suseUse(script: Source): SuseUse {
  const known = uses.get(script);
  if (known) return known;
  const found = { called: false, replaced: false };
  const textOf = ({ pos, end }: SyntaxNode): string => script.text.slice(pos, end);
  const visit = (node: SyntaxNode, asked: boolean, tested: boolean): void => {
    if (node.type === 'Command') {
      const name = literalName(node) ?? '';
      if (!asked && /^rc_(?:reset|status|exit|failed|check)$/.test(name)) found.called = true;
      if (tested && /^(?:\.|source)$/.test(name) && !/rc\.status["']?$/.test(textOf(node))) found.replaced = true;
    }
    const isTest = /rc\.status/.test(
      node.type === 'If' ? textOf(node.clause) : node.type === 'AndOr' ? textOf(node) : '',
    );
    const asks = node.type === 'If' || isTest;
    forEachChild(node, child => visit(child, asked || asks, tested || isTest));
  };
  visit(script.ast, false, false);
  uses.set(script, found);
  return found;
}

const SYSTEMS: ReadonlyMap<Library, string> = new Map([
  ['rhel', 'RHEL'],
  ['lsb', 'Debian'],
  ['suse', 'SUSE'],
]);

const named = new WeakMap<Source, ReadonlySet<Library>>();

/** Those that the script's own text names. */
export function librariesIn(script: Source): ReadonlySet<Library> {
  const known = named.get(script) ?? new Set(pathsIn(script).flatMap(path => libraryAt(path) ?? []));
  named.set(script, known);
  return known;
}

const sourcings = new WeakMap<Source, ReadonlyMap<Library, number>>();

/**
 * `rc_exit` above the line that sources rc.status: the shell knows no such command there, says so and goes on. A function
 * may be called later.
 */
export function isCalledTooEarly({ frames, foreign, here, script }: Context, library: Library): boolean {
  const known = sourcings.get(script) ?? firstSourcings(script);
  sourcings.set(script, known);
  const at = known.get(library);
  return frames.length === 0 && !foreign && at !== undefined && here.start < at;
}

/** Where each library is sourced first. */
function firstSourcings(script: Source): ReadonlyMap<Library, number> {
  const found = new Map<Library, number>();
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Command' && /^(?:\.|source)$/.test(literalName(node) ?? '')) {
      const [path] = node.args;
      const library = path?.type === 'Word' ? libraryAt(path.value) : undefined;
      if (library && !found.has(library)) found.set(library, node.pos);
    }
    forEachChild(node, visit);
  };
  visit(script.ast);
  return found;
}
