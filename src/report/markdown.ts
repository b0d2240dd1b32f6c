import { basename } from 'node:path';
import { shellWord } from '../base/shell-word.ts';
import { TIERS } from '../model/service.ts';
import { exitsThen } from './behaviour.ts';
import type { FindingReport, Location, ReportDocument, ServiceReport } from './document.ts';
import { markdownCode, markdownFence, markdownText } from './escape.ts';
import { duration, gradeWord } from './grade-words.ts';

/** report.md: the summary, what stands in the way, a table of all services, then each of them. */
export function renderMarkdown(document: ReportDocument): string {
  const contents = new Map(document.files.map(file => [file.path, file.content]));
  return `${[
    '# Migration report',
    `Target: ${markdownText(document.target.name)} (systemd ${markdownText(document.target.systemd)}). ` +
      `Made by ${document.tool.name} ${markdownText(document.tool.version)}` +
      `${document.generated === undefined ? '' : ` on ${markdownText(document.generated)}`}.`,
    ...verdict(document),
    ...summary(document),
    ...inhibitors(document),
    ...overview(document),
    ...overTime(document),
    ...document.services.flatMap(service => describeService(service, contents)),
    ...rules(document),
    ...signOff(document),
  ].join('\n\n')}\n`;
}

function verdict({
  verdict: { word, services, grade, letters, risks, efforts, next },
}: ReportDocument): readonly string[] {
  const tally = (record: Readonly<Record<string, number>>): string =>
    table(Object.keys(record), [Object.values(record).map(String)]);
  return [
    '## Verdict',
    `**${word}**; grade ${gradeWord(grade)}, about ${duration(grade.minutes)} of work.`,
    tally(services),
    'Services by grade (A: directives alone … E: no unit):',
    tally(letters),
    'Services by their worst finding:',
    tally(risks),
    'Services by the greatest effort that a finding asks for:',
    tally(efforts),
    next.map((step, at) => `${at + 1}. ${markdownText(step)}`).join('\n'),
  ];
}

/** What was read and made, as one number. */
function signOff({ digest, flags, services, read, files }: ReportDocument): readonly string[] {
  return [
    '## Sign-off',
    `Inputs: ${services.length + read.length}. Outputs: ${files.length}. Arguments: ` +
      `${flags.length === 0 ? 'none' : markdownCode(flags.map(shellWord).join(' '))}. SHA-256 of their list in the form of sha256sum, sorted by path:`,
    markdownCode(digest),
  ];
}

function summary({ summary: { services, tiers, statements, findings } }: ReportDocument): readonly string[] {
  return [
    '## Summary',
    table(['services', ...TIERS], [[services, ...TIERS.map(tier => tiers[tier])].map(String)]),
    table(Object.keys(findings), [Object.values(findings).map(String)]),
    `Every statement of the scripts has a place (${statements.total} in all):`,
    table(Object.keys(statements.places), [Object.values(statements.places).map(String)]),
  ];
}

function inhibitors({ inhibitors: list }: ReportDocument): readonly string[] {
  if (list.length === 0) return ['## Before you deploy', 'Nothing of severity critical or high was found.'];
  return [
    '## Before you deploy',
    table(
      ['service', 'severity', 'code', 'finding', 'where'],
      list.map(item => [
        markdownCode(item.service),
        item.severity,
        item.code,
        markdownText(item.message),
        where(item.location),
      ]),
    ),
  ];
}

function overview({ services }: ReportDocument): readonly string[] {
  return [
    '## Services',
    table(
      ['service', 'tier', 'disposition', 'confidence', 'units', 'statements', 'findings', 'reason'],
      services.map(service => [
        markdownCode(service.name),
        service.tier,
        service.disposition,
        service.confidence,
        service.units.map(unit => markdownCode(basename(unit))).join(' '),
        String(service.statements.total),
        String(service.findings.length),
        markdownText(service.reason),
      ]),
    ),
  ];
}

/** What people have decided, and what was there before. */
function overTime({ baseline, decisions, summary: { open } }: ReportDocument): readonly string[] {
  if (!baseline && !decisions) return [];
  return [
    '## Open, known and accepted',
    table(Object.keys(open), [Object.values(open).map(String)]),
    ...(baseline
      ? [
          `Against the report with the SHA-256 ${markdownCode(baseline.sha256)}: ${baseline.new} new, ${baseline.changed} changed, ` +
            `${baseline.unchanged} unchanged, ${baseline.fixed.length} fixed.`,
          ...(baseline.fixed.length === 0
            ? []
            : [
                table(
                  ['fixed', 'severity', 'code', 'finding'],
                  baseline.fixed.map(one => [
                    markdownCode(one.service),
                    one.severity,
                    markdownText(one.code),
                    markdownText(one.message),
                  ]),
                ),
              ]),
        ]
      : []),
    ...(decisions
      ? [
          `Decisions as of ${decisions.today} (SHA-256 of the file: ${markdownCode(decisions.sha256)}):`,
          table(
            ['code', 'service', 'state', 'findings', 'accepted by', 'until', 'reason'],
            decisions.list.map(one => [
              markdownText(one.code),
              markdownCode(one.service),
              one.state,
              String(one.findings),
              markdownText(one.acceptedBy),
              one.until,
              markdownText(one.reason),
            ]),
          ),
        ]
      : []),
  ];
}

/** All rules, so that it can be seen what was looked for. */
function rules({ rules: list }: ReportDocument): readonly string[] {
  return [
    '## Rules',
    table(
      ['code', 'name', 'severity', 'effort', 'status', 'findings', 'services'],
      list.map(one => [
        one.code,
        one.name,
        one.severity,
        one.effort,
        one.status,
        String(one.fired),
        String(one.services),
      ]),
    ),
  ];
}

function describeService(service: ServiceReport, contents: ReadonlyMap<string, string>): readonly string[] {
  const { actions, findings, settings, statements } = service;
  return [
    `## ${markdownText(service.name)}`,
    `${markdownCode(service.source.path)} (sha256 ${markdownCode(service.source.sha256)}): ${service.tier}` +
      `${service.reason === '' ? '' : ` (${markdownText(service.reason)})`}, ${service.disposition}, ${service.confidence}.`,
    ...section('Actions', actions, () =>
      table(
        ['then', 'it did', 'exits', 'now', 'exits', 'lines'],
        actions.map(action => [
          markdownCode(action.name),
          markdownText(action.does) || '–',
          exitsThen(action) || '–',
          markdownText(action.becomes),
          action.exitsNow || '–',
          action.evidence.map(lines).join(', '),
        ]),
      ),
    ),
    ...section('Findings', findings, () => findings.map(describeFinding).join('\n')),
    ...section('Settings', [...settings.files, ...settings.defaults], () =>
      [
        ...settings.files.map(file => `- read at each start: ${markdownCode(file)}`),
        ...settings.defaults.map(text => `- default: ${markdownCode(text)}`),
      ].join('\n'),
    ),
    ...section('Statements', statements.list, () =>
      table(
        ['lines', 'place', 'detail', 'reached by'],
        statements.list.map(item => [
          lines(item),
          item.place,
          markdownText(item.detail),
          item.actions.map(markdownCode).join(' '),
        ]),
      ),
    ),
    ...[...service.units, ...service.helpers].flatMap(path => [
      `### ${markdownCode(path)}`,
      markdownFence(contents.get(path) ?? '', service.units.includes(path) ? 'ini' : ''),
    ]),
  ];
}

function describeFinding(finding: FindingReport): string {
  const at = where(finding.location);
  return (
    `- **${finding.severity}** ${finding.code}${at === '' ? '' : ` ${at}`}: ${markdownText(finding.message)}` +
    ` (${finding.confidence}, effort: ${finding.effort})${standing(finding)}\\\n  ${markdownText(finding.remediation)}` +
    `${finding.command === undefined ? '' : ` ${markdownCode(finding.command)}`}`
  );
}

function standing({ state, decision }: FindingReport): string {
  const decided =
    decision &&
    `${decision.expired ? 'was accepted' : 'accepted'} by ${markdownText(decision.acceptedBy)} until ${decision.until}: ${markdownText(decision.reason)}`;
  const said = [state, decided].filter(text => text !== undefined);
  return said.length === 0 ? '' : `; ${said.join('; ')}`;
}

function section(title: string, items: readonly unknown[], body: () => string): readonly string[] {
  return items.length === 0 ? [] : [`### ${title}`, body()];
}

function where(location: Location | undefined): string {
  return location ? markdownCode(`${location.path}:${location.line}`) : '';
}

function lines({ line, endLine }: { readonly line: number; readonly endLine: number }): string {
  return line === endLine ? String(line) : `${line}-${endLine}`;
}

/** Cells must be escaped already. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
}
