import type { Trail } from '../interpret/context.ts';
import { literal } from '../model/word.ts';
import { fold } from '../shell/fold.ts';
import { oneLine } from '../shell/one-line.ts';
import { parseSource } from '../shell/parse.ts';
import { namesIn } from '../shell/variables.ts';
import type { MapInput } from './draft.ts';
import { renderLine } from './exec.ts';

/** What a reader still takes in beside the directives. More is a helper, with its lines and its origin. */
const MAX_LENGTH = 320;

/**
 * A helper as a line for a shell, `/bin/sh -c '…'`, where it is short: a unit that says all that it does needs no
 * second file to be read, copied and labelled. Undefined where it is long, or asks for its own name.
 */
export function inlineText(input: MapInput, trail: Trail, shebang: string, content: string): string | undefined {
  const [, shell, options = ''] = /^#!(\S+)(?: -(e))?$/.exec(shebang) ?? [];
  if (shell === undefined || /\$\{?[0@*#]/.test(content.replaceAll('exec "$@"', ''))) return undefined;
  const read = new Set([...trail.files.values()].flatMap(file => namesIn(input.host.settings(file.path) ?? '')));
  const short = fold(input.source.path, content, name => trail.settings.has(name) || read.has(name));
  const line = oneLine(parseSource(input.source.path, short));
  if (line === undefined || line.length > MAX_LENGTH) return undefined;
  const text = line.replaceAll('exec "$@"', 'exec "$0" "$@"');
  const rendered = renderLine(input, trail, [literal(shell), literal(`-${options}c`), literal(text)]);
  return rendered.ok ? rendered.value.text : undefined;
}
