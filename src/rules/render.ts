import type { Finding, Note, Params } from '../base/finding.ts';
import { InternalError } from '../base/result.ts';
import { shellWord } from '../base/shell-word.ts';
import { RULES } from './index.ts';
import type { Rule } from './rule.ts';

const BY_CODE: ReadonlyMap<string, Rule> = new Map(RULES.map(rule => [rule.code, rule]));

/** Stands in a text for a value that the note did not bring. */
const MISSING = '…';

/** The rule of a code such as `SV201`, also by its name (`custom-action`) and in any case. */
export function findRule(codeOrName: string): Rule | undefined {
  return BY_CODE.get(codeOrName.toUpperCase()) ?? RULES.find(rule => rule.name === codeOrName.toLowerCase());
}

/** Names of the values that the rule's texts need and the note does not bring; empty for a sound note. */
export function missingParams(note: Note): readonly string[] {
  return ruleOf(note.code).params.filter(name => note.params[name] === undefined);
}

/**
 * A note in words. A code without a rule is an error of the tool itself; a missing value is shown as `…`, since
 * a finding with a gap in it is worth more than a run that stops.
 */
export function toFinding(note: Note, service?: string): Finding {
  const rule = ruleOf(note.code);
  const params: Params = {
    ...Object.fromEntries(missingParams(note).map(name => [name, MISSING])),
    ...note.params,
  };
  return {
    code: rule.code,
    severity: rule.severityOf?.(params) ?? rule.severity,
    category: rule.categoryOf?.(params) ?? rule.category,
    confidence: note.confidence ?? rule.confidence ?? 'inferred',
    effort: rule.effort.level,
    message: oneLine(rule.what(params)),
    remediation: oneLine(rule.todo(params)),
    ...commandOf(rule, params, service),
    ...(rule.identity && { subject: rule.identity.map(name => note.params[name] ?? '').join('\0') }),
    ...(note.span && { location: note.span }),
  };
}

/** A line that can be copied: what came from a script is quoted. None where a word is known in part or not at all. */
function commandOf(rule: Rule, params: Params, service: string | undefined): Pick<Finding, 'command'> {
  const words = (service !== undefined && rule.command?.(params, service)) || [];
  const plain = words.length > 0 && !words.some(word => /[$<…\0-\x1f\x7f]|^$/.test(word));
  return plain ? { command: words.map(shellWord).join(' ') } : {};
}

/** The words of a rule where there is no finding: placeholders such as `<path>` stand for what one would name. */
export function ruleTexts(rule: Rule): {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
  readonly command?: string;
} {
  const params = Object.fromEntries(rule.params.map(name => [name, `<${name}>`]));
  const command = rule.command?.(params, '<service>').join(' ');
  return {
    what: oneLine(rule.what(params)),
    why: rule.why,
    todo: oneLine(rule.todo(params)),
    ...(command !== undefined && { command }),
  };
}

function ruleOf(code: string): Rule {
  const rule = BY_CODE.get(code);
  if (!rule) throw new InternalError(`no rule has the code ${code}`);
  return rule;
}

/** Parameters hold slices of scripts, which may span lines. */
function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
