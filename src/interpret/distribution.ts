import type { Span } from '../base/span.ts';
import type { Source } from '../shell/parse.ts';
import { type Context, type HostView, remark } from './context.ts';
import { cameFromDebian } from './init-library.ts';
import { assumed, type Truth } from './truth.ts';

type Family = 'rhel' | 'debian' | 'suse' | 'other';

/** Files by which scripts tell distributions; of those of the last row no units are made. */
const RELEASES: readonly (readonly [file: RegExp, family: Family])[] = [
  [/^\/etc\/redhat-release$/, 'rhel'],
  [/^\/etc\/debian_version$/, 'debian'],
  [/^\/etc\/SuSE-release$/, 'suse'],
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
  if (!familiesIn(ctx.script).has(home) || (home !== 'debian' && cameFromDebian(ctx))) return undefined;
  const said = ctx.trail.notes.some(({ code }) => code === 'SV243');
  if (!said && !ctx.host.library?.seen) remark(ctx, 'SV243', span, { library: path, system: SYSTEMS[home] });
  return assumed(family === home, 'another system');
}

function familyOf(path: string): Family | undefined {
  return RELEASES.find(([file]) => file.test(path))?.[1];
}

const named = new WeakMap<Source, ReadonlySet<Family | HostView['family']>>();

/** The distributions whose files the script's own text names. */
function familiesIn(script: Source): ReadonlySet<Family | HostView['family']> {
  const known = named.get(script);
  if (known) return known;
  const code = script.text.replace(/^[ \t]*#.*$/gm, '');
  const found = new Set((code.match(/\/etc\/[\w.-]+/g) ?? []).flatMap(word => familyOf(word) ?? []));
  named.set(script, found);
  return found;
}
