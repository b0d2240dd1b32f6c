import { type Field, textOf } from '../model/word.ts';
import { type Context, remark } from './context.ts';

const FILE = '/etc/security/limits.conf';

/** A change of user through PAM applies limits.conf(5), which systemd does not: what the host's file sets is said. */
export function remarkLimits(ctx: Context, user: Field): void {
  const name = textOf(user);
  const sets = limitsOf(ctx.host.settings(FILE) ?? '', name);
  remark(ctx, 'SV407', ctx.here, { user: name ?? 'the user', ...(sets !== '' && { sets }) });
}

/** `nofile 65536, nproc 4096`: the lines for a user, for all, and for groups, whose members nobody here knows. */
function limitsOf(text: string, user: string | undefined): string {
  const found = new Map<string, string>();
  for (const [, domain = '', item = '', value = ''] of text.matchAll(
    /^[ \t]*([^\s#]\S*)[ \t]+(?:soft|hard|-)[ \t]+([a-z]+)[ \t]+(-?\w+)/gm,
  ))
    if (domain === '*' || domain === user || domain.startsWith('@')) found.set(item, value);
  return [...found].map(([item, value]) => `${item} ${value}`).join(', ');
}
