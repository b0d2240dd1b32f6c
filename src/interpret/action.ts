import type { Behaviour } from '../model/behaviour.ts';
import { literal } from '../model/word.ts';
import type { Source } from '../shell/parse.ts';
import { type Context, type HostView, newTrail, PROBE, type Trail } from './context.ts';
import { isInitDScript, runInitDScript } from './functions/init-d-script.ts';
import { initialState } from './state.ts';
import { runList } from './walk.ts';

/** One action, interpreted, and the trail that accounting and slicing read. */
export interface Interpretation extends Behaviour {
  readonly trail: Trail;
}

/** Run one action of a script abstractly. `constants` are variables that may not stay settings. */
export function interpretAction(
  source: Source,
  action: string,
  host: HostView,
  constants: ReadonlySet<string> = new Set(),
): Interpretation {
  const trail = newTrail();
  const ctx: Context = {
    source,
    script: source,
    host,
    action,
    constants,
    trail,
    state: initialState([literal(action)]),
    steps: [],
    frames: [],
    loops: [],
    here: source.lines.span(0, 0),
  };
  if (/^#!\s*\S+\s+-\w*e/.test(source.text)) ctx.state.errexit = true;
  if (isInitDScript(source)) runInitDScript(ctx);
  else runList(ctx, source.ast);
  return { action, steps: ctx.steps, notes: trail.notes, trail };
}

/** The actions that a script knows, in the order in which it tests for them. */
export function actionsOf(source: Source, host: HostView): readonly string[] {
  if (isInitDScript(source))
    return ['start', 'stop', 'restart', 'status', ...(/RELOAD_SIGNAL=|do_reload/.test(source.text) ? ['reload'] : [])];
  const { trail } = interpretAction(source, PROBE, host);
  return [...trail.probed];
}
