import { note } from '../base/finding.ts';
import { account } from './account/accounting.ts';
import { mapActions } from './actions/custom.ts';
import { add, helperPath, type MapInput, newDraft, place } from './draft.ts';
import type { Mapped } from './service.ts';

/**
 * The last resort: the unit calls the original script, moved out of /etc/init.d, where it would hand the action back
 * to systemd and wait for itself (facts: rhel-functions, 4). Its type is what systemd-sysv-generator gave init scripts.
 */
export function mapWrapped(input: MapInput, reason: string): Mapped {
  const draft = newDraft();
  const path = helperPath(input.name, 'script');
  draft.files.push({ path, mode: 0o755, content: input.source.text, kind: 'script', evidence: [], reason });
  add(draft, 'Service', 'Type', 'forking', 'wrapped', [], 'assumed');
  add(draft, 'Service', 'GuessMainPID', 'no', 'wrapped', [], 'assumed');
  add(draft, 'Service', 'RemainAfterExit', 'yes', 'wrapped', [], 'assumed');
  add(draft, 'Service', 'ExecStart', `${path} start`, 'wrapped', [], 'assumed');
  add(draft, 'Service', 'ExecStop', `${path} stop`, 'wrapped', [], 'assumed');
  if (input.actions.has('reload')) add(draft, 'Service', 'ExecReload', `${path} reload`, 'wrapped', [], 'assumed');
  // What the script's stop leaves running stays, as it did (sysv-generator.c writes the same two).
  add(draft, 'Service', 'KillMode', 'process', 'wrapped', [], 'assumed');
  add(draft, 'Service', 'IgnoreSIGPIPE', 'no', 'wrapped', [], 'assumed');
  for (const [action, { trail }] of input.actions)
    for (const offset of trail.visits.keys()) place(draft, action, offset, 'helper', path);
  draft.notes.push(note('SV203', undefined, { reason }));
  const actions = mapActions(draft, input, input.actions.has('reload') ? 'reload' : undefined);
  const statements = account(draft, input);
  return {
    directives: draft.directives,
    files: draft.files,
    actions,
    statements,
    notes: draft.notes,
    tier: 'wrapped',
    reason,
    confidence: 'assumed',
  };
}
