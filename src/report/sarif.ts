import type { Severity } from '../base/finding.ts';
import type { EarlierFinding, FindingReport, ReportDocument, RuleReport, ServiceReport } from './document.ts';
import { jsonText, markdownText, visibleLine } from './escape.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json';

/** Raised when fingerprints change their meaning, so that readers do not compare what cannot be compared. */
const FINGERPRINT = 'sysv2systemd/v1';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** The findings for programs that read SARIF 2.1.0. Every rule is declared, so that what is fixed can be closed. */
export function renderSarif(document: ReportDocument): string {
  const positions = new Map(document.rules.map(({ code }, at) => [code, at]));
  const { baseline } = document;
  const run = {
    tool: {
      driver: {
        name: document.tool.name,
        semanticVersion: document.tool.version,
        rules: document.rules.map(describeRule),
      },
    },
    automationDetails: { id: `${document.tool.name}/${document.target.name}/` },
    invocations: [
      {
        executionSuccessful: true,
        ...(document.generated !== undefined && { endTimeUtc: document.generated }),
        ...(document.flags.length > 0 && { arguments: document.flags.map(visibleLine) }),
      },
    ],
    originalUriBaseIds: {
      HOST: { description: { text: 'The root of the old host, or of its image.' } },
      WORKDIR: { description: { text: 'The folder in which the tool was called.' } },
    },
    artifacts: artifacts(document),
    columnKind: 'utf16CodeUnits',
    results: [
      ...document.services.flatMap(service =>
        service.findings.map(finding => result(service, finding, positions.get(finding.code))),
      ),
      ...(baseline?.fixed ?? []).map(finding => absent(finding, positions.get(finding.code))),
    ],
  };
  return jsonText({ $schema: SCHEMA, version: '2.1.0', runs: [run] });
}

function describeRule({ code, name, severity, category, effort, what, why, todo, because }: RuleReport) {
  return {
    id: code,
    name,
    shortDescription: { text: what },
    fullDescription: { text: why },
    help: {
      text: `${what}. ${why}\n\nWhat to do: ${todo}\n\nEffort: ${effort} (${because}).`,
      markdown:
        `${markdownText(what)}.\n\n**Why:** ${markdownText(why)}\n\n**What to do:** ${markdownText(todo)}\n\n` +
        `**Effort:** ${effort} (${markdownText(because)}).`,
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { severity, category, effort, tags: [category] },
  };
}

function result(service: ServiceReport, finding: FindingReport, ruleIndex: number | undefined) {
  const { code, severity, category, confidence, effort, message, remediation, fingerprint, state, decision } = finding;
  const { path, ...region } = finding.location ?? { path: service.source.path };
  return {
    ruleId: code,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: plain(`${message}. ${remediation}`) },
    locations: [
      {
        physicalLocation: { artifactLocation: place(path), ...('line' in region && { region: regionOf(region) }) },
        logicalLocations: [{ name: visibleLine(service.name), kind: 'service' }],
      },
    ],
    partialFingerprints: { [FINGERPRINT]: fingerprint },
    ...(state && { baselineState: state === 'changed' ? 'updated' : state }),
    ...(decision && {
      suppressions: [
        {
          kind: 'external',
          // Only where every suppression is accepted is a result suppressed (SARIF 2.1.0, 3.27.23).
          status: decision.expired ? 'underReview' : 'accepted',
          justification: visibleLine(
            `${decision.reason} (accepted by ${decision.acceptedBy}, ${decision.expired ? 'expired' : 'until'} ${decision.until})`,
          ),
        },
      ],
    }),
    properties: {
      service: visibleLine(service.name),
      severity,
      category,
      confidence,
      effort,
      ...(finding.command !== undefined && { command: visibleLine(finding.command) }),
    },
  };
}

/**
 * A message that is nothing but text: `[a](b)` would be a link and `{0}` a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6).
 * Most readers know no escapes, so only what would be misread is escaped.
 */
function plain(text: string): string {
  const line = visibleLine(text).replace(/\{(\d+)\}/g, '{{$1}}');
  return /\]\(/.test(line) ? line.replace(/[\\[\]]/g, '\\$&') : line;
}

/** A finding of the baseline that is gone. */
function absent(finding: EarlierFinding, ruleIndex: number | undefined) {
  const { service, code, severity, category, confidence, effort, fingerprint, message } = finding;
  return {
    ruleId: code,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: plain(message) },
    locations: [{ logicalLocations: [{ name: visibleLine(service), kind: 'service' }] }],
    partialFingerprints: { [FINGERPRINT]: fingerprint },
    baselineState: 'absent',
    properties: { service: visibleLine(service), severity, category, confidence, effort },
  };
}

function artifacts({ services, read }: ReportDocument) {
  return [
    ...services.map(({ source }) => ({ ...source, script: true })),
    ...read.map(file => ({ ...file, script: false })),
  ].map(({ path, sha256, script }) => ({
    location: place(path),
    ...(sha256 !== '' && { hashes: { 'sha-256': sha256 } }),
    ...(script && { roles: ['analysisTarget'], sourceLanguage: 'shell' }),
  }));
}

/** Offsets are left out: half of the readers take them for bytes. */
function regionOf({ line, column, endLine }: { line: number; column: number; endLine: number }) {
  return { startLine: line, startColumn: column, endLine };
}

/** A path as a relative reference: absolute ones are paths of the old host. */
function place(path: string) {
  const segments = path.replace(/^\/+/, '').split('/');
  return {
    uri: segments.map(segment => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'))).join('/'),
    uriBaseId: path.startsWith('/') ? 'HOST' : 'WORKDIR',
  };
}
