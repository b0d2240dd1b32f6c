import type { Span } from '../base/span.ts';
import type { Condition } from '../model/behaviour.ts';
import { EMPTY, literal, textOf, type Value } from '../model/word.ts';
import { askedBy, tellsProgram } from './asked.ts';
import { type Context, PROBE } from './context.ts';
import { quote } from './expand.ts';
import { isOwnProgram } from './foreign.ts';
import { globMatches } from './glob.ts';
import { isRunning, whetherRuns } from './running.ts';
import { alternatives } from './state.ts';
import { assumed, known, opaque, open, type Truth } from './truth.ts';
import { withoutUnset } from './unset.ts';

/** Does a value match one of the patterns of a `case` item? Patterns are texts with escapes; undefined is open. */
export function matchCase(ctx: Context, given: Value, patterns: readonly (string | undefined)[], span: Span): Truth {
  const value = withoutUnset(ctx, given);
  // Behind a `shift` that may have been, it is one of two.
  if (alternatives(value).some(one => textOf(one) === PROBE))
    for (const pattern of patterns) if (pattern && /^[\w.+-]+$/.test(pattern)) ctx.trail.probed.add(pattern);
  if (patterns.some(pattern => pattern !== undefined && /^\*+$/.test(pattern))) return known(true);
  if (patterns.some(pattern => pattern === undefined)) return opaque('computed pattern', span);
  const texts = alternatives(value).map(textOf);
  const hits = texts.map(text =>
    text === undefined ? undefined : patterns.some(pattern => globMatches(pattern ?? '', text)),
  );
  if (hits.every(hit => hit === true)) return known(true);
  if (hits.every(hit => hit === false)) return known(false);
  const [part] = value.parts;
  if (part?.kind === 'status' && value.parts.length === 1) return statusCase(part, patterns, span);
  if (part?.kind === 'pid' && value.parts.length === 1) return pidCase(ctx, value, patterns, span);
  if (tellsProgram(value) && patterns.every(pattern => isOwnProgram(ctx, (pattern ?? '').replace(/^\*|\*$/g, ''))))
    return whetherRuns(ctx, span, true, 'already-running check', askedBy(value));
  if (!value.parts.every(one => one.kind === 'setting' || one.kind === 'literal'))
    return opaque('case of a computed value', span);
  if (patterns.some(pattern => /[*?[]/.test((pattern ?? '').replace(/\\./g, ''))))
    return opaque('case of a setting with a pattern', span);
  const tests = patterns.map((pattern): Condition => equals(value, (pattern ?? '').replace(/\\(.)/g, '$1'), span));
  const [single] = tests;
  return open(tests.length === 1 && single ? single : { kind: 'or', of: tests, span });
}

/** `case $pid in ''|*[!0-9]*) …`: a number where the service runs, and nothing where it does not. */
function pidCase(ctx: Context, value: Value, patterns: readonly (string | undefined)[], span: Span): Truth {
  const running = isRunning(ctx, askedBy(value));
  if (running === undefined) return opaque('whether the service runs', span);
  const text = running ? SOME_PID : '';
  return assumed(
    patterns.some(pattern => globMatches(pattern ?? '', text)),
    'already-running check',
  );
}

const SOME_PID = '4711';

function equals(value: Value, text: string, span: Span): Condition {
  return { kind: 'setting', argv: [quote(value), literal('='), text === '' ? EMPTY : literal(text)], span };
}

/** `case $? in 0) …`: zero is success; any other code is one of the failures. */
function statusCase(
  { of, fails }: { readonly of: number; readonly fails?: number },
  patterns: readonly (string | undefined)[],
  span: Span,
): Truth {
  const success: Condition = { kind: 'status', of, span };
  if (fails !== undefined && !patterns.includes(String(fails)) && !patterns.includes('0')) return known(false);
  if (patterns.includes('0')) return open(success);
  return open({ kind: 'not', of: success, span });
}
