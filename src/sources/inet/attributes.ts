import { note } from '../../base/finding.ts';
import { environmentLine, plainValue } from '../../unit/escape.ts';
import type { Target } from '../../unit/target.ts';
import { type Draft, lose, place, set } from '../draft.ts';
import { networksOf } from './addresses.ts';
import type { Effective } from './effective.ts';

/** What the attributes of one service are written to. */
export interface InetContext {
  readonly draft: Draft;
  readonly target: Target;
  readonly socket: string;
  readonly service: string;
  readonly all: ReadonlyMap<string, Effective>;
  /** One process per connection. */
  readonly accept: boolean;
  /** The address of the socket says already who may connect. */
  readonly isLocal: boolean;
}

type Handler = (ctx: InetContext, attribute: Effective) => void;

const noise =
  (why: string): Handler =>
  ({ draft }, { items }) => {
    for (const item of items) place(draft, item, 'noise', why);
  };

const lost =
  (reason: string, instead: string): Handler =>
  ({ draft }, { items }) => {
    for (const item of items) lose(draft, item, reason, instead);
  };

/** A directive of the service with one plain value. */
const plain =
  (name: string): Handler =>
  ({ draft, service }, { values, items }) => {
    const value = plainValue(values.join(' '));
    if (value.ok && values.length > 0) set(draft, service, 'Service', name, value.value, items);
    else for (const item of items) lose(draft, item, 'its value cannot be written', `Set ${name}= by hand`);
  };

/** A size may end in K or M; before 228 limits are plain numbers, so they are counted out. */
const limit =
  (name: string): Handler =>
  (ctx, { values, items }) => {
    const [, digits, unit] = /^(\d+)([KkMm]?)$/.exec(values[0] ?? '') ?? [];
    const factor = unit === '' ? 1 : /k/i.test(unit ?? '') ? 1024 : 1024 * 1024;
    const text = /^unlimited$/i.test(values[0] ?? '') ? 'infinity' : digits && String(Number(digits) * factor);
    if (text) set(ctx.draft, ctx.service, 'Service', name, text, items);
    else lost('it is no number', `Set ${name}= by hand`)(ctx, { name, values, items });
  };

/** Without a limit of its own xinetd starts as many as it can; systemd's default is 64. */
const UNLIMITED = '65535';

const instances: Handler = (ctx, { values, items, name }) => {
  const [value = ''] = values;
  if (!ctx.accept) return noise('one process serves all')(ctx, { name, values, items });
  if (/^unlimited$/i.test(value)) set(ctx.draft, ctx.socket, 'Socket', 'MaxConnections', UNLIMITED, items);
  else if (/^\d+$/.test(value)) set(ctx.draft, ctx.socket, 'Socket', 'MaxConnections', value, items);
  else lost('it is no number', 'Set MaxConnections= by hand')(ctx, { name, values, items });
};

const perSource: Handler = (ctx, attribute) => {
  const [value = ''] = attribute.values;
  if (/^unlimited$/i.test(value)) noise('the default of systemd')(ctx, attribute);
  else if (!ctx.accept) noise('one process serves all')(ctx, attribute);
  else if (!/^\d+$/.test(value)) lost('it is no number', 'Set MaxConnectionsPerSource= by hand')(ctx, attribute);
  else set(ctx.draft, ctx.socket, 'Socket', 'MaxConnectionsPerSource', value, attribute.items);
};

/** PollLimit… rests as xinetd does; TriggerLimit… of earlier versions ends the socket until somebody starts it. */
const cps: Handler = (ctx, attribute) => {
  const [rate = '', rest = '10'] = attribute.values;
  if (!/^\d+$/.test(rate)) return lost('it is no number', 'Set PollLimitBurst= by hand')(ctx, attribute);
  if (ctx.target.systemd < 255)
    return lost(
      `${ctx.target.label} cannot rest for ${rest} s after ${rate} connections in one second; its own limit of 200 in 2 s stops the socket until it is started again`,
      'Limit the rate of new connections in the firewall',
    )(ctx, attribute);
  set(ctx.draft, ctx.socket, 'Socket', 'PollLimitIntervalSec', '1', attribute.items);
  set(ctx.draft, ctx.socket, 'Socket', 'PollLimitBurst', rate, attribute.items);
};

const env: Handler = ({ draft, service, target }, { values, items }) => {
  for (const value of values) {
    const [name = '', ...rest] = value.split('=');
    const line = environmentLine(name, rest.join('='), target);
    if (line.ok && rest.length > 0) set(draft, service, 'Service', 'Environment', line.value, items);
    else for (const item of items) lose(draft, item, `"${value}" is no assignment`, 'Set Environment= by hand');
  }
  if (values.length === 0) for (const item of items) place(draft, item, 'noise', 'it is empty');
};

/** Who may connect. systemd lets through what any list allows, so that only one of the two lists can be said. */
const access: Handler = ({ draft, socket, target, all, isLocal }, { name, values, items }) => {
  if (isLocal) return;
  const refuse = (reason: string): void => {
    for (const item of items) {
      place(draft, item, 'lost', reason);
      draft.notes.push(note('SV451', item.span, { what: item.text, reason }));
    }
  };
  const networks = values.flatMap(value => networksOf(value) ?? []);
  const unclear = values.filter(value => networksOf(value) === undefined);
  if (target.systemd < 235) return refuse(`${target.label} has no IPAddressAllow= and IPAddressDeny=`);
  if (unclear.length > 0) return refuse(`"${unclear.join(' ')}" needs a look-up of names`);
  if (all.has('only_from') && all.has('no_access') && (all.get('no_access')?.values.length ?? 0) > 0)
    return refuse('of two lists xinetd takes the closest match and systemd the one that allows');
  if (name === 'no_access' && networks.length === 0) {
    for (const item of items) place(draft, item, 'noise', 'it is empty');
    return;
  }
  if (name === 'only_from') {
    if (networks.length > 0) set(draft, socket, 'Socket', 'IPAddressAllow', networks.join(' '), items);
    if (!networks.includes('any')) set(draft, socket, 'Socket', 'IPAddressDeny', 'any', items);
  } else set(draft, socket, 'Socket', 'IPAddressDeny', networks.join(' '), items);
};

const JOURNAL = 'the journal has every start and end';
const BY_HAND = 'If it is needed, let the program or the firewall do it';

const FLAGS: Readonly<Record<string, (ctx: InetContext, attribute: Effective) => void>> = {
  KEEPALIVE: ({ draft, socket }, { items }) => set(draft, socket, 'Socket', 'KeepAlive', 'yes', items),
  NODELAY: ({ draft, socket }, { items }) => set(draft, socket, 'Socket', 'NoDelay', 'yes', items),
  REUSE: noise('systemd always sets SO_REUSEADDR'),
  NORETRY: noise('systemd forks once'),
  NOLIBWRAP: noise('systemd has no libwrap'),
  NAMEINARGS: noise('the first argument is the program’s name'),
  IPv4: noise('ListenStream='),
  IPv6: noise('ListenStream='),
};

const flags: Handler = (ctx, attribute) => {
  for (const value of attribute.values) {
    const handler = FLAGS[/^ipv[46]$/i.test(value) ? value.replace(/^ip/i, 'IP') : value.toUpperCase()];
    if (handler) handler(ctx, attribute);
    else lost(`systemd has nothing like the flag ${value}`, BY_HAND)(ctx, attribute);
  }
  if (attribute.values.length === 0) noise('it is empty')(ctx, attribute);
};

const passenv: Handler = (ctx, attribute) => {
  const names = attribute.values.filter(name => name !== 'PATH');
  if (names.length === 0) noise('a unit has PATH and nothing else')(ctx, attribute);
  else lost('xinetd’s own environment is no more', 'Set the variables with Environment=')(ctx, attribute);
};

/** Not of xinetd: sizes of inetd.conf, with K or M as systemd has them. */
const buffer =
  (name: string): Handler =>
  ({ draft, socket }, { values, items }) => {
    const value = (values[0] ?? '').toUpperCase();
    if (/^\d+[KM]?$/.test(value)) set(draft, socket, 'Socket', name, value, items);
    else for (const item of items) lose(draft, item, 'it is no size', `Set ${name}= by hand`);
  };

/** What becomes of each attribute; those that make the socket and the command itself are with the unit. */
export const ATTRIBUTES: Readonly<Record<string, Handler>> = {
  user: plain('User'),
  group: plain('Group'),
  nice: plain('Nice'),
  umask: plain('UMask'),
  env,
  passenv,
  instances,
  per_source: perSource,
  cps,
  flags,
  // Not of xinetd: inetd.conf has it behind "nowait".
  max: (ctx, attribute) =>
    lost(
      `inetd started at most ${attribute.values.join('')} of it in a minute`,
      'Limit the rate of new connections in the firewall',
    )(ctx, attribute),
  rcvbuf: buffer('ReceiveBuffer'),
  sndbuf: buffer('SendBuffer'),
  option: lost('it is neither rcvbuf nor sndbuf', 'Set the option of the socket by hand'),
  v6only: noise('one socket is for both'),
  only_from: access,
  no_access: access,
  rlimit_as: limit('LimitAS'),
  rlimit_files: limit('LimitNOFILE'),
  rlimit_cpu: limit('LimitCPU'),
  rlimit_data: limit('LimitDATA'),
  rlimit_rss: limit('LimitRSS'),
  rlimit_stack: limit('LimitSTACK'),
  log_type: noise(JOURNAL),
  log_on_success: noise(JOURNAL),
  log_on_failure: noise(JOURNAL),
  libwrap: lost('systemd has no libwrap', 'Run the program by tcpd, where the target has it, or use the firewall'),
  mdns: noise('it was for macOS'),
  groups: noise('User= brings the groups of the user'),
  id: noise('the name of the unit'),
  disable: noise('whether the unit is enabled'),
  banner: lost('systemd writes nothing to a connection', BY_HAND),
  banner_success: lost('systemd writes nothing to a connection', BY_HAND),
  banner_fail: lost('systemd writes nothing to a connection', BY_HAND),
  max_load: lost('systemd does not look at the load', BY_HAND),
  access_times: lost('systemd has no times of access', 'Start and stop the socket by two timers'),
  deny_time: lost('systemd has no sensors', BY_HAND),
};
