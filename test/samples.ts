import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diskSource } from '../src/host/disk-source.ts';
import { discoverScripts, type ScriptFile } from '../src/host/scripts.ts';
import type { Service } from '../src/model/service.ts';
import { convert } from '../src/pipeline.ts';
import { serializeUnit } from '../src/unit/serialize.ts';
import { resolveTarget, type Target } from '../src/unit/target.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The samples as the tool reads them, at the place they would have on a host. */
export function sampleScripts(): readonly ScriptFile[] {
  const { scripts } = discoverScripts(diskSource(join(ROOT, 'samples')), ['/initd']);
  return scripts.map(script => ({ ...script, path: `/etc/init.d/${script.name}` }));
}

/** Settings of the samples, by the path that a script reads. */
export function sampleSettings(path: string): string | undefined {
  const match = /^\/etc\/(sysconfig|default)\/([\w.-]+)$/.exec(path);
  if (!match?.[1] || !match[2]) return undefined;
  const folder = join(ROOT, 'samples', match[1]);
  return readdirSync(folder).includes(match[2]) ? readFileSync(join(folder, match[2]), 'utf8') : undefined;
}

export function targetNamed(name: string): Target {
  const target = resolveTarget(name);
  if (!target.ok) throw new Error(target.error.message);
  return target.value;
}

/** All samples converted for a target. */
export function convertSamples(target: string): readonly Service[] {
  return convert({ inputs: sampleScripts(), target: targetNamed(target), settings: sampleSettings }).services;
}

/** What a golden file holds of a service: everything that a person would review. */
export function goldenText(service: Service): string {
  const blocks = [
    `${service.tier}, ${service.confidence}${service.reason === '' ? '' : `: ${service.reason}`}`,
    ...service.units.map(unit => `--- ${unit.name}\n${serializeUnit(unit).trimEnd()}`),
    ...service.files.map(file => `--- ${file.path} (${file.kind})\n${file.content.trimEnd()}`),
    `--- actions\n${service.actions.map(action => `${action.name}: ${action.becomes}`).join('\n')}`,
    `--- statements\n${service.statements.list.map(one => `${one.span.line}: ${one.place}: ${one.detail}`).join('\n')}`,
    `--- findings\n${service.findings.map(one => `${one.location?.line ?? 0}: ${one.code} ${one.severity}: ${one.message}`).join('\n')}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}
