import type { Step } from '../../model/behaviour.ts';
import type { Effect, NoiseReason } from '../../model/effect.ts';
import type { ActionOutcome, Exit } from '../../model/service.ts';
import { describe } from '../../model/word.ts';

/** Longest text of what an action does: reports show it in a table. */
const LONGEST = 160;

/** What an action is that changes nothing, the most telling first. */
const IDLE: readonly (readonly [NoiseReason, string])[] = [
  ['already-running check', 'asks whether it runs'],
  ['query', 'only reads'],
  ['message', 'prints a message'],
];

/**
 * What an action did, in the order of the script: the programs that it ran, the signals that it sent. `setUp` are
 * offsets of statements that every action has; they are told only where there is nothing else.
 */
export function whatItDoes(steps: readonly Step[], setUp: ReadonlySet<number> = new Set()): string {
  const effects = effectsOf(steps);
  const own = effects.filter(({ span }) => !setUp.has(span.start));
  return own.flatMap(words).join('; ') || idle(own) || effects.flatMap(words).join('; ') || 'nothing found';
}

function idle(effects: readonly Effect[]): string {
  return IDLE.find(([reason]) => effects.some(one => one.kind === 'noise' && one.reason === reason))?.[1] ?? '';
}

function words(effect: Effect): readonly string[] {
  switch (effect.kind) {
    case 'exec':
      return [effect.argv.map(describe).join(' ')];
    case 'signal':
      return [`sends SIG${effect.schedule.steps[0]?.signal ?? 'TERM'}`];
    case 'residue':
      return [effect.reason];
    case 'noise':
      return effect.called === undefined ? [] : [`its own ${effect.called}`];
  }
}

/** Waiting loops do nothing else. */
function effectsOf(steps: readonly Step[]): readonly Effect[] {
  return steps.flatMap(step => {
    switch (step.kind) {
      case 'effect':
        return [step.effect];
      case 'branch':
        return [...effectsOf(step.then), ...effectsOf(step.otherwise)];
      case 'loop':
        return step.waiting ? [] : effectsOf(step.body);
      case 'call':
      case 'pipe':
        return effectsOf(step.body);
      case 'exit':
      case 'return':
        return [];
    }
  });
}

/** `did` said by other actions of the script, where it is no more than those one after the other. */
export function told(did: string, start?: string, stop?: string): string {
  if (start !== undefined && did === `${stop}; ${start}`) return 'stop, then start';
  return shortened(did);
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** How an action ends: the codes of `exit`, and what else it may exit with. */
export function endsOf(
  action: string,
  steps: readonly Step[],
  text: string,
): Pick<ActionOutcome, 'exits' | 'otherwise'> {
  const exits = exitsOf(steps);
  const open = !ends(steps);
  if (action === 'status' && asksOnly(steps)) {
    // Elsewhere the answer is taken to be yes; here it is what is asked for.
    const said = exits.filter(({ span }) => /^exit\s+\d/.test(text.slice(span.start, span.end)));
    if (open || said.length < exits.length) return { exits: said, otherwise: 'lsb' };
  }
  return { exits, ...(open && { otherwise: 'last' }) };
}

/** The codes with which an action ends the script, each once, in the order of the script. */
function exitsOf(steps: readonly Step[]): readonly Exit[] {
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

/** Does every way through the steps come to an `exit`? One in a function counts where no `return` goes past it. */
function ends(steps: readonly Step[]): boolean {
  return steps.some(step => {
    switch (step.kind) {
      case 'exit':
        return true;
      case 'branch':
        return ends(step.then) && ends(step.otherwise);
      case 'call':
        return ends(step.body) && !returns(step.body);
      default:
        return false;
    }
  });
}

function returns(steps: readonly Step[]): boolean {
  return steps.some(step => {
    switch (step.kind) {
      case 'return':
        return true;
      case 'branch':
        return returns(step.then) || returns(step.otherwise);
      case 'loop':
      case 'pipe':
        return returns(step.body);
      default:
        return false;
    }
  });
}

/** Nothing is run, and the last question is one to a function of the library. */
function asksOnly(steps: readonly Step[]): boolean {
  const effects = effectsOf(steps);
  const asked = effects.filter(effect => effect.kind === 'noise' && effect.reason === 'already-running check').at(-1);
  return effects.every(({ kind }) => kind === 'noise') && asked?.kind === 'noise' && asked.lsb === true;
}
