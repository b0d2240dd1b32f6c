import { createHash } from 'node:crypto';
import { CONFIDENCES } from '../base/confidence.ts';
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
import { fingerprintsOf } from './fingerprint.ts';
import { gradeService, minutesOf } from './grade.ts';
import { lineRuns } from './lines.ts';
import { ruleReports } from './rule-list.ts';
import { settingsUsed } from './settings-use.ts';
import { baselineReport, decisionsReport, type Standing, withStanding } from './standing.ts';
import { digestOf, isAccepted, verdictOf } from './verdict.ts';

const ALL_PLACES: readonly Place[] = [...PLACES, 'unreached', 'definition'];

/** Gather what reports show. Everything is counted and sorted here, so that renderings need only print. */
export function buildReport(
  migration: Migration,
  plan: Plan,
  about: { readonly version: string; readonly generated?: string; readonly flags?: readonly string[] } & Standing,
): ReportDocument {
  const sorted = [...migration.services].sort(byName);
  const described = sorted.map((service, at) =>
    describeService(service, sorted.slice(0, at).filter(({ name }) => name === service.name).length),
  );
  const services = withStanding(described, about);
  const read = [...(migration.read ?? [])].sort((a, b) => compare([a.path], [b.path]));
  const files = plan.files.map(file => ({
    path: file.path,
    kind: file.kind,
    mode: file.mode.toString(8).padStart(4, '0'),
    sha256: createHash('sha256')
      .update(file.content, file.encoding ?? 'utf8')
      .digest('hex'),
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
    // What is not deployed stands in nobody's way: its unit is there to be compared.
    inhibitors: services.filter(isDeployed).flatMap(service =>
      service.findings
        .filter(finding => finding.severity === 'critical' || finding.severity === 'high')
        .filter(finding => !isAccepted(finding))
        .map(finding => ({ service: service.name, ...finding })),
    ),
    services,
    rules: ruleReports(services.map(({ findings }, at) => ({ traits: sorted[at]?.traits ?? [], findings }))),
    ...(about.baseline && { baseline: baselineReport(services, about.baseline) }),
    ...(about.decisions && { decisions: decisionsReport(services, about.decisions) }),
    boot: bootOrder(services.filter(({ disposition }) => disposition === 'deploy')),
    read,
    files,
    digest: digestOf([
      ...services.map(({ source }) => source),
      ...read,
      ...files,
      ...(about.baseline ? [{ path: 'baseline', sha256: about.baseline.sha256 }] : []),
      ...(about.decisions ? [{ path: 'decisions', sha256: about.decisions.sha256 }] : []),
    ]),
  };
}

/** `nth` of the services of its name. */
function describeService(service: Service, nth: number): ServiceReport {
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
  const findings = describeFindings(service, nth);
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
    actions: service.actions.map(({ name, kind, becomes, evidence, does = '', exits = [], otherwise }) => ({
      name,
      kind,
      becomes,
      evidence: evidence.map(place),
      does,
      exits: exits.map(({ code = -1, span }) => ({ code, line: span.line })),
      ...(otherwise !== undefined && { otherwise }),
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
      script: lineRuns(
        service.text,
        list,
        directives.map(({ evidence }) => evidence.filter(({ path }) => path === service.source.path)),
      ),
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
function describeFindings({ name, source, text, findings }: Service, nth: number): readonly FindingReport[] {
  const unique = new Map<string, Finding>();
  for (const finding of findings)
    unique.set(JSON.stringify([finding.code, finding.message, finding.location && place(finding.location)]), finding);
  const fingerprints = fingerprintsOf([...unique.values()], { name, nth, path: source.path, text });
  const described = [...unique.values()].map((finding, at): FindingReport => {
    const { code, severity, category, confidence, effort, message, remediation, command, location } = finding;
    return {
      code,
      severity,
      category,
      confidence,
      effort,
      fingerprint: fingerprints[at] ?? '',
      open: true,
      message,
      remediation,
      ...(command !== undefined && { command }),
      minutes: minutesOf({ code, severity, category, effort }),
      ...(location && { location: place(location) }),
    };
  });
  const key = (finding: FindingReport): readonly (number | string)[] => [
    SEVERITIES.indexOf(finding.severity),
    finding.location?.path ?? '',
    finding.location?.line ?? 0,
    finding.location?.column ?? 0,
    finding.code,
    finding.message,
  ];
  return described.sort((a, b) => compare(key(a), key(b)));
}

function isDeployed({ disposition }: ServiceReport): boolean {
  return disposition === 'deploy';
}

function summarize(services: readonly ServiceReport[]): Summary {
  const findings = services.flatMap(service => service.findings);
  const tally = (matches: (service: ServiceReport) => boolean): number => services.filter(matches).length;
  return {
    services: services.length,
    tiers: count(TIERS, tier => tally(service => service.tier === tier)),
    dispositions: count(['deploy', 'superseded', 'excluded'] as const, which =>
      tally(service => service.disposition === which),
    ),
    confidence: count(CONFIDENCES, level => tally(service => service.confidence === level)),
    findings: count(SEVERITIES, severity => findings.filter(finding => finding.severity === severity).length),
    open: count(SEVERITIES, severity => findings.filter(one => one.open && one.severity === severity).length),
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

function byName(a: Service, b: Service): number {
  return compare([a.name, a.source.path], [b.name, b.source.path]);
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
