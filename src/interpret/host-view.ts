import type { HostView } from './context.ts';
import { LIBRARY_FILES, libraryAt } from './init-library.ts';

/** What is known of the old host, and the kind of system that the units are for. */
interface Host {
  readonly settings: HostView['settings'];
  readonly notUtf8?: HostView['notUtf8'];
  /** The whole image is at hand. */
  readonly complete: boolean;
  readonly family: NonNullable<HostView['family']>;
}

const LIBRARY_OF = { rhel: 'rhel', suse: 'suse', debian: 'lsb', ubuntu: 'lsb', upstream: undefined } as const;

/** By which of these files an image tells what it was, where it has no library any more. */
const RELEASES = [
  ['/etc/redhat-release', 'rhel'],
  ['/etc/SuSE-release', 'suse'],
  ['/etc/debian_version', 'lsb'],
] as const;

/** What the scripts of a batch may ask of their host, and of the kind of system that they are converted for. */
export function hostView({ complete, family, settings, notUtf8 }: Host): HostView {
  const name = LIBRARY_OF[family];
  const found = complete ? LIBRARY_FILES.find(path => settings(path) !== undefined) : undefined;
  const release = complete ? RELEASES.find(([path]) => settings(path) !== undefined)?.[1] : undefined;
  return {
    settings,
    complete,
    family,
    ...(name && {
      library: {
        name,
        seen: found !== undefined && libraryAt(found) === name,
        released: found === undefined && release === name,
      },
    }),
    ...(notUtf8 && { notUtf8 }),
  };
}
