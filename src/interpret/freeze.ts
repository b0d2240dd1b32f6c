import { textOf, type Value } from '../model/word.ts';
import type { Context, HostView, SettingUse } from './context.ts';

/** The text of a value with its settings as they are today: enough to recognise what a path is for. */
export function likelyText(
  ctx: Pick<Context, 'trail'>,
  value: Value,
  within: ReadonlySet<string> = new Set(),
): string | undefined {
  let text = '';
  for (const part of value.parts) {
    if (part.kind === 'literal') text += part.text;
    else if (part.kind === 'setting') {
      const use = ctx.trail.settings.get(part.name);
      if (within.has(part.name)) return undefined;
      const inner = new Set([...within, part.name]);
      const today = use?.today ?? (use?.fallback && likelyText(ctx, use.fallback, inner));
      if (today === undefined) return undefined;
      text += today;
    } else if (part.kind === 'choice') {
      // Not a choice in a choice: they grow by a test at a time, and there are more paths than values.
      if (part.among.some(({ parts }) => parts.some(({ kind }) => kind === 'choice'))) return undefined;
      const among = part.among.filter(value => !isUnset(ctx, value)).map(value => likelyText(ctx, value, within));
      if (among[0] === undefined || among.some(other => other !== among[0])) return undefined;
      text += among[0];
    } else return undefined;
  }
  return text;
}

/** A setting that no file at hand assigns, and no script: where there was another value, that stays. */
function isUnset({ trail }: Pick<Context, 'trail'>, { parts: [only, ...others] }: Value): boolean {
  if (only?.kind !== 'setting' || others.length > 0) return false;
  const use = trail.settings.get(only.name);
  return use?.today === undefined && use?.fallback === undefined;
}

/** A settings file at hand gives it a value that only a run knows: `ACME_USER=$(cat /etc/acme.user)`. */
export function isComputed(host: HostView, { files, name, today }: SettingUse): boolean {
  const assignment = new RegExp(`^[^#\\n]*\\b${name}=`, 'm');
  return today === undefined && files.some(path => assignment.test(host.settings(path) ?? ''));
}

/**
 * The value stands where a unit has no variable: a path, a user, an option of the starter. A setting there that the
 * file at hand does not assign is a constant of the script; the action is interpreted again with it.
 */
export function freeze(ctx: Context, value: Value | undefined, role: string): void {
  for (const part of value?.parts ?? []) {
    if (part.kind !== 'setting' || ctx.trail.frozen.has(part.name)) continue;
    const use = ctx.trail.settings.get(part.name);
    if (
      use &&
      use.today === undefined &&
      !isComputed(ctx.host, use) &&
      use.fallback &&
      textOf(use.fallback) !== undefined
    )
      ctx.trail.frozen.set(part.name, role);
  }
}
