/**
 * Adds to package-lock.json the optional packages of other platforms that npm left out because the registry at hand
 * did not have them. Without their entries `npm ci` refuses the lock; with them it skips them as it always does. To be
 * run after `npm install` where `npm ci` says "Missing: … from lock file".
 *
 * Usage: node scripts/complete-lock.js
 */
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8'));
const packages = lock.packages;

/** What `@biomejs/cli-linux-x64-musl` runs on, as npm writes it down; undefined for a name that tells no platform. */
function platform(name) {
  const [, os, cpu, abi] =
    /(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-(\w+)(?:-(\w+))?$/.exec(name) ?? [];
  if (!os) return undefined;
  const libc = os === 'linux' ? { gnu: ['glibc'], musl: ['musl'] }[abi] : undefined;
  return { cpu: [cpu], ...(libc && { libc }), os: [os] };
}

for (const [at, { optionalDependencies = {}, dev }] of Object.entries(packages))
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const found = packages[`node_modules/${name}`] ?? packages[`${at}/node_modules/${name}`];
    const runsOn = platform(name);
    if (found || !runsOn || !/^\d+\.\d+\.\d+$/.test(version)) continue;
    packages[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...runsOn };
  }

lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
