import type { Finding } from './base/finding.ts';
import { breakCycles, type Strength } from './map/advice/cycles.ts';
import { nativeNames, withNativeNames } from './map/native/native-names.ts';
import type { NumberOrder } from './map/order/order-by-number.ts';
import type { Override } from './map/override/override.ts';
import { overrideUnits } from './map/override/override-units.ts';
import { type TargetQuestions, targetNotes } from './map/target-needs.ts';
import type { Service } from './model/service.ts';
import { toFinding } from './rules/render.ts';
import type { Target } from './unit/target.ts';
import type { Directive, Unit } from './unit/unit.ts';

/** Services ordered by the units that the target has in place of scripts. */
export function namedNatively(services: readonly Service[], scripts: readonly Service[]): readonly Service[] {
  const names = nativeNames(scripts);
  return names.size === 0 ? services : services.map(service => withNativeNames(service, names));
}

export interface Settling {
  readonly target: Target;
  /** What a person decided, by name of the service. */
  readonly overrides?: ReadonlyMap<string, Override>;
  readonly image?: TargetQuestions;
}

/**
 * Services that come from no init script, as a person and the target will have them: overrides applied, and what the
 * target lacks found.
 */
export function settle(services: readonly Service[], { target, overrides, image }: Settling): readonly Service[] {
  return services.map(service => {
    if (service.units.length === 0 || (!overrides?.has(service.name) && !image)) return service;
    const own = overrides?.get(service.name);
    const decided = own && overrideUnits(service.units, own, target);
    const units = decided?.units ?? service.units;
    const lacks = image ? units.flatMap(unit => targetNotes(unit, service.files, target, image)) : [];
    const enabled = decided?.enabled ?? service.enabled;
    return {
      ...service,
      units,
      ...(decided?.excluded !== undefined && { disposition: 'excluded' }),
      ...(enabled !== undefined && { enabled }),
      findings: sorted([
        ...service.findings,
        ...[...(decided?.notes ?? []), ...lacks].map(one => toFinding(one, service.name)),
      ]),
    };
  });
}

/** The same service behind those that came before it by number. */
export function withNumbers(service: Service, numbers: ReadonlyMap<string, NumberOrder>): Service {
  const [first] = service.units;
  const found = first && numbers.get(first.name);
  if (!found) return service;
  // SV303 says that no order among scripts is kept.
  const findings = service.findings.filter(({ code }) => code !== 'SV303');
  return {
    ...service,
    units: service.units.map(unit => ordered(unit, found.directive)),
    findings: sorted([...findings, toFinding(found.note, service.name)]),
  };
}

/** With the line behind its like; all units of an umbrella wait, since those that it pulls in do not wait for it. */
function ordered(unit: Unit, directive: Directive): Unit {
  const { directives } = unit;
  const at = directives.findLastIndex(({ section, name }) => section === 'Unit' && name === 'After');
  const place = at >= 0 ? at + 1 : directives.findLastIndex(({ section }) => section === 'Unit') + 1;
  return { ...unit, directives: [...directives.slice(0, place), directive, ...directives.slice(place)] };
}

/**
 * Only all services together show a circle of orders. In: the services, and how much speaks for each order. Out: the
 * services with the weakest order of each circle taken out, and a finding that says so.
 */
export function withoutCycles(services: readonly Service[], strength: Strength = () => 1): readonly Service[] {
  const deployed = services.filter(({ disposition }) => disposition === 'deploy').flatMap(({ units }) => units);
  const { units, notes } = breakCycles(deployed, strength);
  if (units.size === 0) return services;
  return services.map(service => {
    if (service.disposition !== 'deploy') return service;
    const own = service.units.flatMap(unit => notes.get(unit.name) ?? []);
    return {
      ...service,
      units: service.units.map(unit => units.get(unit.name) ?? unit),
      findings:
        own.length === 0
          ? service.findings
          : sorted([...service.findings, ...own.map(one => toFinding(one, service.name))]),
    };
  });
}

/** In the order of the script. */
export function sorted(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) => (a.location?.start ?? -1) - (b.location?.start ?? -1) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
}
