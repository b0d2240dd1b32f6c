import { type Note, note } from '../base/finding.ts';
import { likelyText } from '../interpret/freeze.ts';
import { canonical, isPidFile } from '../interpret/paths.ts';
import type { OutputFile } from '../model/service.ts';
import { textOf } from '../model/word.ts';
import { listOf, valueIn } from '../unit/directives.ts';
import type { Directive, Unit } from '../unit/unit.ts';
import type { MapInput } from './draft.ts';
import { isExec, writtenByScript } from './timeline/main-process.ts';
import { startTimelineOf } from './timeline/start-timeline.ts';

export interface RunFolders {
  readonly files: readonly OutputFile[];
  readonly notes: readonly Note[];
}

/** Folders below /run that the system itself makes. */
const SYSTEM = /^\/run\/(?:lock|systemd|user|dbus|udev|log|mount|initctl|credentials|shm)(?:\/|$)/;

/**
 * Folders below /run that nothing makes. In: the finished unit and what the script did. Out: a tmpfiles.d entry for each
 * folder of its pid files and log files that neither RuntimeDirectory= nor a step of the start makes: on the old host
 * /var/run was on the disk, and the folder came with the package once and for all (tmpfiles.d(5)). A pid file that no
 * directive names counts too, since the program or a line of the start writes it; of several units (`alone` is false) it
 * could be another's.
 */
export function runFolders(unit: Unit, input: MapInput, helpers: readonly OutputFile[], alone: boolean): RunFolders {
  const made = madeFolders(unit, input);
  const shell = [
    ...helpers.filter(file => file.kind !== 'action').map(file => file.content),
    ...unit.directives.filter(({ name }) => name.startsWith('ExecStart')).map(({ value }) => value),
  ];
  // Where all that the start makes is known today, a shell line makes no other.
  const known = madeInStart(input);
  const byShell =
    shell.some(text => /\b(?:install|systemd-tmpfiles)\b/.test(text)) ||
    (shell.some(text => /\bmkdir\b/.test(text)) && (known.length === 0 || known.includes(undefined)));
  const needed = new Map<string, Needed>();
  for (const one of [...unit.directives.flatMap(filesIn), ...(alone ? ownPidFiles(input) : [])]) {
    const folder = canonical(one.path).replace(/\/[^/]*$/, '');
    if (!/^\/run\/[\w.+-]+(?:\/[\w.+-]+)*$/.test(folder) || /\/\.\.?(?:\/|$)/.test(folder)) continue;
    if (!SYSTEM.test(folder) && !byShell && !made.has(folder) && !needed.has(folder)) needed.set(folder, one);
  }
  if (needed.size === 0) return { files: [], notes: [] };
  const ran = ownerInStart(input);
  const user = plain(valueIn(unit, 'Service', 'User')) ?? ran?.user ?? 'root';
  const group = plain(valueIn(unit, 'Service', 'Group')) ?? (ran?.user === user ? ran.group : undefined) ?? user;
  const folders = [...new Set([...needed.keys()].flatMap(withParents))].filter(folder => !made.has(folder)).sort();
  const evidence = [...needed.values()].flatMap(directive => directive.evidence);
  const path = `/etc/tmpfiles.d/sysv2systemd-${input.name}.conf`;
  const notes = [...needed].map(
    ([
      folder,
      {
        file,
        evidence: [span],
      },
    ]) => note('SV430', span, { folder, file, owner: group === user ? user : `${user}:${group}`, path }),
  );
  const lines = folders.map(folder => `d ${folder} 0755 ${user} ${group} -`);
  const content = `# Folders of ${input.name} below /run, which is empty after each boot\n${lines.join('\n')}\n`;
  return {
    files: [{ path, mode: 0o644, content, kind: 'tmpfiles', evidence, reason: 'a folder below /run' }],
    notes,
  };
}

/**
 * Where a shell line or a helper changes the user and no directive does: the one user that the start runs a program as,
 * by the settings as they are today.
 */
function ownerInStart(input: MapInput): { readonly user: string; readonly group?: string } | undefined {
  const start = input.actions.get('start');
  const owners = startTimelineOf(input).items.flatMap(item => {
    const user = isExec(item) && !item.effect.operation ? item.effect.process.user : undefined;
    const name = start && user && plain(likelyText(start, user));
    const group =
      name && isExec(item) && item.effect.process.group
        ? plain(likelyText(start, item.effect.process.group))
        : undefined;
    return name ? [{ user: name, ...(group !== undefined && { group }) }] : [];
  });
  const [first] = owners;
  return owners.every(({ user }) => user === first?.user) ? first : undefined;
}

/** tmpfiles.d separates by blanks, and has specifiers of its own. */
function plain(name: string | undefined): string | undefined {
  return name !== undefined && /^[\w.-]+$/.test(name) ? name : undefined;
}

/** What the unit and the script's start make, and so need not be there. */
function madeFolders(unit: Unit, input: MapInput): ReadonlySet<string> {
  const own = listOf(unit, 'Service', 'RuntimeDirectory').flatMap(({ value }) => value.split(/\s+/));
  const made = madeInStart(input).flatMap(path => (path?.startsWith('/run/') ? [path] : []));
  return new Set([...own.map(name => `/run/${name}`), ...made].flatMap(withParents));
}

/** Folders that the script's start makes, by the settings as they are today; undefined: one that only the run knows. */
function madeInStart(input: MapInput): readonly (string | undefined)[] {
  const start = input.actions.get('start');
  const effects = [...startTimelineOf(input).items.map(({ effect }) => effect), ...(input.others ?? [])];
  const paths = effects.flatMap(effect =>
    effect.kind === 'exec' && effect.operation?.kind === 'mkdir'
      ? effect.operation.paths.map(path => (start ? likelyText(start, path) : textOf(path)))
      : [],
  );
  return paths.map(path => path && canonical(path).replace(/\/+$/, ''));
}

/** `/run/a/b`: `/run/a` and itself. */
function withParents(folder: string): readonly string[] {
  const parts = folder.split('/').slice(2);
  return parts.map((_, at) => `/run/${parts.slice(0, at + 1).join('/')}`);
}

/** A file that the service writes, and what tells of it. */
interface Needed {
  readonly path: string;
  readonly file: string;
  readonly evidence: Directive['evidence'];
}

function filesIn({ section, name, value, evidence }: Directive): readonly Needed[] {
  if (section !== 'Service') return [];
  const file = `${name}=`;
  if (name === 'PIDFile') return [{ path: value, file, evidence }];
  // What the unit takes away behind the stop, the program wrote.
  const left = name === 'ExecStopPost' ? /^-\+?\/bin\/rm -f (\/\S+)$/.exec(value)?.[1] : undefined;
  if (left !== undefined && isPidFile(left)) return [{ path: left, file: `the pid file ${left}`, evidence }];
  const stream = /^Standard(?:Output|Error)$/.test(name)
    ? /^(?:file|append|truncate):(.+)$/.exec(value)?.[1]
    : undefined;
  return stream === undefined ? [] : [{ path: stream, file, evidence }];
}

/** Pid files that the actions use, and that the start writes. */
function ownPidFiles(input: MapInput): readonly Needed[] {
  const evidence = startTimelineOf(input)
    .items.filter(isExec)
    .map(item => item.effect.span);
  const paths = [...input.actions.values()].flatMap(({ trail }) => [...trail.pidFiles, ...trail.pidFilesToday]);
  return [...writtenByScript(input), ...paths].map(path => ({ path, file: `the pid file ${path}`, evidence }));
}
