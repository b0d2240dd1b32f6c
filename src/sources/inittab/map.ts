import { note } from '../../base/finding.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { Service } from '../../model/service.ts';
import { descriptionValue } from '../../unit/escape.ts';
import type { Target } from '../../unit/target.ts';
import { commandLine } from '../command.ts';
import { type Draft, helperPath, lose, newDraft, place, set } from '../draft.ts';
import { finish } from '../finish.ts';
import { levelTarget, targetsOf } from '../levels.ts';
import { neverGiveUp, systemdDefaults } from '../supervision.ts';
import { type Kind, kindOf, runsScripts } from './kinds.ts';
import { type Entry, parseInittab } from './parse.ts';

export interface InittabOptions {
  readonly target: Target;
  /** The host booted by Upstart, which takes the default run level from here and nothing else (RHEL 6). */
  readonly upstart: boolean;
  /** Units that come up last of those of init scripts: who waits for these waits for all. */
  readonly last?: readonly string[];
}

/** The services of an inittab: one for each entry that needs a unit, and one for the rest of the file. */
export function convertInittab(file: TextFile, { target, upstart, last = [] }: InittabOptions): readonly Service[] {
  const { entries, notes } = parseInittab(file);
  const kinds = new Map(entries.map(entry => [entry, kindOf(entry)] as const));
  const needsUnit = (entry: Entry): boolean =>
    !upstart && ['power', 'early', 'service'].includes(kinds.get(entry)?.kind ?? '');
  const rest = entries.filter(entry => !needsUnit(entry));
  const own = entries.filter(needsUnit);
  const draft = newDraft(
    'inittab',
    rest.map(entry => entry.item),
  );
  draft.notes.push(...notes);
  for (const entry of rest) restOf(draft, entry, kinds.get(entry) ?? { kind: 'service' }, target, upstart);
  const about = { file, target, shared: true };
  return [
    finish(draft, { ...about, name: 'inittab', reason: 'what the rest of /etc/inittab did is systemd’s own work' }),
    ...own.map(entry => {
      const one = newDraft('inittab', [entry.item]);
      const kind = kinds.get(entry);
      if (kind?.kind === 'power') power(one, entry, kind.status, target);
      else service(one, entry, entries, { early: kind?.kind === 'early' ? kind.target : undefined, target, last });
      return finish(one, { ...about, name: nameOf(entry), enabled: entry.action !== 'ondemand' && isBoot(entry) });
    }),
  ];
}

/** Ids hold any character but a colon; names of units do not. */
function nameOf({ id }: Entry): string {
  return `inittab-${id.replace(/[^A-Za-z0-9_-]/g, char => `x${char.charCodeAt(0).toString(16)}`)}`;
}

/** Entries of levels that no host boots to were off at boot. */
function isBoot({ levels, action }: Entry): boolean {
  return action !== 'respawn' && action !== 'wait' && action !== 'once' ? true : levels === '' || /[2-5]/.test(levels);
}

/** An entry that needs no unit. */
function restOf(draft: Draft, entry: Entry, kind: Kind, target: Target, upstart: boolean): void {
  const { item } = entry;
  if (kind.kind === 'default') return initDefault(draft, entry, target);
  if (upstart) {
    place(draft, item, 'noise', 'Upstart reads the default run level alone');
    const reason = 'the host booted by Upstart, which reads the default run level of /etc/inittab alone';
    draft.notes.push(note('SV253', item.span, { reason }));
    return;
  }
  switch (kind.kind) {
    case 'boot':
    case 'off':
      return place(draft, item, 'noise', kind.reason);
    case 'getty':
      place(draft, item, 'noise', `${kind.unit} of systemd`);
      if (!kind.automatic) draft.notes.push(note('SV531', item.span, { terminal: kind.terminal, unit: kind.unit }));
      return;
    case 'keys':
      place(draft, item, 'noise', 'ctrl-alt-del.target of systemd');
      if (!/^\/sbin\/shutdown\b.*\s-r\b|^\/sbin\/reboot\b/.test(entry.process))
        draft.notes.push(note('SV532', item.span, { command: entry.process }));
      return;
    default:
      return lose(draft, item, 'it is not understood', 'Look it up in inittab(5)');
  }
}

/** inittab(5): without a level init asks for one at boot; 0 and 6 are mistakes that init takes at their word. */
function initDefault(draft: Draft, { item, levels }: Entry, target: Target): void {
  const level = levels.charAt(0);
  const name = levelTarget(level, target.family);
  if (name === undefined)
    return lose(draft, item, `run level "${level}" is no level to boot to`, 'Set a default target');
  place(draft, item, 'noise', `default.target is a link to ${name}`);
  draft.notes.push(note('SV530', item.span, { level, target: name }));
}

interface Place {
  /** The target that an entry of the boot belongs to. */
  readonly early: string | undefined;
  readonly target: Target;
  readonly last: readonly string[];
}

/** respawn, once, wait, ondemand and kbrequest. */
function service(draft: Draft, entry: Entry, all: readonly Entry[], { early, target, last }: Place): void {
  const { item, action } = entry;
  const unit = `${nameOf(entry)}.service`;
  // init asks for no status: a unit that fails would take what was started along.
  const command = commandLine(entry.process, target, action === 'respawn' ? {} : { prefix: '-' });
  if (!command.ok) return lose(draft, item, command.error, 'Write the unit by hand');
  set(draft, unit, 'Unit', 'Description', descriptionValue(`${entry.process} (${entry.id} of inittab)`), [item]);
  if (early !== undefined) {
    set(draft, unit, 'Unit', 'DefaultDependencies', 'no');
    set(draft, unit, 'Unit', 'Conflicts', 'shutdown.target');
    set(draft, unit, 'Unit', 'Before', `${early} shutdown.target`);
    set(draft, unit, 'Unit', 'After', early === 'sysinit.target' ? 'local-fs.target' : 'sysinit.target');
    draft.notes.push(note('SV505', item.span, { target: early }));
  } else {
    const waited = all.slice(0, all.indexOf(entry)).filter(one => one.action === 'wait');
    const before = waited.filter(one => kindOf(one).kind === 'service').map(one => `${nameOf(one)}.service`);
    const scripts = waited.some(runsScripts);
    const after = [...before, ...(scripts ? last : [])];
    if (after.length > 0) set(draft, unit, 'Unit', 'After', after.join(' '), [item]);
    if (scripts && last.length === 0)
      draft.notes.push(note('SV340', item.span, { when: 'when all scripts of the run level had run' }));
  }
  const waits = action === 'wait' || action === 'bootwait' || action === 'sysinit';
  set(draft, unit, 'Service', 'Type', waits ? 'oneshot' : 'simple', [item]);
  set(draft, unit, 'Service', 'ExecStart', command.value, [item]);
  systemdDefaults(draft, unit);
  // What a finished program left running stayed, and a unit without this would end it.
  if (action !== 'respawn' && action !== 'kbrequest') set(draft, unit, 'Service', 'RemainAfterExit', 'yes', [item]);
  if (action === 'respawn') {
    neverGiveUp(draft, unit, item, target);
    draft.notes.push(note('SV251', item.span, { how: 'init rested for 5 minutes after 10 starts in 2 minutes' }));
  }
  if (action === 'ondemand') {
    draft.notes.push(
      note('SV250', item.span, {
        what: item.text,
        reason: 'systemd has no run levels A to C that are asked for by hand',
        instead: `Start it with "systemctl start ${unit}"`,
      }),
    );
    return;
  }
  const wanted = action === 'kbrequest' ? ['kbrequest.target'] : wantedBy(entry, early, target);
  if (wanted.length > 0) set(draft, unit, 'Install', 'WantedBy', wanted.join(' '), [item]);
  else draft.notes.push(note('SV504', item.span, { how: `it is for run levels ${entry.levels} only` }));
}

function wantedBy({ levels }: Entry, early: string | undefined, target: Target): readonly string[] {
  return early === undefined ? targetsOf(levels === '' ? '2345' : levels, target.family) : [early];
}

const LETTERS = { failed: '*', ok: 'O*', low: 'L*' } as const;

/**
 * Entries for power failures. systemd starts sigpwr.target at SIGPWR and asks no further (systemd.special(7)); init
 * reads the letter that the UPS software left: O is power again, L is a low battery, all else is a failure (init(8)).
 */
function power(draft: Draft, entry: Entry, status: keyof typeof LETTERS, target: Target): void {
  const { item } = entry;
  const name = nameOf(entry);
  const helper = helperPath(name, 'start');
  const others = status === 'failed' ? '\nO* | L*) ;;' : '';
  const content = `#!/bin/sh
# ${entry.id} of /etc/inittab, line ${item.span.line}: at SIGPWR, where the power status is right
status=
for file in /run/powerstatus /var/run/powerstatus /etc/powerstatus; do
    [ -r "$file" ] && read -r status <"$file" && break
done
case $status in${others}
${LETTERS[status]}) ${entry.process} ;;
esac
`;
  draft.files.push({
    path: helper,
    mode: 0o755,
    content,
    kind: 'helper',
    evidence: [item.span],
    reason: 'init tested the power status before it ran the line',
  });
  const unit = `${name}.service`;
  const command = commandLine(helper, target);
  if (!command.ok) return lose(draft, item, command.error, 'Write the unit by hand');
  set(draft, unit, 'Unit', 'Description', descriptionValue(`${entry.process} (${entry.id} of inittab)`), [item]);
  set(draft, unit, 'Service', 'Type', 'oneshot', [item]);
  set(draft, unit, 'Service', 'ExecStart', command.value, [item]);
  set(draft, unit, 'Install', 'WantedBy', 'sigpwr.target', [item]);
  place(draft, item, 'helper', helper);
  draft.notes.push(note('SV252', item.span, { helper }));
}
