import type { Span } from '../base/span.ts';
import type { Condition } from '../model/behaviour.ts';
import { literal, type Part, setting, textOf, type Value } from '../model/word.ts';
import { type Context, remark } from './context.ts';

/** The variable of /etc/sysconfig/network by which a host without a network turned services off. */
const NAME = 'NETWORKING';

/**
 * A start that tests it for "no", which no host without the old network scripts says, follows it. For anything else it
 * is "yes", as on every host (facts: rhel-functions, /etc/sysconfig/network).
 */
export function networkSwitch(ctx: Context, file: string): Value {
  if (ctx.action !== 'start') return literal('yes');
  const today = /^[ \t]*NETWORKING=["']?(\w+)/m.exec(ctx.host.settings(file) ?? '')?.[1];
  const use = { name: NAME, files: [file], mentioned: true, fallback: literal('yes') };
  ctx.trail.settings.set(NAME, { ...use, ...(today !== undefined && { today }) });
  return setting(NAME);
}

/** `[ "$NETWORKING" = no ]`, by one spelling; undefined for any other comparison. */
export function networkTest(left: Value, operator: string, right: Value, span: Span): Condition | undefined {
  const [probe, other] = isSwitch(left) ? [left, right] : [right, left];
  if (!isSwitch(probe) || textOf(other) !== 'no' || !/^(?:==?|!=)$/.test(operator)) return undefined;
  const off: Condition = {
    kind: 'setting',
    argv: [{ parts: [{ kind: 'setting', name: NAME, quoted: true }] }, literal('='), literal('no')],
    span,
  };
  return operator === '!=' ? { kind: 'not', of: off, span } : off;
}

/** The value where only "yes" is looked for, which is told. */
export function withNetwork(ctx: Context, value: Value): Value {
  if (!value.parts.some(isNetworkSwitch)) return value;
  remark(ctx, 'SV437', ctx.here);
  return {
    parts: value.parts.flatMap(part => (isNetworkSwitch(part) ? literal('yes').parts : [part])),
  };
}

/** The condition asks whether the host has its network turned on, and nothing else. */
export function asksForNetwork(condition: Condition): boolean {
  if (condition.kind === 'not') return asksForNetwork(condition.of);
  const [left] = condition.kind === 'setting' ? condition.argv : [];
  return left !== undefined && isSwitch(left);
}

/** Part of a word: the switch. */
export function isNetworkSwitch(part: Part): boolean {
  return part.kind === 'setting' && part.name === NAME;
}

function isSwitch({ parts: [part, ...more] }: Value): boolean {
  return part !== undefined && isNetworkSwitch(part) && more.length === 0;
}
