import { type Note, note } from '../../base/finding.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { Item } from '../draft.ts';
import { linesOf } from '../lines.ts';
import type { Attribute, InetFile, Stanza } from './stanza.ts';

/**
 * Read inetd.conf (inetd.conf(5) of netkit, inetutils and OpenBSD): `service type protocol wait user program args`,
 * in the terms of xinetd, so that one mapping does for both. The first argument is the program's own name.
 */
export function parseInetd(file: TextFile): InetFile {
  const stanzas: Stanza[] = [];
  const notes: Note[] = [];
  let address: string | undefined;
  for (const { text, span } of linesOf(file)) {
    const line = text.trim();
    if (line === '' || line.startsWith('#')) continue;
    const item = { span, text: line };
    // OpenBSD's inetd: an address alone is for all lines below that have none of their own.
    const [, common] = /^(\S+):$/.exec(line) ?? [];
    if (common !== undefined) {
      address = common.replace(/^\[|\]$/g, '');
      continue;
    }
    const stanza = stanzaOf(words(line), item, file, address);
    if (typeof stanza === 'string') notes.push(note('SV140', span, { reason: stanza }));
    else stanzas.push(stanza);
  }
  return { stanzas, defaults: [], others: [], notes };
}

/** Blanks separate; OpenBSD's inetd, which is Debian's, reads quotes too. */
function words(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
}

function stanzaOf(fields: readonly string[], head: Item, file: TextFile, common: string | undefined): Stanza | string {
  const [where, type, way, wait, user, server, ...args] = fields;
  if (where === undefined || type === undefined || way === undefined) return 'it has too few fields';
  if (wait === undefined || user === undefined || !server) return 'it has too few fields';
  if (!['stream', 'dgram', 'raw', 'rdm', 'seqpacket'].includes(type)) return `there is no socket type "${type}"`;
  // `tcp,rcvbuf=64k` of OpenBSD; `nowait/40` of FreeBSD.
  const [protocol = '', ...buffers] = way.split(',');
  const [waits = '', most] = wait.split(/[.:/]/);
  if (waits !== 'wait' && waits !== 'nowait') return `"${wait}" is neither wait nor nowait`;
  const [name = '', group] = user.split(/[.:/]/);
  const colon = where.lastIndexOf(':');
  const address = colon < 0 ? common : where.slice(0, colon).replace(/^\[|\]$/g, '');
  const service = where.slice(colon + 1);
  const rpc = protocol.startsWith('rpc/');
  const attribute = (key: string, ...values: readonly string[]): Attribute => ({
    name: key,
    op: '=',
    values,
    item: head,
  });
  const [argv0, ...rest] = args;
  return {
    service,
    file,
    head,
    attributes: [
      attribute('socket_type', type),
      attribute('protocol', protocol.replace(/^rpc\//, '').replace(/(?:4|6|46)$/, '')),
      attribute('wait', waits === 'wait' ? 'yes' : 'no'),
      attribute('user', name),
      ...(group === undefined || group === '' ? [] : [attribute('group', group)]),
      ...(/[^4]6$/.test(protocol) ? [attribute('flags', 'IPv6')] : []),
      ...(protocol.endsWith('4') ? [attribute('flags', 'IPv4')] : []),
      ...buffers.map(one => {
        const [name = '', value = ''] = one.split('=');
        return attribute(name === 'rcvbuf' || name === 'sndbuf' ? name : 'option', name === 'option' ? one : value);
      }),
      ...(address === undefined || address === '*' ? [] : [attribute('bind', address)]),
      ...(/^\d+$/.test(service) ? [attribute('port', service)] : []),
      ...(most === undefined ? [] : [attribute('max', most)]),
      ...(rpc ? [attribute('type', 'RPC')] : []),
      ...(server === 'internal' ? [attribute('type', 'INTERNAL')] : [attribute('server', server)]),
      ...(argv0 === undefined || server === 'internal'
        ? []
        : [attribute('flags', 'NAMEINARGS'), attribute('server_args', argv0, ...rest)]),
    ],
  };
}
