import { fail, ok, type Result } from '../base/result.ts';

export type Family = 'rhel' | 'debian' | 'ubuntu' | 'suse' | 'upstream';

/** Where the units will run: a release of a distribution, or a bare systemd version. */
export interface Target {
  /** Canonical, e.g. `rhel7.9`, `debian12`, `systemd-219`. */
  readonly name: string;
  /** For people: `RHEL 7.9 (systemd 219)`. */
  readonly label: string;
  readonly family: Family;
  /** Upstream version that the release is based on. */
  readonly systemd: number;
  /** Release of the distribution; what RHEL backported depends on both numbers. */
  readonly major?: number;
  readonly minor?: number;
  /** Column of the directives table that describes the release. */
  readonly column?: string;
}

/** RHEL: first minor release with a systemd version, newest first; `last` is what a bare `rhelN` means. */
const RHEL: Readonly<
  Record<number, { readonly last: number; readonly bases: readonly (readonly [number, number])[] }>
> = {
  7: {
    last: 9,
    bases: [
      [2, 219],
      [0, 208],
    ],
  },
  8: { last: 10, bases: [[0, 239]] },
  9: {
    last: 7,
    bases: [
      [2, 252],
      [0, 250],
    ],
  },
  10: { last: 1, bases: [[0, 257]] },
};

const OTHERS: readonly Target[] = [
  release('debian', 11, undefined, 247, 'Debian 11', 'deb11_247'),
  release('debian', 12, undefined, 252, 'Debian 12', 'deb12_252'),
  release('debian', 13, undefined, 257, 'Debian 13', 'deb13_257'),
  release('ubuntu', 20, 4, 245, 'Ubuntu 20.04', 'ub2004_245'),
  release('ubuntu', 22, 4, 249, 'Ubuntu 22.04', 'ub2204_249'),
  release('ubuntu', 24, 4, 255, 'Ubuntu 24.04', 'ub2404_255'),
  release('suse', 12, undefined, 228, 'SLES 12'),
  release('suse', 15, undefined, 234, 'SLES 15'),
];

const OLDEST = 183;
const NEWEST = 300;

function release(
  family: Family,
  major: number,
  minor: number | undefined,
  systemd: number,
  label: string,
  column?: string,
): Target {
  return {
    name: label.toLowerCase().replace(' ', ''),
    label: `${label} (systemd ${systemd})`,
    family,
    systemd,
    major,
    ...(minor !== undefined && { minor }),
    ...(column !== undefined && { column }),
  };
}

/** Names that `resolveTarget` takes, for help texts and errors. */
export function targetNames(): readonly string[] {
  const rhel = Object.entries(RHEL).map(([major]) => `rhel${major}`);
  return [...rhel, ...OTHERS.map(target => target.name), 'systemd-N'];
}

function rhelTarget(major: number, wanted: number | undefined): Target | undefined {
  const known = RHEL[major];
  if (!known) return undefined;
  // Minor releases to come are taken; RHEL 7 and 8 will have no more.
  if (wanted !== undefined && wanted > Math.max(known.last, 10)) return undefined;
  if (wanted !== undefined && major < 9 && wanted > known.last) return undefined;
  const minor = wanted ?? known.last;
  const base = known.bases.find(([first]) => minor >= first);
  if (!base) return undefined;
  const column = { 219: 'rhel7_219', 239: 'rhel8_239', 252: 'rhel9_252', 257: 'rhel10_257' }[base[1]];
  return release('rhel', major, minor, base[1], `RHEL ${major}.${minor}`, column);
}

/**
 * Find a target by name. In: `rhel7`, `rhel7.4`, `centos8`, `alma9`, `debian12`, `ubuntu22.04`, `sles15`,
 * `systemd-240`, in any case. Out: the target under its canonical name, or an error that lists what exists.
 */
export function resolveTarget(name: string): Result<Target> {
  const wanted = name.trim().toLowerCase();
  const upstream = /^systemd-?(\d+)$/.exec(wanted);
  if (upstream) {
    const systemd = Number(upstream[1]);
    if (systemd >= OLDEST && systemd <= NEWEST)
      return ok({ name: `systemd-${systemd}`, label: `systemd ${systemd}`, family: 'upstream', systemd });
  }
  const rhel = /^(?:rhel|el|centos|almalinux|alma|rocky|ol|oracle)-?(\d+)(?:\.(\d+))?$/.exec(wanted);
  const red = rhel && rhelTarget(Number(rhel[1]), rhel[2] === undefined ? undefined : Number(rhel[2]));
  if (red) return ok(red);
  const plain = wanted
    .replace('-', '')
    .replace(/^suse/, 'sles')
    .replace(/^(debian\d+|sles\d+)(?:[.]|sp)\d+$/, '$1');
  const other = OTHERS.find(target => target.name === plain);
  if (other) return ok(other);
  return fail({ path: 'target', message: `unknown target '${name}'; there are: ${targetNames().join(', ')}` });
}
