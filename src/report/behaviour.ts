import type { ActionOutcome } from '../model/service.ts';
import type { ServiceReport } from './document.ts';

/**
 * What the command that took an action's place exits with. systemctl(1), "EXIT STATUS": `status` keeps to the LSB,
 * a unit that does not exist is 5 (4 for status), a job that fails is 1.
 */
export const SYSTEMCTL_CODES =
  'systemctl exits with 0 done (for start also where a condition holds it back, for stop also if it was not running), 1 failed, or reload of a service that does not run, 5 no such unit; status with 0 active, 3 not active, 4 no such unit';

/** The codes that an action of the script ended with, in words; empty where nothing is known. */
export function exitsThen({ exits, otherwise }: Pick<ServiceReport['actions'][number], 'exits' | 'otherwise'>): string {
  return [
    ...exits.map(({ code }) => (code < 0 ? 'computed' : String(code))),
    ...(otherwise === undefined ? [] : [otherwise === 'lsb' ? '0 to 4 (LSB)' : 'of last command']),
  ].join(', ');
}

/** The codes of the command that took an action's place. */
export function exitsNow({ kind, becomes }: Pick<ActionOutcome, 'kind' | 'becomes'>): string {
  if (!becomes.startsWith('systemctl ')) return kind === 'custom' && !becomes.startsWith('nothing') ? 'as then' : '';
  switch (kind) {
    case 'status':
      return '0, 3, 4';
    case 'start':
    case 'restart':
    case 'reload':
    case 'stop':
      return '0, 1, 5';
    case 'custom':
    case 'usage':
      return '';
  }
}
