import type { Category } from '../base/finding.ts';

const BY_DIRECTIVE: ReadonlyMap<string, Category> = new Map([
  ['User', 'user'],
  ['Group', 'groups'],
  ['SupplementaryGroups', 'groups'],
  ['UMask', 'umask'],
  ['Nice', 'nice'],
  ['WorkingDirectory', 'cwd'],
  ['RootDirectory', 'root'],
  ['OOMScoreAdjust', 'oom'],
  ['PIDFile', 'process'],
  ['Environment', 'environment'],
  ['StandardOutput', 'input-output'],
  ['StandardError', 'input-output'],
  ['StandardInput', 'input-output'],
  ['TimeoutStopSec', 'stop'],
  ['KillSignal', 'stop'],
]);

/** What a finding about a directive (`User` or `User=`) is about; `settings` where nothing closer is known. */
export function categoryOfDirective(directive: string | undefined): Category {
  const name = directive?.replace(/=.*$/s, '') ?? '';
  return BY_DIRECTIVE.get(name) ?? (name.startsWith('Limit') ? 'limits' : 'settings');
}
