import { type Condition, type FileTest, negate } from '../../model/behaviour.ts';
import { type Field, sameValue, textOf } from '../../model/word.ts';
import type { UnitEffects } from '../../unit/effects.ts';
import { asksForLibrary } from '../gates.ts';
import type { Item, Timeline } from '../timeline/timeline.ts';
import { wordText } from './command-text.ts';
import { saysTheSame } from './condition-truth.ts';
import type { Difference } from './difference.ts';
import { pathText } from './path-text.ts';

/** What must hold for an item to be executed: the gates before it and the guards around it, one test each. */
export function conditionsOf(timeline: Timeline, item: Item): readonly Condition[] {
  const at = timeline.items.indexOf(item);
  const gates = timeline.gates.filter(gate => gate.from <= at && (gate.to === undefined || gate.to > at));
  return [...gates.map(gate => gate.require), ...item.guards.map(guard => guard.condition)]
    .flatMap(conjuncts)
    .filter(condition => !isOwnTarget(condition, item));
}

/** `[ -d X ] || mkdir X`: with `-p` or without, the directory is there. */
function isOwnTarget(condition: Condition, { effect }: Item): boolean {
  if (condition.kind !== 'not' || condition.of.kind !== 'file' || effect.kind !== 'exec') return false;
  const { path } = condition.of;
  return effect.operation?.kind === 'mkdir' && effect.operation.paths.some(one => sameValue(one, path));
}

/**
 * Tests that the script makes before a program and the unit does not, and the other way round. Tests of how another
 * command ended are left out: there a failing line ends the start by itself.
 *
 * In: the item and its timeline, the tests of the unit's shells before the same program, and the unit.
 */
export function conditionDifferences(
  timeline: Timeline,
  item: Item,
  shells: readonly Condition[],
  effects: UnitEffects,
): readonly Difference[] {
  const script = conditionsOf(timeline, item);
  const wanted = script.filter(one => !isStatus(one) && !asksForLibrary(one));
  const asked = shells.filter(one => !isStatus(one) && !asksForLibrary(one));
  const tested = asked.map(conditionText);
  const missing = wanted.filter(one => !tested.includes(conditionText(one)) && !isUnitCondition(one, effects));
  // The unit may make a later test of the script before everything else.
  const early = testedTooEarly(timeline, item, wanted, effects);
  const byUnit = wanted.filter(one => isUnitCondition(one, effects));
  if (early.length === 0 && saysTheSame(wanted, [...asked, ...byUnit], conditionText)) return [];
  const own = new Set([...wanted, ...timeline.gates.flatMap(gate => conjuncts(gate.require))].map(conditionText));
  return [
    ...missing.map(one => ({ field: 'conditions' as const, script: conditionText(one), unit: 'not tested' })),
    ...[...tested.filter(text => !own.has(text)), ...early].map(text => ({
      field: 'conditions' as const,
      script: 'not tested',
      unit: text,
    })),
  ];
}

/** Conditions of the unit that the script tests behind this program, which has run by then whatever they find. */
function testedTooEarly(
  { items, gates }: Timeline,
  item: Item,
  wanted: readonly Condition[],
  effects: UnitEffects,
): readonly string[] {
  const { effect } = item;
  if (effect.kind !== 'exec' || effect.operation || effect.query || effect.captured) return [];
  const before = new Set(wanted.map(conditionText));
  return gates
    .filter(({ from }) => from > items.indexOf(item))
    .flatMap(({ require }) => conjuncts(require))
    .filter(one => !asksForLibrary(one) && isUnitCondition(one, effects))
    .map(conditionText)
    .filter(text => !before.has(text));
}

/** A condition as the tests that must all hold. */
export function conjuncts(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'and':
      return condition.of.flatMap(conjuncts);
    case 'not': {
      const { of } = condition;
      if (of.kind === 'or') return of.of.map(negate).flatMap(conjuncts);
      return of.kind === 'not' ? conjuncts(of.of) : [condition];
    }
    case 'file':
    case 'setting':
    case 'status':
    case 'or':
    case 'opaque':
      return [condition];
  }
}

function isStatus(condition: Condition): boolean {
  switch (condition.kind) {
    case 'status':
      return true;
    case 'not':
      return isStatus(condition.of);
    case 'and':
    case 'or':
      return condition.of.some(isStatus);
    case 'file':
    case 'setting':
    case 'opaque':
      return false;
  }
}

const OPPOSITE: Readonly<Record<string, string>> = {
  '!=': '=',
  '-ne': '-eq',
  '-ge': '-lt',
  '-le': '-gt',
  '-n': '-z',
};

/** A condition as text, the same for the same test however it is written. */
export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'file':
      return `${condition.test} ${pathText(operand(condition.path))}`;
    case 'setting': {
      const words = condition.argv.map(operand);
      const at = words.length === 2 ? 0 : 1;
      const opposite = OPPOSITE[words[at] ?? ''];
      return opposite === undefined ? words.join(' ') : `not (${words.with(at, opposite).join(' ')})`;
    }
    case 'status':
      return 'the status of another command';
    case 'not': {
      const inner = conditionText(condition.of);
      return inner.startsWith('not (') ? inner.slice('not ('.length, -1) : `not (${inner})`;
    }
    case 'and':
    case 'or':
      return condition.of.map(one => `(${conditionText(one)})`).join(` ${condition.kind} `);
    case 'opaque':
      return condition.reason;
  }
}

/** Quoting matters to a test only where the value has blanks. */
function operand(field: Field): string {
  return wordText(field).replace(/^\$(\w+)$/, '${$1}');
}

/** Directives that make a file test, by its name behind Condition and Assert (systemd.unit(5)). */
const TESTS: Readonly<Record<string, readonly FileTest[]>> = {
  PathExists: ['exists', 'file', 'readable', 'socket'],
  // `[ -x FOLDER ]`.
  PathIsDirectory: ['directory', 'executable'],
  PathIsSymbolicLink: ['link'],
  PathIsReadWrite: ['writable'],
  FileIsExecutable: ['executable'],
  FileNotEmpty: ['not-empty'],
};

function isUnitCondition(condition: Condition, effects: UnitEffects): boolean {
  const test = condition.kind === 'not' ? condition.of : condition;
  if (test.kind !== 'file') return false;
  const path = textOf(test.path);
  return (
    path !== undefined &&
    effects.conditions.some(
      one =>
        one.negated === (condition.kind === 'not') &&
        pathText(one.argument) === pathText(path) &&
        TESTS[one.test]?.includes(test.test),
    )
  );
}
