import type { MemoryFile } from '../../src/host/memory-source.ts';
import type { Service } from '../../src/model/service.ts';
import { serializeUnit } from '../../src/unit/serialize.ts';
import { runSources } from '../rules/run-example.ts';

/** All services of a host of these files, by name. */
export function services(files: Readonly<Record<string, MemoryFile>>, target?: string): ReadonlyMap<string, Service> {
  return new Map(runSources(files, target).services.map(service => [service.name, service]));
}

/** The text of a unit of a service, or of nothing. */
export function unitText(service: Service | undefined, name?: string): string {
  const unit = service?.units.find(one => name === undefined || one.name === name);
  return unit ? serializeUnit(unit) : '';
}

/** Findings as `line: code`. */
export function codes(service: Service | undefined): readonly string[] {
  return (service?.findings ?? []).map(finding => `${finding.location?.line ?? 0}: ${finding.code}`);
}
