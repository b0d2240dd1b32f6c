import { canonical } from '../../interpret/paths.ts';
import type { Condition, Step } from '../../model/behaviour.ts';
import { textOf } from '../../model/word.ts';
import { changedBy, filesIn } from '../timeline/files.ts';
import { baseOf, type ExecItem, isExec } from '../timeline/main-process.ts';
import type { Gate, Item } from '../timeline/timeline.ts';

/** `[ -f /run/a ] || exit 0; rm /run/a; daemon b; daemon c`: each part would ask anew, and c find nothing. */
export function asksWhatItChanges(
  items: readonly Item[],
  gates: readonly Gate[],
  daemons: readonly ExecItem[],
): boolean {
  const at = daemons.map(one => items.indexOf(one));
  const asked = [
    ...gates.map(({ require, from, to = items.length }) => ({
      files: filesIn(require),
      of: at.filter(i => from <= i && i < to),
    })),
    ...daemons.flatMap(({ guards }) =>
      guards.map(guard => ({
        files: filesIn(guard.condition),
        of: at.filter((_, i) => daemons[i]?.guards.includes(guard)),
      })),
    ),
  ];
  // The first daemon behind the step is in the same part, which asks before it.
  return items.some((item, i) =>
    takenBy(item).some(path =>
      asked.some(({ files, of }) => files.some(file => isBelow(file, path)) && of.filter(one => one > i).length > 1),
    ),
  );
}

/** Files that a step makes, takes away or moves, and folders with all that is in them. */
function takenBy(item: Item): readonly string[] {
  const moved = isExec(item) && baseOf(item) === 'mv' ? item.effect.argv.slice(1) : [];
  return [...changedBy(item.effect), ...moved.map(word => canonical(textOf(word) ?? ''))].filter(path => path !== '');
}

function isBelow(file: string, path: string): boolean {
  const folder = path.replace(/\/\*?$/, '');
  return file === folder || file.startsWith(`${folder}/`);
}

/** `a; RET=$?; b; [ $RET = 0 ] || exit 1; c`: c hangs on a daemon that is not the one before it. */
export function givesUpLater(steps: readonly Step[], daemons: readonly ExecItem[]): boolean {
  const ids = daemons.map(({ effect }) => effect.id);
  let last = -1;
  const visit = (some: readonly Step[]): boolean =>
    some.some(step => {
      switch (step.kind) {
        case 'effect':
          last = Math.max(last, ids.indexOf(step.effect.kind === 'exec' ? step.effect.id : -1));
          return false;
        case 'branch': {
          const before = new Set(last + 1 < ids.length ? ids.slice(0, Math.max(0, last)) : []);
          return givesUp([step], before) || visit(step.then) || visit(step.otherwise);
        }
        case 'call':
        case 'loop':
        case 'pipe':
          return visit(step.body);
        case 'exit':
        case 'return':
          return false;
      }
    });
  return visit(steps);
}

/** What a condition comes to where these effects have succeeded; undefined: something else has a say. */
export function decided(condition: Condition, succeeded: ReadonlySet<number>): boolean | undefined {
  switch (condition.kind) {
    case 'status':
      return succeeded.has(condition.of) ? true : undefined;
    case 'not': {
      const of = decided(condition.of, succeeded);
      return of === undefined ? undefined : !of;
    }
    case 'and':
    case 'or': {
      const all = condition.of.map(one => decided(one, succeeded));
      const settles = condition.kind === 'or';
      if (all.includes(settles)) return settles;
      return all.every(one => one !== undefined) ? !settles : undefined;
    }
    default:
      return undefined;
  }
}

/** Does the script end where one of these has failed? */
export function givesUp(steps: readonly Step[], of: ReadonlySet<number>): boolean {
  return steps.some(step => {
    if (step.kind === 'call' || step.kind === 'loop' || step.kind === 'pipe') return givesUp(step.body, of);
    if (step.kind !== 'branch') return false;
    const known = decided(step.condition, of);
    if (known === undefined) return givesUp(step.then, of) || givesUp(step.otherwise, of);
    return (known ? step.otherwise : step.then).some(one => one.kind === 'exit' || one.kind === 'return');
  });
}
