import type { ChalkInstance } from 'chalk';
import type { DirectiveReport, Location, ServiceReport } from './document.ts';
import { visibleLine } from './escape.ts';

/** What of a service to trace: all, one directive by name, or one line of the script. */
export interface TraceFilter {
  readonly directive?: string;
  readonly line?: number;
}

/** Why things are as they are: from which lines, by which pass, how sure. Empty if nothing matches the filter. */
export function renderTrace(service: ServiceReport, text: string, filter: TraceFilter, chalk: ChalkInstance): string {
  const source = text.split(/\r?\n/);
  if (filter.line !== undefined) return traceLine(service, source, filter.line, chalk);
  const wanted = filter.directive?.toLowerCase().replace(/=.*$/s, '');
  return service.directives
    .filter(directive => wanted === undefined || directive.name.toLowerCase() === wanted)
    .map(directive => `${heading(directive, chalk)}\n${evidence(directive.evidence, source, service, chalk)}`)
    .join('');
}

function traceLine(service: ServiceReport, source: readonly string[], line: number, chalk: ChalkInstance): string {
  const covers = (place: { readonly line: number; readonly endLine: number }): boolean =>
    place.line <= line && line <= place.endLine;
  const inScript = (place: Location): boolean => place.path === service.source.path && covers(place);
  const found = [
    ...service.statements.list.filter(covers).map(({ place, detail, actions }) => {
      const reached = actions.length === 0 ? '' : `, reached by ${actions.map(visibleLine).join(', ')}`;
      return `    ${chalk.bold(place)}${detail === '' ? '' : `: ${visibleLine(detail)}`}${reached}\n`;
    }),
    ...service.directives.filter(item => item.evidence.some(inScript)).map(item => `    ${heading(item, chalk)}\n`),
    ...service.actions
      .filter(action => action.evidence.some(inScript))
      .map(action => `    action ${visibleLine(action.name)}: now ${visibleLine(action.becomes)}\n`),
    ...service.findings
      .filter(finding => finding.location && inScript(finding.location))
      .map(finding => `    ${finding.severity} ${finding.code}: ${visibleLine(finding.message)}\n`),
  ];
  return found.length === 0 ? '' : snippet(service.source.path, line, source, chalk) + found.join('');
}

function heading({ unit, section, name, value, confidence, by }: DirectiveReport, chalk: ChalkInstance): string {
  const about = chalk.dim(`(${visibleLine(unit)} [${section}], ${confidence}, by ${by})`);
  return `${chalk.bold(`${name}=${visibleLine(value)}`)}  ${about}`;
}

function evidence(
  places: readonly Location[],
  source: readonly string[],
  service: ServiceReport,
  chalk: ChalkInstance,
): string {
  if (places.length === 0) return `    ${chalk.dim('from no line of the script: a default')}\n`;
  return places
    .map(({ path, line }) => snippet(path, line, path === service.source.path ? source : [], chalk))
    .join('');
}

function snippet(path: string, line: number, source: readonly string[], chalk: ChalkInstance): string {
  return `  ${chalk.cyan(`${visibleLine(path)}:${line}`)}  ${visibleLine(source[line - 1] ?? '').trim()}\n`;
}
