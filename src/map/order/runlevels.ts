import type { Header } from '../../header/types.ts';
import type { Runlevels } from '../../model/service.ts';
import type { RcLevels } from './boot-phase.ts';

/** The run levels that reports show: links say what the old host did, the header what the script asks for. */
export function runlevelsOf(
  { startLevels, chkconfig, lsb }: Header,
  links: RcLevels | undefined,
): Runlevels | undefined {
  if (links)
    return {
      from: 'links',
      start: links.startLevels,
      stop: links.stopLevels,
      ...(links.startPriority !== undefined && { startPriority: links.startPriority }),
      ...(links.stopPriority !== undefined && { stopPriority: links.stopPriority }),
    };
  if (startLevels.from === 'none') return undefined;
  return {
    from: 'header',
    start: startLevels.levels,
    stop: lsb?.defaultStop?.value ?? [],
    ...(chkconfig && { startPriority: chkconfig.start, stopPriority: chkconfig.stop }),
  };
}
