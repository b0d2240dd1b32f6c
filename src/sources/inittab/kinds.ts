import type { Entry } from './parse.ts';

/** What an entry is to systemd. */
export type Kind =
  | { readonly kind: 'default' }
  /** systemd does this itself. */
  | { readonly kind: 'boot'; readonly reason: string }
  | { readonly kind: 'getty'; readonly terminal: string; readonly unit: string; readonly automatic: boolean }
  | { readonly kind: 'keys' }
  | { readonly kind: 'off'; readonly reason: string }
  | { readonly kind: 'power'; readonly status: 'failed' | 'ok' | 'low' }
  | { readonly kind: 'early'; readonly target: 'sysinit.target' | 'basic.target' }
  | { readonly kind: 'service' };

/** Programs of the old boot: RHEL 5 initscripts, Debian sysv-rc, SUSE aaa_base, in their inittabs. */
const BOOT =
  /^(?:\/etc\/rc\.d\/rc\.sysinit|\/etc\/(?:rc\.d|init\.d)\/rc(?: [0-6])?|\/etc\/init\.d\/(?:rcS|boot)|\/sbin\/sulogin|\/sbin\/update|\/usr\/sbin\/bootlogd)(?:\s|$)/;
const GETTY = /\/(?:mingetty|agetty|getty)(?:\s|$)/;
const DISPLAY_MANAGER = /^\/etc\/X11\/prefdm(?:\s|$)/;

/** Sort an entry: what systemd has an equivalent for, and what has to become a service. */
export function kindOf({ action, process }: Entry): Kind {
  switch (action) {
    case 'initdefault':
      return { kind: 'default' };
    case 'off':
      return { kind: 'off', reason: 'the entry is off' };
    case 'ctrlaltdel':
      return { kind: 'keys' };
    case 'powerfail':
    case 'powerwait':
      return { kind: 'power', status: 'failed' };
    case 'powerokwait':
      return { kind: 'power', status: 'ok' };
    case 'powerfailnow':
      return { kind: 'power', status: 'low' };
    default:
  }
  if (BOOT.test(process)) return { kind: 'boot', reason: 'a part of the old boot: systemd does this itself' };
  if (DISPLAY_MANAGER.test(process)) return { kind: 'boot', reason: 'display-manager.service of the target' };
  if (action === 'sysinit') return { kind: 'early', target: 'sysinit.target' };
  if (action === 'boot' || action === 'bootwait') return { kind: 'early', target: 'basic.target' };
  return gettyOf(process) ?? { kind: 'service' };
}

/** A login on a terminal, which systemd makes by itself or by an instance of its own. */
export function gettyOf(process: string): Extract<Kind, { readonly kind: 'getty' }> | undefined {
  if (!GETTY.test(process)) return undefined;
  const terminal = process
    .split(/\s+/)
    .map(word => word.replace(/^\/dev\//, ''))
    .find(word => /^(?:tty|hvc|hvsi|xvc|console|sclp)\w*$/.test(word));
  if (terminal === undefined) return undefined;
  const virtual = /^tty(\d+)$/.exec(terminal)?.[1];
  if (virtual !== undefined)
    return { kind: 'getty', terminal, unit: `getty@${terminal}.service`, automatic: Number(virtual) <= 6 };
  if (terminal === 'console') return { kind: 'getty', terminal, unit: 'console-getty.service', automatic: false };
  return { kind: 'getty', terminal, unit: `serial-getty@${terminal}.service`, automatic: false };
}

/** Is it the line that ran the scripts of a run level? */
export function runsScripts({ process }: Entry): boolean {
  return /^\/etc\/(?:rc\.d|init\.d)\/rc(?:\s|$)/.test(process);
}
