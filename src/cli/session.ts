import type { ChalkInstance } from 'chalk';
import { describeError } from '../base/result.ts';
import { visibleLine } from '../report/escape.ts';
import type { Engine } from './engine.ts';
import { EXIT } from './exit.ts';
import type { Io } from './io.ts';
import type { ColorMode } from './options.ts';

/** What a command works with. */
export interface Session {
  readonly io: Io;
  readonly version: string;
  /** The analysis is loaded only by the commands that need it. */
  readonly loadEngine: () => Promise<Engine>;
}

/** Chalk for both streams, loaded when something is printed. */
export async function chalks(
  { io }: Session,
  mode: ColorMode,
): Promise<{ readonly out: ChalkInstance; readonly err: ChalkInstance }> {
  const { chalkFor } = await import('./color.ts');
  return { out: chalkFor(io.stdout, io.env, mode), err: chalkFor(io.stderr, io.env, mode) };
}

/** Say on stderr what is wrong with the request or with an input, one line each. */
export function complain(io: Io, error: Parameters<typeof describeError>[0] | string): void {
  const text = typeof error === 'string' ? error : describeError(error);
  io.stderr.write(`sysv2systemd: ${visibleLine(text)}\n`);
}

/** A mistake in the request. */
export function usageError(io: Io, error: Parameters<typeof complain>[1]): number {
  complain(io, error);
  return EXIT.usage;
}
