import type { Confidence } from '../../base/confidence.ts';
import type { Span } from '../../base/span.ts';
import type { SignalEffect } from '../../model/effect.ts';
import { describe } from '../../model/word.ts';
import { add, type Draft, effectsOf, type MapInput } from '../draft.ts';
import { baseOf, type ExecItem, namedIn, signalsOf, writtenByScript } from '../timeline/main-process.ts';

/**
 * How systemd sees the start. `control`: a program starts the service and ends, another call of one stops it
 * (`apachectl start`); its processes are the service's, or run elsewhere (`supervisorctl start acme`).
 */
export type ServiceType = 'simple' | 'forking' | 'notify' | 'control' | 'oneshot';

/** Does systemd tell by a process whether the service runs? */
export function isFollowed(type: ServiceType): boolean {
  return type !== 'oneshot' && type !== 'control';
}

/** The value of Type=. */
export function typeName(type: ServiceType): string {
  return type === 'control' ? 'forking' : type;
}

/**
 * Type= and what belongs to it. Of a control program's service systemd knows no main process, and it stays active when
 * no process is left: so that its stop is called, and as systemd-sysv-generator had it. Unlike a oneshot it is shown as
 * running while it runs (service.c, service_enter_running).
 */
export function addType(draft: Draft, type: ServiceType, evidence: readonly Span[], confidence?: Confidence): void {
  add(draft, 'Service', 'Type', typeName(type), 'start', evidence, confidence);
  if (type === 'control') add(draft, 'Service', 'GuessMainPID', 'no', 'start', []);
  if (!isFollowed(type)) add(draft, 'Service', 'RemainAfterExit', 'yes', 'start', []);
}

/** Type= with the reason for it; `sure` is false where the text does not tell. */
export function typeOf(input: MapInput, main: ExecItem): { readonly type: ServiceType; readonly sure: boolean } {
  const { effect } = main;
  if (effect.notify) return { type: 'notify', sure: true };
  if (effect.background) return { type: 'simple', sure: true };
  switch (effect.starter) {
    case 'daemon':
    case 'start-stop-daemon':
    case 'start_daemon':
      return { type: 'forking', sure: true };
    case 'startproc':
      return { type: 'forking', sure: false };
    case 'exec':
      // `exec control "$@"`: the stop asks the same program, and systemd asks nobody to stop what has ended.
      return {
        type: signalsOf(input).length === 0 && isAskedToStop(input, main) ? ended(input) : 'forking',
        sure: false,
      };
    case 'screen':
    case 'daemonize':
      return { type: 'forking', sure: false };
    case 'plain':
    case 'su':
      return { type: signalsOf(input).length > 0 ? 'forking' : ended(input), sure: false };
  }
}

/** A program that ends when it has done what it was called for: has it started something that stays? */
function ended(input: MapInput): ServiceType {
  return looksForProcess(input) ? 'control' : 'oneshot';
}

/**
 * `dbstart &`, and a stop that calls `dbshut` or kills what is called otherwise: a program that the shell put into the
 * background may stay, and it may end when it has started what stays. systemd must not end the rest with it.
 */
export function mayEnd(input: MapInput, { effect }: ExecItem): boolean {
  // `echo $! >PIDFILE`: whoever notes its pid knows it as the service.
  if (!effect.background || effect.pidFile !== undefined || writtenByScript(input).size > 0) return false;
  if (effect.starter === 'start-stop-daemon' || effect.starter === 'startproc' || effect.starter === 'daemonize')
    return false;
  const signals = signalsOf(input);
  // `pkill -f app.jar` is for `java -jar app.jar`, and `killall acmed` for what `$0 run &` comes to.
  const words = [...input.actions.keys()]
    .filter(action => action !== 'stop')
    .flatMap(action => effectsOf(input, action))
    .flatMap(one => (one.kind === 'exec' && !one.query ? one.argv.map(describe) : []))
    .join(' ');
  const isForOther = ({ target }: SignalEffect): boolean => {
    const name = namedIn(target);
    return name !== undefined && !words.includes(name);
  };
  if (signals.length > 0) return signals.every(isForOther);
  return effectsOf(input, 'stop').some(one => one.kind === 'exec' && !one.query && one.operation === undefined);
}

/** Some action asks whether a process of the service runs, or knows of its pid file. */
function looksForProcess({ actions }: MapInput): boolean {
  return [...actions.values()].some(
    ({ trail }) =>
      trail.looksForProcess ||
      trail.pidFiles.size > 0 ||
      trail.pidFilesToday.size > 0 ||
      [...trail.effects.values()].some(({ kind }) => kind === 'signal'),
  );
}

/** The stop runs the program of the start with other arguments. */
function isAskedToStop(input: MapInput, main: ExecItem): boolean {
  const own = baseOf(main);
  return (
    own !== undefined && effectsOf(input, 'stop').some(effect => effect.kind === 'exec' && baseOf({ effect }) === own)
  );
}
