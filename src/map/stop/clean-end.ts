import type { SignalEffect } from '../../model/effect.ts';
import { type Field, textOf } from '../../model/word.ts';
import { add, type Draft, type MapInput } from '../draft.ts';
import { knowsMainPid } from '../pid-file/main-pid.ts';
import type { Started } from '../start/start.ts';
import type { ExecItem } from '../timeline/main-process.ts';
import { timelineOf } from '../timeline/timeline.ts';

/** Ends of a main process that systemd takes for clean by itself (systemd.service(5), SuccessExitStatus=). */
const CLEAN = new Set(['TERM', 'HUP', 'INT', 'PIPE', 'CONT']);

/**
 * How the main process ends when it is stopped. A script never asked; systemd calls the unit failed after its own stop
 * where the process died of a signal like KILL, or where the Java VM, told to end by SIGTERM, exits with 128 + 15.
 */
export function mapCleanEnd(draft: Draft, input: MapInput, started: Started): void {
  if (!knowsMainPid(draft, started)) return;
  const first = firstSignal(input);
  const signal = first?.schedule.steps[0]?.signal ?? 'TERM';
  if (first && !CLEAN.has(signal))
    add(draft, 'Service', 'SuccessExitStatus', `SIG${signal}`, 'clean-end', [first.span]);
  else if (started.main && isJava(started.main))
    add(draft, 'Service', 'SuccessExitStatus', '143', 'clean-end', [started.main.effect.span]);
}

/** What comes after it is for a process that would not end. */
function firstSignal(input: MapInput): SignalEffect | undefined {
  const { items } = timelineOf(input.actions.get('stop')?.steps ?? []);
  return items.flatMap(({ effect }) => (effect.kind === 'signal' ? [effect] : []))[0];
}

/** The words are those of a Java VM, or the program is given one by its environment. */
function isJava({ effect: { argv, process } }: ExecItem): boolean {
  const words = argv.map((word: Field) => textOf(word) ?? '');
  return (
    words.some((word, i) => (i === 0 ? /(?:^|\/)java$/ : /^-(?:jar|Xm[sx]\w+)$/).test(word)) ||
    [...process.exported.keys()].some(name => /^(?:JAVA_(?:HOME|OPTS)|JRE_HOME|CATALINA_\w+)$/.test(name))
  );
}
