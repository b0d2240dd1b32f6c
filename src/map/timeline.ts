import type { Span } from '../base/span.ts';
import type { Condition, Step } from '../model/behaviour.ts';
import type { ExecEffect, ResidueEffect, SignalEffect } from '../model/effect.ts';
import { sameValue, textOf, type Value } from '../model/word.ts';

/** Something that must hold for what follows; where it does not, the script ends. */
export interface Gate {
  readonly require: Condition;
  /** The exit status where it does not hold; undefined: only the run knows. */
  readonly code?: number;
  readonly span: Span;
  /** The decision of the interpreter that this is, for the slicer. */
  readonly key?: string;
  /** Where the test is passed: does the guarded part run, or is it what ends the script? */
  readonly goesOn: 'run' | 'skip';
  /** Index of the first item that it guards. */
  readonly from: number;
  /** `return` ends a function only: items from this index on are free again. */
  to?: number;
}

/** One effect in the order of the run. */
export interface Item {
  readonly effect: ExecEffect | SignalEffect | ResidueEffect;
  /** Conditions that guard this effect alone. */
  readonly guards: readonly { readonly condition: Condition; readonly span: Span; readonly key?: string }[];
  /** Inside a pipe or an open loop: only a shell can run it there. */
  readonly shellOnly?: string;
  /** The script starts it again whenever it ends, after so many seconds. */
  readonly respawn?: string;
  /** Its failure ends the action, or decides whether others run. */
  checked: boolean;
}

/** An action as a line of effects behind gates: what a unit can say. */
export interface Timeline {
  readonly items: readonly Item[];
  readonly gates: readonly Gate[];
}

interface Draft {
  readonly items: Item[];
  readonly gates: Gate[];
}

interface Where {
  readonly guards: Item['guards'];
  readonly shellOnly?: string;
}

/** Lay the steps of an action out in a line. Noise and what is empty without it disappears. */
export function timelineOf(steps: readonly Step[]): Timeline {
  const draft: Draft = { items: [], gates: [] };
  lay(draft, steps, { guards: [] });
  return draft;
}

function lay(draft: Draft, steps: readonly Step[], where: Where): void {
  for (const step of steps) {
    switch (step.kind) {
      case 'effect':
        if (step.effect.kind !== 'noise')
          draft.items.push({
            effect: step.effect,
            guards: where.guards,
            checked: step.effect.kind === 'exec' && step.effect.checked === true,
            ...(where.shellOnly && { shellOnly: where.shellOnly }),
          });
        break;
      case 'call': {
        const open = draft.gates.length;
        lay(draft, step.body, where);
        for (const gate of draft.gates.slice(open)) if (returns.has(gate)) gate.to ??= draft.items.length;
        break;
      }
      case 'loop':
        layLoop(draft, step, where);
        break;
      case 'pipe':
        lay(draft, step.body, { ...where, shellOnly: 'pipe' });
        break;
      case 'branch':
        layBranch(draft, step, where);
        break;
      case 'exit':
      case 'return':
        break;
    }
  }
}

/** A loop is the shell's, but for one that only starts a program again: that is Restart=always. */
function layLoop(draft: Draft, step: Step & { readonly kind: 'loop' }, where: Where): void {
  if (step.waiting) return;
  const inner: Draft = { items: [], gates: [] };
  lay(inner, step.body, { ...where, shellOnly: 'loop' });
  const sleeps = inner.items.filter(item => item.effect.kind === 'exec' && item.effect.operation?.kind === 'sleep');
  const [only, ...others] = inner.items.filter(item => !sleeps.includes(item));
  const [pause] = sleeps;
  const seconds =
    pause?.effect.kind === 'exec' && pause.effect.operation?.kind === 'sleep'
      ? textOf(pause.effect.operation.seconds)
      : '0';
  if (
    step.forever &&
    !leaves(step.body) &&
    only?.effect.kind === 'exec' &&
    others.length === 0 &&
    sleeps.length < 2 &&
    seconds !== undefined &&
    /^\d+$/.test(seconds)
  ) {
    const { shellOnly: _, ...item } = only;
    draft.items.push({ ...item, guards: where.guards, effect: { ...only.effect, background: true }, respawn: seconds });
  } else {
    draft.items.push(...inner.items);
    draft.gates.push(...inner.gates);
  }
}

/** Something in the loop may end it. */
function leaves(steps: readonly Step[]): boolean {
  return steps.some(step => {
    switch (step.kind) {
      case 'exit':
      case 'return':
        return true;
      case 'branch':
        return (
          leaves(step.then) ||
          leaves(step.otherwise) ||
          (step.key !== undefined && hasItems([...step.then, ...step.otherwise]))
        );
      case 'call':
      case 'loop':
      case 'pipe':
        return leaves(step.body);
      case 'effect':
        return false;
    }
  });
}

const returns = new WeakSet<Gate>();

function layBranch(draft: Draft, step: Step & { readonly kind: 'branch' }, where: Where): void {
  const { condition, then, otherwise, span } = step;
  const key = step.key === undefined ? {} : { key: step.key };
  const sides = [
    { steps: then, condition, against: negate(condition) },
    { steps: otherwise, condition: negate(condition), against: condition },
  ] as const;
  for (const side of sides) {
    const other = side === sides[0] ? sides[1] : sides[0];
    if (hasItems(side.steps)) continue;
    const nested = endOf(side.steps) ? undefined : nestedEnd(side.steps);
    const end = endOf(side.steps) ?? nested;
    if (!end) continue;
    if (!nested && side.against.kind === 'status') {
      mark(draft, side.against.of);
      if (end.code !== 0) {
        lay(draft, other.steps, where);
        return;
      }
    }
    if (where.shellOnly === undefined && where.guards.length === 0) {
      const gate: Gate = {
        require: nested ? notBoth(side.condition, nested.condition) : side.against,
        goesOn: side === sides[0] ? 'skip' : 'run',
        span,
        from: draft.items.length,
        ...(end.code !== undefined && { code: end.code }),
        ...key,
      };
      if (end.kind === 'return') returns.add(gate);
      draft.gates.push(gate);
      lay(draft, other.steps, where);
      return;
    }
  }
  for (const side of sides) {
    if (
      side.condition.kind === 'status' &&
      !draft.items.some(
        item =>
          item.effect.id === (side.condition.kind === 'status' ? side.condition.of : -1) && item.effect.kind === 'exec',
      )
    ) {
      lay(draft, side.steps, where);
      continue;
    }
    if (side.condition.kind === 'not' && side.condition.of.kind === 'status' && !hasItems(side.steps)) continue;
    lay(draft, side.steps, {
      ...where,
      guards: isIdempotent(side.condition, side.steps)
        ? where.guards
        : [...where.guards, { condition: side.condition, span, ...key }],
    });
  }
}

/** `[ -d X ] || mkdir X`: making it is enough. */
function isIdempotent(condition: Condition, steps: readonly Step[]): boolean {
  if (condition.kind !== 'not' || condition.of.kind !== 'file') return false;
  const { path } = condition.of;
  const first = steps.find(step => step.kind === 'effect' && step.effect.kind === 'exec');
  if (first?.kind !== 'effect' || first.effect.kind !== 'exec') return false;
  const { operation } = first.effect;
  return (
    operation?.kind === 'mkdir' &&
    operation.paths.some((one: Value) => sameValue(one, path)) &&
    steps.every(
      step =>
        step.kind === 'effect' &&
        (step.effect.kind === 'noise' || (step.effect.kind === 'exec' && step.effect.operation !== undefined)),
    )
  );
}

function mark(draft: Draft, id: number): void {
  for (const item of draft.items) if (item.effect.id === id) item.checked = true;
}

/** How a side ends, when its last step leaves for certain. */
function endOf(steps: readonly Step[]): (Step & { readonly kind: 'exit' | 'return' }) | undefined {
  const last = steps.at(-1);
  if (last?.kind === 'exit' || last?.kind === 'return') return last;
  if (last?.kind === 'call') {
    const inner = endOf(last.body);
    return inner?.kind === 'exit' ? inner : undefined;
  }
  return undefined;
}

/** How steps may end an action, and under which condition. */
interface NestedEnd {
  readonly kind: 'exit' | 'return';
  /** Undefined where several ends differ. */
  readonly code?: number;
  readonly condition: Condition;
}

/** `[ A ] || [ B ] || exit`: a side that does nothing but ask again may end by the answer. */
function nestedEnd(steps: readonly Step[]): NestedEnd | undefined {
  const found = steps.flatMap((step): readonly NestedEnd[] => {
    if (step.kind === 'call') {
      const inner = nestedEnd(step.body);
      return inner?.kind === 'exit' ? [inner] : [];
    }
    if (step.kind !== 'branch') return [];
    return [
      { side: step.then, condition: step.condition },
      { side: step.otherwise, condition: negate(step.condition) },
    ].flatMap(({ side, condition }): readonly NestedEnd[] => {
      const end = endOf(side);
      if (end) return [{ kind: end.kind, condition, ...(end.code !== undefined && { code: end.code }) }];
      const inner = nestedEnd(side);
      return inner ? [{ ...inner, condition: { kind: 'and', of: [condition, inner.condition], span: step.span } }] : [];
    });
  });
  const [first, ...others] = found;
  if (!first || others.length === 0) return first;
  return {
    kind: found.every(one => one.kind === 'return') ? 'return' : 'exit',
    ...(first.code !== undefined && others.every(one => one.code === first.code) && { code: first.code }),
    condition: { kind: 'or', of: found.map(one => one.condition), span: first.condition.span },
  };
}

/** That not both hold, without a `not` around what is said without one. */
function notBoth(one: Condition, two: Condition): Condition {
  const parts = [one, two].flatMap(part => (part.kind === 'and' ? part.of : [part]));
  return parts.every(part => part.kind === 'not')
    ? { kind: 'or', of: parts.map(part => part.of), span: one.span }
    : negate({ kind: 'and', of: parts, span: one.span });
}

export function hasItems(steps: readonly Step[]): boolean {
  return steps.some(step => {
    switch (step.kind) {
      case 'effect':
        return step.effect.kind !== 'noise';
      case 'branch':
        return hasItems(step.then) || hasItems(step.otherwise);
      case 'loop':
        return !step.waiting && hasItems(step.body);
      case 'call':
      case 'pipe':
        return hasItems(step.body);
      case 'exit':
      case 'return':
        return false;
    }
  });
}

/** Loops that only wait: a timeline leaves them out. */
export function waitsIn(steps: readonly Step[]): readonly Span[] {
  return steps.flatMap(step => {
    switch (step.kind) {
      case 'loop':
        return step.waiting ? [step.span] : waitsIn(step.body);
      case 'branch':
        return [...waitsIn(step.then), ...waitsIn(step.otherwise)];
      case 'call':
      case 'pipe':
        return waitsIn(step.body);
      case 'effect':
      case 'exit':
      case 'return':
        return [];
    }
  });
}

export function negate(condition: Condition): Condition {
  return condition.kind === 'not' ? condition.of : { kind: 'not', of: condition, span: condition.span };
}
