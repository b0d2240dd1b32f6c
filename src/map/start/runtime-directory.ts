import { canonical } from '../../interpret/paths.ts';
import type { Effect } from '../../model/effect.ts';
import { textOf, type Value } from '../../model/word.ts';
import { directiveAvailable } from '../../unit/availability.ts';
import { add, type Draft, type MapInput, place } from '../draft.ts';
import { type ExecItem, isExec } from '../timeline/main-process.ts';
import type { Item } from '../timeline/timeline.ts';

/**
 * `mkdir /var/run/x` before the daemon: `RuntimeDirectory=` where it is one component and belongs to the unit's
 * user; systemd makes it, and removes it at stop (systemd.exec(5), since 211). Gives whether the step is covered.
 */
export function runtimeDirectory(
  draft: Draft,
  input: MapInput,
  item: ExecItem,
  before: readonly Item[],
  main: ExecItem,
  action: string,
): boolean {
  const { operation } = item.effect;
  if (!operation || item.shellOnly || decides(item) || !directiveAvailable('Service', 'RuntimeDirectory', input.target))
    return false;
  if (operation.kind === 'mkdir') return covers(draft, input, item, before, main, action);
  if (operation.kind !== 'chown' && operation.kind !== 'chmod') return false;
  const paths = operation.paths.map(textOf);
  return (
    paths.length > 0 &&
    paths.every(
      path =>
        path !== undefined &&
        draft.directives.some(one => one.name === 'RuntimeDirectory' && `/run/${one.value}` === canonical(path)),
    )
  );
}

/** Its status decides something else than whether the start goes on, which a directory of the unit decides as well. */
function decides({ checked, effect }: ExecItem): boolean {
  return checked && effect.checked !== true;
}

/** The mode of a directory that is made under this mask; what no octal number says stays as it is, and is refused. */
function masked(umask: Value | undefined): string | undefined {
  if (!umask) return undefined;
  const text = textOf(umask) ?? '?';
  return /^[0-7]+$/.test(text) ? (0o777 & ~Number.parseInt(text, 8)).toString(8).padStart(3, '0') : text;
}

/** Another daemon of the script has files in the folder: it would go with the unit that stops first. */
function usesFolder(effect: Effect, folder: string): boolean {
  if (effect.kind !== 'exec') return false;
  const { argv, pidFile, process } = effect;
  const files = [process.stdout, process.stderr].flatMap(stream => (stream.kind === 'file' ? [stream.path] : []));
  return [...argv, ...files, ...(pidFile ? [pidFile.path] : [])].some(word =>
    canonical(textOf(word) ?? '').includes(folder),
  );
}

function covers(
  draft: Draft,
  input: MapInput,
  item: ExecItem,
  before: readonly Item[],
  main: ExecItem,
  action: string,
): boolean {
  const { operation } = item.effect;
  if (operation?.kind !== 'mkdir' || operation.paths.length !== 1 || item.guards.length > 0) return false;
  const path = textOf(operation.paths[0] ?? { parts: [] });
  const name = path && /^\/run\/([\w.+-]+)\/?$/.exec(canonical(path))?.[1];
  if (!path || !name || input.others?.some(other => usesFolder(other, `/run/${name}/`))) return false;
  const user = main.effect.process.user ? textOf(main.effect.process.user) : 'root';
  if (user === undefined || textOf(main.effect.process.root ?? { parts: [{ kind: 'literal', text: '/' }] }) !== '/')
    return false;
  let owner: string | undefined = operation.owner ? textOf(operation.owner) : 'root';
  let group: string | undefined = operation.group && textOf(operation.group);
  // systemd makes it by RuntimeDirectoryMode= alone, the script did so under its mask.
  let mode = operation.mode ?? masked(item.effect.process.umask);
  for (const other of before) {
    if (!isExec(other) || other.guards.length > 0) continue;
    const change = other.effect.operation;
    if (change?.kind !== 'chown' && change?.kind !== 'chmod') continue;
    if (change.paths.length !== 1 || canonical(textOf(change.paths[0] ?? { parts: [] }) ?? '') !== canonical(path))
      continue;
    if (change.kind === 'chown') {
      if (change.owner) owner = textOf(change.owner);
      if (change.group) group = textOf(change.group);
    } else mode = textOf(change.mode);
  }
  const ownGroup = main.effect.process.group ? textOf(main.effect.process.group) : user;
  if (
    owner !== user ||
    (group !== undefined && group !== ownGroup) ||
    (mode !== undefined && !/^[0-7]{3,4}$/.test(mode))
  )
    return false;
  add(draft, 'Service', 'RuntimeDirectory', name, 'runtime-directory', [item.effect.span]);
  if (mode && Number.parseInt(mode, 8) !== 0o755)
    add(draft, 'Service', 'RuntimeDirectoryMode', mode.padStart(4, '0'), 'runtime-directory', [item.effect.span]);
  place(draft, action, item.effect.span.start, 'directive', 'RuntimeDirectory=');
  return true;
}
