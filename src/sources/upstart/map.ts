import { note } from '../../base/finding.ts';
import { unitStem } from '../../header/unit-name.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { Service } from '../../model/service.ts';
import { syntaxAvailable } from '../../unit/availability.ts';
import { descriptionValue } from '../../unit/escape.ts';
import type { Target } from '../../unit/target.ts';
import { commandLine } from '../command.ts';
import { type Draft, helperPath, lose, newDraft, place, set } from '../draft.ts';
import { type About, finish, setAside } from '../finish.ts';
import { gettyOf } from '../inittab/kinds.ts';
import { systemdDefaults } from '../supervision.ts';
import { isBootJob } from './boot-jobs.ts';
import { type JobStanza, parseJob } from './parse.ts';
import { type JobContext, STANZAS, unquoted } from './stanzas.ts';

/** The jobs of /etc/init, each with its override; `last`: units that come up last of those of init scripts. */
export function convertUpstart(
  files: readonly TextFile[],
  target: Target,
  last: readonly string[] = [],
): readonly Service[] {
  const overrides = new Map(files.map(file => [file.path, file]));
  return files
    .filter(file => file.path.endsWith('.conf'))
    .map(file => job(file, overrides.get(file.path.replace(/\.conf$/, '.override')), { target, last }));
}

type Around = Pick<JobContext, 'target' | 'last'>;

function job(file: TextFile, override: TextFile | undefined, around: Around): Service {
  const { target } = around;
  const plain = file.path.replace(/^.*\//, '').replace(/\.conf$/, '');
  const name = unitStem(plain);
  const own = parseJob(file);
  const over = override && parseJob(override);
  const draft = newDraft(
    'upstart',
    own.stanzas.map(stanza => stanza.item),
  );
  const about: About = { name, file, target };
  if (isBootJob(plain, file.text))
    return setAside(draft, { ...about, reason: 'a part of the old boot: systemd does this itself' });
  draft.notes.push(...own.notes, ...(over?.notes ?? []));
  const all = counting(draft, own.stanzas, over?.stanzas ?? []);
  const login = gettyOf(all.get('exec')?.at(-1)?.value ?? '');
  if (login) {
    for (const stanza of [...all.values()].flat()) place(draft, stanza.item, 'noise', `${login.unit} of systemd`);
    if (!login.automatic)
      draft.notes.push(
        note('SV531', all.get('exec')?.at(-1)?.item.span, { terminal: login.terminal, unit: login.unit }),
      );
    return finish(draft, { ...about, reason: `a login, which is ${login.unit} of systemd` });
  }
  const manual = (over ?? own).stanzas.findLastIndex(({ key }) => key === 'manual');
  const restarted = (over ?? own).stanzas.slice(manual + 1).some(({ key }) => key === 'start on');
  const enabled = all.has('start on') && (!all.has('manual') || (manual >= 0 && restarted));
  return finish(draft, { ...about, enabled, ...unitOf(draft, name, all, around) });
}

const REPEATED = new Set(['env', 'export', 'limit', 'emits', 'normal exit']);

/** The last stanza of a kind counts, and one of an override before all; exec and script are one kind. */
function counting(
  draft: Draft,
  own: readonly JobStanza[],
  over: readonly JobStanza[],
): ReadonlyMap<string, readonly JobStanza[]> {
  const kind = (key: string): string => key.replace(/(^|-start |-stop )(?:exec|script)$/, '$1exec');
  const found = new Map<string, JobStanza[]>();
  for (const stanza of [...own, ...over]) {
    const before = [...found.keys()].find(key => kind(key) === kind(stanza.key));
    if (before !== undefined && REPEATED.has(stanza.key)) found.get(before)?.push(stanza);
    else {
      for (const old of before === undefined ? [] : (found.get(before) ?? []))
        place(draft, old.item, 'noise', `line ${stanza.item.span.line} of ${stanza.item.span.path} takes its place`);
      if (before !== undefined) found.delete(before);
      found.set(stanza.key, [stanza]);
    }
  }
  return found;
}

/** Write the unit; a reason where the job runs nothing. */
function unitOf(
  draft: Draft,
  name: string,
  all: ReadonlyMap<string, readonly JobStanza[]>,
  { target, last }: Around,
): { readonly reason?: string } {
  const one = (key: string): JobStanza | undefined => all.get(key)?.at(-1);
  const process = (phase: string): JobStanza | undefined => one(`${phase}exec`) ?? one(`${phase}script`);
  const main = process('');
  const first = main ?? process('pre-start ');
  if (!first) {
    for (const item of draft.items) place(draft, item, 'noise', 'the job runs nothing');
    return { reason: 'the job runs nothing: other jobs wait for its events' };
  }
  const instance = one('instance');
  const unit = instance ? `${name}@.service` : `${name}.service`;
  const ctx: JobContext = { draft, target, unit, all, last };
  const description = one('description');
  set(
    draft,
    unit,
    'Unit',
    'Description',
    descriptionValue(unquoted(description?.value ?? '')) || name,
    description ? [description.item] : [],
  );
  type(ctx, first, main !== undefined);
  if (instance) instances(ctx, instance);
  run(ctx, 'ExecStart', first, name);
  for (const [phase, directive] of [
    ['pre-start ', 'ExecStartPre'],
    ['post-start ', 'ExecStartPost'],
    ['pre-stop ', 'ExecStop'],
    ['post-stop ', 'ExecStopPost'],
  ] as const) {
    const stanza = process(phase);
    if (stanza && stanza !== first) run(ctx, directive, stanza, name);
  }
  systemdDefaults(draft, unit);
  limits(ctx, process('pre-start ') ?? process('post-start '), process('pre-stop ') ?? process('post-stop '));
  for (const [key, stanzas] of all)
    for (const stanza of stanzas) if (Object.hasOwn(STANZAS, key)) STANZAS[key]?.(ctx, stanza);
  return {};
}

/** Type=: what `expect`, `task` and the lack of a main process say. */
function type({ draft, unit, all }: JobContext, first: JobStanza, hasMain: boolean): void {
  const expect = all.get('expect')?.at(-1);
  const task = all.get('task')?.at(-1);
  if (!hasMain) {
    set(draft, unit, 'Service', 'Type', 'oneshot', [first.item]);
    set(draft, unit, 'Service', 'RemainAfterExit', 'yes', [first.item]);
    return;
  }
  if (task) return set(draft, unit, 'Service', 'Type', 'oneshot', [task.item]);
  if (expect && /^(?:fork|daemon)$/.test(expect.value)) {
    set(draft, unit, 'Service', 'Type', 'forking', [expect.item]);
    return;
  }
  set(draft, unit, 'Service', 'Type', 'simple', [first.item]);
  if (expect?.value === 'none') place(draft, expect.item, 'noise', 'Type=simple');
  else if (expect)
    lose(
      draft,
      expect.item,
      expect.value === 'stop'
        ? 'the program stops itself when it is ready, and systemd does not wake it'
        : 'it is none of fork, daemon, stop and none',
      'Run the program without that option, or let it tell systemd by Type=notify',
    );
}

/**
 * Time limits. Upstart has one alone, between SIGTERM and SIGKILL: five seconds (init(5)). systemd's for the start
 * also ends pre-start and post-start, and its one for the stop ends pre-stop and post-stop.
 */
function limits(ctx: JobContext, around: JobStanza | undefined, atStop: JobStanza | undefined): void {
  const { draft, unit, all, target } = ctx;
  const none = syntaxAvailable('timeout-infinity', target) ? 'infinity' : '0';
  const waits = around !== undefined || /^(?:fork|daemon)$/.test(all.get('expect')?.at(-1)?.value ?? '');
  if (waits) set(draft, unit, 'Service', 'TimeoutStartSec', none);
  const given = all.get('kill timeout')?.at(-1);
  if (!given && !atStop) set(draft, unit, 'Service', 'TimeoutStopSec', '5');
  if (given && atStop)
    draft.notes.push(
      note('SV250', given.item.span, {
        what: given.item.text,
        reason: `TimeoutStopSec= is a limit for ${atStop.key} too, and Upstart gave it as long as it took`,
        instead: 'See how long that takes, and set TimeoutStopSec= to the longer time',
      }),
    );
}

/** A job of several instances is a template; which there were, only the events knew. */
function instances({ draft, unit, target }: JobContext, { value, item }: JobStanza): void {
  const variable = /^"?\$\{?(\w+)\}?"?$/.exec(value)?.[1];
  if (variable !== undefined && target.systemd > 0)
    set(draft, unit, 'Service', 'Environment', `${variable}=%i`, [item]);
  else place(draft, item, 'directive', unit);
  draft.notes.push(
    note('SV250', item.span, {
      what: item.text,
      reason: 'which instances there are is not in any file: events brought them about',
      instead: `Enable each of them: "systemctl enable ${unit.replace('@.', '@INSTANCE.')}"`,
    }),
  );
}

/** A process of the job: a command line, or a script that is kept as it is. Upstart runs both by `sh -e`. */
function run(ctx: JobContext, directive: string, stanza: JobStanza, name: string): void {
  const { draft, unit, target, all } = ctx;
  const { item, key, value } = stanza;
  const names = (all.get('env') ?? []).map(one => unquoted(one.value).replace(/=.*$/s, ''));
  if (!key.endsWith('script')) {
    const command = commandLine(value, target, { variables: new Set(names), shell: ['/bin/sh', '-e', '-c'] });
    if (command.ok) set(draft, unit, 'Service', directive, command.value, [item]);
    else lose(draft, item, command.error, `Write ${directive}= by hand`);
  } else if (value.trim() === '') place(draft, item, 'noise', 'the script is empty');
  else {
    const path = helperPath(name, directive === 'ExecStart' ? 'start' : key.replace(' script', ''));
    const last = item.span.endLine;
    const reason = 'the job is written as a script';
    const origin = `# ${key} of ${item.span.path}, lines ${stanza.firstLine}-${last}: ${reason}`;
    const content = `#!/bin/sh -e\n${origin}\n${ownCommands(ctx, stanza)}${dedent(value)}`;
    draft.files.push({ path, mode: 0o755, content, kind: 'helper', evidence: [item.span], reason });
    set(draft, unit, 'Service', directive, path, [item]);
    place(draft, item, 'helper', path);
    draft.notes.push(note('SV204', item.span, { helper: path, reason }));
  }
  const asked = /\$\{?(UPSTART_\w+|RUNLEVEL|PREVLEVEL|EXIT_STATUS|EXIT_SIGNAL)\b/.exec(value)?.[1];
  if (asked !== undefined)
    draft.notes.push(
      note('SV250', item.span, {
        what: `$${asked}`,
        reason: 'Upstart gave the job this variable, and systemd does not',
        instead: `Set it by Environment=, or write the line without it`,
      }),
    );
}

/** Where a command may begin, and those of Upstart there. */
const OWN_COMMANDS =
  /(?<=^[ \t]*|[;&|{(][ \t]*|\b(?:then|do|else)[ \t]+)(?:(?:\/sbin\/)?initctl[ \t]+(start|stop|restart|emit|status|reload)\b[ \t]*([\w.-]*)|(start|stop|restart)(?=[ \t]*(?:$|[;&|})]))|(start|stop|restart)[ \t]+([A-Za-z][\w.-]*))/gm;

/**
 * Commands of Upstart in a script. A bare `stop` ends the job's own start: systemd cannot call a start off from
 * ExecStartPre=, so that it fails, and says so. All others are for a person.
 */
function ownCommands({ draft }: JobContext, { key, value, item }: JobStanza): string {
  const text = value.replace(/^\s*#.*$/gm, '').replace(/(["'])(?:(?!\1)[^\\\n])*\1/g, '');
  let definition = '';
  for (const [what, asked, of, bare, verb, job] of text.matchAll(OWN_COMMANDS)) {
    if (bare === 'stop' && key === 'pre-start script') {
      definition = '# Upstart: the job is not started; the unit fails\nstop() { exit 1; }\n';
      draft.notes.push(
        note('SV250', item.span, {
          what: `"stop" in ${key}`,
          reason: 'Upstart left the job stopped without an error, and the unit fails',
          instead:
            'Say what is tested there by a Condition…= of the unit, or by ExecCondition= where the target has it',
        }),
      );
      continue;
    }
    const name = of || job;
    draft.notes.push(
      note('SV250', item.span, {
        what: `"${what.trim()}" in ${key}`,
        reason: 'the target has no initctl, start and stop of Upstart',
        instead:
          name && asked !== 'emit'
            ? `Write "systemctl ${asked ?? verb} ${name}.service"`
            : 'Start from there what waited for it',
      }),
    );
  }
  return definition;
}

/** Without the indent that all lines have; a here-document's lines keep theirs where any line has none. */
function dedent(text: string): string {
  const lines = text.replace(/\s+$/, '').split('\n');
  const indents = lines.filter(line => line.trim() !== '').map(line => /^[ \t]*/.exec(line)?.[0] ?? '');
  const common = indents.reduce(
    (all, one) => (one.startsWith(all) ? all : all.startsWith(one) ? one : ''),
    indents[0] ?? '',
  );
  return `${lines.map(line => (line.startsWith(common) ? line.slice(common.length) : line)).join('\n')}\n`;
}
