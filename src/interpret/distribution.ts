import type { Span } from '../base/span.ts';
import type { Context } from './context.ts';
import { librariesIn } from './init-library.ts';
import { answerAs, cameFromDebian, pathsIn } from './system.ts';
import type { Truth } from './truth.ts';

type Family = 'rhel' | 'debian' | 'suse' | 'other';

/** Files by which scripts tell distributions; of those of the last row no units are made. */
const RELEASES: readonly (readonly [file: RegExp, family: Family])[] = [
  [/^\/etc\/redhat-release$/, 'rhel'],
  [/^\/etc\/debian_version$/, 'debian'],
  [/^\/etc\/(?:SuSE|UnitedLinux)-release$/, 'suse'],
  [
    /^\/etc\/(?:gentoo|arch|alpine|slackware|mandrake|mandriva|fedora|pld|altlinux|lfs|clfs)[-_](?:release|version)$/,
    'other',
  ],
];

const SYSTEMS = { rhel: 'RHEL', debian: 'Debian', suse: 'SUSE', other: 'another' } as const;

/**
 * `if [ -f /etc/redhat-release ]; then … elif [ -f /etc/debian_version ]`: which of them is it? A script that knows the
 * distribution that it is converted for takes its way, and the report says so. Undefined: it asks for others alone, or
 * for no file of a release.
 */
export function distributionTest(ctx: Context, path: string, span: Span): Truth | undefined {
  const family = familyOf(path);
  const home = ctx.host.family === 'ubuntu' ? 'debian' : ctx.host.family;
  // What runs on another system is looked at with all that it asks.
  if (family === undefined || home === undefined || home === 'upstream' || ctx.shadow) return undefined;
  // It knows the system that it asks nothing of, too, where it has the init library of that system. That of LSB is
  // Debian's where the script knows another system's beside it.
  const libraries = librariesIn(ctx.script);
  const isKnown =
    pathsIn(ctx.script).some(one => familyOf(one) === home) ||
    (home === 'debian' ? libraries.has('lsb') && libraries.size > 1 : ctx.state.libraries.has(home));
  if (!isKnown || (home !== 'debian' && cameFromDebian(ctx))) return undefined;
  return answerAs(ctx, SYSTEMS[home], family === home, path, span);
}

function familyOf(path: string): Family | undefined {
  return RELEASES.find(([file]) => file.test(path))?.[1];
}
