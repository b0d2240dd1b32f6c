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
  /** Places where the script may end that are no gates: it acts before it ends there, or another test decides too. */
  readonly ends: readonly Gate[];
}

interface Draft {
  readonly items: Item[];
  readonly gates: Gate[];
  readonly ends: Gate[];
}

interface Where {
  readonly guards: Item['guards'];
  readonly shellOnly?: string;
}

/** Lay the steps of an action out in a line. Noise and what is empty without it disappears. */
export function timelineOf(steps: readonly Step[]): Timeline {
  const draft: Draft = { items: [], gates: [], ends: [] };
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
        const known = new Set([...draft.gates, ...draft.ends]);
        lay(draft, step.body, where);
        for (const gate of [...draft.gates, ...draft.ends])
          if (returns.has(gate) && !known.has(gate)) gate.to ??= draft.items.length;
        break;
      }
      case 'loop':
        layLoop(draft, step, where);
        break;
      case 'pipe':
        // It has a shell of its own, and an exit ends only that.
        lay({ ...draft, ends: [] }, step.body, { ...where, shellOnly: 'pipe' });
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
  const inner: Draft = { ...draft, items: [...draft.items] };
  lay(inner, step.body, { ...where, shellOnly: 'loop' });
  const items = inner.items.slice(draft.items.length);
  const sleeps = items.filter(item => item.effect.kind === 'exec' && item.effect.operation?.kind === 'sleep');
  const [only, ...others] = items.filter(item => !sleeps.includes(item));
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
  } else draft.items.push(...items);
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
  const gateAt = (side: (typeof sides)[number], end: End): Gate => {
    const gate: Gate = {
      require: side.against,
      goesOn: side === sides[0] ? 'skip' : 'run',
      span,
      from: draft.items.length,
      ...(end.code !== undefined && { code: end.code }),
      ...key,
    };
    if (end.kind === 'return') returns.add(gate);
    return gate;
  };
  for (const side of sides) {
    const end = endOf(side.steps);
    const other = side === sides[0] ? sides[1] : sides[0];
    if (!end || hasItems(side.steps)) continue;
    if (side.against.kind === 'status') {
      mark(draft, side.against.of);
      if (end.code !== 0) {
        lay(draft, other.steps, where);
        return;
      }
    }
    if (where.shellOnly === undefined && where.guards.length === 0) {
      draft.gates.push(gateAt(side, end));
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
  for (const side of sides) {
    const end = endOf(side.steps);
    if (end) draft.ends.push(gateAt(side, end));
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

type End = Step & { readonly kind: 'exit' | 'return' };

/** How a side ends, when its last step leaves for certain. */
function endOf(steps: readonly Step[]): End | undefined {
  const last = steps.at(-1);
  if (last?.kind === 'exit' || last?.kind === 'return') return last;
  if (last?.kind === 'call') {
    const inner = endOf(last.body);
    return inner?.kind === 'exit' ? inner : undefined;
  }
  return undefined;
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

export function negate(condition: Condition): Condition {
  return condition.kind === 'not' ? condition.of : { kind: 'not', of: condition, span: condition.span };
}
