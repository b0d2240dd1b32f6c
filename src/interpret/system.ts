import type { Span } from '../base/span.ts';
import type { Source } from '../shell/parse.ts';
import { type Context, remark } from './context.ts';
import { assumed, type Truth } from './truth.ts';

const named = new WeakMap<Source, readonly string[]>();

/** The paths that the script's own text names, comments aside. */
export function pathsIn(script: Source): readonly string[] {
  const known = named.get(script);
  if (known) return known;
  const code = script.text.replace(/^[ \t]*#.*$/gm, '');
  const found = [...new Set(code.match(/(?:\/[\w.+-]+)+/g) ?? [])];
  named.set(script, found);
  return found;
}

/** The answer to a test by which a script for several systems finds out where it is; the report says so once. */
export function answerAs(ctx: Context, system: string, answer: boolean, library: string, span: Span): Truth {
  const said = ctx.trail.notes.some(({ code }) => code === 'SV243');
  const { seen = false, released = false } = ctx.host.library ?? {};
  if (!said && !seen && !released) remark(ctx, 'SV243', span, { library, system });
  return assumed(answer, 'another system');
}

/**
 * The image of the old host has a file of the script's in /etc/default and none in /etc/sysconfig: it was Debian, and what
 * another kind of system would have run is no more than a guess.
 */
export function cameFromDebian({ host, script, trail }: Context): boolean {
  if (!host.complete) return false;
  const asked = script.text.match(/\/etc\/(?:default|sysconfig)\/[\w.+-]+/g) ?? [];
  const there = [...asked, ...trail.files.keys()].filter(path => host.settings(path) !== undefined);
  const has = (folder: string): boolean => there.some(path => path.startsWith(folder));
  return has('/etc/default/') && !has('/etc/sysconfig/');
}
