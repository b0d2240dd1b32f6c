import type { Item } from '../draft.ts';
import type { Attribute, Stanza } from './stanza.ts';

/** What an attribute is for one service, after the defaults. */
export interface Effective {
  readonly name: string;
  readonly values: readonly string[];
  /** All assignments that made it so. */
  readonly items: readonly Item[];
}

/** Attributes that the defaults section may give (xinetd.conf(5)); the rest of it is about xinetd itself. */
const INHERITED = new Set([
  'bind',
  'interface',
  'passenv',
  'instances',
  'only_from',
  'no_access',
  'banner',
  'banner_success',
  'banner_fail',
  'per_source',
  'groups',
  'cps',
  'max_load',
  'umask',
  'log_type',
  'log_on_success',
  'log_on_failure',
]);

/** Attributes with several values that a later one adds to or takes from; xinetd keeps the last of any other. */
export function effective(stanza: Stanza, defaults: readonly Attribute[]): readonly Effective[] {
  const found = new Map<string, Effective>();
  const own = new Set(stanza.attributes.map(one => (one.name === 'interface' ? 'bind' : one.name)));
  const apply = ({ name: written, op, values, item }: Attribute): void => {
    const name = written === 'interface' ? 'bind' : written;
    const before = found.get(name);
    // inetd.conf says several flags by several attributes of one line.
    const adds = op === '+=' || (op === '=' && name === 'flags' && before !== undefined);
    if (op === '-=')
      found.set(name, {
        name,
        values: (before?.values ?? []).filter(value => !values.includes(value)),
        items: [...(before?.items ?? []), item],
      });
    else
      found.set(name, {
        name,
        values: adds ? [...new Set([...(before?.values ?? []), ...values])] : values,
        items: adds ? [...new Set([...(before?.items ?? []), item])] : [item],
      });
  };
  for (const one of defaults) if (INHERITED.has(one.name) && !replaces(stanza, one, own)) apply(one);
  for (const one of stanza.attributes) apply(one);
  return [...found.values()];
}

/** The stanza has the attribute and does not begin with the default's value. */
function replaces(stanza: Stanza, { name }: Attribute, own: ReadonlySet<string>): boolean {
  if (!own.has(name === 'interface' ? 'bind' : name)) return false;
  return stanza.attributes.find(one => one.name === name)?.op === '=';
}

/** Ids that the defaults section turns off, or the only ones that it leaves on. */
export function isDisabled(id: string, defaults: readonly Attribute[]): boolean {
  const list = (name: string): readonly string[] | undefined => {
    const given = defaults.filter(one => one.name === name);
    return given.length === 0 ? undefined : given.flatMap(one => (one.op === '-=' ? [] : one.values));
  };
  const enabled = list('enabled');
  return (list('disabled') ?? []).includes(id) || (enabled !== undefined && !enabled.includes(id));
}
