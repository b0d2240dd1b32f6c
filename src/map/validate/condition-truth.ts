import type { Condition } from '../../model/behaviour.ts';

/** More tests than these have more outcomes than a comparison of two texts is worth. */
const MAX_TESTS = 10;

/**
 * Do two lists of tests, each of which must hold, say the same, however they are put together? `a or (b or c)` and
 * `(a or b) or c` do. `textOf` names a single test, the same for the same test.
 */
export function saysTheSame(
  some: readonly Condition[],
  others: readonly Condition[],
  textOf: (condition: Condition) => string,
): boolean {
  const tests = [...new Set([...some, ...others].flatMap(one => testsIn(one, textOf)))];
  if (tests.length > MAX_TESTS) return false;
  let once = false;
  for (let row = 0; row < 2 ** tests.length; row++) {
    const held = new Set(tests.filter((_, i) => Math.trunc(row / 2 ** i) % 2 === 1));
    const [left, right] = [some, others].map(list => list.every(one => holds(one, held, textOf)));
    if (left !== right) return false;
    once ||= left === true;
  }
  // What can never hold says nothing.
  return once;
}

/** The single tests in a condition, as they are named without their negation. */
function testsIn(condition: Condition, textOf: (condition: Condition) => string): readonly string[] {
  switch (condition.kind) {
    case 'not':
      return testsIn(condition.of, textOf);
    case 'and':
    case 'or':
      return condition.of.flatMap(one => testsIn(one, textOf));
    case 'file':
    case 'setting':
    case 'status':
    case 'opaque':
      return [bare(textOf(condition)).text];
  }
}

function holds(condition: Condition, held: ReadonlySet<string>, textOf: (condition: Condition) => string): boolean {
  switch (condition.kind) {
    case 'not':
      return !holds(condition.of, held, textOf);
    case 'and':
      return condition.of.every(one => holds(one, held, textOf));
    case 'or':
      return condition.of.some(one => holds(one, held, textOf));
    case 'file':
    case 'setting':
    case 'status':
    case 'opaque': {
      const { text, negated } = bare(textOf(condition));
      return held.has(text) !== negated;
    }
  }
}

/** `[ "$A" != b ]` is named as what it is not. */
function bare(text: string): { readonly text: string; readonly negated: boolean } {
  const negated = text.startsWith('not (');
  return { text: negated ? text.slice('not ('.length, -1) : text, negated };
}
