import { canonical } from '../../interpret/paths.ts';
import { type Condition, testsIn } from '../../model/behaviour.ts';
import type { Effect } from '../../model/effect.ts';
import { textOf } from '../../model/word.ts';

/** The files that a condition asks for. */
export function filesIn(condition: Condition): readonly string[] {
  return testsIn(condition).flatMap(one => (one.kind === 'file' ? [canonical(textOf(one.path) ?? '')] : []));
}

/** The files that a step makes or takes away, as far as the script says it. */
export function changedBy(effect: Effect): readonly string[] {
  const operation = effect.kind === 'exec' ? effect.operation : undefined;
  switch (operation?.kind) {
    case 'mkdir':
    case 'remove':
    case 'touch':
      return operation.paths.map(path => canonical(textOf(path) ?? ''));
    case 'link':
    case 'write':
      return [canonical(textOf(operation.path) ?? '')];
    default:
      return [];
  }
}
