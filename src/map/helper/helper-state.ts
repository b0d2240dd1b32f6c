import type { Interpretation } from '../../interpret/action.ts';
import type { Trail } from '../../interpret/context.ts';
import type { ExecEffect } from '../../model/effect.ts';
import { EMPTY, settingsIn, textOf } from '../../model/word.ts';
import { statementsOf } from '../../shell/statements.ts';
import { assignedBy, usesOf } from '../../shell/variables.ts';
import type { MapInput } from '../draft.ts';
import { isExec } from '../timeline/main-process.ts';
import type { Item } from '../timeline/timeline.ts';

/** What a helper that ends in the program is asked: its statements, and its text without the program's line. */
export interface Kept {
  readonly statements: ReadonlySet<number>;
  readonly body: string;
}

/**
 * May a unit give the program its user, its limits and its environment, where a helper only finds its words? `daemon` and
 * `su` are asked for more than a program that the script executes itself: all of the script around them ran as root, and
 * what their words hold is shell text.
 */
export function isUnitsOwn(
  input: MapInput,
  interpretation: Interpretation,
  effect: ExecEffect,
  kept: Kept,
  asUser: boolean,
): boolean {
  if (
    setsExported(input, interpretation, effect) ||
    readEarly(input, interpretation.trail, kept.statements, new Set(exportedNames(effect))).length > 0
  )
    return false;
  if (effect.starter !== 'daemon' && effect.starter !== 'su') return true;
  const exportsAll = /^\s*set\s+-(?:\w*a\b|o\s+allexport)/m.test(input.source.text);
  return !exportsAll && !(asUser && asksAsRoot(kept.body)) && isOneProgram(input, interpretation, effect);
}

/** Variables that Environment= may hold: not those that are what the settings file makes of them. */
export function exportedNames({ process }: ExecEffect): readonly string[] {
  return [...process.exported]
    .filter(([name, { parts }]) => name !== 'PATH' && !(parts[0]?.kind === 'setting' && parts[0].name === name))
    .map(([name]) => name);
}

/** The helper sources a file that gives another value to what the script exports behind it. */
function setsExported(input: MapInput, { trail }: Interpretation, effect: ExecEffect): boolean {
  const texts = [...trail.files.values()].map(({ path }) => input.host.settings(path) ?? '');
  return exportedNames(effect).some(name => {
    const assignment = new RegExp(`^[^#\\n]*\\b${name}=`, 'm');
    return texts.some(text => assignment.test(text));
  });
}

/**
 * Of these variables those that a kept statement reads before the script has given them a value, or to make that value:
 * `OLD=$CLASSPATH; export CLASSPATH=/opt/a:$OLD`. Environment= has the last value from the beginning.
 */
export function readEarly(
  { source }: MapInput,
  trail: Trail,
  kept: ReadonlySet<number>,
  names: ReadonlySet<string>,
): readonly string[] {
  if (names.size === 0) return [];
  const nodes = new Map(statementsOf(source.ast).map(({ node }) => [node.pos, node]));
  const given = new Set<string>();
  const early = new Set<string>();
  for (const offset of trail.visits.keys()) {
    const node = nodes.get(offset);
    if (!node) continue;
    if (kept.has(offset)) for (const name of usesOf(node)) if (names.has(name) && !given.has(name)) early.add(name);
    for (const name of assignedBy(node)) given.add(name);
  }
  return [...early];
}

/** `$(cat /etc/acme/secret.key)`: root may read what the service's user may not. */
function asksAsRoot(body: string): boolean {
  return /\$\((?!\()|`|<\s*["$/\w]/.test(body.replace(/<<<?/g, ''));
}

/** Nothing else stands in the words: no job, no second command, no file, by a variable's value or a setting's of today. */
function isOneProgram({ source }: MapInput, { trail }: Interpretation, effect: ExecEffect): boolean {
  const { background, process, span } = effect;
  const done = [...(trail.visits.get(span.start)?.effects ?? [])].flatMap(id => trail.effects.get(id) ?? []);
  const node = statementsOf(source.ast).find(one => one.node.pos === span.start)?.node;
  const redirects = node?.type === 'Command' && node.redirects.length > 0;
  const opens = [process.stdin, process.stdout, process.stderr].some(stream => stream.kind === 'file');
  const values = effect.argv.flatMap(settingsIn).map(name => trail.settings.get(name)?.today ?? '');
  return (
    !background &&
    (redirects || !opens) &&
    !values.some(value => /[;|&<>\n]/.test(value)) &&
    done.filter(one => one.kind !== 'noise').length <= 1
  );
}

/** `useradd -r acme` before `daemon --user acme`: systemd looks its user up for every line of the unit. */
export function makesUser(steps: readonly Item[]): boolean {
  return steps.some(
    item =>
      isExec(item) && /(?:^|\/)(?:useradd|adduser|groupadd|addgroup)$/.test(textOf(item.effect.argv[0] ?? EMPTY) ?? ''),
  );
}
