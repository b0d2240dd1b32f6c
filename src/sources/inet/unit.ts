import { isIP } from 'node:net';
import { type Note, note } from '../../base/finding.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { literal } from '../../model/word.ts';
import { directiveAvailable } from '../../unit/availability.ts';
import { descriptionValue } from '../../unit/escape.ts';
import { execLine } from '../../unit/exec-line.ts';
import type { Target } from '../../unit/target.ts';
import { type Draft, type Item, lose, newDraft, place, set } from '../draft.ts';
import { ATTRIBUTES, type InetContext } from './attributes.ts';
import type { Effective } from './effective.ts';
import type { PortTable } from './ports.ts';
import type { Stanza } from './stanza.ts';

export interface InetUnit {
  readonly stanza: Stanza;
  /** Name of the units, without suffix. */
  readonly name: string;
  readonly attributes: readonly Effective[];
  readonly target: Target;
  readonly ports: PortTable;
  /** What is to be accounted for. */
  readonly items: readonly Item[];
  readonly by: string;
}

/** A stanza as a socket and a service; without units, and with the reason, where that cannot be. */
export function mapInet(input: InetUnit): { readonly draft: Draft; readonly reason?: string } {
  const { stanza, name, target } = input;
  const draft = newDraft(input.by, input.items);
  const all = new Map(input.attributes.map(attribute => [attribute.name, attribute]));
  const first = (key: string): string | undefined => all.get(key)?.values[0];
  const accept = (first('wait') ?? 'no') !== 'yes' && !all.has('redirect');
  const socket = `${name}.socket`;
  const service = accept ? `${name}@.service` : `${name}.service`;
  const listen = listenOf(input, all);
  const command = commandOf(all, target);
  const refused = !listen.ok ? listen : !command.ok ? command : undefined;
  if (refused || !listen.ok || !command.ok) {
    const reason = refused?.error ?? '';
    for (const item of input.items) place(draft, item, 'lost', reason);
    draft.notes.push(impossible(stanza, reason, /INTERNAL/i.test(all.get('type')?.values.join(' ') ?? '')));
    return { draft, reason };
  }
  const where = all.get('bind');
  const local = loopbackOf(all, target);
  const kind = all.get('socket_type');
  const given = (...names: readonly string[]): readonly Item[] => names.flatMap(key => all.get(key)?.items ?? []);
  set(draft, socket, 'Unit', 'Description', descriptionValue(`${stanza.service} of ${input.by}`), [stanza.head]);
  const directive = first('socket_type') === 'dgram' ? 'ListenDatagram' : 'ListenStream';
  set(draft, socket, 'Socket', directive, listen.value, [
    ...(kind?.items ?? []),
    ...given('protocol', 'port', 'bind', 'type'),
    ...(local === undefined ? [] : given('only_from')),
    stanza.head,
  ]);
  // An address may come later than the sockets do; xinetd started when the network was up.
  if (where) set(draft, socket, 'Socket', 'FreeBind', 'yes', where.items);
  set(draft, socket, 'Socket', 'Accept', accept ? 'yes' : 'no', given('wait'));
  if (accept && !all.has('instances')) set(draft, socket, 'Socket', 'MaxConnections', '65535');
  set(draft, socket, 'Install', 'WantedBy', 'sockets.target', [stanza.head]);
  set(draft, service, 'Unit', 'Description', descriptionValue(`${stanza.service} of ${input.by}`), [stanza.head]);
  set(draft, service, 'Service', 'ExecStart', command.value, given('server', 'server_args', 'redirect'));
  if (!all.has('redirect')) set(draft, service, 'Service', 'StandardInput', 'socket', given('server'));
  set(draft, service, 'Service', 'IgnoreSIGPIPE', 'no');
  if (accept && directiveAvailable('Unit', 'CollectMode', target))
    set(draft, service, 'Unit', 'CollectMode', 'inactive-or-failed');
  const ctx: InetContext = { draft, target, socket, service, all, accept, isLocal: local !== undefined };
  for (const attribute of input.attributes) attributeOf(ctx, attribute);
  return { draft };
}

const MADE_HERE = new Set([
  'socket_type',
  'protocol',
  'wait',
  'port',
  'bind',
  'server',
  'server_args',
  'redirect',
  'type',
]);

function attributeOf(ctx: InetContext, attribute: Effective): void {
  if (MADE_HERE.has(attribute.name)) return;
  const handler = Object.hasOwn(ATTRIBUTES, attribute.name) ? ATTRIBUTES[attribute.name] : undefined;
  if (handler) handler(ctx, attribute);
  else
    for (const item of attribute.items)
      lose(ctx.draft, item, 'xinetd.conf(5) has no such attribute', 'Look for a mistake in its name');
}

function impossible(stanza: Stanza, reason: string, internal: boolean): Note {
  return internal
    ? note('SV254', stanza.head.span, { service: stanza.service })
    : note('SV250', stanza.head.span, {
        what: `service ${stanza.service}`,
        reason,
        instead: 'Write the socket and its service by hand, or leave the service out',
      });
}

/** Address and port of the socket. */
function listenOf({ stanza, ports, target }: InetUnit, all: ReadonlyMap<string, Effective>): Result<string, string> {
  const first = (key: string): string | undefined => all.get(key)?.values[0];
  const words = (key: string): string => (all.get(key)?.values ?? []).join(' ').toUpperCase();
  for (const kind of ['INTERNAL', 'RPC', 'TCPMUX'])
    if (words('type').includes(kind)) return fail(`it is of type ${kind}, which has no program or no port of its own`);
  const type = first('socket_type') ?? 'stream';
  if (type !== 'stream' && type !== 'dgram') return fail(`systemd starts no program for a socket of type ${type}`);
  const waits = first('wait') ?? 'no';
  if (type === 'dgram' && waits !== 'yes' && !all.has('redirect'))
    return fail('a datagram socket without "wait" has no connections to accept');
  const protocol = first('protocol') ?? (type === 'dgram' ? 'udp' : 'tcp');
  const port = first('port') ?? ports(stanza.service, protocol);
  if (port === undefined || !/^\d{1,5}$/.test(port) || Number(port) > 65535)
    return fail(`the port of ${stanza.service}/${protocol} is not known: give "port", or an image with /etc/services`);
  const bind = first('bind') ?? loopbackOf(all, target);
  if (bind === undefined) return ok(/\bIPV4\b/.test(words('flags')) ? `0.0.0.0:${port}` : port);
  const version = isIP(bind);
  if (version === 0) return fail(`a socket is bound to an address, and "${bind}" is a name`);
  return ok(version === 6 ? `[${bind}]:${port}` : `${bind}:${port}`);
}

/**
 * The address that says the same as `only_from = 127.0.0.1`, where the target has no lists of addresses. Whoever is
 * refused by xinetd then finds nobody listening.
 */
export function loopbackOf(all: ReadonlyMap<string, Effective>, target: Target): string | undefined {
  const only = all.get('only_from')?.values ?? [];
  if (target.systemd >= 235 || all.has('bind') || (all.get('no_access')?.values.length ?? 0) > 0) return undefined;
  const [first] = only;
  if (only.length === 0 || !only.every(one => /^(?:127\.0\.0\.1(?:\/32)?|localhost)$/.test(one))) return undefined;
  return first === undefined ? undefined : '127.0.0.1';
}

function commandOf(all: ReadonlyMap<string, Effective>, target: Target): Result<string, string> {
  const redirect = all.get('redirect')?.values;
  if (redirect) {
    const [host = '', port = ''] = redirect;
    const proxy = execLine(['/usr/lib/systemd/systemd-socket-proxyd', `${host}:${port}`].map(literal), target);
    return proxy.ok && port !== '' ? ok(proxy.value.text) : fail('redirect names no host and port');
  }
  const server = all.get('server')?.values.join(' ');
  if (server === undefined) return fail('it names no program');
  const args = all.get('server_args')?.values ?? [];
  const named = (all.get('flags')?.values ?? []).some(flag => flag.toUpperCase() === 'NAMEINARGS');
  const [argv0] = args;
  const own = named && argv0 !== undefined && argv0 !== server;
  const line = execLine([server, ...(named ? args.slice(1) : args)].map(literal), target, {
    // A connection that ends in an error is no failure of the service.
    prefix: '-',
    ...(own && { argv0: literal(argv0) }),
  });
  return line.ok ? ok(line.value.text) : line;
}
