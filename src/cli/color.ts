import { Chalk, type ChalkInstance, type ColorSupportLevel } from 'chalk';
import type { Io, OutputStream } from './io.ts';
import type { ColorMode } from './options.ts';

/**
 * Chalk for one stream: `--color` decides, then FORCE_COLOR, NO_COLOR and TERM=dumb, then whether this very stream is
 * a terminal. A pipe on one of them says nothing about the other.
 */
export function chalkFor(stream: OutputStream, env: Io['env'], mode: ColorMode): ChalkInstance {
  return new Chalk({ level: levelOf(stream, env, mode) });
}

function levelOf(stream: OutputStream, env: Io['env'], mode: ColorMode): ColorSupportLevel {
  if (mode !== 'auto') return mode === 'always' ? 1 : 0;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced === '0' || forced === 'false' ? 0 : 1;
  if (env.NO_COLOR || env.TERM === 'dumb') return 0;
  return stream.isTTY ? 1 : 0;
}
