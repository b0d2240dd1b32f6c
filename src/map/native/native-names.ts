import type { Service } from '../../model/service.ts';
import type { Directive } from '../../unit/unit.ts';

const NAMES = /^(?:After|Before|Wants|Requires|PartOf|BindsTo)$/;

/** Units of superseded services and what the target has for them: its own by other names, or nothing. */
export function nativeNames(services: readonly Service[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    services.flatMap(({ native, disposition, units }) =>
      native && disposition === 'superseded' ? units.map(({ name }) => [name, native.units] as const) : [],
    ),
  );
}

/** The same service, ordered by the units that the target has and not by those that are only there to compare. */
export function withNativeNames(service: Service, names: ReadonlyMap<string, readonly string[]>): Service {
  const renamed = (directive: Directive): readonly Directive[] => {
    const words = directive.value.split(/\s+/);
    if (directive.section !== 'Unit' || !NAMES.test(directive.name) || !words.some(word => names.has(word)))
      return [directive];
    const value = [...new Set(words.flatMap(word => names.get(word) ?? word))].join(' ');
    return value === '' ? [] : [{ ...directive, value }];
  };
  return {
    ...service,
    units: service.units.map(unit => ({ ...unit, directives: unit.directives.flatMap(renamed) })),
  };
}
