import type { ActionOutcome } from '../model/service.ts';

/**
 * What the command that took an action's place exits with. systemctl(1), "EXIT STATUS": `status` keeps to the LSB,
 * a unit that does not exist is 5 (4 for status), a job that fails is 1.
 */
export function exitsNow({ kind, becomes }: Pick<ActionOutcome, 'kind' | 'becomes'>): string {
  if (!becomes.startsWith('systemctl ')) return kind === 'custom' ? 'as the script did' : '';
  switch (kind) {
    case 'status':
      return '0 active, 3 not active, 4 no such unit';
    case 'start':
    case 'restart':
      return '0 done, also where a condition keeps it from starting; 1 failed; 5 no such unit';
    case 'reload':
      return '0 done, 1 failed or not running, 5 no such unit';
    case 'stop':
      return '0 done or not running, 1 failed, 5 no such unit';
    case 'custom':
    case 'usage':
      return '';
  }
}
