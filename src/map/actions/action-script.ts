import { statementsOf } from '../../shell/statements.ts';
import type { Draft, MapInput } from '../draft.ts';
import { addHelper } from '../helper/helper.ts';
import { keptStatus, withoutBooks } from '../helper/kept-status.ts';
import { statusesTold } from '../helper/told-status.ts';
import { waitsIn } from '../timeline/waits.ts';
import { STANDARD } from './standard-actions.ts';

/** The statements of an action as a script of their own; undefined where nothing is left of them. */
export function actionScript(
  draft: Draft,
  input: MapInput,
  {
    action,
    ...how
  }: { readonly action: string; readonly file: string; readonly path: string; readonly reason: string },
): string | undefined {
  const interpretation = input.actions.get(action);
  const visits = [...(interpretation?.trail.visits ?? [])];
  const does = ([offset, visit]: (typeof visits)[number]): boolean =>
    visit.role === 'effect' &&
    (!(visit.effects.size > 0 && isLibraryNoise(input, action, offset)) || callsItself(input, offset));
  const first = visits.findIndex(does);
  const kept = keptStatus(input, action);
  const told = new Set([...statusesTold(input), ...kept.replacements.keys()]);
  const seeds = visits.filter((visit, i) => does(visit) || (i > first && first >= 0 && told.has(visit[0])));
  const written = addHelper(draft, input, {
    ...how,
    kind: 'action',
    seeds: new Set(seeds.map(([offset]) => offset)),
    replacements: new Map([...lockTests(input, action), ...kept.replacements]),
    preamble: kept.preamble,
    open: interpretation ? waitsIn(interpretation.steps) : [],
    withState: true,
    action,
  });
  if (written) finish(draft, input, written);
  return written;
}

/** `[ -f /var/lock/subsys/x ]`: no unit makes that file, and systemctl knows the answer. */
function lockTests(input: MapInput, action: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const offsets = input.actions.get(action)?.trail.lockTests ?? new Set();
  for (const { node } of statementsOf(input.source.ast)) {
    const text = input.source.text.slice(node.pos, node.end);
    const not = /^(?:\[\[?|test)\s+(!\s+)?-[efr]\s+(?:"[^"]*"|'[^']*'|[^\s"'()]+)(?:\s+\]\]?)?$/.exec(text);
    if (not && offsets.has(node.pos)) found.set(node.pos, `${not[1] ? '! ' : ''}systemctl -q is-active ${input.name}`);
  }
  return found;
}

/** `$0 stop`, `/etc/init.d/x stop`: the script calls itself for one of these words. */
function ownCall(input: MapInput, words: Iterable<string>, flags: 'y' | 'g'): RegExp {
  const script = input.source.path.replace(/^.*\//s, '').replace(/\W/g, '\\$&');
  const verbs = [...words].map(word => word.replace(/[^\w-]/g, '\\$&')).join('|');
  return new RegExp(
    `"?(?:\\$0|\\$\\{0\\}|/etc/(?:rc\\.d/)?init\\.d/${script})"?[ \\t]+"?(${verbs})"?(?![\\w-])`,
    flags,
  );
}

function callsItself(input: MapInput, offset: number): boolean {
  // A word that systemctl knows, or an action that is a script of its own.
  const call = ownCall(input, new Set([...STANDARD.keys(), ...input.actions.keys()]), 'y');
  call.lastIndex = offset;
  return call.test(input.source.text);
}

/** The script is gone where its action runs: systemctl does what a call by path asked for (slices know `$0`). */
function finish(draft: Draft, input: MapInput, path: string): void {
  const at = draft.files.findIndex(file => file.path === path);
  const file = draft.files[at];
  if (!file) return;
  const content = withoutBooks(file.content).replace(
    ownCall(input, STANDARD.keys(), 'g'),
    (_, verb: string) => `systemctl ${verb} ${input.name}`,
  );
  draft.files[at] = { ...file, content };
}

/** Noise that would only drag the init library in: `rc_status`, `success` … A message to the user stays. */
function isLibraryNoise(input: MapInput, action: string, offset: number): boolean {
  const trail = input.actions.get(action)?.trail;
  const visit = trail?.visits.get(offset);
  return [...(visit?.effects ?? [])].every(id => {
    const effect = trail?.effects.get(id);
    return (
      effect?.kind === 'noise' &&
      !['message', 'query', 'pid file bookkeeping', 'lock file', 'already-running check'].includes(effect.reason)
    );
  });
}
