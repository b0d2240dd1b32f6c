import type { Step } from '../model/behaviour.ts';
import { textOf, type Value } from '../model/word.ts';
import type { Trail } from './context.ts';
import type { State } from './state.ts';

/** What variables say behind the two sides of a test: the numbers other than zero, by name. */
export interface Said {
  readonly then: ReadonlyMap<string, number>;
  readonly otherwise: ReadonlyMap<string, number>;
}

type Branch = Step & { readonly kind: 'branch' };

/** Variables that may be what the script ends with, where they say an error. */
export function errorsIn({ vars, ended }: State): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  if (!ended) for (const [name, { value }] of vars) for (const code of codesOf(value, false)) found.set(name, code);
  return found;
}

/** `exit $RETVAL`, where that may be a number which one side of a test gave it; some of them are no error. */
export function tell({ told }: Trail, name: string, value: Value | undefined, fine: readonly number[] = []): void {
  const codes = value ? codesOf(value, true).filter(code => !fine.includes(code)) : [];
  if (codes.length > 0) told.set(name, new Set([...(told.get(name) ?? []), ...codes]));
}

function codesOf(value: Value, within: boolean): readonly number[] {
  const text = textOf(value);
  if (text !== undefined) return /^[1-9]\d{0,2}$/.test(text) ? [Number(text)] : [];
  return within
    ? value.parts.flatMap(part => (part.kind === 'choice' ? part.among.flatMap(one => codesOf(one, true)) : []))
    : [];
}

/**
 * `if [ -f CONF ]; then daemon acmed; RETVAL=$?; else RETVAL=6; fi … exit $RETVAL`: where the test fails, the script ends
 * with 6, and not well.
 */
export function withErrors(steps: readonly Step[], { told, said }: Trail): readonly Step[] {
  if (said.size === 0) return steps;
  const last = steps.at(-1);
  const known = last?.kind === 'exit' && last.code !== undefined;
  const errorOf = (side: ReadonlyMap<string, number>): number | undefined =>
    known ? undefined : [...side].find(([name, code]) => told.get(name)?.has(code))?.[1];
  const walk = (some: readonly Step[]): readonly Step[] =>
    some.flatMap((step): readonly Step[] => {
      if (step.kind !== 'branch') {
        if (!('body' in step)) return [step];
        const body = walk(step.body);
        return body.length > 0 ? [{ ...step, body }] : [];
      }
      const branch = walkBranch(step);
      const isEmpty = branch.then.length === 0 && branch.otherwise.length === 0;
      return isEmpty && branch.error === undefined ? [] : [branch];
    });
  const walkBranch = (step: Branch): Branch => {
    const [then, otherwise] = [said.get(step)?.then, said.get(step)?.otherwise].map(side => side && errorOf(side));
    return {
      ...step,
      then: walk(step.then),
      otherwise: walk(step.otherwise),
      ...(then !== undefined && otherwise === undefined && { error: { side: 'then', code: then } as const }),
      ...(otherwise !== undefined && then === undefined && { error: { side: 'otherwise', code: otherwise } as const }),
    };
  };
  return walk(steps);
}
