import type { Span } from '../../base/span.ts';
import type { Header, Level } from '../../header/types.ts';
import { FACILITIES } from './facilities.ts';

/** What the rc directories say, as far as the passes here need it; `host/links.ts` has it in full. */
export interface RcLevels {
  readonly startLevels: readonly Level[];
  readonly stopLevels: readonly Level[];
  readonly startPriority?: number;
  readonly stopPriority?: number;
}

/**
 * When a script runs. `early`: before sysinit.target; `late-boot`: level S, but it needs what only normal services
 * bring up, so it is a normal service; `shutdown`: started in levels 0 and 6 only; `normal`: all others.
 */
export type BootPhase = 'early' | 'late-boot' | 'shutdown' | 'normal';

/** Start levels that count: what init did by the links if they start it anywhere, else what the header asks for. */
export function wantedLevels(
  header: Header,
  links?: RcLevels,
): { readonly levels: readonly Level[]; readonly evidence: readonly Span[] } {
  const { levels, evidence } = header.startLevels;
  return links && links.startLevels.length > 0 ? { levels: links.startLevels, evidence } : { levels, evidence };
}

/**
 * The phase of a script. In: header, links if known, family of the target. Out: see BootPhase. Level S is the boot
 * on Debian and single-user mode on SUSE, where the boot is B (SUSE init.d(7)). A unit before sysinit.target that
 * waits for the network would close a circle with NetworkManager, which comes after it.
 */
export function bootPhase(header: Header, links: RcLevels | undefined, family: string): BootPhase {
  const { levels } = wantedLevels(header, links);
  if (levels.includes('B') || (levels.includes('S') && family !== 'suse'))
    return needsServices(header) ? 'late-boot' : 'early';
  return levels.length > 0 && levels.every(level => level === '0' || level === '6') ? 'shutdown' : 'normal';
}

function needsServices({ lsb }: Header): boolean {
  return [...(lsb?.requiredStart?.value ?? []), ...(lsb?.startAfter?.value ?? [])].some(word => {
    const unit = word.startsWith('$') ? FACILITIES.get(word.slice(1))?.unit : undefined;
    return unit !== undefined && word !== '$remote_fs' && word !== '$time';
  });
}
