import { createHash } from 'node:crypto';
import type { FileSource } from './file-source.ts';
import { type DecodedText, decodeText } from './text.ts';

/** A settings file that was found. */
export interface SettingsFile extends DecodedText {
  /** Where the script reads it. */
  readonly path: string;
  /** Where it was found in its source. */
  readonly found: string;
  /** Of its bytes. */
  readonly sha256: string;
}

/** Looks up a file that a script sources; undefined if it is not at hand. */
export type SettingsSource = (path: string) => SettingsFile | undefined;

const CUSTOMARY = /^\/etc\/(?:sysconfig|default|conf\.d)\/(.+)$/;

/**
 * Look-up of settings files. In: a directory that the user gave for them, and the image of the old host, either of
 * which may be missing. Out: the look-up; the directory wins, since it was given on purpose. It may hold
 * `etc/sysconfig/x`, `sysconfig/x`, `default/x` or plain `x`.
 */
export function settingsSource(from: { readonly directory?: FileSource; readonly root?: FileSource }): SettingsSource {
  // Every action of every script asks for its files again, and again for those that are not there.
  const known = new Map<string, SettingsFile | undefined>();
  return path => {
    if (!known.has(path)) known.set(path, path.startsWith('/') ? find(from, path) : undefined);
    return known.get(path);
  };
}

function find(
  from: { readonly directory?: FileSource; readonly root?: FileSource },
  path: string,
): SettingsFile | undefined {
  for (const [source, places] of [
    [from.directory, placesInDirectory(path)],
    [from.root, [path]],
  ] as const)
    for (const found of source ? places : []) {
      const bytes = source?.read(found);
      if (bytes?.ok) {
        const sha256 = createHash('sha256').update(bytes.value).digest('hex');
        return { path, found, sha256, ...decodeText(bytes.value) };
      }
    }
  return undefined;
}

/** Plain names only stand for files of the customary places: any other path must be said in full. */
function placesInDirectory(path: string): readonly string[] {
  const name = CUSTOMARY.exec(path)?.[1];
  const below = path.startsWith('/etc/') ? [path.slice('/etc'.length)] : [];
  return [path, ...below, ...(name === undefined ? [] : [`/${name}`])];
}
