import type { Span } from '../base/span.ts';
import type { Trail } from '../interpret/context.ts';
import { canonical } from '../interpret/paths.ts';
import type { Condition, FileTest } from '../model/behaviour.ts';
import type { ProcessState } from '../model/process.ts';
import { EMPTY, type Field, literal, textOf } from '../model/word.ts';
import { directiveAvailable } from '../unit/availability.ts';
import { add, type Draft, type MapInput, place } from './draft.ts';
import { type Line, renderLine } from './exec.ts';
import { changedBy, filesIn } from './timeline/files.ts';
import { isBehindSetUp } from './timeline/set-up.ts';
import type { Gate, Timeline } from './timeline/timeline.ts';

const DIRECTIVES: Readonly<Partial<Record<FileTest, string>>> = {
  exists: 'PathExists',
  file: 'PathExists',
  readable: 'PathExists',
  directory: 'PathIsDirectory',
  executable: 'FileIsExecutable',
  'not-empty': 'FileNotEmpty',
  link: 'PathIsSymbolicLink',
  socket: 'PathExists',
};

/** Operators of test(1) for those tests that have no condition of systemd. */
const OPERATORS: Readonly<Record<Exclude<FileTest, 'other'>, string>> = {
  exists: '-e',
  file: '-f',
  directory: '-d',
  executable: '-x',
  readable: '-r',
  writable: '-w',
  'not-empty': '-s',
  link: '-L',
  socket: '-S',
};

/**
 * How a gate is kept: by conditions of the unit; by a line before the start that fails it, or from 243 skips it; by a
 * helper in front of what it guards, since only a shell can test it.
 */
export type GateOutcome = 'unit' | 'line' | 'helper';

/** Turn a gate into conditions or a test line where the target has one. */
export function mapGate(draft: Draft, input: MapInput, trail: Trail, gate: Gate, prefix: string): GateOutcome {
  const skips = gate.code === 0;
  const parts = conjuncts(gate.require);
  const paths = parts.map(condition => pathCondition(condition, skips, input));
  if (paths.every(one => one !== undefined)) {
    for (const one of paths)
      if (one && !draft.directives.some(d => d.name === one.name && d.value === one.value))
        add(draft, 'Unit', one.name, one.value, 'guards', [gate.span], one.exact ? 'proved' : 'inferred');
    return 'unit';
  }
  const line = testLine(input, trail, gate, prefix);
  if (!line) return 'helper';
  emitTest(draft, gate, line);
  return 'line';
}

/** The line that makes a gate's test; undefined where the target has none, or no command line can say it. */
export function testLine(input: MapInput, trail: Trail, gate: Gate, prefix: string): Line | undefined {
  const words = testWords(allOf(conjuncts(gate.require), gate.require.span));
  if (!words) return undefined;
  if (gate.code === 0 && !directiveAvailable('Service', 'ExecCondition', input.target)) return undefined;
  const needsRoot = words.some(word => /^-[a-z]$/.test(textOf(word) ?? '') && !/^-[nz]$/.test(textOf(word) ?? ''));
  const line = renderLine(input, trail, [literal('/usr/bin/test'), ...words], needsRoot ? prefix : '');
  return line.ok ? line.value : undefined;
}

/**
 * Tests before the stop or the reload that a condition of the unit has made when it started: what stays shell code need
 * not make them again, unless it comes behind a step that may have changed the answer. In: the timeline of
 * that action. Out: the keys of those, with how it goes on.
 */
export function testedAtStart(
  { directives }: Draft,
  input: MapInput,
  { items, gates }: Timeline,
): ReadonlyMap<string, 'run' | 'skip'> {
  const changed = [...(input.actions.get('start')?.trail.effects.values() ?? [])].flatMap(changedBy);
  const isMade = (condition: Condition, skips: boolean): boolean => {
    if (filesIn(condition).some(path => changed.includes(path))) return false;
    const made = pathCondition(condition, skips, input);
    return directives.some(
      ({ section, name, value }) => section === 'Unit' && name === made?.name && value === made.value,
    );
  };
  const isTested = ({ require, code, from, to }: Gate): boolean =>
    to === undefined && isBehindSetUp(input, items, from) && conjuncts(require).every(one => isMade(one, code === 0));
  return new Map(
    gates.flatMap(({ key, goesOn }) =>
      // One test of a function that is called twice is asked of two files.
      key !== undefined && gates.every(gate => gate.key !== key || isTested(gate)) ? [[key, goesOn] as const] : [],
    ),
  );
}

/** Put such a line into the unit, where the start has come. */
export function emitTest(draft: Draft, gate: Gate, line: Line): void {
  for (const name of line.settings) draft.usedSettings.add(name);
  add(draft, 'Service', gate.code === 0 ? 'ExecCondition' : 'ExecStartPre', line.text, 'guards', [gate.span]);
}

/** The condition that all of these make. */
export function allOf(of: readonly Condition[], span: Span): Condition {
  const [only] = of;
  return of.length === 1 && only ? only : { kind: 'and', of, span };
}

/** A condition as the tests that must all hold. */
export function conjuncts(condition: Condition): readonly Condition[] {
  if (condition.kind === 'and') return condition.of.flatMap(conjuncts);
  if (condition.kind === 'not' && condition.of.kind === 'or')
    return condition.of.of.map(one => ({ kind: 'not', of: one, span: one.span }) as const).flatMap(conjuncts);
  if (condition.kind === 'not' && condition.of.kind === 'not') return conjuncts(condition.of.of);
  return [condition];
}

function pathCondition(
  condition: Condition,
  skips: boolean,
  input: MapInput,
): { readonly name: string; readonly value: string; readonly exact: boolean } | undefined {
  const negative = condition.kind === 'not';
  const test = negative ? condition.of : condition;
  if (test.kind !== 'file') return undefined;
  const path = textOf(test.path);
  // `[ -x FOLDER ]` holds; ConditionFileIsExecutable= wants a file.
  const suffix =
    test.test === 'executable' && path !== undefined && isFolder(input, path)
      ? 'PathIsDirectory'
      : DIRECTIVES[test.test];
  if (path === undefined || !path.startsWith('/') || suffix === undefined || /\s/.test(path)) return undefined;
  const name = `${skips ? 'Condition' : 'Assert'}${suffix}`;
  if (!directiveAvailable('Unit', name, input.target)) return undefined;
  return {
    name,
    value: `${negative ? '!' : ''}${canonical(path).replaceAll('%', '%%')}`,
    exact: !(negative && test.test === 'file'),
  };
}

/**
 * The script makes it a folder, has a pid file or executes something in or below it, names such a file to what it
 * executes, or has it write there.
 */
function isFolder({ actions }: MapInput, path: string): boolean {
  const folder = path.replace(/\/+$/, '');
  return [...actions.values()].some(
    ({ trail }) =>
      [...trail.pidFiles].some(file => file.startsWith(`${folder}/`)) ||
      [...trail.effects.values()].some(
        effect =>
          effect.kind === 'exec' &&
          ((effect.operation?.kind === 'mkdir' && effect.operation.paths.some(one => textOf(one) === folder)) ||
            textOf(effect.process.cwd ?? EMPTY)?.replace(/\/+$/, '') === folder ||
            [...effect.argv, ...written(effect.process)].some(word => textOf(word)?.includes(`${folder}/`) === true)),
      ),
  );
}

/** The files that a process writes its output to. */
function written({ stdout, stderr }: ProcessState): readonly Field[] {
  return [stdout, stderr].flatMap(stream => (stream.kind === 'file' ? [stream.path] : []));
}

/** The words of test(1) for a condition on files and settings; undefined for anything else. */
export function testWords(condition: Condition): readonly Field[] | undefined {
  switch (condition.kind) {
    case 'file':
      return condition.test === 'other' ? undefined : [literal(OPERATORS[condition.test]), condition.path];
    case 'setting':
      return condition.argv.map(field => (field.parts.length === 0 ? EMPTY : field));
    case 'not': {
      const { of } = condition;
      if (of.kind === 'setting' && of.argv.length === 3) {
        const operator = textOf(of.argv[1] ?? EMPTY);
        const opposite = {
          '=': '!=',
          '!=': '=',
          '-eq': '-ne',
          '-ne': '-eq',
          '-lt': '-ge',
          '-ge': '-lt',
          '-gt': '-le',
          '-le': '-gt',
        }[operator ?? ''];
        if (opposite) return [of.argv[0] ?? EMPTY, literal(opposite), of.argv[2] ?? EMPTY];
      }
      if (of.kind === 'setting' && of.argv.length === 2 && textOf(of.argv[0] ?? EMPTY) === '-z')
        return [literal('-n'), of.argv[1] ?? EMPTY];
      const words = testWords(of);
      if (!words) return undefined;
      return of.kind === 'and' || of.kind === 'or'
        ? [literal('!'), literal('('), ...words, literal(')')]
        : [literal('!'), ...words];
    }
    case 'and':
    case 'or': {
      const parts = condition.of.map(testWords);
      if (parts.some(part => part === undefined)) return undefined;
      return parts.flatMap((part, i) => {
        const inner = condition.of[i];
        const nested = inner && (inner.kind === 'or' || inner.kind === 'and') && inner.kind !== condition.kind;
        const words = nested ? [literal('('), ...(part ?? []), literal(')')] : (part ?? []);
        return i === 0 ? words : [literal(condition.kind === 'and' ? '-a' : '-o'), ...words];
      });
    }
    case 'status':
    case 'opaque':
      return undefined;
  }
}

/** Say that the statements below a test's span are in the guard. */
export function placeGuard(draft: Draft, trail: Trail, action: string, span: Span, detail: string): void {
  for (const [offset, visit] of trail.visits)
    if (offset >= span.start && offset < span.end && (visit.role === 'condition' || visit.role === 'control'))
      place(draft, action, offset, 'guard', detail);
}
