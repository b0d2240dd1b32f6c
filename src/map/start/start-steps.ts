import { note } from '../../base/finding.ts';
import type { Interpretation } from '../../interpret/action.ts';
import { type Condition, testsIn } from '../../model/behaviour.ts';
import type { ExecEffect, Operation } from '../../model/effect.ts';
import { textOf } from '../../model/word.ts';
import { statementsOf } from '../../shell/statements.ts';
import { add, type Draft, type MapInput, place } from '../draft.ts';
import { type Line, plainLine } from '../exec.ts';
import { placeGuard } from '../guards.ts';
import { addHelper, type HelperRequest } from '../helper/helper.ts';
import { type ShellLine, shellLines } from '../helper/shell-line.ts';
import { cutSlice } from '../helper/slice.ts';
import { processDirectives, sameProcess } from '../process/process.ts';
import { runsAsUnit } from '../process/whole-user.ts';
import type { ExecItem } from '../timeline/main-process.ts';
import type { Gate, Guard, Item } from '../timeline/timeline.ts';

interface Steps {
  readonly phase: 'ExecStartPre' | 'ExecStart' | 'ExecStartPost';
  readonly settled: ReadonlyMap<string, 'run' | 'skip'>;
  readonly main?: ExecItem;
  readonly prefix: (item: Item) => string;
  /** Of helpers: they change the user themselves, as the script did. */
  readonly root: '' | '+';
  readonly file: string;
  /** Items behind a test of their own: only a shell can make it for them alone. */
  readonly needsShell?: (item: Item) => boolean;
}

/**
 * Would the helpers of these items run another item again, since it decides whether theirs run? Then the steps cannot
 * be taken apart.
 */
export function areEntangled(
  input: MapInput,
  interpretation: Interpretation,
  items: readonly Item[],
  all: readonly Item[],
  how: Steps,
): boolean {
  const runs: Item[][] = [[]];
  for (const item of items) {
    if (stepLine(input, interpretation, item, how) === undefined) runs.at(-1)?.push(item);
    else runs.push([]);
  }
  return runs.some(run => {
    if (run.length === 0 || stepsLines(input, interpretation, run, how)) return false;
    const asked = run.flatMap(({ guards }) => guards.flatMap(({ condition }) => statusesIn(condition)));
    if (
      all.some(item => item.effect.id !== how.main?.effect.id && !run.includes(item) && asked.includes(item.effect.id))
    )
      return true;
    const seeds = seedsOf(run);
    const slice = cutSlice({
      source: input.source,
      trail: interpretation.trail,
      seeds,
      withState: true,
      action: 'start',
    });
    // The same statement may be another step: in another round of a loop, in another call of a function.
    return all.some(item => !run.includes(item) && slice.statements.has(item.effect.span.start));
  });
}

/** The effects whose exit status it asks for. */
function statusesIn(condition: Condition): readonly number[] {
  return testsIn(condition).flatMap(one => (one.kind === 'status' ? [one.of] : []));
}

/** Steps beside the main process: a line each where one can say it, runs of others in helpers. */
export function mapSteps(
  draft: Draft,
  input: MapInput,
  interpretation: Interpretation,
  items: readonly Item[],
  how: Steps,
): void {
  const lines = items.map(item => stepLine(input, interpretation, item, how));
  let run: Item[] = [];
  let count = 0;
  const flush = (): void => {
    if (run.length === 0) return;
    const shell = stepsLines(input, interpretation, run, how);
    if (shell) {
      for (const one of shell) emitShellLine(draft, interpretation, how.phase, one);
      run = [];
      return;
    }
    const file = count++ === 0 ? how.file : `${how.file}-${count}`;
    const checked = run.some(item => item.checked || item.ends || item.guards.some(fails));
    const preamble = [
      ...(how.main && folderOf(how.main.effect) !== '/' ? ['cd /'] : []),
      // UMask= holds for all lines of a unit, and was the main process's alone.
      ...(how.main && run.some(item => isOther(item, how.main)) ? ['umask 0022'] : []),
    ];
    const path = addHelper(draft, input, {
      file,
      directive: how.phase,
      reason: helperReason(run, how),
      seeds: seedsOf(run),
      replacements: endsWhereFails(input, run, how.settled),
      settled: how.settled,
      withState: true,
      action: 'start',
      preamble,
      // The script read the status of an earlier step, and went on whatever the last one gave.
      ending: checked && run.at(-1)?.checked === false ? ['exit 0'] : [],
    });
    if (path) add(draft, 'Service', how.phase, `${checked ? '' : '-'}${how.root}${path}`, 'start', spansOf(run));
    run = [];
  };
  items.forEach((item, i) => {
    const line = lines[i];
    if (line === undefined) run.push(item);
    else {
      flush();
      emitLine(draft, how.phase, line, item, '');
    }
  });
  flush();
}

/** A program that would run under the main process's mask, and ran under the usual one. */
function isOther({ effect }: Item, main: ExecItem | undefined): boolean {
  if (effect.kind !== 'exec' || effect.operation || effect.query) return false;
  const [own, its] = [effect.process.umask, main?.effect.process.umask].map(mask =>
    mask ? (textOf(mask)?.padStart(4, '0') ?? '') : '0022',
  );
  return own === '0022' && its !== own;
}

/** Where the guard does not hold, the script ends with an error. */
function fails({ ends, code }: Guard): boolean {
  return ends === 'exit' && code !== 0;
}

function helperReason(items: readonly Item[], how: Steps): string {
  const [first] = items;
  if (first?.guards.length || (first && how.needsShell?.(first))) return 'a step behind a condition';
  if (first?.shellOnly) return `a step in a ${first.shellOnly}`;
  if (first?.effect.kind === 'residue') return first.effect.reason;
  return first?.effect.kind === 'exec' && first.effect.shell
    ? first.effect.shell
    : 'a step that no command line can say';
}

/** One step as an Exec line; undefined where it needs a shell, a condition or another state. */
function stepLine(input: MapInput, interpretation: Interpretation, item: Item, how: Steps): Line | undefined {
  if (!hasUnitState(input, item, how)) return undefined;
  const dash = item.checked ? '' : '-';
  return plainLine(input, interpretation, item, dash + how.prefix(item));
}

/** The state that the unit gives to its commands is the step's own. */
function hasUnitState(input: MapInput, item: Item, how: Steps): boolean {
  const { effect } = item;
  if (effect.kind !== 'exec' || item.ends || how.needsShell?.(item)) return false;
  const { main } = how;
  if (main && !effect.operation && !sameProcess(effect.process, main.effect.process)) return false;
  if (effect.operation && isRelative(effect.operation) && folderOf(effect) !== (main ? folderOf(main.effect) : '/'))
    return false;
  const { user: _, group: __, ...ofAll } = effect.process;
  const state = processDirectives(input, runsAsUnit(input, effect.process) ? ofAll : effect.process, false);
  // Only the mask matters to a command that is known to change files and nothing else.
  if (!main && (!state.ok || state.value.some(one => !effect.operation || one.name === 'UMask'))) return false;
  const user = effect.process.user && textOf(effect.process.user);
  const mainUser = main?.effect.process.user && textOf(main.effect.process.user);
  return runsAsUnit(input, effect.process) || (user !== undefined && user === mainUser);
}

/** Steps that follow each other as lines of a shell, where a few words say them. */
function stepsLines(
  input: MapInput,
  interpretation: Interpretation,
  items: readonly Item[],
  how: Steps,
): readonly ShellLine[] | undefined {
  if (!items.every(item => hasUnitState(input, item, how))) return undefined;
  return shellLines(input, interpretation.trail, items, ([first, ...others]) => {
    const dash = [first, ...others].some(item => item?.checked) ? '' : '-';
    return first ? dash + how.prefix(first) : dash;
  });
}

/** It changes files by paths that depend on the directory. */
function isRelative(operation: Operation): boolean {
  const paths = 'paths' in operation ? operation.paths : 'path' in operation ? [operation.path] : [];
  return paths.some(({ parts: [first] }) => first?.kind === 'literal' && !first.text.startsWith('/'));
}

/** Where a program is executed; undefined where only the run knows. */
function folderOf({ process }: ExecEffect): string | undefined {
  return process.cwd ? textOf(process.cwd) : '/';
}

/** The word of a line in which a setting stands. */
function wordWith(setting: string, text: string): string {
  return text.split(' ').find(word => word.includes(`\${${setting}}`)) ?? text;
}

export function emitLine(draft: Draft, phase: string, line: Line, item: Item, prefix: string): void {
  for (const name of line.settings) draft.usedSettings.add(name);
  for (const name of line.unsplit)
    draft.notes.push(note('SV414', item.effect.span, { setting: name, word: wordWith(name, line.text) }));
  if (item.effect.kind === 'exec')
    for (const field of item.effect.argv)
      for (const part of field.parts)
        if (part.kind === 'setting' && !part.quoted && !(field.parts.length > 1 && line.unsplit.includes(part.name)))
          draft.notes.push(note('SV411', item.effect.span, { setting: part.name }));
  add(draft, 'Service', phase, prefix + line.text, 'start', [item.effect.span], line.sure ? 'proved' : 'inferred');
  place(draft, 'start', item.effect.span.start, 'directive', `${phase}=`);
}

function emitShellLine(draft: Draft, interpretation: Interpretation, phase: string, { line, items }: ShellLine): void {
  for (const name of line.settings) draft.usedSettings.add(name);
  add(draft, 'Service', phase, line.text, 'start', spansOf(items));
  for (const item of items) {
    place(draft, 'start', item.effect.span.start, 'directive', `${phase}=`);
    for (const guard of item.guards)
      placeGuard(draft, interpretation.trail, 'start', guard.span, `a test in ${phase}=`);
  }
}

/** What a helper of these items must run: themselves, and the early ends that they stand behind. */
export function seedsOf(items: readonly Item[]): ReadonlySet<number> {
  return new Set(
    items.flatMap(({ effect, guards, ends = [] }) => [
      effect.span.start,
      ...guards.flatMap(({ end }) => end ?? []),
      ...ends,
    ]),
  );
}

/** Where a helper must be able to end: at the tests that it makes itself. */
export function endsOf(gates: readonly Gate[]): readonly number[] {
  return gates.flatMap(gate => (gate.end === undefined ? [] : [gate.end]));
}

/**
 * `acmed -t; if [ $? -eq 0 ]; then …`: where a line of the unit that may not fail takes the place of the test, a helper
 * that runs others behind it must end there as well.
 */
export function endsWhereFails(
  input: MapInput,
  items: readonly Item[],
  settled: HelperRequest['settled'],
): ReadonlyMap<number, string> {
  const asked = items.slice(0, -1).filter(({ decides }) => decides?.key !== undefined && settled?.has(decides.key));
  const nodes = asked.length > 0 ? statementsOf(input.source.ast).map(({ node }) => node) : [];
  return new Map(
    asked.flatMap(({ effect: { span } }) => {
      const node = nodes.find(({ pos }) => pos === span.start);
      return node ? [[span.start, `${input.source.text.slice(node.pos, node.end)} || exit 1`] as const] : [];
    }),
  );
}

export function spansOf(items: readonly Item[]): Item['effect']['span'][] {
  return items.map(item => item.effect.span);
}
