import type { HostFiles } from '../host/host-files.ts';
import type { Service } from '../model/service.ts';
import type { Target } from '../unit/target.ts';
import { convertInet } from './inet/map.ts';
import { convertInittab } from './inittab/map.ts';
import { convertBootSettings } from './other/boot-settings.ts';
import { convertCrontab } from './other/crontab.ts';
import { convertLoose, convertRcLocal } from './other/rc-local.ts';
import { convertUpstart } from './upstart/map.ts';

export interface SourcesOptions {
  readonly target: Target;
  /** The init scripts of the host, as they were converted. */
  readonly scripts: readonly Service[];
}

/** Everything of a host that started services and is no init script, as services. Pure: the files were read before. */
export function convertSources(files: HostFiles, { target, scripts }: SourcesOptions): readonly Service[] {
  const upstart = files.upstart.length > 0;
  return [
    ...(files.inittab ? convertInittab(files.inittab, { target, upstart }) : []),
    ...convertUpstart(files.upstart, target),
    ...convertInet(files, { target, isOn: daemon => isOn(scripts, daemon) }),
    ...files.crontabs.flatMap(file => convertCrontab(file, target)),
    ...files.rcLocals.map(file => convertRcLocal(file, target)),
    ...files.loose.map(file => convertLoose(file, target)),
    ...(files.bootSettings ? [convertBootSettings(files.bootSettings, target)] : []),
  ];
}

/** Was the daemon of a script on? Its name differs: openbsd-inetd, inetutils-inetd. */
function isOn(scripts: readonly Service[], daemon: string): boolean {
  const own = scripts.filter(({ initScript }) => initScript === daemon || initScript?.endsWith(`-${daemon}`));
  return own.length === 0 || own.some(({ enabled }) => enabled !== false);
}
