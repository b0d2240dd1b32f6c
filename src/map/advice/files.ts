import { type Note, note } from '../../base/finding.ts';
import { canonical } from '../../interpret/paths.ts';
import type { ExecEffect } from '../../model/effect.ts';
import { describe, type Field, textOf } from '../../model/word.ts';
import { type Advice, baseName, droppedNoise, execsOf, outputsOf, programOf, type View } from './view.ts';

/** Files that the script made and the unit does not, or makes in another way. */
export const fileAdvice: Advice = view => [...bookkeeping(view), ...runtimeDirectories(view), ...written(view)];

/** Pid files that the starter wrote, and lock files: nobody makes them any more, and others may look for them. */
function bookkeeping(view: View): readonly Note[] {
  const { input, started, draft } = view;
  const notes: Note[] = [];
  const kept = draft.directives.find(directive => directive.name === 'PIDFile')?.value;
  const gone = new Map<string, Note['span']>();
  for (const effect of droppedNoise(view, 'start')) {
    if (effect.made === undefined) continue;
    if (effect.reason === 'pid file bookkeeping' && canonical(effect.made) !== kept) gone.set(effect.made, effect.span);
    if (effect.reason !== 'lock file') continue;
    const readers = readersOf(view, effect.made);
    // rc alone looked for the lock of the service's own name, and systemd needs none.
    if (readers !== undefined || baseName(effect.made) !== input.name)
      notes.push(note('SV224', effect.span, { path: effect.made, ...(readers && { readers }) }));
  }
  const main = started.main?.effect;
  // A shell that runs the start as the script did runs its starter, too.
  if (main?.pidFile?.made && !(started.bare && main.starter !== 'daemonize'))
    gone.set(describe(main.pidFile.path), main.span);
  const rewritten = draft.directives.filter(({ by }) => by === 'map/pid-file-kept').map(({ value }) => value);
  for (const [path, span] of gone) {
    if (rewritten.some(line => line.includes(`>${canonical(path)}'`))) continue;
    const readers = readersOf(view, path);
    notes.push(note('SV209', span, { path, ...(readers && { readers }) }));
  }
  return notes;
}

function readersOf({ input }: View, path: string): string | undefined {
  const readers = path.startsWith('/') ? (input.mentions?.(path) ?? []) : [];
  return readers.length > 0 ? readers.join(', ') : undefined;
}

/** `/run` is empty after each boot: what makes the directory now, and when it goes. */
function runtimeDirectories(view: View): readonly Note[] {
  const { draft } = view;
  const notes: Note[] = [];
  for (const { effect } of execsOf(view)) {
    if (effect.operation?.kind !== 'mkdir') continue;
    const paths = effect.operation.paths.map(describe).filter(path => /^\/run\/./.test(canonical(path)));
    const [path] = paths;
    if (path === undefined) continue;
    const name = canonical(path).slice('/run/'.length).replace(/\/$/, '');
    const own = draft.directives.find(
      directive => directive.name === 'RuntimeDirectory' && directive.value.split(' ').includes(name),
    );
    if (own)
      notes.push(note('SV234', effect.span, { path, how: `RuntimeDirectory=${name}, which removes it at stop` }));
  }
  return notes;
}

const SHARED = /^(?:\/var)?\/tmp\/[^/]/;

/** Kernel parameters, and files of a fixed name where everyone can write. */
function written(view: View): readonly Note[] {
  const notes: Note[] = [];
  for (const { effect } of execsOf(view)) {
    const paths = [...changedBy(effect), ...outputsOf(effect)].map(describe);
    const kernel = paths.find(path => /^\/(?:proc\/sys|sys)\//.test(path)) ?? sysctl(effect);
    if (kernel !== undefined) notes.push(note('SV225', effect.span, { path: kernel }));
    const shared = paths.find(path => SHARED.test(path) && !/[<$]/.test(path));
    if (shared !== undefined) notes.push(note('SV427', effect.span, { path: shared }));
  }
  return notes;
}

function changedBy({ operation }: ExecEffect): readonly Field[] {
  switch (operation?.kind) {
    case 'write':
      return [operation.path];
    case 'touch':
    case 'mkdir':
      return operation.paths;
    default:
      return [];
  }
}

function sysctl(effect: ExecEffect): string | undefined {
  if (baseName(programOf(effect)) !== 'sysctl') return undefined;
  const assignment = effect.argv.map(field => textOf(field) ?? describe(field)).find(text => /^[\w.-]+=/.test(text));
  return assignment?.replace(/=.*/s, '');
}
