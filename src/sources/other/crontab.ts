import { type Note, note } from '../../base/finding.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { Service } from '../../model/service.ts';
import { literal } from '../../model/word.ts';
import { syntaxAvailable } from '../../unit/availability.ts';
import { descriptionValue, environmentLine } from '../../unit/escape.ts';
import { execLine } from '../../unit/exec-line.ts';
import type { Target } from '../../unit/target.ts';
import { type Item, lose, newDraft, place, set } from '../draft.ts';
import { finish } from '../finish.ts';
import { linesOf } from '../lines.ts';
import { systemdDefaults } from '../supervision.ts';

interface Assignment {
  readonly name: string;
  readonly value: string;
  readonly item: Item;
}

/** A line `@reboot`. */
export interface RebootJob {
  readonly user: string;
  readonly command: string;
  /** What cron writes to its standard input: all behind the first `%`. */
  readonly input?: string;
  readonly settings: readonly Assignment[];
  readonly item: Item;
}

/**
 * The lines of a crontab that run at boot (crontab(5) of cronie and Debian's cron). All other lines stay with cron,
 * which the new host has too. Crontabs of users have no column for the user.
 */
export function rebootJobs(file: TextFile): { readonly jobs: readonly RebootJob[]; readonly notes: readonly Note[] } {
  const owner = file.path.startsWith('/var/spool/') ? file.path.replace(/^.*\//, '') : undefined;
  const settings = new Map<string, Assignment>();
  const jobs: RebootJob[] = [];
  const notes: Note[] = [];
  for (const { text, span } of linesOf(file)) {
    const line = text.trim();
    const item = { span, text: line };
    const [, name, value] = /^["']?([A-Za-z_]\w*)["']?\s*=\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      const plain = /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
      settings.set(name, { name, value: plain, item });
      continue;
    }
    // cronie takes a "-" before the time for "do not log".
    const [at, rest] = /^-?@reboot(?:\s+(.*))?$/i.exec(line) ?? [];
    if (at === undefined) continue;
    const [, user, whole] = owner === undefined ? (/^(\S+)\s+(.+)$/.exec(rest ?? '') ?? []) : [rest, owner, rest];
    if (user === undefined || whole === undefined || whole === '') {
      notes.push(
        note('SV140', span, { reason: owner === undefined ? 'it names no user or no command' : 'it names no command' }),
      );
      continue;
    }
    const [command = '', ...input] = whole.split(/(?<!\\)%/).map(part => part.replaceAll('\\%', '%'));
    jobs.push({
      user: user.replace(/^-/, ''),
      command: command.trim(),
      settings: [...settings.values()],
      item,
      ...(input.length > 0 && { input: `${input.join('\n')}` }),
    });
  }
  return { jobs, notes };
}

/** A unit for each line that runs at boot. */
export function convertCrontab(file: TextFile, target: Target): readonly Service[] {
  const { jobs, notes } = rebootJobs(file);
  const base = file.path.replace(/^.*\//, '').replace(/[^A-Za-z0-9_-]/g, '_');
  const services = jobs.map((job, at) => {
    const name = `cron-${base}-${at + 1}`;
    const unit = `${name}.service`;
    const draft = newDraft('cron', [...job.settings.map(({ item }) => item), job.item]);
    const value = (key: string): string | undefined => job.settings.find(one => one.name === key)?.value;
    // cron goes to HOME, which is the user's unless the crontab says otherwise.
    const folder = value('HOME');
    const home = folder !== undefined || syntaxAvailable('working-directory-home', target);
    // cron runs the line in the home directory; before 227 a unit cannot say where that is, and the shell knows it.
    const text = home ? job.command : `cd && ${job.command}`;
    // cron asks for no status, and a unit that fails would take what was started along.
    const command = execLine([value('SHELL') ?? '/bin/sh', '-c', text].map(literal), target, { prefix: '-' });
    set(draft, unit, 'Unit', 'Description', descriptionValue(`${job.command} (at boot, ${file.path})`), [job.item]);
    // It is not waited for, and what it leaves running stays.
    set(draft, unit, 'Service', 'Type', 'simple', [job.item]);
    set(draft, unit, 'Service', 'RemainAfterExit', 'yes', [job.item]);
    set(draft, unit, 'Service', 'User', job.user.replaceAll('%', '%%'), [job.item]);
    if (home) set(draft, unit, 'Service', 'WorkingDirectory', folder?.replaceAll('%', '%%') ?? '~', [job.item]);
    if (!value('PATH')) set(draft, unit, 'Service', 'Environment', 'PATH=/usr/bin:/bin');
    for (const { name: variable, value: content, item } of job.settings) {
      const line = environmentLine(variable, content, target);
      if (variable === 'MAILTO' || variable === 'MAILFROM') place(draft, item, 'noise', 'the journal has the output');
      else if (variable === 'LOGNAME' || variable === 'USER') place(draft, item, 'noise', 'cron sets it to the user');
      else if (line.ok) set(draft, unit, 'Service', 'Environment', line.value, [item]);
      else lose(draft, item, line.error, 'Set Environment= by hand');
    }
    if (command.ok) set(draft, unit, 'Service', 'ExecStart', command.value.text, [job.item]);
    else lose(draft, job.item, command.error, 'Write the unit by hand');
    if (job.input !== undefined)
      lose(draft, job.item, 'the text behind "%" was its standard input', 'Give it the text by a file');
    systemdDefaults(draft, unit);
    set(draft, unit, 'Install', 'WantedBy', 'multi-user.target', [job.item]);
    draft.notes.push(note('SV533', job.item.span, { unit }), note('SV340', job.item.span, { when: 'when cron did' }));
    return finish(draft, { name, file, target, enabled: true, shared: true });
  });
  if (notes.length === 0) return services;
  const rest = newDraft('cron', []);
  rest.notes.push(...notes);
  return [
    ...services,
    finish(rest, { name: `cron-${base}`, file, target, shared: true, reason: 'its other lines stay with cron' }),
  ];
}
