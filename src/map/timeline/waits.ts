import type { Span } from '../../base/span.ts';
import { sleeps } from '../../interpret/loop.ts';
import type { Step } from '../../model/behaviour.ts';

type Loop = Step & { readonly kind: 'loop' };

/** Loops that only wait: a timeline leaves them out. */
export function waitsIn(steps: readonly Step[]): readonly Span[] {
  return loopsIn(steps).map(({ span }) => span);
}

/** Those of them that pause in each round: without that they would spin. */
export function pausesIn(steps: readonly Step[]): readonly Span[] {
  return loopsIn(steps)
    .filter(({ body }) => sleeps(body))
    .map(({ span }) => span);
}

function loopsIn(steps: readonly Step[]): readonly Loop[] {
  return steps.flatMap(step => {
    switch (step.kind) {
      case 'loop':
        return step.waiting ? [step] : loopsIn(step.body);
      case 'branch':
        return [...loopsIn(step.then), ...loopsIn(step.otherwise)];
      case 'call':
      case 'pipe':
        return loopsIn(step.body);
      case 'effect':
      case 'exit':
      case 'return':
        return [];
    }
  });
}

/** A loop waits before the first signal is sent: that comes when it is through. */
export function waitsBeforeSignal(steps: readonly Step[]): boolean {
  let waits = false;
  /** Does it come to a signal? */
  const walk = (some: readonly Step[]): boolean =>
    some.some(step => {
      switch (step.kind) {
        case 'effect':
          return step.effect.kind === 'signal';
        case 'loop':
          waits ||= step.waiting === true && sleeps(step.body);
          return walk(step.body);
        case 'branch':
          return walk(step.then) || walk(step.otherwise);
        case 'call':
        case 'pipe':
          return walk(step.body);
        case 'exit':
        case 'return':
          return false;
      }
    });
  return walk(steps) && waits;
}

/** Steps without the loops of this kind that wait before the first signal. */
export function withoutEarlyWaits(steps: readonly Step[], isOf: (loop: Span) => boolean): readonly Step[] {
  let signalled = false;
  const rest = (some: readonly Step[]): readonly Step[] =>
    some.flatMap((step): readonly Step[] => {
      switch (step.kind) {
        case 'effect':
          signalled ||= step.effect.kind === 'signal';
          return [step];
        case 'loop':
          return step.waiting && sleeps(step.body) && !signalled && isOf(step.span)
            ? []
            : [{ ...step, body: rest(step.body) }];
        case 'branch':
          return [{ ...step, then: rest(step.then), otherwise: rest(step.otherwise) }];
        case 'call':
        case 'pipe':
          return [{ ...step, body: rest(step.body) }];
        case 'exit':
        case 'return':
          return [step];
      }
    });
  return rest(steps);
}

/** Those of them behind which a program is run: by the order of the run, since a function may have been called before. */
export function waitsBetween(steps: readonly Step[]): readonly Span[] {
  let pending: readonly Span[] = [];
  let found: readonly Span[] = [];
  const walk = (some: readonly Step[]): void => {
    for (const step of some)
      switch (step.kind) {
        case 'effect': {
          const { effect } = step;
          if (
            effect.kind === 'noise' ||
            (effect.kind === 'exec' && (effect.query || effect.operation?.kind === 'sleep'))
          )
            break;
          found = [...found, ...pending];
          pending = [];
          break;
        }
        case 'loop':
          if (step.waiting) pending = [...pending, step.span];
          else walk(step.body);
          break;
        case 'branch':
          walk(step.then);
          walk(step.otherwise);
          break;
        case 'call':
        case 'pipe':
          walk(step.body);
          break;
        case 'exit':
        case 'return':
          break;
      }
  };
  walk(steps);
  return found;
}

/**
 * `acmectl shutdown; while [ -f $PIDFILE ]; do sleep 1; done`: systemd signals as soon as ExecStop= is through, and would
 * not wait for what the program asked for (systemd.service(5), ExecStop=).
 */
export function waitsForProgram(steps: readonly Step[]): boolean {
  let waits = false;
  /** Whether a program was asked, and no signal sent since; given so before, behind these steps. */
  const asked = (some: readonly Step[], before: boolean): boolean =>
    some.reduce((program, step) => {
      switch (step.kind) {
        case 'effect': {
          const { effect } = step;
          if (effect.kind === 'signal') return false;
          if (effect.kind !== 'exec' || effect.query || effect.captured) return program;
          if (effect.operation?.kind === 'sleep') waits ||= program;
          return program || effect.operation === undefined;
        }
        case 'branch': {
          const sides = [step.then, step.otherwise].map(side => asked(side, program));
          return sides.includes(true);
        }
        case 'loop':
        case 'call':
        case 'pipe':
          return asked(step.body, program);
        case 'exit':
        case 'return':
          return program;
      }
    }, before);
  asked(steps, false);
  return waits;
}
