import type { HostView } from './context.ts';

/** Files that one family of distributions has, and no other. */
const OWN: Readonly<Record<string, readonly HostView['family'][]>> = {
  '/etc/redhat-release': ['rhel'],
  '/etc/debian_version': ['debian', 'ubuntu'],
};

/** Files of distributions for which no units are made. */
const OTHERS =
  /^\/etc\/(?:gentoo|arch|alpine|slackware|mandrake|mandriva|fedora|pld|altlinux|lfs|clfs)[-_](?:release|version)$/;

/**
 * Does the file by which scripts tell distributions exist where the unit runs? A script for several takes the way of
 * this one there; undefined where that is not known.
 */
export function isOfDistribution(path: string, family: HostView['family']): boolean | undefined {
  if (family === undefined || family === 'upstream') return undefined;
  const own = Object.hasOwn(OWN, path) ? OWN[path] : undefined;
  if (own) return own.includes(family);
  if (path === '/etc/SuSE-release' && family !== 'suse') return false;
  return OTHERS.test(path) ? false : undefined;
}
