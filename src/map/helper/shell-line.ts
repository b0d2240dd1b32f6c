import type { Interpretation } from '../../interpret/action.ts';
import type { Trail } from '../../interpret/context.ts';
import { type Condition, negate, testsIn } from '../../model/behaviour.ts';
import type { Stream } from '../../model/process.ts';
import { type Field, literal, type Part, sameValue, settingsIn, textOf } from '../../model/word.ts';
import type { MapInput } from '../draft.ts';
import { type Line, plainLine, renderLine, shellWord } from '../exec.ts';
import { conjuncts, testWords } from '../guards.ts';
import { runsAsUnit } from '../process/whole-user.ts';
import { settingProblem } from '../settings.ts';
import type { Gate, Guard, Item } from '../timeline/timeline.ts';

/** What a reader still takes in at a glance. More is a helper, with its lines and its origin. */
const MAX_COMMANDS = 3;
const MAX_LENGTH = 200;

/** Settings that a shell text names, and the text itself. */
interface Text {
  readonly text: string;
  readonly settings: readonly string[];
}

/** A line, and the steps that it does. */
export interface ShellLine {
  readonly items: readonly Item[];
  readonly line: Line;
}

/**
 * Steps behind tests on files and settings as lines for a shell, `/bin/sh -c '[ -d X ] || mkdir X'`. They are written
 * from what the steps mean, with the script's constants in them, not from their text. Undefined where lines cannot say
 * it, or not in a few words.
 *
 * A test is made once, as in the script: steps that share one stand in one line, since the first may change what the
 * test finds. The caller sees to the process state.
 */
export function shellLines(
  input: MapInput,
  trail: Trail,
  items: readonly Item[],
  prefixOf: (items: readonly Item[]) => string,
): readonly ShellLine[] | undefined {
  const groups = groupsOf(items);
  const tests = groups.flatMap(([first]) => [...new Set(first?.guards.map(guard => guard.span.start))]);
  if (new Set(tests).size < tests.length) return undefined;
  const lines = groups.map(group => ({ items: group, line: shellLine(input, trail, group, prefixOf(group)) }));
  return lines.every((one): one is ShellLine => one.line !== undefined) ? lines : undefined;
}

/** Each step as a line of its own where one can say it without a shell; `-` where nobody reads its status. */
export function commandLines(
  input: MapInput,
  interpretation: Interpretation,
  items: readonly Item[],
  prefix: string,
): readonly ShellLine[] | undefined {
  const prefixOf = (some: readonly Item[]): string => (some.some(item => item.checked) ? '' : '-') + prefix;
  const lines: ShellLine[] = [];
  let run: Item[] = [];
  for (const item of [...items, undefined]) {
    const line = item && plainLine(input, interpretation, item, prefixOf([item]));
    if (item && !line) run.push(item);
    else if (run.length > 0) {
      const shell = shellLines(input, interpretation.trail, run, prefixOf);
      if (!shell) return undefined;
      lines.push(...shell);
      run = [];
    }
    if (item && line) lines.push({ items: [item], line });
  }
  return lines;
}

function shellLine(input: MapInput, trail: Trail, items: readonly Item[], prefix: string): Line | undefined {
  if (items.length > MAX_COMMANDS) return undefined;
  const checked = items.some(item => item.checked);
  const commands = items.map(item => command(input, trail, item, checked, item === items.at(-1)));
  const test = skipOf(input, trail, items[0]?.guards ?? []);
  if (!test || commands.some(one => one === undefined)) return undefined;
  const body = commands.map(one => one?.text ?? '').join('; ');
  const text = test.text === '' || !/;| \|\| /.test(body) ? test.text + body : `${test.text}{ ${body}; }`;
  if (text.length > MAX_LENGTH) return undefined;
  const line = renderLine(input, trail, [literal('/bin/sh'), literal('-c'), literal(text)], prefix);
  const settings = [...test.settings, ...commands.flatMap(one => one?.settings ?? [])];
  return line.ok ? { ...line.value, settings } : undefined;
}

/**
 * A command line behind gates that the target has no directive for:
 * `/bin/sh -c '[ "$ENABLED" = yes ] || exit 0; exec "$0" "$@"' PROGRAM ARGS`.
 */
export function gatedLine(input: MapInput, trail: Trail, gates: readonly Gate[], line: Line): Line | undefined {
  const tests = gates.flatMap(gate =>
    conjuncts(gate.require).map(condition => {
      const fields = testWords(condition);
      const words = fields && wordsOf(input, trail, fields);
      return words && { ...words, text: `[ ${words.text} ] || exit ${gate.code ?? ''}`.trimEnd() };
    }),
  );
  const text = [...tests.map(test => test?.text), 'exec "$0" "$@"'].join('; ');
  if (tests.some(test => test === undefined) || text.length > MAX_LENGTH || /^\S*sh -c /.test(line.text))
    return undefined;
  const shell = renderLine(input, trail, [literal('/bin/sh'), literal('-c'), literal(text)]);
  if (!shell.ok) return undefined;
  const settings = [...tests.flatMap(test => test?.settings ?? []), ...line.settings];
  return { ...line, text: `${shell.value.text} ${line.text}`, settings };
}

/** Steps that follow each other under the same tests; one without a test stands alone. */
function groupsOf(items: readonly Item[]): readonly (readonly Item[])[] {
  const groups: Item[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    const guards = last?.[0]?.guards;
    if (
      last &&
      guards?.length &&
      guards.length === item.guards.length &&
      guards.every((guard, i) => guard === item.guards[i])
    )
      last.push(item);
    else groups.push([item]);
  }
  return groups;
}

/** The tests the other way round: where one holds, nothing is done and that is a success. */
function skipOf(input: MapInput, trail: Trail, guards: readonly Guard[]): Text | undefined {
  const tests: Text[] = [];
  for (const guard of guards) {
    const fields = testWords(negate(guard.condition));
    const inner = fields && wordsOf(input, trail, fields);
    if (!inner || testsRelative(guard.condition)) return undefined;
    tests.push({ text: `[ ${inner.text} ] || `, settings: inner.settings });
  }
  return { text: tests.map(one => one.text).join(''), settings: tests.flatMap(one => one.settings) };
}

function testsRelative(condition: Condition): boolean {
  return testsIn(condition).some(one => one.kind === 'file' && textOf(one.path)?.startsWith('/') === false);
}

function command(input: MapInput, trail: Trail, item: Item, strict: boolean, last: boolean): Text | undefined {
  const { effect } = item;
  if (effect.kind !== 'exec' || item.shellOnly || effect.background) return undefined;
  if (!runsAsUnit(input, effect.process)) return undefined;
  if (effect.shell !== undefined && effect.shell !== 'redirection') return undefined;
  const { stdin, stdout, stderr } = effect.process;
  if (stdin.kind !== 'inherit' && stdin.kind !== 'null') return undefined;
  const argv = wordsOf(input, trail, effect.argv);
  const same = stdout.kind === 'file' && stderr.kind === 'file' && sameValue(stdout.path, stderr.path);
  const streams = [redirect('', stdout), same ? ' 2>&1' : redirect('2', stderr)];
  if (!argv || streams.some(stream => stream === undefined)) return undefined;
  // The last one's status is the line's.
  const end = !strict || (last && item.checked) ? '' : item.checked ? ' || exit' : ' || :';
  return { text: argv.text + streams.join('') + end, settings: argv.settings };
}

function redirect(number: string, stream: Stream): string | undefined {
  switch (stream.kind) {
    case 'inherit':
      return '';
    case 'null':
      return ` ${number}>/dev/null`;
    case 'file': {
      const path = textOf(stream.path);
      // Where the line runs, the script may have been elsewhere.
      return !path?.startsWith('/') ? undefined : ` ${number}${stream.append ? '>>' : '>'}${shellWord(path)}`;
    }
    case 'closed':
    case 'other':
      return undefined;
  }
}

/** Words as a shell reads them back; settings come from the unit's environment. */
function wordsOf(input: MapInput, trail: Trail, fields: readonly Field[]): Text | undefined {
  const words: string[] = [];
  for (const field of fields) {
    if (settingProblem(input, trail, field) !== undefined) return undefined;
    let word = '';
    for (const [i, part] of field.parts.entries()) {
      if (part.kind === 'literal') word += part.text === '' ? '' : shellWord(part.text);
      else if (part.kind === 'setting' && (part.depth ?? 1) === 1) word += variable(part, field.parts[i + 1]);
      else return undefined;
    }
    words.push(word === '' ? "''" : word);
  }
  return { text: words.join(' '), settings: fields.flatMap(settingsIn) };
}

function variable(part: Part & { readonly kind: 'setting' }, next: Part | undefined): string {
  if (part.quoted) return `"$${part.name}"`;
  return next?.kind === 'literal' && /^\w/.test(next.text) ? `\${${part.name}}` : `$${part.name}`;
}
