import type { Step } from '../model/behaviour.ts';
import type { NoiseEffect } from '../model/effect.ts';
import { describe, textOf } from '../model/word.ts';
import { forEachChild, literalName, type SyntaxNode, type While } from '../shell/nodes.ts';
import type { Context } from './context.ts';
import { alternatives } from './state.ts';

/** Folders of tmpfiles.d(5). */
const FOLDERS = /^(?:\/usr)?(?:\/lib|\/etc|\/run)\/tmpfiles\.d\/\S+$/;

export function isTmpfiles(path: string): boolean {
  return FOLDERS.test(path);
}

/**
 * `while read type path mode user group …; do … done < /usr/lib/tmpfiles.d/acmed.conf`: where there is no systemd, a
 * script makes by itself what the package's rules say. systemd-tmpfiles-setup.service makes it before any service.
 * Gives the file.
 */
export function readsTmpfiles(ctx: Context, node: While): string | undefined {
  const { stdin } = ctx.state.process;
  if ((stdin.kind !== 'file' && stdin.kind !== 'other') || !stdin.path || !asksForLines(node.clause)) return undefined;
  const among = alternatives(stdin.path);
  const texts = among.map(textOf);
  // A variable that only the branches give a value is a setting, or nothing, besides.
  const fits = texts.every((text, i) =>
    text === undefined ? among[i]?.parts.every(part => part.kind === 'setting') : text === '' || isTmpfiles(text),
  );
  const known = texts.find(text => text !== undefined && isTmpfiles(text));
  return fits && known !== undefined ? describe(among[texts.lastIndexOf(known)] ?? stdin.path) : undefined;
}

function asksForLines(node: SyntaxNode): boolean {
  let found = node.type === 'Command' && literalName(node) === 'read';
  forEachChild(node, child => {
    found ||= asksForLines(child);
  });
  return found;
}

/** What these steps do, with nothing of it left to do. */
export function doneAtBoot(ctx: Context, steps: readonly Step[]): Step[] {
  return steps.flatMap((step): Step[] => {
    switch (step.kind) {
      case 'effect': {
        const { id, span } = step.effect;
        const effect: NoiseEffect = { kind: 'noise', id, span, reason: 'systemd does this' };
        ctx.trail.effects.set(id, effect);
        return [{ kind: 'effect', effect }];
      }
      case 'branch':
        return [...doneAtBoot(ctx, step.then), ...doneAtBoot(ctx, step.otherwise)];
      case 'call':
      case 'loop':
      case 'pipe':
        return doneAtBoot(ctx, step.body);
      case 'exit':
      case 'return':
        return [];
    }
  });
}
