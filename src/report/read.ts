import { createHash } from 'node:crypto';
import { CONFIDENCES } from '../base/confidence.ts';
import { CATEGORIES, EFFORTS, SEVERITIES } from '../base/finding.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { TIERS } from '../model/service.ts';
import type { EarlierFinding } from './document.ts';
import type { EarlierReport } from './standing.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Before version 2 findings had no fingerprints. */
const READABLE = 2;

/** Read a report.json as far as comparisons need it. It may have come a long way: nothing of it is taken on trust. */
export function readReport(text: string, path: string): Result<EarlierReport> {
  const wrong = (message: string): Result<never> => fail({ path, message });
  const json = parse(text);
  if (!isFields(json) || !isFields(json.tool) || json.tool.name !== 'sysv2systemd')
    return wrong('is not a report.json of sysv2systemd');
  if (json.schemaVersion !== READABLE)
    return wrong(`has schema version ${String(json.schemaVersion)}, not ${READABLE}: make the report again`);
  const services = Array.isArray(json.services) ? json.services.map(serviceOf) : [undefined];
  const read = services.filter(service => service !== undefined);
  if (read.length < services.length) return wrong('is damaged: a service or one of its findings is not complete');
  return ok({
    sha256: createHash('sha256').update(text).digest('hex'),
    services: read.map(({ name, tier }) => ({ name, tier })),
    findings: read.flatMap(({ findings }) => findings),
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function serviceOf(json: unknown) {
  if (!isFields(json) || typeof json.name !== 'string' || !Array.isArray(json.findings)) return undefined;
  const { name } = json;
  const tier = TIERS.find(one => one === json.tier);
  const findings = json.findings.map(finding => findingOf(finding, name));
  const whole = findings.filter(finding => finding !== undefined);
  return tier !== undefined && whole.length === findings.length ? { name, tier, findings: whole } : undefined;
}

function findingOf(json: unknown, service: string): EarlierFinding | undefined {
  if (!isFields(json)) return undefined;
  const { code, fingerprint, message, decision } = json;
  const severity = SEVERITIES.find(one => one === json.severity);
  const category = CATEGORIES.find(one => one === json.category);
  const confidence = CONFIDENCES.find(one => one === json.confidence);
  const effort = EFFORTS.find(one => one === json.effort);
  if (typeof code !== 'string' || typeof fingerprint !== 'string' || typeof message !== 'string') return undefined;
  if (!severity || !category || !confidence || !effort) return undefined;
  const accepted = isFields(decision) && decision.expired === false;
  const at = placeOf(json.location);
  return {
    service,
    code,
    severity,
    category,
    confidence,
    effort,
    fingerprint,
    message,
    ...(at !== undefined && { at }),
    accepted,
  };
}

function placeOf(location: unknown): string | undefined {
  if (!isFields(location) || typeof location.path !== 'string') return undefined;
  const { path, line, column } = location;
  return typeof line === 'number' && typeof column === 'number' ? `${path}:${line}:${column}` : path;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
