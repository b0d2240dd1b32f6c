import { note } from '../base/finding.ts';
import type { HostFiles } from '../host/host-files.ts';
import type { Service } from '../model/service.ts';
import { toFinding } from '../rules/render.ts';
import type { Target } from '../unit/target.ts';
import { convertInet } from './inet/map.ts';
import { convertInittab } from './inittab/map.ts';
import { convertBootSettings } from './other/boot-settings.ts';
import { convertCrontab } from './other/crontab.ts';
import { convertModules } from './other/modules.ts';
import { convertLoose, convertRcLocal } from './other/rc-local.ts';
import { convertRcSysinit } from './other/rc-sysinit.ts';
import { convertUpstart } from './upstart/map.ts';

export interface SourcesOptions {
  readonly target: Target;
  /** The init scripts of the host, as they were converted. */
  readonly scripts: readonly Service[];
}

/** Everything of a host that started services and is no init script, as services. Pure: the files were read before. */
export function convertSources(files: HostFiles, { target, scripts }: SourcesOptions): readonly Service[] {
  const upstart = files.upstart.length > 0;
  const last = lastOf(scripts);
  return [
    ...(files.inittab ? convertInittab(files.inittab, { target, upstart, last }) : []),
    ...convertUpstart(files.upstart, target, last),
    ...convertInet(files, { target, isOn: daemon => isOn(scripts, daemon) }),
    ...files.crontabs.flatMap(file => convertCrontab(file, target)),
    ...(files.rcSysinit ? [convertRcSysinit(files.rcSysinit, target)] : []),
    ...files.modules.map(file => convertModules(file, target)),
    ...files.rcLocals.map(file => convertRcLocal(file, target, last, files.rcLocals)),
    ...files.loose.map(file => convertLoose(file, target)),
    ...(files.bootSettings ? [convertBootSettings(files.bootSettings, target)] : []),
  ];
}

/** Units that are on and that no other one of them waits for: who comes behind these comes behind all. */
function lastOf(scripts: readonly Service[]): readonly string[] {
  const on = scripts.filter(({ enabled, disposition }) => enabled === true && disposition !== 'excluded');
  const words = on
    .filter(({ disposition }) => disposition === 'deploy')
    .flatMap(({ units }) =>
      units.flatMap(({ directives }) =>
        directives.flatMap(({ section, name, value }) =>
          section === 'Unit' && name === 'After' ? value.split(/\s+/) : [],
        ),
      ),
    );
  const waitedFor = new Set(words);
  // One of the old boot comes before sysinit.target, and so before all that is said here.
  const isEarly = ({ units }: Service): boolean =>
    units.some(({ directives }) => directives.some(one => one.name === 'DefaultDependencies' && one.value === 'no'));
  const isShutdown = ({ units }: Service): boolean =>
    units.every(({ directives }) => directives.every(one => one.section !== 'Install'));
  return (
    on
      .filter(service => !isEarly(service) && !isShutdown(service))
      .flatMap(({ units, native, disposition }) =>
        disposition === 'superseded'
          ? native?.same
            ? native.units.slice(0, 1)
            : []
          : units.slice(0, 1).map(one => one.name),
      )
      // These come behind multi-user.target (cloud-init).
      .filter(name => !waitedFor.has(name) && !/^cloud-(?:config|final)\.service$/.test(name))
      .sort()
  );
}

/** A super-server whose services are sockets now stays off: both would listen on the same ports. */
export function withoutSuperServers(scripts: readonly Service[], sources: readonly Service[]): readonly Service[] {
  const by = (path: RegExp): readonly string[] =>
    sources
      .filter(
        ({ source, units, disposition }) => units.length > 0 && disposition !== 'excluded' && path.test(source.path),
      )
      .map(({ name }) => name);
  const replaced: readonly (readonly [string, readonly string[]])[] = [
    ['xinetd', by(/^\/etc\/xinetd/)],
    ['inetd', by(/^\/etc\/inetd\.conf$/)],
  ];
  return scripts.map(script => {
    const [daemon, names = []] = replaced.find(([name]) => isScriptOf(script, name)) ?? [];
    if (daemon === undefined || names.length === 0 || script.units.length === 0) return script;
    const services =
      names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
    const finding = toFinding(note('SV538', undefined, { daemon, services }));
    // That the target ships the daemon too is no reason to turn it on.
    const others = script.findings.filter(({ code }) => code !== 'SV506');
    return { ...script, enabled: false, findings: [...others, finding] };
  });
}

/** Names differ: openbsd-inetd, inetutils-inetd. */
function isScriptOf({ initScript }: Service, daemon: string): boolean {
  return initScript === daemon || initScript?.endsWith(`-${daemon}`) === true;
}

/** Was the daemon of a script on? */
function isOn(scripts: readonly Service[], daemon: string): boolean {
  const own = scripts.filter(script => isScriptOf(script, daemon));
  return own.length === 0 || own.some(({ enabled }) => enabled !== false);
}
