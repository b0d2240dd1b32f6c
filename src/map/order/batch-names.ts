import type { Header } from '../../header/types.ts';
import { unitName, unitStem } from '../../header/unit-name.ts';

/** A script of the batch, as the others may ask about it. */
interface Listed {
  readonly file: { readonly name: string; readonly text: string; readonly ignored?: string };
  readonly header: Header;
}

/** Who provides which name in a batch. */
export interface BatchNames {
  /** Unit by name of script, unit or facility: of several, the first. */
  readonly batch: ReadonlyMap<string, string>;
  /** All units by name. */
  readonly claims: ReadonlyMap<string, readonly string[]>;
}

/** The names that the headers and files of a batch give. */
export function batchNames(scripts: readonly Listed[]): BatchNames {
  const batch = new Map<string, string>();
  const claims = new Map<string, readonly string[]>();
  for (const { file, header } of scripts) {
    if (file.ignored !== undefined) continue;
    const unit = unitName(file.name);
    for (const name of new Set([file.name, unitStem(file.name), ...(header.lsb?.provides?.value ?? [])])) {
      if (!batch.has(name)) batch.set(name, unit);
      claims.set(name, [...new Set([...(claims.get(name) ?? []), unit])]);
    }
  }
  return { batch, claims };
}

/** Other scripts in which a path stands: they may look for the file. */
export function mentions(scripts: readonly Listed[], own: Listed, path: string): readonly string[] {
  const others = scripts.filter(one => one !== own && one.file.text.includes(path));
  if (others.length === 0) return [];
  const whole = new RegExp(`${path.replace(/\W/g, '\\$&')}(?![\\w.-])`);
  return others.filter(one => whole.test(one.file.text)).map(one => one.file.name);
}
