import { type Part, textOf, type Value } from '../model/word.ts';
import { type Context, remark } from './context.ts';
import { withNetwork } from './network-switch.ts';

/**
 * For tests: a variable that no file at hand mentions and the script never assigns is unset. In arguments it stays a
 * setting, since that costs nothing and follows a later change.
 */
export function withoutUnset(ctx: Context, value: Value): Value {
  return drop(ctx, withNetwork(ctx, value), name => told(ctx, name));
}

/** The same for variables that a framework of the distribution reads: nobody misses them in a script. */
export function withoutUnsetQuietly(ctx: Context, value: Value): Value {
  return drop(ctx, value, () => {});
}

function drop(ctx: Context, value: Value, tell: (name: string) => void): Value {
  if (!value.parts.some(part => part.kind === 'setting' || part.kind === 'choice')) return value;
  return {
    parts: value.parts.flatMap((part): readonly Part[] => {
      if (part.kind === 'choice') return [{ ...part, among: part.among.map(one => drop(ctx, one, tell)) }];
      if (part.kind !== 'setting' || isMentioned(ctx, part.name)) return [part];
      tell(part.name);
      return [];
    }),
  };
}

function isMentioned(ctx: Context, name: string): boolean {
  if (ctx.host.decisive?.has(name)) return true;
  const use = ctx.trail.settings.get(name);
  if (use?.today !== undefined || use?.mentioned) return true;
  const read = use?.files.some(path => ctx.host.settings(path) !== undefined);
  if (use?.fallback) return textOf(use.fallback) !== '' || !read;
  // Without a file that it cannot do without, nobody knows what the script does.
  const files = [...ctx.trail.files.values()];
  return ctx.host.complete ? files.some(file => file.required && !file.atHand) : !files.some(file => file.atHand);
}

/** Debian's /lib/init/vars.sh sets it from /etc/default/rcS, and it decides on nothing but messages (policy 9.3.2). */
const MESSAGES_ONLY = 'VERBOSE';

/** Once for each setting: the test that the run meets first. */
function told(ctx: Context, name: string): void {
  const known = ctx.trail.notes.some(note => note.code === 'SV416' && note.params.setting === name);
  if (!known && name !== MESSAGES_ONLY && ctx.trail.settings.has(name))
    remark(ctx, 'SV416', ctx.here, { setting: name });
}
