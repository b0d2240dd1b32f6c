import type { HostFiles } from '../host/host-files.ts';
import type { Service } from '../model/service.ts';
import type { Target } from '../unit/target.ts';
import { convertInittab } from './inittab/map.ts';

export interface SourcesOptions {
  readonly target: Target;
}

/** Everything of a host that started services and is no init script, as services. Pure: the files were read before. */
export function convertSources(files: HostFiles, { target }: SourcesOptions): readonly Service[] {
  const upstart = files.upstart.length > 0;
  return [...(files.inittab ? convertInittab(files.inittab, { target, upstart }) : [])];
}
