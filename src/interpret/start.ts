import type { Step } from '../model/behaviour.ts';
import type { ExecEffect, Starter } from '../model/effect.ts';
import type { Field } from '../model/word.ts';
import { type Context, collect } from './context.ts';
import type { Status } from './truth.ts';

/**
 * Run `body` and say that what it executes was started by `starter`: `daemon`, `su` and their like hand a command
 * to another shell, but what counts for the unit is how the program was started.
 */
export function startedBy(
  ctx: Context,
  starter: Starter,
  more: { readonly background?: boolean; readonly pidFile?: ExecEffect['pidFile'] },
  body: () => Status,
): Status {
  let status: Status = { kind: 'unknown' };
  const steps = collect(ctx, () => {
    status = body();
  });
  ctx.steps.push(...steps.map(step => mark(ctx, step, starter, more)));
  return status;
}

function mark(
  ctx: Context,
  step: Step,
  starter: Starter,
  more: { readonly background?: boolean; readonly pidFile?: ExecEffect['pidFile'] },
): Step {
  switch (step.kind) {
    case 'effect': {
      const { effect } = step;
      if (effect.kind !== 'exec' || effect.operation || effect.query || effect.starter !== 'plain') return step;
      const marked: ExecEffect = {
        ...effect,
        starter,
        background: effect.background || more.background === true,
        ...(more.pidFile && { pidFile: more.pidFile }),
      };
      ctx.trail.effects.set(effect.id, marked);
      return { kind: 'effect', effect: marked };
    }
    case 'branch':
      return {
        ...step,
        then: step.then.map(inner => mark(ctx, inner, starter, more)),
        otherwise: step.otherwise.map(inner => mark(ctx, inner, starter, more)),
      };
    case 'call':
    case 'loop':
    case 'pipe':
      return { ...step, body: step.body.map(inner => mark(ctx, inner, starter, more)) };
    case 'exit':
    case 'return':
      return step;
  }
}

/** Fields of `user[:group]`, as chown and start-stop-daemon write it. */
export function userAndGroup(field: Field, separators = ':'): { readonly user?: Field; readonly group?: Field } {
  const user: Field['parts'][number][] = [];
  const group: Field['parts'][number][] = [];
  let inGroup = false;
  for (const part of field.parts) {
    if (part.kind !== 'literal' || inGroup) {
      (inGroup ? group : user).push(part);
      continue;
    }
    const at = [...part.text].findIndex(char => separators.includes(char));
    if (at < 0) user.push(part);
    else {
      inGroup = true;
      if (at > 0) user.push({ ...part, text: part.text.slice(0, at) });
      if (at + 1 < part.text.length) group.push({ ...part, text: part.text.slice(at + 1) });
    }
  }
  return { ...(user.length > 0 && { user: { parts: user } }), ...(group.length > 0 && { group: { parts: group } }) };
}
