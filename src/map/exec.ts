import { fail, ok, type Result } from '../base/result.ts';
import type { Interpretation } from '../interpret/action.ts';
import type { Trail } from '../interpret/context.ts';
import { programPath } from '../interpret/paths.ts';
import type { ExecEffect } from '../model/effect.ts';
import type { ProcessState } from '../model/process.ts';
import { EMPTY, type Field, literal, settingsIn, textOf } from '../model/word.ts';
import { syntaxAvailable } from '../unit/availability.ts';
import { execLine } from '../unit/exec-line.ts';
import type { MapInput } from './draft.ts';
import { searchesOtherwise } from './process/process.ts';
import { knownValue, settingProblem } from './settings.ts';
import type { Item } from './timeline/timeline.ts';

/** A command line of a unit. */
export interface Line {
  readonly text: string;
  /** Settings in it. */
  readonly settings: readonly string[];
  /** Settings that must hold no blank for the line to stay right. */
  readonly unsplit: readonly string[];
  /** Their values are known, and hold none. */
  readonly sure: boolean;
}

/** Render an argv for an Exec line of the target, or say why it cannot be one. */
export function renderLine(
  input: MapInput,
  trail: Trail,
  argv: readonly Field[],
  prefix = '',
  process?: ProcessState,
): Result<Line, string> {
  if (
    input.latin1 &&
    argv.some(field => field.parts.some(part => part.kind === 'literal' && /[^\0-\x7f]/.test(part.text)))
  )
    return fail('bytes that are not UTF-8');
  for (const field of argv) {
    const problem = settingProblem(input, trail, field);
    if (problem) return fail(problem);
  }
  const located = locate(input, argv, process);
  const line = execLine(located, input.target, { prefix });
  if (!line.ok) return line;
  const unsplit = line.value.inferred;
  const sure = unsplit.every(name => !/\s/.test(knownValue(input, trail, name) ?? ' '));
  return ok({ text: line.value.text, settings: argv.flatMap(settingsIn), unsplit, sure });
}

/** A step as a line of its own, without a shell: undefined where it has tests, streams or a place in a loop. */
export function plainLine(input: MapInput, { trail }: Interpretation, item: Item, prefix: string): Line | undefined {
  const { effect, guards, shellOnly } = item;
  if (effect.kind !== 'exec' || effect.shell || effect.background || shellOnly || guards.length > 0) return undefined;
  const { stdin, stdout, stderr } = effect.process;
  if ([stdin, stdout, stderr].some(stream => stream.kind === 'file') || stdin.kind === 'other') return undefined;
  const line = renderLine(input, trail, effect.argv, prefix, effect.process);
  return line.ok ? line.value : undefined;
}

/**
 * Exec lines want an absolute path: well-known programs have theirs, for others `env` looks in PATH. A newer systemd
 * looks by itself, in folders of its own and not in those of Environment=PATH (systemd.service(5), COMMAND LINES).
 */
function locate(input: MapInput, argv: readonly Field[], process: ProcessState | undefined): readonly Field[] {
  const [program = EMPTY, ...args] = argv;
  const path = textOf(program);
  if (path === undefined || path.startsWith('/')) return argv;
  const cwd = process && (process.cwd ? textOf(process.cwd) : '/');
  if (path.includes('/'))
    return cwd === undefined ? argv : [literal(`${cwd.replace(/\/$/, '')}/${path.replace(/^(?:\.\/)+/, '')}`), ...args];
  const known = programPath(path);
  if (known) return [literal(known), ...args];
  const own = process?.exported.get('PATH');
  const looksItself = syntaxAvailable('relative-program', input.target) && !(own && searchesOtherwise(own));
  return looksItself ? argv : [literal('/usr/bin/env'), ...argv];
}

/** The command as the shell would run it with its output redirected, without changing its argv. */
export function redirectedArgv(effect: ExecEffect, argv: readonly Field[]): Result<readonly Field[], string> {
  const { stdin, stdout, stderr } = effect.process;
  const read = stdin.kind === 'file' ? textOf(stdin.path) : undefined;
  if (stdin.kind === 'file' && read === undefined) return fail('the file it reads comes from a setting');
  const out = stdout.kind === 'file' ? textOf(stdout.path) : undefined;
  const err = stderr.kind === 'file' ? textOf(stderr.path) : undefined;
  if ((stdout.kind === 'file' && out === undefined) || (stderr.kind === 'file' && err === undefined))
    return fail('the log file comes from a setting');
  const operator = (append: boolean): string => (append ? '>>' : '>');
  const words: string[] = [];
  if (read !== undefined) words.push(`<${shellWord(read)}`);
  if (stdout.kind === 'file' && out) words.push(`${operator(stdout.append)}${shellWord(out)}`);
  if (stderr.kind === 'file' && err) words.push(err === out ? '2>&1' : `2${operator(stderr.append)}${shellWord(err)}`);
  if (words.length === 0) return ok(argv);
  return ok([literal('/bin/sh'), literal('-c'), literal(`exec "$0" "$@" ${words.join(' ')}`), ...argv]);
}

/** A word that a shell reads back as this text. */
export function shellWord(text: string): string {
  return /^(?:!=?|[\w@%+=:,./-]+)$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
