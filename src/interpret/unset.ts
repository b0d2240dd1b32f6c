import type { Part, Value } from '../model/word.ts';
import type { Context } from './context.ts';

/**
 * For tests: a variable that no file at hand mentions and the script never assigns is unset. In arguments it stays a
 * setting, since that costs nothing and follows a later change.
 */
export function withoutUnset(ctx: Context, value: Value): Value {
  if (!value.parts.some(part => part.kind === 'setting' || part.kind === 'choice')) return value;
  return {
    parts: value.parts.flatMap((part): readonly Part[] => {
      if (part.kind === 'choice') return [{ ...part, among: part.among.map(one => withoutUnset(ctx, one)) }];
      if (part.kind !== 'setting' || isMentioned(ctx, part.name)) return [part];
      return [];
    }),
  };
}

function isMentioned(ctx: Context, name: string): boolean {
  const use = ctx.trail.settings.get(name);
  if (use?.today !== undefined || use?.fallback || use?.mentioned) return true;
  return !ctx.host.complete && ![...ctx.trail.files.values()].some(file => file.atHand);
}
