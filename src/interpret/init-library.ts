import type { Span } from '../base/span.ts';
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
 * on RHEL. One that knows several is read as on the kind of system that it is converted for, whose library is the one
 * that can be there, and the report says so unless the old host was one too. Undefined: nothing tells.
 */
export function libraryTest(ctx: Context, path: string, span: Span): Truth | undefined {
  const library = libraryAt(path);
  // What runs on another system is looked at with all that it asks.
  if (library === undefined || library === 'init-d-script' || ctx.shadow) return undefined;
  const known = librariesIn(ctx.script);
  const several = known.size > 1;
  const home = several ? ctx.host.library?.name : known.has('rhel') ? 'rhel' : undefined;
  if (home === undefined || !known.has(home) || (library === 'lsb' && home !== 'lsb')) return undefined;
  if (several && home !== 'lsb' && cameFromDebian(ctx)) return undefined;
  // One that knows no other is on that one for certain.
  if (!several) return assumed(library === home, 'another system');
  return answerAs(ctx, SYSTEMS.get(home) ?? home, library === home, path, span);
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
