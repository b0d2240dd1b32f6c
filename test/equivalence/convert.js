// Convert many roots in one process: starting node 400 times would take longer than the conversions.
// Reads lines of JSON, {"root", "out", "target"}, from standard input; writes one line for each that failed.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { run } from '../../dist/cli/run.js';

for await (const line of createInterface({ input: process.stdin })) {
  const { root, out, target } = JSON.parse(line);
  rmSync(out, { recursive: true, force: true });
  let said = '';
  const write = text => {
    said += text;
  };
  const io = {
    stdout: { write },
    stderr: { write },
    env: {},
    today: () => '2020-01-01',
    readStdin: async () => new Uint8Array(),
  };
  const status = await run(['convert', '--root', root, '-o', out, '--target', target, '-q'], io);
  if (status > 1) process.stdout.write(`${root}: exit ${status}: ${said}\n`);
}
