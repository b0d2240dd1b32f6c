import type { Behaviour, Step } from '../model/behaviour.ts';
import type { Effect } from '../model/effect.ts';
import { describe } from '../model/word.ts';
import type { Decision, Trail } from './context.ts';

interface Run extends Behaviour {
  readonly trail: Trail;
}

/**
 * A stop that looks whether the process has ended that it signalled:
 * `kill $PID; sleep 3; if kill -0 $PID; then kill -9 $PID; else acme-clean; fi`.
 * In: its runs where the process still runs, and where it has ended. Out: the former, which signals again, with what only
 * the latter does behind it. Under systemd both come to pass: it sees to the end, and runs ExecStopPost= then.
 */
export function withEnded(running: Run, ended: Run): Run {
  // What an assumption excludes has left its effects in the trail, and no step.
  const before = new Set(effectsOf(running.steps).map(whatItDoes));
  const isNew = (effect: Effect): boolean => !before.has(whatItDoes(effect));
  const steps = merged(running.steps, ended.steps, isNew);
  const behind = new Set(effectsOf(ended.steps).map(whatItDoes));
  const onlyRunning = effectsOf(running.steps).filter(one => one.kind === 'exec' && !behind.has(whatItDoes(one)));
  const trail = joined(running.trail, ended.trail, isNew);
  return { ...running, steps, trail: { ...trail, onlyRunning: new Set(onlyRunning.map(({ id }) => id)) } };
}

/** A statement, and what a program is told by it: `clean forced` and `clean normal` may be one line of a function. */
function whatItDoes(effect: Effect): string {
  const words = effect.kind === 'exec' ? effect.argv.map(describe) : [];
  return [effect.span.start, ...words].join(' ');
}

function effectsOf(steps: readonly Step[]): readonly Effect[] {
  return steps.flatMap((step): readonly Effect[] => {
    switch (step.kind) {
      case 'effect':
        return [step.effect];
      case 'branch':
        return [...effectsOf(step.then), ...effectsOf(step.otherwise)];
      case 'call':
      case 'loop':
      case 'pipe':
        return effectsOf(step.body);
      case 'exit':
      case 'return':
        return [];
    }
  });
}

/** The steps of the first run, and those of the second with such effects at their place among them. */
function merged(steps: readonly Step[], others: readonly Step[], isNew: (effect: Effect) => boolean): readonly Step[] {
  const result: Step[] = [];
  let rest = steps;
  for (const other of others) {
    const done = new Set(effectsOf([other]).map(whatItDoes));
    const at = rest.findIndex(step => effectsOf([step]).some(effect => done.has(whatItDoes(effect))));
    const step = rest[at];
    if (step === undefined) {
      result.push(...onlyEffects([other], isNew));
      continue;
    }
    result.push(...rest.slice(0, at), ...bothOf(step, other, isNew));
    rest = rest.slice(at + 1);
  }
  return [...result, ...rest];
}

function bothOf(step: Step, other: Step, isNew: (effect: Effect) => boolean): readonly Step[] {
  if (step.kind === 'branch' && other.kind === 'branch')
    return [
      {
        ...step,
        then: merged(step.then, other.then, isNew),
        otherwise: merged(step.otherwise, other.otherwise, isNew),
      },
    ];
  if (step.kind === 'call' && other.kind === 'call') return [{ ...step, body: merged(step.body, other.body, isNew) }];
  if (step.kind === 'loop' && other.kind === 'loop') return [{ ...step, body: merged(step.body, other.body, isNew) }];
  if (step.kind === 'pipe' && other.kind === 'pipe') return [{ ...step, body: merged(step.body, other.body, isNew) }];
  return [step, ...onlyEffects([other], isNew)];
}

/** The steps that hold such effects; where the run ended does not matter any more. */
function onlyEffects(steps: readonly Step[], isNew: (effect: Effect) => boolean): readonly Step[] {
  return steps.flatMap((step): readonly Step[] => {
    switch (step.kind) {
      case 'effect':
        return isNew(step.effect) ? [step] : [];
      case 'branch': {
        const [then, otherwise] = [step.then, step.otherwise].map(side => onlyEffects(side, isNew));
        return then?.length || otherwise?.length ? [{ ...step, then: then ?? [], otherwise: otherwise ?? [] }] : [];
      }
      case 'call':
      case 'loop':
      case 'pipe': {
        const body = onlyEffects(step.body, isNew);
        return body.length > 0 ? [{ ...step, body }] : [];
      }
      case 'exit':
      case 'return':
        return [];
    }
  });
}

/** What both runs have learned: a test that they answered differently is open. */
function joined(one: Trail, other: Trail, isNew: (effect: Effect) => boolean): Trail {
  const decisions = new Map<string, Decision>(other.decisions);
  for (const [key, decision] of one.decisions)
    decisions.set(key, (decisions.get(key) ?? decision) === decision ? decision : 'open');
  // What an assumption excludes in both of them, no step does.
  const visited = [...other.visits].filter(([offset]) => !other.assumedAway.has(offset));
  const done = new Set(visited.map(([offset]) => offset));
  const away = [...one.assumedAway].filter(([offset]) => !done.has(offset));
  const notes = new Map(
    [...other.notes, ...one.notes].map(note => [JSON.stringify([note.code, note.span, note.params]), note]),
  );
  return {
    ...one,
    visits: new Map([...visited, ...one.visits]),
    notes: [...notes.values()],
    settings: new Map([...other.settings, ...one.settings]),
    files: new Map([...other.files, ...one.files]),
    assumedAway: new Map(away),
    pidFiles: new Set([...one.pidFiles, ...other.pidFiles]),
    pidFilesToday: new Set([...one.pidFilesToday, ...other.pidFilesToday]),
    aliases: new Set([...one.aliases, ...other.aliases]),
    answers: new Set([...one.answers, ...other.answers]),
    lockTests: new Set([...one.lockTests, ...other.lockTests]),
    frozen: new Map([...other.frozen, ...one.frozen]),
    told: new Map([...other.told, ...one.told]),
    onceEnded: other.onceEnded,
    onlyEnded: new Set([...other.effects].flatMap(([id, effect]) => (isNew(effect) ? [id] : []))),
    decisions,
    effects: new Map([...one.effects, ...[...other.effects].filter(([, effect]) => isNew(effect))]),
    nextId: other.nextId,
  };
}
