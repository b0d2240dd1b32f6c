import type { Effect, ExecEffect } from '../../model/effect.ts';
import { describe } from '../../model/word.ts';
import { effectsOf, type MapInput, type PlaceOf } from '../draft.ts';
import { ownVerb } from './own-actions.ts';

/** Where a statement of a restart went that systemd makes of stop and start; `restarts`: its program did it alone. */
interface Composed {
  readonly at: PlaceOf;
  readonly restarts?: ExecEffect;
}

/** What the effects of one statement are to `systemctl restart`; undefined: something of their own. */
export function composedPlace(input: MapInput, effects: readonly Effect[]): Composed | undefined {
  if (effects.every(effect => ownVerb(effect, input.source) !== undefined))
    return { at: { place: 'noise', detail: 'systemd does this' } };
  if (effects.every(effect => effect.kind === 'signal'))
    return { at: { place: 'noise', detail: 'systemd signals the service itself' } };
  if (effects.every(isBareVerb))
    return { at: { place: 'noise', detail: 'a verb that the script has no function for: systemd does what it meant' } };
  if (effects.every(effect => isRepeated(input, effect)))
    return { at: { place: 'directive', detail: 'as in start or stop' } };
  const [only, more] = effects;
  if (only?.kind !== 'exec' || more || !restarts(input, only)) return undefined;
  return { at: { place: 'noise', detail: 'systemd restarts by stop and start' }, restarts: only };
}

/**
 * `condrestart) [ -f $LOCK ] && restart ;;` in a script without such a function. Upstart's restart(8) of RHEL 6 does
 * nothing without the name of a job.
 */
function isBareVerb(effect: Effect): boolean {
  if (effect.kind !== 'exec' || effect.argv.length !== 1) return false;
  return /^(?:start|stop|restart)$/.test(effect.argv.map(describe).join(''));
}

/** The action has a copy of a command that start or stop runs: systemd restarts by the original. */
function isRepeated(input: MapInput, effect: Effect): boolean {
  if (effect.kind !== 'exec') return effect.kind === 'signal';
  const text = effect.argv.map(describe).join(' ');
  return ['start', 'stop'].some(verb => commandsOf(input, verb).some(words => words.join(' ') === text));
}

/** `httpd -k restart`, where the start or the stop says `httpd -k start` or `httpd -k stop`. */
function restarts(input: MapInput, { argv }: ExecEffect): boolean {
  const words = argv.map(describe);
  const at = words.findIndex((word, i) => i > 0 && /^(?:force-)?restart$/.test(word));
  return (
    at > 0 &&
    ['start', 'stop'].some(verb =>
      commandsOf(input, verb).some(
        other => words.slice(0, at).every((word, i) => word === other[i]) && other[at] === verb,
      ),
    )
  );
}

function commandsOf(input: MapInput, action: string): readonly (readonly string[])[] {
  return effectsOf(input, action).flatMap(effect => (effect.kind === 'exec' ? [effect.argv.map(describe)] : []));
}
