import { createHash } from 'node:crypto';
import { type Finding, SEVERITIES } from '../base/finding.ts';
import type { Span } from '../base/span.ts';
import { PLACES, type Place } from '../model/behaviour.ts';
import { type Migration, type Service, TIERS } from '../model/service.ts';
import { filePath, type Plan, unitPath } from '../plan/plan.ts';
import { unitLines } from '../unit/serialize.ts';
import { exitsNow } from './behaviour.ts';
import { bootOrder } from './boot.ts';
import {
  type DirectiveReport,
  type FindingReport,
  type Location,
  type ReportDocument,
  SCHEMA_VERSION,
  type ServiceReport,
  type Summary,
} from './document.ts';
import { effortOf, gradeService } from './grade.ts';
import { lineRuns } from './lines.ts';
import { settingsUsed } from './settings-use.ts';
import { digestOf, verdictOf } from './verdict.ts';

const CONFIDENCES = ['proved', 'inferred', 'assumed', 'unknown'] as const;
const ALL_PLACES: readonly Place[] = [...PLACES, 'unreached', 'definition'];

/** Gather what reports show. Everything is counted and sorted here, so that renderings need only print. */
export function buildReport(
  migration: Migration,
  plan: Plan,
  about: { readonly version: string; readonly generated?: string; readonly flags?: readonly string[] },
): ReportDocument {
  const services = migration.services.map(describeService).sort(byName);
  const read = [...(migration.read ?? [])].sort((a, b) => compare([a.path], [b.path]));
  const files = plan.files.map(file => ({
    path: file.path,
    kind: file.kind,
    mode: file.mode.toString(8).padStart(4, '0'),
    sha256: createHash('sha256').update(file.content).digest('hex'),
    content: file.content,
  }));
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'sysv2systemd', version: about.version },
    ...(about.generated !== undefined && { generated: about.generated }),
    target: { name: migration.target.name, systemd: migration.target.systemd },
    flags: about.flags ?? [],
    verdict: verdictOf(services),
    summary: summarize(services),
    inhibitors: services.flatMap(service =>
      service.findings
        .filter(finding => finding.severity === 'critical' || finding.severity === 'high')
        .map(finding => ({ service: service.name, ...finding })),
    ),
    services,
    boot: bootOrder(services.filter(({ disposition }) => disposition === 'deploy')),
    read,
    files,
    digest: digestOf([...services.map(({ source }) => source), ...read, ...files]),
  };
}

function describeService(service: Service): ServiceReport {
  const directives = service.units.flatMap(unit =>
    unit.directives.map(
      (directive): DirectiveReport => ({
        unit: unit.name,
        section: directive.section,
        name: directive.name,
        value: directive.value,
        evidence: directive.evidence.map(place),
        confidence: directive.confidence,
        by: directive.by,
      }),
    ),
  );
  const valuesOf = (name: string): readonly string[] => [
    ...new Set(directives.filter(directive => directive.name === name).map(directive => directive.value)),
  ];
  const at = new Map(service.units.flatMap(unit => unit.directives).map((directive, index) => [directive, index]));
  const findings = describeFindings(service.findings);
  const list = service.statements.list.map(({ span, place: where, detail, actions }) => ({
    line: span.line,
    column: span.column,
    endLine: span.endLine,
    place: where,
    detail,
    actions: [...actions],
  }));
  return {
    name: service.name,
    source: { path: service.source.path, sha256: service.source.sha256 },
    tier: service.tier,
    reason: service.reason,
    disposition: service.disposition,
    confidence: service.confidence,
    units: service.units.map(unit => unitPath(service, unit)),
    helpers: service.files.map(file => filePath(service, file)),
    actions: service.actions.map(({ name, kind, becomes, evidence, does = '', exits = [] }) => ({
      name,
      kind,
      becomes,
      evidence: evidence.map(place),
      does,
      exits: exits.map(({ code = -1, span }) => ({ code, line: span.line })),
      exitsNow: exitsNow({ kind, becomes }),
    })),
    settings: { files: valuesOf('EnvironmentFile'), defaults: valuesOf('Environment'), used: settingsUsed(directives) },
    runlevels: {
      ...(service.runlevels ?? { from: 'none', start: [], stop: [] }),
      targets: valuesOf('WantedBy').flatMap(value => value.split(/\s+/)),
      enabled: service.enabled ?? false,
    },
    grade: gradeService(service),
    statements: {
      total: service.statements.total,
      places: count(ALL_PLACES, name => service.statements.places[name] ?? 0),
      list,
    },
    findings,
    directives,
    view: {
      script: lineRuns(service.text, list),
      units: service.units.map(unit => ({
        path: unitPath(service, unit),
        lines: unitLines(unit).map(({ text, directives: own }) => ({
          text,
          directives: own.flatMap(directive => at.get(directive) ?? []),
        })),
      })),
    },
  };
}

/** Worst first, then in the order of the script; what several passes noticed alike is said once. */
function describeFindings(findings: readonly Finding[]): readonly FindingReport[] {
  const unique = new Map<string, FindingReport>();
  for (const { code, severity, category, confidence, effort, message, remediation, location } of findings) {
    const finding: FindingReport = {
      code,
      severity,
      category,
      confidence,
      effort,
      message,
      remediation,
      minutes: effortOf({ code, severity, category }),
      ...(location && { location: place(location) }),
    };
    unique.set(JSON.stringify([code, message, finding.location]), finding);
  }
  const key = (finding: FindingReport): readonly (number | string)[] => [
    SEVERITIES.indexOf(finding.severity),
    finding.location?.path ?? '',
    finding.location?.line ?? 0,
    finding.location?.column ?? 0,
    finding.code,
    finding.message,
  ];
  return [...unique.values()].sort((a, b) => compare(key(a), key(b)));
}

function summarize(services: readonly ServiceReport[]): Summary {
  const findings = services.flatMap(service => service.findings);
  const tally = (matches: (service: ServiceReport) => boolean): number => services.filter(matches).length;
  return {
    services: services.length,
    tiers: count(TIERS, tier => tally(service => service.tier === tier)),
    dispositions: count(['deploy', 'superseded'] as const, which => tally(service => service.disposition === which)),
    confidence: count(CONFIDENCES, level => tally(service => service.confidence === level)),
    findings: count(SEVERITIES, severity => findings.filter(finding => finding.severity === severity).length),
    statements: {
      total: sum(services.map(service => service.statements.total)),
      places: count(ALL_PLACES, where => sum(services.map(service => service.statements.places[where]))),
    },
  };
}

function count<K extends string>(keys: readonly K[], of: (key: K) => number): Readonly<Record<K, number>> {
  return Object.fromEntries(keys.map(key => [key, of(key)])) as Record<K, number>;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function place({ path, line, column, endLine }: Span): Location {
  return { path, line, column, endLine };
}

function byName(a: ServiceReport, b: ServiceReport): number {
  return compare([a.name, a.source.path], [b.name, b.source.path]);
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
