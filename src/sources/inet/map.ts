import { type Finding, note } from '../../base/finding.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { Service } from '../../model/service.ts';
import type { Target } from '../../unit/target.ts';
import { type Draft, type Item, newDraft, place } from '../draft.ts';
import { type About, finish } from '../finish.ts';
import { linesOf } from '../lines.ts';
import { effective, isDisabled } from './effective.ts';
import { parseInetd } from './inetd.ts';
import { type PortTable, portTable } from './ports.ts';
import type { Attribute, InetFile, Stanza } from './stanza.ts';
import { mapInet } from './unit.ts';
import { parseXinetd } from './xinetd.ts';

export interface InetFiles {
  readonly xinetd?: TextFile;
  readonly xinetdFiles: readonly TextFile[];
  readonly inetd?: TextFile;
  readonly ports?: TextFile;
  readonly wrappers: readonly TextFile[];
}

export interface InetOptions {
  readonly target: Target;
  /** Was the daemon itself on? Taken for on where nothing says so. */
  readonly isOn: (script: 'xinetd' | 'inetd') => boolean;
}

/** The services of xinetd and of inetd: each stanza a socket with a service. */
export function convertInet(files: InetFiles, { target, isOn }: InetOptions): readonly Service[] {
  const ports = portTable(files.ports);
  const names = new Set<string>();
  const services: Service[] = [];
  const read: (readonly [TextFile, InetFile])[] = [files.xinetd, ...files.xinetdFiles].flatMap(file =>
    file ? [[file, parseXinetd(file)] as const] : [],
  );
  const defaults = read.flatMap(([, { defaults: found }]) => found);
  for (const [file, parsed] of read) {
    const stanzas = parsed.stanzas.map(stanza =>
      one(stanza, { by: 'xinetd', defaults, ports, target, names, on: isOn('xinetd'), parsed }),
    );
    services.push(...rest(file, parsed, files, target, stanzas), ...stanzas);
  }
  services.splice(0, services.length, ...saidOnce(services, defaults));
  if (files.inetd) {
    const parsed = parseInetd(files.inetd);
    const on = isOn('inetd');
    const stanzas = parsed.stanzas.map(stanza =>
      one(stanza, { by: 'inetd', defaults: [], ports, target, names, on, parsed }),
    );
    const said = files.xinetd ? { ...files, wrappers: [] } : files;
    services.push(...rest(files.inetd, parsed, said, target, stanzas), ...stanzas);
  }
  return services;
}

/** What is lost of the defaults is said where they stand, and not again for each service. */
function saidOnce(services: readonly Service[], defaults: readonly Attribute[]): readonly Service[] {
  const places = new Set(defaults.map(({ item: { span } }) => `${span.path}:${span.start}`));
  const isShared = ({ code, location }: Finding): boolean =>
    code === 'SV250' && location !== undefined && places.has(`${location.path}:${location.start}`);
  const shared = new Map(
    services.flatMap(({ findings }) => findings.filter(isShared).map(one => [JSON.stringify(one), one] as const)),
  );
  return services.map(service => {
    const own = service.findings.filter(one => !isShared(one));
    const here =
      service.units.length > 0 ? [] : [...shared.values()].filter(one => one.location?.path === service.source.path);
    const lost = new Map(here.map(one => [one.location?.start, one.message]));
    const list = service.statements.list.map(one => {
      const detail = lost.get(one.span.start);
      return detail === undefined ? one : { ...one, place: 'lost' as const, detail };
    });
    const moved = list.filter(({ span }) => lost.has(span.start)).length;
    const { total, places } = service.statements;
    return {
      ...service,
      statements: { total, places: { ...places, lost: places.lost + moved, noise: places.noise - moved }, list },
      findings: [...own, ...here],
    };
  });
}

interface OneInput {
  readonly by: 'xinetd' | 'inetd';
  readonly defaults: readonly Attribute[];
  readonly ports: PortTable;
  readonly target: Target;
  /** Names that are taken. */
  readonly names: Set<string>;
  readonly on: boolean;
  readonly parsed: InetFile;
}

function one(stanza: Stanza, { by, defaults, ports, target, names, on, parsed }: OneInput): Service {
  const attributes = effective(stanza, defaults);
  const value = (key: string): string | undefined => attributes.find(({ name }) => name === key)?.values[0];
  const id = value('id') ?? stanza.service;
  const name = distinct(names, id, value('protocol') ?? value('socket_type') ?? 'tcp');
  const items = [...new Set([stanza.head, ...stanza.attributes.map(attribute => attribute.item)])];
  const mapped = mapInet({ stanza, name, attributes, target, ports, items, by });
  const off = value('disable') === 'yes' || isDisabled(id, defaults);
  const { draft, reason } = mapped.reason !== undefined && off ? leftOut(by, items) : mapped;
  const about: About = {
    name,
    file: stanza.file,
    target,
    enabled: on && !off,
    shared: parsed.stanzas.length > 1 || parsed.defaults.length > 0,
    ...(reason !== undefined && { reason }),
  };
  return finish(draft, about);
}

/** What no unit can be and was off is missed by nobody: distributions bring a dozen such files. */
function leftOut(by: OneInput['by'], items: readonly Item[]): { readonly draft: Draft; readonly reason: string } {
  const draft = newDraft(by, items);
  for (const item of items) place(draft, item, 'noise', 'it was off');
  return { draft, reason: 'it was off, and systemd has nothing like it' };
}

/** A service of two protocols is two stanzas. */
function distinct(names: Set<string>, id: string, protocol: string): string {
  const plain = id.replace(/[^A-Za-z0-9_.-]/g, '_').replace(/^\./, '_');
  for (const name of [plain, `${plain}-${protocol}`, ...Array.from({ length: 100 }, (_, at) => `${plain}-${at + 2}`)])
    if (!names.has(name)) {
      names.add(name);
      return name;
    }
  return plain;
}

/** What of a file belongs to no stanza: the defaults, the includes, the lines that nobody understands. */
function rest(
  file: TextFile,
  parsed: InetFile,
  files: InetFiles,
  target: Target,
  stanzas: readonly Service[],
): readonly Service[] {
  const main = file === files.xinetd || file === files.inetd;
  if (!main && parsed.notes.length === 0 && parsed.others.length === 0 && parsed.defaults.length === 0) return [];
  const items = [...parsed.others, ...parsed.defaults.map(attribute => attribute.item)];
  const draft = newDraft('xinetd', items);
  for (const item of items) place(draft, item, 'noise', 'it is in each service of xinetd');
  draft.notes.push(...parsed.notes);
  if (main && stanzas.length + files.xinetdFiles.length > 0) wrappers(draft, files.wrappers);
  const name = file.path
    .replace(/^\/etc\//, '')
    .replace(/\//g, '-')
    .replace(/[^A-Za-z0-9_.-]/g, '_');
  return [finish(draft, { name, file, target, shared: true, reason: 'its services are units of their own' })];
}

/** xinetd asks libwrap for every service without NOLIBWRAP, systemd for none. */
function wrappers(draft: Draft, files: readonly TextFile[]): void {
  for (const file of files) {
    const rule = linesOf(file).find(({ text }) => /^[^#\s]/.test(text));
    if (rule) draft.notes.push(note('SV452', rule.span, { file: file.path, rule: rule.text }));
  }
}
