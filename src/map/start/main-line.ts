import { note } from '../../base/finding.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { Interpretation } from '../../interpret/action.ts';
import { canonical } from '../../interpret/paths.ts';
import type { ProcessState, Stream } from '../../model/process.ts';
import { literal, textOf } from '../../model/word.ts';
import { valueAvailable } from '../../unit/availability.ts';
import { add, type Draft, type MapInput } from '../draft.ts';
import { redirectedArgv, renderLine, shellWord } from '../exec.ts';
import { exportProblem, searchesOtherwise, withUsualPath } from '../process/process.ts';
import { type ExecItem, pidFileOf } from '../timeline/main-process.ts';

/** The command line of the main process, with a shell around it only for a login or a log file. */
export function mainLine(
  input: MapInput,
  interpretation: Interpretation,
  main: ExecItem,
): ReturnType<typeof renderLine> {
  const { effect } = main;
  if (effect.shell) return { ok: false, error: effect.shell };
  const missing = exportProblem(input, interpretation.trail, effect.process);
  if (missing !== undefined) return { ok: false, error: missing };
  const { login, cwd, stdin, stdout, stderr } = effect.process;
  const streams = [stdin, stdout, stderr].filter(stream => stream.kind === 'file');
  const other = [stdin, stdout, stderr].find(stream => stream.kind === 'other');
  if (other?.kind === 'other') return { ok: false, error: `a stream is redirected to ${other.text}` };
  if (streams.some(stream => stream.kind === 'file' && textOf(stream.path) === undefined))
    return { ok: false, error: 'the log file comes from a variable' };
  const direct = streams.length > 0 && stdin.kind !== 'file' && streams.every(stream => systemdOpens(input, stream));
  let argv = effect.argv;
  if (streams.length > 0 && !direct && rootOpens(main))
    return { ok: false, error: 'the log file is opened before the user changes' };
  if (streams.length > 0 && !direct) {
    const redirected = redirectedArgv(effect, argv);
    if (!redirected.ok) return redirected;
    argv = redirected.value;
  }
  if (login) {
    const home = cwd !== undefined && textOf(cwd) === undefined;
    const inner = argv === effect.argv ? 'exec "$0" "$@"' : (textOf(argv[2] ?? { parts: [] }) ?? '');
    const exports = loginExports(effect.process);
    if (!exports.ok) return exports;
    argv = [
      literal('/bin/bash'),
      literal('-lc'),
      literal(`${home ? 'cd; ' : ''}${exports.value}${inner}`),
      ...effect.argv,
    ];
  }
  return renderLine(input, interpretation.trail, argv, '', effect.process);
}

/** `su - acme -c "X=1 acmed"`: what is set behind the login, the profile has no say in. */
function loginExports({ exported }: ProcessState): Result<string, string> {
  const words: string[] = [];
  for (const [name, value] of exported) {
    if (name === 'PATH' && !searchesOtherwise(value)) continue;
    const text = textOf(name === 'PATH' ? withUsualPath(value) : value);
    if (text === undefined) return fail(`$${name} is computed and exported`);
    words.push(`${name}=${shellWord(text)}`);
  }
  return ok(words.length === 0 ? '' : `export ${words.join(' ')}; `);
}

/**
 * Can StandardOutput= say the file? Not where a step of the start makes its folder: all steps are executed with their
 * output there already, so the first would fail.
 */
export function systemdOpens(input: MapInput, stream: Stream): boolean {
  if (stream.kind !== 'file') return false;
  const path = canonical(textOf(stream.path) ?? '');
  const effects = [...(input.actions.get('start')?.trail.effects.values() ?? [])];
  const made = effects
    .flatMap(effect => (effect.kind === 'exec' && effect.operation?.kind === 'mkdir' ? effect.operation.paths : []))
    .map(textOf)
    .some(folder => folder !== undefined && path.startsWith(`${canonical(folder).replace(/\/$/, '')}/`));
  return (
    path.startsWith('/') &&
    !made &&
    valueAvailable('StandardOutput', stream.append ? 'append:' : 'truncate:', input.target)
  );
}

/**
 * The script opens a file and another user's program writes to it: a shell that runs as this user may not open it.
 * StandardOutput= does so before the user changes (exec-invoke.c: setup_output).
 */
export function rootOpens(main: ExecItem): boolean {
  const { user, stdout, stderr } = main.effect.process;
  return (
    user !== undefined &&
    textOf(user) !== 'root' &&
    [stdout, stderr].some(stream => stream.kind === 'file' && stream.user === undefined)
  );
}

/** StandardOutput= and StandardError= where the target can append; what became of the streams else. */
export function mapOutput(draft: Draft, input: MapInput, main: ExecItem, kept = false): void {
  const { stdout, stderr } = main.effect.process;
  const out = stdout.kind === 'file' ? textOf(stdout.path) : undefined;
  const err = stderr.kind === 'file' ? textOf(stderr.path) : undefined;
  const exec = draft.directives.find(directive => directive.name === 'ExecStart');
  for (const [name, path, stream] of [
    ['StandardOutput', out, stdout],
    ['StandardError', err, stderr],
  ] as const) {
    if (path === undefined || stream.kind !== 'file') continue;
    draft.notes.push(note('SV408', main.effect.span, { file: path, mode: stream.append ? 'append' : 'truncate' }));
    const kind = stream.append ? 'append:' : 'truncate:';
    if (systemdOpens(input, stream) && !exec?.value.includes(`>${path}`) && !kept)
      add(draft, 'Service', name, `${kind}${path.replaceAll('%', '%%')}`, 'output', [main.effect.span]);
  }
  const dropped = [...(stdout.kind === 'null' ? ['stdout'] : []), ...(stderr.kind === 'null' ? ['stderr'] : [])];
  if (dropped.length > 0) draft.notes.push(note('SV409', main.effect.span, { stream: dropped.join(' and ') }));
}

/** PIDFile= of a forking program, with how sure that is. */
export function mapPidFile(draft: Draft, input: MapInput, main: ExecItem): void {
  const file = pidFileOf(input, main);
  if (!file || /[\s]/.test(file.path)) return;
  add(
    draft,
    'Service',
    'PIDFile',
    file.path.replaceAll('%', '%%'),
    'start',
    [main.effect.span],
    file.named ? 'proved' : 'inferred',
  );
  if (!file.named) draft.notes.push(note('SV208', main.effect.span, { path: file.path }));
}
