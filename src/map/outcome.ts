import type { Step } from '../model/behaviour.ts';
import type { Exit } from '../model/service.ts';
import { describe } from '../model/word.ts';
import { timelineOf } from './timeline.ts';

/** Longest text of what an action does: reports show it in a table. */
const LONGEST = 160;

/** What an action did, in the order of the script: the programs that it ran, the signals that it sent. */
export function whatItDoes(steps: readonly Step[]): string {
  return timelineOf(steps)
    .items.map(({ effect }) => {
      switch (effect.kind) {
        case 'exec':
          return effect.argv.map(describe).join(' ');
        case 'signal':
          return `sends SIG${effect.schedule.steps[0]?.signal ?? 'TERM'}`;
        case 'residue':
          return effect.reason;
      }
    })
    .join('; ')
    .slice(0, LONGEST);
}

/** The codes with which an action ends the script, each once, in the order of the script. */
export function exitsOf(steps: readonly Step[]): readonly Exit[] {
  const found = new Map<number | undefined, Exit>();
  const visit = (step: Step): void => {
    switch (step.kind) {
      case 'exit':
        if (!found.has(step.code))
          found.set(step.code, { span: step.span, ...(step.code !== undefined && { code: step.code }) });
        break;
      case 'branch':
        step.then.forEach(visit);
        step.otherwise.forEach(visit);
        break;
      case 'call':
      case 'loop':
      case 'pipe':
        step.body.forEach(visit);
        break;
      case 'effect':
      case 'return':
        break;
    }
  };
  steps.forEach(visit);
  return [...found.values()];
}
