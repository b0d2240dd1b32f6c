import type { Span } from '../base/span.ts';
import type { Step } from '../model/behaviour.ts';
import type { ArithmeticFor, For, Select, SyntaxNode, While } from '../shell/nodes.ts';
import { forEachChild, literalName } from '../shell/nodes.ts';
import { assignedByArithmetic, countedBy } from '../shell/variables.ts';
import { branch } from './branch.ts';
import { type Context, collect, remark, spanOf } from './context.ts';
import { asking } from './errexit.ts';
import { separators } from './ifs.ts';
import { printsSomething } from './printed.ts';
import { fork } from './state.ts';
import { doneAtBoot, readsTmpfiles } from './tmpfiles.ts';
import { not, opaque, type Status, SUCCESS, truthOf } from './truth.ts';
import { forget } from './variables.ts';
import { runList } from './walk.ts';

/**
 * A loop whose rounds only the run knows: its body is interpreted once, with all that it assigns unknown. A loop
 * that does nothing but sleep and ask is a wait.
 */
export function runLoop(ctx: Context, node: While | Select | For | ArithmeticFor): void {
  const span = spanOf(ctx, node);
  if (node.type === 'While' && neverRuns(ctx, node)) return;
  const rules = node.type === 'While' ? readsTmpfiles(ctx, node) : undefined;
  if (rules !== undefined) remark(ctx, 'SV440', span, { file: rules });
  // A round that changes IFS mostly puts it back, and what splits by it would be unknown.
  const changed = [...assignedIn(node), ...(node.type === 'While' ? assignedForTest(ctx, node) : [])].filter(
    name => name !== 'IFS',
  );
  const ifs = separators(ctx.state);
  for (const name of changed) forget(ctx, name, `$${name} changes in a loop`);
  const { loops } = ctx;
  const { prints } = ctx.trail;
  ctx.loops = [...loops, undefined];
  const seen: { forever: boolean; last: Status } = { forever: false, last: SUCCESS };
  const body = collect(ctx, () => {
    let truth = opaque('loop', span);
    if (node.type === 'While') {
      asking(ctx, () => runList(ctx, node.clause));
      if (ctx.state.ended) return;
      truth = truthOf(ctx.state.status, span);
      if (node.kind === 'until') truth = not(truth);
      seen.forever = truth.kind === 'known' && truth.value && !breaks(node.body);
    }
    branch(
      ctx,
      truth.kind === 'known' && !truth.value ? truth : opaque('loop', span),
      () => {
        runList(ctx, node.body);
        // `break` and `continue` succeed.
        if (!ctx.state.ended) seen.last = ctx.state.status;
        if (ctx.state.ended === 'break' || ctx.state.ended === 'continue') ctx.state.ended = undefined;
      },
      () => undefined,
      span,
    );
  });
  ctx.loops = loops;
  if (ctx.trail.prints !== prints) printsSomething(ctx);
  for (const name of changed) forget(ctx, name, `$${name} changes in a loop`);
  if (separators(ctx.state) !== ifs) forget(ctx, 'IFS', '$IFS changes in a loop');
  ctx.state.status = isWait(body) || holds(seen.last, span) ? SUCCESS : { kind: 'unknown' };
  if (rules !== undefined) ctx.steps.push(...doneAtBoot(ctx, body));
  else if (body.length > 0)
    ctx.steps.push({ kind: 'loop', body, span, waiting: isWait(body), ...(seen.forever && { forever: true }) });
}

/** The last round's last command succeeded, as far as the text tells. */
function holds(status: Status, span: Span): boolean {
  const truth = truthOf(status, span);
  return truth.kind !== 'open' && truth.value;
}

/** A `break` stands in it, of this loop or of one inside. */
function breaks(node: SyntaxNode): boolean {
  let found = node.type === 'Command' && literalName(node) === 'break';
  forEachChild(node, child => {
    found ||= breaks(child);
  });
  return found;
}

/** The first round's test is known to fail. */
function neverRuns(ctx: Context, node: While): boolean {
  const before = ctx.state;
  ctx.state = fork(before);
  const steps = collect(ctx, () => asking(ctx, () => runList(ctx, node.clause)));
  const truth = truthOf(ctx.state.status, spanOf(ctx, node));
  const never = !ctx.state.ended && truth.kind === 'known' && truth.value === (node.kind === 'until');
  if (never) ctx.steps.push(...steps);
  else ctx.state = before;
  return never;
}

/** Nothing but sleeping and asking. */
export function isWait(steps: readonly Step[]): boolean {
  return steps.every(step => {
    switch (step.kind) {
      case 'effect':
        return (
          step.effect.kind === 'noise' ||
          (step.effect.kind === 'exec' && (step.effect.query === true || step.effect.operation?.kind === 'sleep'))
        );
      case 'branch':
        return isWait(step.then) && isWait(step.otherwise);
      case 'call':
      case 'loop':
      case 'pipe':
        return isWait(step.body);
      case 'exit':
      case 'return':
        return true;
    }
  });
}

/** Somewhere in it stands an `exit` with an error: of this shell, and not of one inside. */
export function mayLeave(steps: readonly Step[]): boolean {
  return steps.some(step => {
    switch (step.kind) {
      case 'exit':
        return step.code !== 0;
      case 'branch':
        return mayLeave(step.then) || mayLeave(step.otherwise);
      case 'call':
        return step.name !== '( )' && mayLeave(step.body);
      case 'loop':
        return mayLeave(step.body);
      case 'pipe':
      case 'effect':
      case 'return':
        return false;
    }
  });
}

/** Does it sleep at all? A list of tests that may exit is none to wait for. */
export function sleeps(steps: readonly Step[]): boolean {
  return steps.some(step => {
    switch (step.kind) {
      case 'effect':
        return step.effect.kind === 'exec' && step.effect.operation?.kind === 'sleep';
      case 'branch':
        return sleeps(step.then) || sleeps(step.otherwise);
      case 'call':
      case 'loop':
      case 'pipe':
        return sleeps(step.body);
      case 'exit':
      case 'return':
        return false;
    }
  });
}

/** Names of the variables that a part of the script may assign. */
function assignedIn(node: SyntaxNode): readonly string[] {
  const names = new Set<string>();
  // `while IFS=: read key value`: that of one command only.
  const passing = new Set<SyntaxNode>();
  const look = (inner: SyntaxNode): void => {
    if (inner.type === 'Command' && inner.name) for (const one of inner.prefix) passing.add(one);
    if (inner.type === 'Assignment' && !passing.has(inner)) names.add(inner.name);
    const counted = assignedByArithmetic(inner);
    if (counted !== undefined) names.add(counted);
    if (inner.type === 'For' || inner.type === 'Select') names.add(inner.name.value);
    if (inner.type === 'Command' && inner.name?.value === 'read')
      for (const word of inner.args) if (word.type === 'Word' && /^\w+$/.test(word.value)) names.add(word.value);
    if (inner.type === 'Command' && inner.name?.value === 'let')
      for (const word of inner.args)
        if (word.type === 'Word') for (const name of countedBy(word.value)) names.add(name);
    forEachChild(inner, look);
  };
  look(node);
  return [...names];
}

/** `until [ -z "$pid" ]; do findpid; done`: what its test asks for and a function assigns that its body calls. */
function assignedForTest(ctx: Context, node: While): readonly string[] {
  const asked = new Set(
    [...ctx.source.text.slice(node.clause.pos, node.clause.end).matchAll(/\$\{?(\w+)/g)].map(([, name]) => name),
  );
  return [...calledIn(ctx, node.body, new Set())]
    .flatMap(name => {
      const body = ctx.state.functions.get(name)?.body;
      const own = body ? localsIn(body) : new Set();
      return body ? assignedIn(body).filter(one => !own.has(one)) : [];
    })
    .filter(name => asked.has(name));
}

/** The functions that this calls, and those that they call. */
function calledIn(ctx: Context, node: SyntaxNode, seen: Set<string>): ReadonlySet<string> {
  const look = (inner: SyntaxNode): void => {
    const name = inner.type === 'Command' ? literalName(inner) : undefined;
    const body = name !== undefined && !seen.has(name) ? ctx.state.functions.get(name)?.body : undefined;
    if (name !== undefined && body) calledIn(ctx, body, seen.add(name));
    forEachChild(inner, look);
  };
  look(node);
  return seen;
}

/** `local a b=c` */
function localsIn(node: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (inner: SyntaxNode): void => {
    if (inner.type === 'Command' && /^(?:local|declare|typeset)$/.test(literalName(inner) ?? ''))
      for (const word of inner.args) names.add(word.type === 'Assignment' ? word.name : word.text);
    forEachChild(inner, look);
  };
  look(node);
  return names;
}
