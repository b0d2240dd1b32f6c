import { type Finding, note } from '../../base/finding.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { Service } from '../../model/service.ts';
import { toFinding } from '../../rules/render.ts';
import { type Call, callsIn, mentionsIn } from './scan.ts';

/** Findings that one service gets at most: a fleet's cron tree may call one script a thousand times. */
const LIMIT = 50;

/** Add to each service who else on the old host calls its script, or reads the files that only the script made. */
export function withCallers(services: readonly Service[], files: readonly TextFile[]): readonly Service[] {
  const calls = new Map<string, readonly Call[]>();
  for (const call of files.flatMap(callsIn)) calls.set(call.script, [...(calls.get(call.script) ?? []), call]);
  return services.map(service => {
    const own = service.units.length > 0 ? [...namesOf(service)].flatMap(name => calls.get(name) ?? []) : [];
    const found = [
      ...own.filter(({ span }) => span.path !== service.source.path).map(call => callFinding(service, call)),
      ...gonePaths(service).flatMap(path =>
        files.flatMap(file =>
          mentionsIn(file, path).map(span => toFinding(note('SV537', span, { path, unit: mainUnit(service) }))),
        ),
      ),
    ].slice(0, LIMIT);
    return found.length === 0 ? service : { ...service, findings: [...service.findings, ...found] };
  });
}

/** What the old tools call it: the file in init.d, or the job. */
function namesOf(service: Service): ReadonlySet<string> {
  const job = /^\/etc\/init\/(.+)\.conf$/.exec(service.source.path)?.[1];
  return new Set([service.initScript, job].filter(name => name !== undefined));
}

/** What the new host has for it. */
function mainUnit({ units, native, disposition }: Service): string {
  return (disposition === 'superseded' ? native?.units[0] : undefined) ?? units[0]?.name ?? '';
}

function callFinding(service: Service, call: Call): Finding {
  return toFinding(note('SV536', call.span, { call: call.text, instead: replacement(service, call) }));
}

const VERBS: Readonly<Record<string, string>> = {
  condrestart: 'try-restart',
  'try-restart': 'try-restart',
  'force-reload': 'reload-or-restart',
  on: 'enable',
  enable: 'enable',
  defaults: 'enable',
  off: 'disable',
  disable: 'disable',
  remove: 'disable',
};

/** The line to use instead. Custom actions are where the conversion of the script put them. */
function replacement(service: Service, { action, tool }: Call): string {
  const unit = mainUnit(service);
  if (tool === 'cluster') return `class="systemd" type="${unit.replace(/\.service$/, '')}"`;
  if (action === undefined) return `systemctl start, stop or restart ${unit}`;
  const own = service.actions.find(({ name }) => name === action);
  if (own && own.kind !== 'usage') return own.becomes.replaceAll(service.units[0]?.name ?? unit, unit);
  return `systemctl ${Object.hasOwn(VERBS, action) ? VERBS[action] : action} ${unit}`;
}

/** Pid and lock files that the script made and nothing of the new service does. */
function gonePaths(service: Service): readonly string[] {
  if (service.initScript === undefined || service.units.length === 0) return [];
  const made = new Set(
    [...service.text.matchAll(/\/var\/(?:lock\/subsys|run)\/[\w./-]*\w/g)].map(([path]) => path).slice(0, 100),
  );
  const kept = [
    ...service.units.flatMap(unit => unit.directives.map(({ value }) => value)),
    ...service.files.map(({ content }) => content),
  ].join('\n');
  return [...made].filter(
    path =>
      (path.includes('/subsys/') || path.endsWith('.pid')) &&
      !kept.includes(path) &&
      !kept.includes(path.replace('/var/run/', '/run/')),
  );
}
