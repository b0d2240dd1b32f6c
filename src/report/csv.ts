import type { FindingReport, ReportDocument, ServiceReport } from './document.ts';
import { visibleLine } from './escape.ts';

type Row = readonly [service: ServiceReport, finding: FindingReport];

/** The columns, in order. New ones go to the end: people have sheets that count them. */
const COLUMNS: readonly (readonly [string, (...row: Row) => string | number | undefined])[] = [
  ['service', service => service.name],
  ['tier', service => service.tier],
  ['script', (service, { location }) => location?.path ?? service.source.path],
  ['line', (_, { location }) => location?.line],
  ['column', (_, { location }) => location?.column],
  ['code', (_, { code }) => code],
  ['severity', (_, { severity }) => severity],
  ['category', (_, { category }) => category],
  ['confidence', (_, { confidence }) => confidence],
  ['effort', (_, { effort }) => effort],
  ['finding', (_, { message }) => message],
  ['what to do', (_, { remediation }) => remediation],
  ['open', (_, { open }) => (open ? 'yes' : 'no')],
  ['state', (_, { state }) => state],
  ['decision', (_, { decision }) => decision && (decision.expired ? 'expired' : 'in force')],
  ['accepted by', (_, { decision }) => decision?.acceptedBy],
  ['accepted until', (_, { decision }) => decision?.until],
  ['reason', (_, { decision }) => decision?.reason],
  ['fingerprint', (_, { fingerprint }) => fingerprint],
];

/** One row per finding, in the form of RFC 4180. */
export function renderCsv(document: ReportDocument): string {
  const rows = document.services.flatMap(service =>
    service.findings.map(finding => COLUMNS.map(([, value]) => cell(value(service, finding) ?? ''))),
  );
  return [COLUMNS.map(([name]) => cell(name)), ...rows].map(row => `${row.join(',')}\r\n`).join('');
}

/**
 * Every cell in quotes, so that no separator of any locale ends it. A text that a spreadsheet would take for a formula
 * gets an apostrophe in front (OWASP, "CSV Injection"); signs of full width count, some programs fold them.
 */
function cell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : visibleLine(value);
  const harmless = /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
