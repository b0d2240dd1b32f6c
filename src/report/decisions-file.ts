import { createHash } from 'node:crypto';
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { isDay } from '../base/day.ts';
import { fail, type InputError, ok, type Result } from '../base/result.ts';
import { lineMap } from '../base/span.ts';
import { findRule } from '../rules/render.ts';
import type { Decision } from './standing.ts';

/** A decisions file as it was read. `doubts` are entries that are well formed and cannot mean anything. */
interface DecisionsFile {
  readonly sha256: string;
  readonly list: readonly Decision[];
  readonly doubts: readonly InputError[];
}

const NEEDED = ['code', 'service', 'acceptedBy', 'reason', 'until'] as const;
const FIELDS: readonly string[] = [...NEEDED, 'fingerprint'];

/** More than any person writes; the parser goes down by recursion. */
const DEEPEST = 50;

/**
 * Read a decisions file: JSON with comments, `{ "decisions": [ … ] }`. The first thing that is wrong is the error, with
 * its place: a decision that is half understood must not count.
 */
export function readDecisions(text: string, path: string): Result<DecisionsFile> {
  const { span } = lineMap(path, text);
  const at = (offset: number, message: string): InputError => {
    const { line, column } = span(offset, offset);
    return { path, line, column, message };
  };
  const wrong = (node: Node | undefined, message: string): Result<never> => fail(at(node?.offset ?? 0, message));
  if (isTooDeep(text)) return wrong(undefined, `is nested deeper than ${DEEPEST} brackets`);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first) return fail(at(first.offset, `is not JSON with comments: ${printParseErrorCode(first.error)}`));
  const top = propertiesOf(root);
  const entries = top?.get('decisions');
  const unknown = [...(top ?? [])].find(([name]) => name !== 'decisions');
  if (unknown) return wrong(unknown[1], `there is no "${unknown[0]}" at this place, only "decisions"`);
  if (entries?.type !== 'array') return wrong(entries ?? root, 'should be { "decisions": [ … ] }');
  const list: Decision[] = [];
  const doubts: InputError[] = [];
  for (const entry of entries.children ?? []) {
    const fields = propertiesOf(entry);
    if (!fields) return wrong(entry, `a decision is an object with ${NEEDED.join(', ')}`);
    for (const [name, value] of fields) {
      if (!FIELDS.includes(name)) return wrong(value, `a decision has no "${name}", only ${FIELDS.join(', ')}`);
      if (typeof value.value !== 'string' || value.value.trim() === '')
        return wrong(value, `"${name}" should be a text that is not empty`);
    }
    const missing = NEEDED.find(name => !fields.has(name));
    if (missing !== undefined) return wrong(entry, `the decision has no "${missing}"`);
    const textOf = (name: string): string => String(fields.get(name)?.value);
    if (!isDay(textOf('until'))) return wrong(fields.get('until'), '"until" should be a day such as 2027-06-30');
    if (!findRule(textOf('code')))
      doubts.push(at(fields.get('code')?.offset ?? 0, `no rule has the code ${textOf('code')}`));
    const fingerprint = fields.get('fingerprint')?.value;
    list.push({
      code: findRule(textOf('code'))?.code ?? textOf('code'),
      service: textOf('service'),
      ...(typeof fingerprint === 'string' && { fingerprint }),
      acceptedBy: textOf('acceptedBy'),
      reason: textOf('reason'),
      until: textOf('until'),
      line: span(entry.offset, entry.offset).line,
    });
  }
  return ok({ sha256: createHash('sha256').update(text).digest('hex'), list, doubts });
}

/** The fields of an object by name; undefined for anything else. The last of equal names counts, as in JSON. */
function propertiesOf(node: Node | undefined): ReadonlyMap<string, Node> | undefined {
  if (node?.type !== 'object') return undefined;
  return new Map(
    (node.children ?? []).flatMap(({ children: [name, value] = [] }) =>
      name && value ? [[String(name.value), value] as const] : [],
    ),
  );
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > DEEPEST) return true;
  }
  return false;
}
