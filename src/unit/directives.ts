import { badEnvironmentValue, isSpecifier, isVariableName } from './escape.ts';
import { fromBytes, splitWords } from './split.ts';
import type { Target } from './target.ts';
import type { Directive, Section, Unit } from './unit.ts';

/** The values of a directive that is a list: in order, and an empty one forgets what was before it. */
export function listOf(unit: Unit, section: Section, name: string): readonly Directive[] {
  const all = unit.directives.filter(directive => directive.section === section && directive.name === name);
  return all.slice(all.findLastIndex(directive => directive.value === '') + 1);
}

/** The directive that counts where a name may have one value: the last; undefined if it is absent or emptied. */
export function lastOf(unit: Unit, section: Section, name: string): Directive | undefined {
  return listOf(unit, section, name).at(-1);
}

/** The value of `lastOf`, or undefined. */
export function valueIn(unit: Unit, section: Section, name: string): string | undefined {
  return lastOf(unit, section, name)?.value;
}

/** systemd's words for yes and no; undefined for anything else. */
export function booleanOf(text: string | undefined): boolean | undefined {
  const word = text?.toLowerCase() ?? '';
  if (['1', 'yes', 'y', 'true', 't', 'on'].includes(word)) return true;
  return ['0', 'no', 'n', 'false', 'f', 'off'].includes(word) ? false : undefined;
}

/** A value with `%%` made `%` again. Specifiers that only the target can resolve stay as they are. */
export function plainText(value: string): string {
  return value.replaceAll('%%', '%');
}

/** The first specifier in a value that makes the target refuse it (since 236), or undefined. */
export function unknownSpecifier(value: string, target: Target): string | undefined {
  if (target.systemd < 236) return undefined;
  return value
    .match(/%./gs)
    ?.find(found => /[A-Za-z0-9]/.test(found.charAt(1)) && !isSpecifier(found.charAt(1), target));
}

/** Assignments of one `Environment=` value, and what the target says against it. */
export interface Assignments {
  readonly values: readonly (readonly [name: string, value: string])[];
  readonly problems: readonly string[];
}

/** Read an `Environment=` value by the target's quoting; `%%` is resolved, `$` is literal. */
export function parseEnvironment(value: string, target: Target): Assignments {
  const words = splitWords(value, target);
  if (!words.ok) return { values: [], problems: [words.error] };
  const values: (readonly [string, string])[] = [];
  const problems: string[] = [];
  for (const word of words.value) {
    const text = plainText(fromBytes(word.bytes));
    const [name = '', ...rest] = text.split('=');
    const content = rest.join('=');
    const problem =
      rest.length === 0 || !isVariableName(name) ? `not an assignment: ${text}` : badEnvironmentValue(content, target);
    if (problem === undefined) values.push([name, content]);
    else problems.push(problem);
  }
  return { values, problems };
}
