import { createRequire } from 'node:module';
import { CommanderError } from 'commander';
import { visible } from '../report/escape.ts';
import type { Engine } from './engine.ts';
import { EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { buildProgram } from './program.ts';

/** Run one command line (without the names of node and the script) and give its exit status. */
export async function run(
  argv: readonly string[],
  io: Io,
  loadEngine: () => Promise<Engine> = async () => (await import('./host-engine.ts')).hostEngine,
): Promise<number> {
  let status: number = EXIT.ok;
  try {
    const program = buildProgram({ io, version: version(), loadEngine }, code => {
      status = code;
    });
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    // Commander throws after it has printed its message, also for --help and --version.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.stderr.write(`sysv2systemd: internal error, please report it with the script that shows it\n${visible(text)}\n`);
    return EXIT.internal;
  }
}

function version(): string {
  const about: unknown = createRequire(import.meta.url)('../../package.json');
  return typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : 'unknown';
}
