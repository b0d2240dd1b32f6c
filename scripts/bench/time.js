/**
 * How long the command line takes, in the terms of what people compare it with: one script with a start of node that
 * does nothing, and a host with a shell that only reads its scripts. Prints figures and holds nothing to them.
 *
 * Usage: npm run bench [-- ROOT]   an image of a host; default: the samples alone
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tool = join(root, 'bin/sysv2systemd.js');
const samples = join(root, 'samples/initd');
const [image] = process.argv.slice(2);
const lab = mkdtempSync(join(tmpdir(), 'bench-'));

/** Seconds of one run. 0 and 1 are good ends, 3 is a script that cannot be read: the rest was done. */
function seconds(command, args) {
  const start = performance.now();
  const { status } = spawnSync(command, args, { stdio: 'ignore' });
  if (status !== 0 && status !== 1 && status !== 3) throw new Error(`${command} ${args[0]}: ${status}`);
  return (performance.now() - start) / 1000;
}

/** Both in turn, so that other work on the machine meets them alike; the best of each. */
function compare(what, times, mine, other) {
  const rounds = Array.from({ length: times }, () => [mine(), other()]);
  const [own, theirs] = [0, 1].map(at => Math.min(...rounds.map(round => round[at])));
  console.log(`${what.padEnd(44)} ${own.toFixed(3)} s to ${theirs.toFixed(3)} s: ${(own / theirs).toFixed(2)}`);
}

try {
  compare(
    'one script, to node -e 0',
    30,
    () => seconds(process.execPath, [tool, 'convert', join(samples, 'acmed'), '-q']),
    () => seconds(process.execPath, ['-e', '0']),
  );
  const scripts = image === undefined ? samples : join(image, 'etc/init.d');
  const input = image === undefined ? [samples, '--settings', join(root, 'samples')] : ['--root', image];
  const reports = ['html', 'sarif', 'csv'].flatMap(format => ['--report', `${format}=${join(lab, format)}`]);
  const files = readdirSync(scripts).map(name => join(scripts, name));
  compare(
    `${files.length} scripts, to bash -n of each`,
    3,
    () => seconds(process.execPath, [tool, 'convert', ...input, '-o', join(lab, 'out'), '--force', ...reports, '-q']),
    () => seconds('bash', ['-c', 'for file; do bash -n "$file"; done; true', 'bash', ...files]),
  );
} finally {
  rmSync(lab, { recursive: true });
}
