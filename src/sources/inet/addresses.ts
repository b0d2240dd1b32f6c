/**
 * Addresses of only_from and no_access (xinetd.conf(5)) as systemd writes them. In: one value. Out: networks, or
 * undefined for what only a name look-up could tell. Parts that are 0 at the end are wildcards, parts that are missing
 * too; `10.1.{2,3}` stands for several.
 */
export function networksOf(value: string): readonly string[] | undefined {
  if (value === 'localhost') return ['localhost'];
  if (value.includes(':')) return /^[0-9a-fA-F:.]+(?:\/\d{1,3})?$/.test(value) ? [value] : undefined;
  const [, address, bits] = /^([\d.{},]+)(?:\/(\d{1,2}))?$/.exec(value) ?? [];
  if (address === undefined) return undefined;
  const [, before = address, list] = /^([\d.]*)\{([\d,]+)\}$/.exec(address) ?? [];
  const all = list === undefined ? [address] : list.split(',').map(one => `${before}${one}`);
  const found = all.map(one => network(one, bits));
  const known = found.filter(one => one !== undefined);
  return known.length === found.length ? known : undefined;
}

function network(address: string, bits: string | undefined): string | undefined {
  const parts = address.split('.').filter(part => part !== '');
  if (parts.length === 0 || parts.length > 4 || parts.some(part => !/^\d+$/.test(part) || Number(part) > 255))
    return undefined;
  const whole = [...parts, '0', '0', '0'].slice(0, 4).join('.');
  if (bits !== undefined) return Number(bits) <= 32 ? `${whole}/${bits}` : undefined;
  const significant = whole.replace(/(?:\.0)+$/, '');
  if (significant === '0') return 'any';
  const length = significant.split('.').length * 8;
  return length === 32 ? whole : `${whole}/${length}`;
}
