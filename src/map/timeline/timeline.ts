import type { Span } from '../../base/span.ts';
import { type Condition, negate, type Step } from '../../model/behaviour.ts';
import type { ExecEffect, ResidueEffect, SignalEffect } from '../../model/effect.ts';
import { sameValue, textOf, type Value } from '../../model/word.ts';

/** Something that must hold for what follows; where it does not, the script ends. */
export interface Gate {
  readonly require: Condition;
  /** The exit status where it does not hold; undefined: only the run knows. */
  readonly code?: number;
  readonly span: Span;
  /** The decision of the interpreter that this is, for the slicer. */
  readonly key?: string;
  /** Offset of the statement that ends the script or the function where the test fails, and which of them. */
  readonly end?: number;
  readonly ends?: 'exit' | 'return';
  /** Where the test is passed: does the guarded part run, or is it what ends the script? */
  readonly goesOn: 'run' | 'skip';
  /** Index of the first item that it guards. */
  readonly from: number;
  /** `return` ends a function only: items from this index on are free again. */
  to?: number;
}

/** A condition that guards some effects; what follows them runs all the same. */
export interface Guard extends Pick<Gate, 'span' | 'key' | 'goesOn' | 'code' | 'end' | 'ends'> {
  readonly condition: Condition;
}

/** One effect in the order of the run. */
export interface Item {
  readonly effect: ExecEffect | SignalEffect | ResidueEffect;
  /** Conditions that guard this effect alone. Items on one side of a branch share the guard. */
  readonly guards: readonly Guard[];
  /** Inside a pipe or an open loop: only a shell can run it there. */
  readonly shellOnly?: string;
  /** The script starts it again whenever it ends, after so many seconds. */
  readonly respawn?: string;
  /** Its failure ends the action, or decides whether others run. */
  checked: boolean;
  /** Offset of the statement that ends the script or the function where it fails. */
  failsAt?: number;
  /** Offsets of statements that end the script with an error, here or before: what follows runs only where none did. */
  readonly ends?: readonly number[];
  /** The test of how it ended, where all that follows runs only where it succeeded. */
  readonly decides?: Guard;
}

/** An action as a line of effects behind gates: what a unit can say. */
export interface Timeline {
  readonly items: readonly Item[];
  readonly gates: readonly Gate[];
}

interface Draft {
  readonly items: Item[];
  readonly gates: Gate[];
  /** Items whose failure only ends their function, with nothing left of it; and the index behind the call. */
  readonly returned: Map<Item, number>;
}

interface Where {
  readonly guards: Item['guards'];
  readonly shellOnly?: string;
}

/** The script or the function ends early: what follows runs only where the guard holds. */
interface Escape {
  readonly kind: 'exit' | 'return';
  readonly guard: Guard;
  /** Nothing else is done where it ends: it only tests. */
  readonly bare: boolean;
}

/** Lay the steps of an action out in a line. Noise and what is empty without it disappears. */
export function timelineOf(steps: readonly Step[]): Timeline {
  const draft: Draft = { items: [], gates: [], returned: new Map() };
  lay(draft, steps, { guards: [] });
  for (const [item, behind] of draft.returned) if (behind < draft.items.length) unmark(item);
  return draft;
}

/** Gives the early ends that guard whatever comes after these steps. */
function lay(draft: Draft, steps: readonly Step[], where: Where): readonly Escape[] {
  const escapes: Escape[] = [];
  for (const step of steps) {
    const guards = [...where.guards, ...escapes.map(one => one.guard)];
    for (const end of layStep(draft, step, { ...where, guards }))
      if (end.bare && guards.length === 0 && where.shellOnly === undefined) addGate(draft, end);
      else escapes.push(end);
  }
  return escapes;
}

function addGate(draft: Draft, { kind, guard: { condition, ...rest } }: Escape): void {
  const gate: Gate = { ...rest, require: condition, from: draft.items.length };
  if (kind === 'return') returns.add(gate);
  draft.gates.push(gate);
}

function layStep(draft: Draft, step: Step, where: Where): readonly Escape[] {
  switch (step.kind) {
    case 'effect':
      if (step.effect.kind !== 'noise')
        draft.items.push({
          effect: step.effect,
          guards: where.guards,
          checked: step.effect.kind === 'exec' && step.effect.checked === true,
          ...(where.shellOnly && { shellOnly: where.shellOnly }),
        });
      return [];
    case 'call': {
      const known = new Set(draft.gates);
      const escapes = lay(draft, step.name === SUBSHELL ? step.body : withEnd(step.body), where);
      for (const [item, behind] of draft.returned) {
        if (behind !== Number.POSITIVE_INFINITY) continue;
        if (item === draft.items.at(-1)) draft.returned.set(item, draft.items.length);
        else draft.returned.delete(item);
      }
      // `exit` in a subshell leaves the subshell, as `return` leaves a function.
      const inner = step.name === SUBSHELL;
      for (const gate of draft.gates)
        if ((inner || returns.has(gate)) && !known.has(gate)) gate.to ??= draft.items.length;
      return inner ? [] : escapes.filter(one => one.kind === 'exit');
    }
    case 'loop':
      return layLoop(draft, step, where);
    case 'pipe':
      lay(draft, step.body, { ...where, shellOnly: 'pipe' });
      return [];
    case 'branch':
      return layBranch(draft, step, where);
    case 'exit':
    case 'return':
      return [];
  }
}

/**
 * `acmed -t; [ $? -eq 0 ] && return 0; echo bad; exit 6` at the end of a function: what ends the script is the other side
 * of the test that returns.
 */
function withEnd(body: readonly Step[]): readonly Step[] {
  const at = body.findLastIndex(step => step.kind === 'branch');
  const step = body[at];
  const rest = body.slice(at + 1);
  if (step?.kind !== 'branch' || endOf(rest)?.kind !== 'exit' || hasItems(rest)) return body;
  const returns = (side: readonly Step[]): boolean => side.at(-1)?.kind === 'return' && !hasItems(side);
  if (returns(step.then) === returns(step.otherwise)) return body;
  const ended = returns(step.then)
    ? { ...step, then: step.then.slice(0, -1), otherwise: [...step.otherwise, ...rest] }
    : { ...step, then: [...step.then, ...rest], otherwise: step.otherwise.slice(0, -1) };
  return [...body.slice(0, at), ended];
}

/** A loop is the shell's, but for one that only starts a program again: that is Restart=always. */
function layLoop(draft: Draft, step: Step & { readonly kind: 'loop' }, where: Where): readonly Escape[] {
  if (step.waiting) return awaitedEnd(step);
  const inner: Draft = { ...draft, items: [...draft.items] };
  const escapes = lay(inner, step.body, { ...where, shellOnly: 'loop' });
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
  return escapes;
}

/** `while …; do kill -0 $PID && return 0; sleep 1; done`: what follows runs where it has waited in vain. */
function awaitedEnd({ body, span }: Step & { readonly kind: 'loop' }): readonly Escape[] {
  const end = goodEndIn(body);
  if (end === undefined) return [];
  const condition = { kind: 'opaque', reason: 'what it waited for', span } as const;
  const guard = { condition, goesOn: 'skip', span, end: end.span.start, ends: end.kind } as const;
  return [{ kind: end.kind, guard, bare: false }];
}

/** Where a loop ends the script or its function, and not with an error. */
function goodEndIn(steps: readonly Step[]): End | undefined {
  for (const step of steps) {
    if ((step.kind === 'exit' || step.kind === 'return') && !step.code) return step;
    const inner =
      step.kind === 'branch'
        ? (goodEndIn(step.then) ?? goodEndIn(step.otherwise))
        : step.kind === 'loop'
          ? goodEndIn(step.body)
          : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
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

function layBranch(draft: Draft, step: Step & { readonly kind: 'branch' }, where: Where): readonly Escape[] {
  const { condition, then, otherwise, span } = step;
  const key = step.key === undefined ? {} : { key: step.key };
  const sides = [
    { steps: then, condition, against: negate(condition) },
    { steps: otherwise, condition: negate(condition), against: condition },
  ] as const;
  for (const side of sides) {
    const end = endOf(side.steps);
    const other = side === sides[0] ? sides[1] : sides[0];
    if (!end || hasItems(side.steps)) continue;
    if (side.against.kind === 'status') {
      mark(draft, side.against.of, end);
      if (end.code !== 0) return lay(draft, other.steps, where);
    }
    if (where.shellOnly === undefined && where.guards.length === 0) {
      addGate(draft, earlyEnd(step, side === sides[0], side.against, end, true));
      return lay(draft, other.steps, where);
    }
  }
  const escapes: Escape[] = [];
  for (const side of sides) {
    if (isStatusOfNoise(draft, side.condition)) {
      escapes.push(...lay(draft, side.steps, where));
      continue;
    }
    if (side.condition.kind === 'not' && side.condition.of.kind === 'status' && !hasItems(side.steps)) continue;
    const other = side === sides[0] ? sides[1] : sides[0];
    const code = endOf(other.steps)?.code ?? errorOn(step, other === sides[0] ? 'then' : 'otherwise');
    const goesOn = side === sides[0] ? 'run' : 'skip';
    const guard: Guard = { condition: side.condition, goesOn, span, ...key, ...(code !== undefined && { code }) };
    const inner = lay(draft, side.steps, {
      ...where,
      guards: isIdempotent(side.condition, side.steps) ? where.guards : [...where.guards, guard],
    });
    escapes.push(...inner.map(one => ({ ...one, guard: unless(side.against, one.guard) })));
    const end = endOf(side.steps);
    if (end && !isStatusOfNoise(draft, side.against))
      escapes.push(earlyEnd(step, side === sides[0], side.against, end, !hasItems(side.steps)));
  }
  return escapes;
}

/** The status that the action ends with where it came by this side, and did nothing there. */
function errorOn(step: Step & { readonly kind: 'branch' }, side: 'then' | 'otherwise'): number | undefined {
  return step.error?.side === side && !hasItems(step[side]) ? step.error.code : undefined;
}

/** One side of a branch ends the run: what follows needs the other side's condition. */
function earlyEnd(
  { span, key }: Step & { readonly kind: 'branch' },
  then: boolean,
  condition: Condition,
  { kind, code, span: { start: end } }: Step & { readonly kind: 'exit' | 'return' },
  bare: boolean,
): Escape {
  const goesOn = then ? 'skip' : 'run';
  const guard = {
    condition,
    goesOn,
    span,
    end,
    ends: kind,
    ...(key !== undefined && { key }),
    ...(code !== undefined && { code }),
  } as const;
  return { kind, guard, bare };
}

/** What follows a branch with an early end in it runs where the branch was not taken, or did not end. */
function unless(against: Condition, guard: Guard): Guard {
  const { key: _, ...rest } = guard;
  return { ...rest, condition: { kind: 'or', of: [against, guard.condition], span: guard.span } };
}

/** Whether something succeeded that no unit runs: it did. */
function isStatusOfNoise(draft: Draft, condition: Condition): boolean {
  return (
    condition.kind === 'status' &&
    !draft.items.some(({ effect }) => effect.id === condition.of && effect.kind === 'exec')
  );
}

/** `[ -d X ] || mkdir X`: making it is enough, where it is no error that it is there. */
function isIdempotent(condition: Condition, steps: readonly Step[]): boolean {
  if (condition.kind !== 'not' || condition.of.kind !== 'file') return false;
  const { path } = condition.of;
  const first = steps.find(step => step.kind === 'effect' && step.effect.kind === 'exec');
  if (first?.kind !== 'effect' || first.effect.kind !== 'exec') return false;
  const { operation } = first.effect;
  return (
    operation?.kind === 'mkdir' &&
    (operation.parents || !first.effect.checked) &&
    operation.paths.some((one: Value) => sameValue(one, path)) &&
    steps.every(
      step => isNoise(step) || (step.kind === 'effect' && step.effect.kind === 'exec' && step.effect.operation),
    )
  );
}

/** `… || true`, `… || echo failed`: whatever the test says, nothing is done. */
function isNoise(step: Step): boolean {
  if (step.kind === 'branch') return step.error === undefined && [...step.then, ...step.otherwise].every(isNoise);
  return step.kind === 'effect' && step.effect.kind === 'noise';
}

function mark(draft: Draft, id: number, { kind, span }: End): void {
  for (const item of draft.items)
    if (item.effect.id === id) {
      // Its failure may count before: `set -e`, or a test of an earlier branch.
      if (kind === 'return' && !item.checked) draft.returned.set(item, Number.POSITIVE_INFINITY);
      else draft.returned.delete(item);
      item.checked = true;
      item.failsAt = span.start;
    }
}

/** `check() { acmed -t || return 1; return 0; }; check; acmed`: nobody asks how it ended. */
function unmark(item: Item): void {
  item.checked = false;
  delete item.failsAt;
}

/** What the interpreter calls a subshell. */
const SUBSHELL = '( )';

type End = Step & { readonly kind: 'exit' | 'return' };

/** How a side ends, when its last step leaves for certain. */
function endOf(steps: readonly Step[]): End | undefined {
  const last = steps.at(-1);
  if (last?.kind === 'exit' || last?.kind === 'return') return last;
  if (last?.kind === 'call' && last.name !== SUBSHELL) {
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
