import type { Span } from '../../base/span.ts';
import { canonical, isLockFile } from '../../interpret/paths.ts';
import type { SignalEffect } from '../../model/effect.ts';
import { textOf } from '../../model/word.ts';
import { plainValue } from '../../unit/escape.ts';
import { add, type Draft, type MapInput, place } from '../draft.ts';
import type { Started } from '../start/start.ts';
import { namedIn, writtenByScript } from '../timeline/main-process.ts';

/**
 * A pid file that the stop removed and that the unit's own lines still write, or the program does. systemd removes
 * the one of PIDFile= (systemd.service(5)), and RuntimeDirectory= with all that is in it (systemd.exec(5)); others would
 * stay, and name a process that is none of the service's. A lock file stays where a starter of the unit is told of it.
 */
export function mapLeftPidFiles(draft: Draft, input: MapInput, started: Started): void {
  const stop = input.actions.get('stop');
  if (!stop) return;
  const written = startText(draft, input, started);
  // What the script wrote itself is written no more; any other file that it takes away, the program writes.
  const gone = writtenByScript(input);
  const kept = new Set(draft.directives.filter(({ name }) => name === 'PIDFile').map(({ value }) => value));
  const folders = draft.directives.flatMap(({ name, value }) =>
    name === 'RuntimeDirectory' ? value.split(' ').map(folder => `/run/${folder}/`) : [],
  );
  for (const [path, span, named] of removedBy(stop.trail.effects.values())) {
    const file = canonical(path);
    const value = plainValue(file);
    if (!(file.startsWith('/run/') || isLockFile(file)) || !/^[\w./+@:-]+$/.test(file) || kept.has(file) || !value.ok)
      continue;
    kept.add(file);
    if (folders.some(folder => file.startsWith(folder))) continue;
    if (
      !(
        saysPath(written, file) ||
        (named === 'by the program' && mentions(input, file)) ||
        ((named === 'by rm' || named === 'with a signal') && !gone.has(file) && !isLockFile(file))
      ) ||
      draft.directives.some(one => one.name.startsWith('ExecStop') && takesAway(one.value, file))
    )
      continue;
    const prefix = started.rootPrefix === '+' ? '+' : '';
    add(draft, 'Service', 'ExecStopPost', `-${prefix}/bin/rm -f ${value.value}`, 'pid-file-left', [span]);
    if (named === 'by rm' || named === 'as it is today') place(draft, 'stop', span.start, 'directive', 'ExecStopPost=');
  }
}

/** A line of the unit removes the file, by itself or by the library; one that only signals by it does not. */
function takesAway(line: string, file: string): boolean {
  return stepsOf(line).some(step => /\b(?:rm|killproc)\s/.test(step) && step.includes(file));
}

/** The commands of a line or a helper, roughly, with one spelling of `/run`. */
export function stepsOf(text: string): readonly string[] {
  return text.replaceAll('/var/run/', '/run/').split(/[;\n]|&&|\|\|/);
}

/** All that the start of the unit is made of, and the settings in it as they are today, with one spelling of its folder. */
export function startText({ directives, files }: Draft, input: MapInput, { main }: Started): string {
  const lines = directives
    .filter(({ name }) => name.startsWith('ExecStart'))
    .map(({ value }) => value.replaceAll('$$', '$'));
  const helpers = files.filter(({ path }) => lines.some(line => line.includes(path))).map(({ content }) => content);
  const settings = [...(input.actions.get('start')?.trail.settings.values() ?? [])].flatMap(({ today }) => today ?? []);
  // What a helper says with variables, the program is told as text.
  const words = main?.effect.argv.map(word => textOf(word) ?? '') ?? [];
  return [...lines, ...helpers, ...settings, ...words].join('\n').replaceAll('/var/run/', '/run/');
}

type StopEffects = Iterable<
  | { readonly kind: 'exec' | 'residue' }
  | { readonly kind: 'noise'; readonly removed?: readonly string[]; readonly today?: true; readonly span: Span }
  | {
      readonly kind: 'signal';
      readonly by: string;
      readonly pidFile?: Parameters<typeof textOf>[0];
      readonly target: SignalEffect['target'];
      readonly span: Span;
    }
>;

/** The header, or an action, knows the file, by its name or by a variable: so the program writes it. */
function mentions({ source, header, actions }: MapInput, file: string): boolean {
  const read = [
    ...header.pidFiles.map(({ value }) => value),
    ...[...actions.values()].flatMap(({ trail }) => [
      ...trail.pidFiles,
      ...[...trail.effects.values()].flatMap(effect =>
        effect.kind === 'signal' && effect.target.kind === 'file' ? [effect.target.path] : [],
      ),
    ]),
  ];
  if (read.some(path => canonical(path) === file)) return true;
  const lines = source.text.split('\n').filter(line => !/^\s*#/.test(line));
  return saysPath(lines.join('\n').replaceAll('/var/run/', '/run/'), file);
}

/** The text names the file, or says it with variables: `/run/$prog/$prog.pid`. */
export function saysPath(text: string, file: string): boolean {
  if (text.includes(file)) return true;
  return [...text.matchAll(/\/run\/[\w.${}/-]*\$[\w.${}/-]*/g)].some(([path]) => {
    const pieces = path.split(/\$\{\w+\}|\$\w+/);
    // A name that is all variable is that of any file.
    if (!/[\w-]/.test(pieces.join('').slice('/run/'.length)) || /[${}]/.test(pieces.join(''))) return false;
    return new RegExp(`^${pieces.map(piece => piece.replace(/\W/g, '\\$&')).join('[\\w.-]+')}$`).test(file);
  });
}

/** A file, where the stop names it, and by what: a command of its own, an option, or as the one called like the program. */
type Removed = readonly [
  path: string,
  span: Span,
  named: 'by rm' | 'as it is today' | 'with a signal' | 'by the program',
];

/** Files that `rm` and the libraries' `killproc` take away: that of `-p`, else the one called like the program. */
export function removedBy(effects: StopEffects): readonly Removed[] {
  const found: Removed[] = [];
  for (const effect of effects) {
    if (effect.kind === 'noise')
      for (const path of effect.removed ?? [])
        found.push([path, effect.span, effect.today ? 'as it is today' : 'by rm']);
    if (effect.kind !== 'signal' || effect.by !== 'killproc') continue;
    const { target, pidFile, span } = effect;
    const program = namedIn(target);
    const given = pidFile && textOf(pidFile);
    if (given) found.push([given, span, 'with a signal']);
    else if (!pidFile && program) found.push([`/var/run/${program}.pid`, span, 'by the program']);
  }
  return found;
}
