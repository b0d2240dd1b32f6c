import type { ChalkInstance } from 'chalk';
import type { Severity } from '../base/finding.ts';
import { TIERS } from '../model/service.ts';
import type { FindingReport, ReportDocument, ServiceReport } from './document.ts';
import { visible, visibleLine } from './escape.ts';
import { inhibitorGroups } from './inhibitors.ts';

/** The findings of all services, one a line in the form that editors jump to, each with what to do. */
export function renderFindings(document: ReportDocument, chalk: ChalkInstance): string {
  return document.services.flatMap(service => service.findings.map(item => finding(service, item, chalk))).join('');
}

/** One line for each service, then the counts and what stands in the way. */
export function renderSummary(document: ReportDocument, chalk: ChalkInstance, verbose = false): string {
  const { summary } = document;
  const width = Math.max(0, ...document.services.map(service => visibleLine(service.name).length));
  const tiers = TIERS.filter(tier => summary.tiers[tier] > 0).map(tier => `${summary.tiers[tier]} ${tier}`);
  const severities = entries(summary.findings).filter(([, number]) => number > 0);
  const places = entries(summary.statements.places).filter(([, number]) => number > 0);
  return [
    ...(verbose ? document.services.map(service => serviceLine(service, width, chalk)) : []),
    `${chalk.bold(plural(summary.services, 'service'))}${list(tiers)}`,
    `${chalk.bold(plural(summary.statements.total, 'statement'))}${list(places.map(([name, number]) => `${number} ${name}`))}`,
    `${chalk.bold(plural(total(severities), 'finding'))}${list(severities.map(([name, number]) => paint(name, chalk)(`${number} ${name}`)))}`,
    ...overTime(document),
    ...inTheWay(document, chalk, verbose),
    '',
  ].join('\n');
}

/** Findings of one rule that the summary tells one by one; the report has them all. */
const TOLD = 5;

/** What stands in the way, by rule, each with its place. */
function inTheWay(document: ReportDocument, chalk: ChalkInstance, verbose: boolean): readonly string[] {
  const groups = inhibitorGroups(document);
  if (groups.length === 0) return [];
  return [
    '',
    chalk.bold('Look at these before you deploy:'),
    ...groups.flatMap(({ code, findings, services }) => {
      const told = verbose || findings.length <= TOLD + 1 ? findings : findings.slice(0, TOLD);
      const more = findings.length - told.length;
      return [
        ...told.map(
          item =>
            `  ${place(item.location) ?? visibleLine(item.service)}: ${paint(item.severity, chalk)(item.code)} ${visibleLine(item.message)}${chalk.dim(standing(item))}`,
        ),
        ...(more === 0
          ? []
          : [`  and ${more} more of ${code}, ${plural(services.length, 'service')} in all: see the report`]),
      ];
    }),
  ];
}

function place(location: FindingReport['location']): string | undefined {
  return location && visibleLine(`${location.path}:${location.line}:${location.column}`);
}

/** Against the baseline and the decisions, where there are any. */
function overTime({ baseline, decisions, summary }: ReportDocument): readonly string[] {
  const open = entries(summary.open).filter(([, number]) => number > 0);
  const count = (state: string): number => decisions?.list.filter(one => one.state === state).length ?? 0;
  return [
    ...(baseline
      ? [
          `baseline: ${baseline.new} new, ${baseline.changed} changed, ${baseline.unchanged} unchanged, ${baseline.fixed.length} fixed`,
        ]
      : []),
    ...(decisions
      ? [`decisions: ${count('in-force')} in force, ${count('expired')} expired, ${count('unused')} about nothing`]
      : []),
    ...(baseline || decisions
      ? [`open: ${open.length === 0 ? 'none' : open.map(([name, number]) => `${number} ${name}`).join(', ')}`]
      : []),
  ];
}

/** A unit or a helper as it would be written, for a terminal. */
export function renderFile(path: string, content: string, chalk: ChalkInstance): string {
  const body = visible(content)
    .split('\n')
    .map(line => (/^\[\w+\]$/.test(line) ? chalk.bold(line) : line.startsWith('#') ? chalk.dim(line) : line))
    .join('\n');
  return `${chalk.dim(`# ${visibleLine(path)}`)}\n${body}${body.endsWith('\n') ? '' : '\n'}`;
}

function finding(service: ServiceReport, item: FindingReport, chalk: ChalkInstance): string {
  const { location } = item;
  const at = place(location) ?? visibleLine(service.source.path);
  const level = paint(item.severity, chalk)(item.severity);
  return `${chalk.bold(at)}: ${level} ${item.code} ${visibleLine(item.message)}${chalk.dim(standing(item))}\n    ${chalk.dim(visibleLine(item.remediation))}\n`;
}

/** What people have said about a finding, or that it was there before; empty where there is nothing to tell. */
function standing({ state, decision }: FindingReport): string {
  const said = [
    ...(state ? [state] : []),
    ...(decision
      ? [
          `${decision.expired ? 'was accepted' : 'accepted'} by ${decision.acceptedBy} until ${decision.until}: ${decision.reason}`,
        ]
      : []),
  ];
  return said.length === 0 ? '' : ` [${visibleLine(said.join('; '))}]`;
}

function serviceLine(service: ServiceReport, width: number, chalk: ChalkInstance): string {
  const name = visibleLine(service.name).padEnd(width);
  const reason = service.reason === '' ? '' : chalk.dim(` (${visibleLine(service.reason)})`);
  const apart = service.disposition === 'deploy' ? '' : ` ${service.disposition}`;
  return `${chalk.bold(name)}  ${service.tier}${apart}, ${service.confidence}${reason}`;
}

function paint(severity: Severity, chalk: ChalkInstance): ChalkInstance {
  if (severity === 'critical' || severity === 'high') return chalk.red;
  return severity === 'medium' ? chalk.yellow : chalk.cyan;
}

function entries<K extends string>(record: Readonly<Record<K, number>>): readonly (readonly [K, number])[] {
  return Object.entries(record) as [K, number][];
}

function total(pairs: readonly (readonly [string, number])[]): number {
  return pairs.reduce((sum, [, number]) => sum + number, 0);
}

function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `: ${items.join(', ')}`;
}
