import type { ChalkInstance } from 'chalk';
import type { DirectiveSource } from '../rules/directive-sources.ts';
import { ruleTexts } from '../rules/render.ts';
import type { Example, Rule } from '../rules/rule.ts';
import { visible } from './escape.ts';

/** A rule in full: what it says, why it matters, what to do, and examples of when it reports and when not. */
export function renderRule(rule: Rule, chalk: ChalkInstance): string {
  const { what, why, todo, command } = ruleTexts(rule);
  return [
    `${chalk.bold(`${rule.code} ${rule.name}`)}  ${rule.severity}, ${rule.category}`,
    '',
    what,
    '',
    `${chalk.bold('Why:')} ${why}`,
    '',
    `${chalk.bold('What to do:')} ${todo}`,
    ...(command === undefined ? [] : ['', `${chalk.bold('Command:')} ${command}`]),
    '',
    `${chalk.bold('Effort:')} ${rule.effort.level} (${rule.effort.because})`,
    ...rule.examples.flatMap(example => renderExample(example, chalk)),
    '',
  ].join('\n');
}

/** What a directive stands for in the output of this tool. */
export function renderDirective(
  { section, name, source }: DirectiveSource,
  since: number | undefined,
  rules: readonly Rule[],
  chalk: ChalkInstance,
): string {
  return [
    `${chalk.bold(`${name}=`)}  [${section}]${since === undefined ? '' : `, since systemd ${since}`}`,
    '',
    `${chalk.bold('Comes from:')} ${source}`,
    ...(rules.length === 0 ? [] : ['', chalk.bold('Rules that speak of it:')]),
    ...rules.map(ruleLine),
    '',
  ].join('\n');
}

/** All rules, one a line. */
export function renderRules(rules: readonly Rule[]): string {
  return rules.map(rule => `${ruleLine(rule)}\n`).join('');
}

function ruleLine(rule: Rule): string {
  return `${rule.code}  ${rule.severity.padEnd(8)}  ${rule.category.padEnd(12)}  ${rule.effort.level.padEnd(7)}  ${rule.name}`;
}

function renderExample({ script, settings = {}, target, reported }: Example, chalk: ChalkInstance): readonly string[] {
  const about = target === undefined ? '' : ` with --target ${target}`;
  return [
    '',
    chalk.bold(`${reported ? 'Reported' : 'Not reported'}${about}:`),
    ...indented(script),
    ...Object.entries(settings).flatMap(([path, text]) => ['', `  ${path}:`, ...indented(text)]),
  ];
}

function indented(text: string): readonly string[] {
  return visible(text)
    .trimEnd()
    .split('\n')
    .map(line => `    ${line}`);
}
