import { note } from '../../base/finding.ts';
import { directiveAvailable } from '../../unit/availability.ts';
import { environmentLine, plainValue } from '../../unit/escape.ts';
import type { Target } from '../../unit/target.ts';
import { type Draft, lose, place, set } from '../draft.ts';
import { startLimit } from '../supervision.ts';
import { startOrder, stopOrder } from './events.ts';
import type { JobStanza } from './parse.ts';

export interface JobContext {
  readonly draft: Draft;
  readonly target: Target;
  readonly unit: string;
  /** The stanzas that count, by key; those of an override among them. */
  readonly all: ReadonlyMap<string, readonly JobStanza[]>;
  /** Units that come up last of those of init scripts. */
  readonly last: readonly string[];
}

type Handler = (ctx: JobContext, stanza: JobStanza) => void;

const noise =
  (why: string): Handler =>
  ({ draft }, { item }) =>
    place(draft, item, 'noise', why);

const lost =
  (reason: string, instead: string): Handler =>
  ({ draft }, { item }) =>
    lose(draft, item, reason, instead);

const plain =
  (name: string, valid = /\S/): Handler =>
  (ctx, stanza) => {
    const value = plainValue(unquoted(stanza.value));
    if (value.ok && valid.test(value.value) && !value.value.includes('$'))
      set(ctx.draft, ctx.unit, 'Service', name, value.value, [stanza.item]);
    else lost('its value cannot be written', `Set ${name}= by hand`)(ctx, stanza);
  };

export function unquoted(text: string): string {
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
}

const startOn: Handler = (ctx, { value, item }) => {
  const { draft, unit, target } = ctx;
  const order = startOrder(value, target.family);
  const say = (name: string, values: readonly string[]): void => {
    if (values.length > 0) set(draft, unit, name === 'WantedBy' ? 'Install' : 'Unit', name, values.join(' '), [item]);
  };
  const scripts = order.afterScripts ? ctx.last : [];
  say('After', [...order.after, ...scripts]);
  say('Before', order.before);
  say('Wants', order.wants);
  if (!unit.includes('@')) say('WantedBy', order.wantedBy);
  if (order.afterScripts && scripts.length === 0)
    draft.notes.push(note('SV340', item.span, { when: 'when all init scripts had run' }));
  if (order.unclear.length > 0)
    lose(
      draft,
      item,
      `no unit waits for the event "${order.unclear.join('", "')}"`,
      'Find what brings the event about, and order the unit after that, or start it from there',
    );
};

const stopOn: Handler = ({ draft, unit }, { value, item }) => {
  const { partOf, unclear } = stopOrder(value);
  if (partOf.length > 0) set(draft, unit, 'Unit', 'PartOf', partOf.join(' '), [item]);
  if (unclear.length > 0)
    lose(
      draft,
      item,
      `no unit is ended by the event "${unclear.join('", "')}"`,
      'Stop the unit from what brings the event about',
    );
  else if (partOf.length === 0) place(draft, item, 'noise', 'the shutdown ends every unit');
};

const env: Handler = (ctx, stanza) => {
  const [name = '', ...rest] = unquoted(stanza.value).split('=');
  const text = unquoted(rest.join('='));
  const line = environmentLine(name, text, ctx.target);
  if (rest.length === 0) lost('init hands no variables of its own on', 'Set Environment= by hand')(ctx, stanza);
  else if (line.ok && !/[$`]/.test(text)) set(ctx.draft, ctx.unit, 'Service', 'Environment', line.value, [stanza.item]);
  else lost(line.ok ? 'it refers to another variable' : line.error, 'Set Environment= by hand')(ctx, stanza);
};

const consoleOf: Handler = (ctx, stanza) => {
  const say = (name: string, value: string): void => set(ctx.draft, ctx.unit, 'Service', name, value, [stanza.item]);
  switch (stanza.value) {
    case 'log':
      return noise('the journal')(ctx, stanza);
    case 'none':
      say('StandardOutput', 'null');
      return say('StandardError', 'null');
    case 'output':
      return say('StandardOutput', 'journal+console');
    case 'owner':
      say('StandardInput', 'tty');
      say('TTYPath', '/dev/console');
      return;
    default:
      return lost('it is none of log, none, output and owner', 'Set StandardOutput= by hand')(ctx, stanza);
  }
};

/** The old scale is -17 (never) to 15, the new one -1000 to 1000 (proc(5)). */
const oom =
  (scale: number): Handler =>
  (ctx, stanza) => {
    const number = stanza.value === 'never' ? -1000 : Math.trunc(Number(stanza.value) * scale);
    if (stanza.value !== '' && Number.isFinite(number) && Math.abs(number) <= 1000)
      set(ctx.draft, ctx.unit, 'Service', 'OOMScoreAdjust', String(number), [stanza.item]);
    else lost('it is no score', 'Set OOMScoreAdjust= by hand')(ctx, stanza);
  };

const limit: Handler = (ctx, stanza) => {
  const [name = '', soft = '', hard = soft] = stanza.value.split(/\s+/);
  const word = (text: string): string => (text === 'unlimited' ? 'infinity' : text);
  const value = soft === hard ? word(soft) : `${word(soft)}:${word(hard)}`;
  if (
    /^(?:as|core|cpu|data|fsize|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|sigpending|stack)$/.test(name) &&
    /^(?:-?\d+|infinity)(?::(?:\d+|infinity))?$/.test(value)
  )
    set(ctx.draft, ctx.unit, 'Service', `Limit${name.toUpperCase()}`, value, [stanza.item]);
  else lost('it is no limit', 'Set the limit by hand')(ctx, stanza);
};

/** Upstart starts a job again whatever its exit status is, but for those of `normal exit`; a task only if it failed. */
const respawn: Handler = (ctx, stanza) => {
  const { draft, unit, target, all } = ctx;
  set(draft, unit, 'Service', 'Restart', all.has('task') ? 'on-failure' : 'always', [stanza.item]);
  set(draft, unit, 'Service', 'RestartSec', '0', [stanza.item]);
  if (!all.has('respawn limit')) startLimit(draft, unit, '5', '10', [stanza.item], target);
};

const respawnLimit: Handler = (ctx, stanza) => {
  const [count = '', seconds = ''] = stanza.value.split(/\s+/);
  if (!ctx.all.has('respawn')) noise('the job has no respawn')(ctx, stanza);
  else if (count === 'unlimited') startLimit(ctx.draft, ctx.unit, '0', undefined, [stanza.item], ctx.target);
  else if (/^\d+$/.test(count) && /^\d+$/.test(seconds))
    startLimit(ctx.draft, ctx.unit, seconds, count, [stanza.item], ctx.target);
  else lost('it is no count and seconds', 'Set StartLimitBurst= by hand')(ctx, stanza);
};

const normalExit: Handler = ({ draft, unit }, { value, item }) => {
  const words = value.split(/\s+/).map(word => (/^\d+$/.test(word) ? word : `SIG${word.replace(/^SIG/, '')}`));
  set(draft, unit, 'Service', 'SuccessExitStatus', words.join(' '), [item]);
  set(draft, unit, 'Service', 'RestartPreventExitStatus', words.join(' '), [item]);
};

const signal =
  (write: (name: string, ctx: JobContext, stanza: JobStanza) => void): Handler =>
  (ctx, stanza) => {
    if (/^(?:SIG)?[A-Z0-9+]+$/.test(stanza.value)) write(`SIG${stanza.value.replace(/^SIG/, '')}`, ctx, stanza);
    else lost('it is no signal', 'Set the signal by hand')(ctx, stanza);
  };

const apparmor: Handler = (ctx, stanza) => {
  if (directiveAvailable('Service', 'AppArmorProfile', ctx.target)) plain('AppArmorProfile')(ctx, stanza);
  else lost('the target has no AppArmor', 'Let SELinux confine it')(ctx, stanza);
};

/** What becomes of each stanza; the processes, `expect`, `task` and `instance` are with the unit. */
export const STANZAS: Readonly<Record<string, Handler>> = {
  'start on': startOn,
  'stop on': stopOn,
  author: noise('it says who wrote the job'),
  version: noise('it says which version the job is'),
  usage: noise('a text for people'),
  emits: noise('a note for Upstart’s own tools'),
  manual: noise('the unit is not enabled'),
  export: noise('it is for the events that the job emits'),
  env,
  console: consoleOf,
  umask: plain('UMask', /^[0-7]+$/),
  nice: plain('Nice', /^-?\d+$/),
  oom: oom(1000 / 17),
  'oom score': oom(1),
  limit,
  chroot: plain('RootDirectory', /^\//),
  chdir: plain('WorkingDirectory', /^\//),
  setuid: plain('User'),
  setgid: plain('Group'),
  respawn,
  'respawn limit': respawnLimit,
  'normal exit': normalExit,
  'kill timeout': plain('TimeoutStopSec', /^\d+$/),
  'kill signal': signal((name, { draft, unit }, { item }) => set(draft, unit, 'Service', 'KillSignal', name, [item])),
  'reload signal': signal((name, { draft, unit }, { item }) =>
    set(draft, unit, 'Service', 'ExecReload', `/bin/kill -${name.slice('SIG'.length)} $MAINPID`, [item]),
  ),
  'apparmor switch': apparmor,
  'apparmor load': lost('a unit loads no profile', 'Load it by apparmor.service'),
  cgroup: lost('systemd makes the groups itself', 'Set CPUShares=, MemoryLimit= or their newer names'),
  debug: lost('it is for tests of Upstart', 'Nothing is needed'),
  session: lost('it is for user sessions', 'Write a user unit'),
  import: lost('a unit imports no variables', 'Set Environment= by hand'),
};
