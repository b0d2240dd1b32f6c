import { note } from '../../base/finding.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { Service } from '../../model/service.ts';
import { literalName, type SimpleNode } from '../../shell/nodes.ts';
import type { Target } from '../../unit/target.ts';
import { helperPath, newDraft, place, set } from '../draft.ts';
import { finish, setAside } from '../finish.ts';
import { systemdDefaults } from '../supervision.ts';
import { readBootScript } from './old-boot.ts';

/** What each file ran behind or before: RHEL and Debian after all services, SUSE boot.local before the run level. */
const ORDER: ReadonlyMap<string, { readonly name: string; readonly after: string; readonly when: string }> = new Map([
  ['rc.local', { name: 'rc-local', after: 'network.target', when: 'when all init scripts had run' }],
  ['after.local', { name: 'after-local', after: 'network.target', when: 'when all init scripts had run' }],
  ['boot.local', { name: 'boot-local', after: 'local-fs.target', when: 'before the scripts of any run level' }],
]);

/**
 * rc.local and its like: the whole file as one helper, unless it does nothing. In: the file, the target, and the units
 * of init scripts that no other one waits for. Out: a unit that comes behind all of them, where rc ran it last. Of two
 * that are called rc.local the one that S99local of RHEL leads to was run.
 */
export function convertRcLocal(
  file: TextFile,
  target: Target,
  last: readonly string[] = [],
  others: readonly TextFile[] = [],
): Service {
  const base = file.path.replace(/^.*\//, '');
  const { name, after, when } = ORDER.get(base) ?? { name: base, after: 'network.target', when: 'at boot' };
  const waits = after === 'network.target' ? last : [];
  const { source, statements, problem } = readBootScript(file);
  const items = statements.map(({ item }) => item);
  const draft = newDraft('rc-local', items);
  if (problem) draft.notes.push(problem);
  const used = others.find(({ path }) => path === '/etc/rc.d/rc.local');
  if (used && used !== file && base === 'rc.local') {
    for (const item of items) place(draft, item, 'noise', `${used.path} was run`);
    const reason = `${used.path} is the file that was run`;
    draft.notes.push(note('SV253', items[0]?.span, { reason }));
    return finish(draft, { name: 'etc-rc.local', file, target, reason });
  }
  const work = statements.filter(({ node, item }) => !doesNothing(node, item.text));
  if (work.length === 0 && !problem) return setAside(draft, { name, file, target, reason: 'it does nothing' });
  const unit = `${name}.service`;
  const path = helperPath(name, 'start');
  const reason = 'it is a script';
  draft.files.push({
    path,
    mode: 0o755,
    content: source.text.startsWith('#!') ? source.text : `#!/bin/sh\n${source.text}`,
    kind: 'script',
    evidence: work.map(({ item }) => item.span),
    reason,
  });
  for (const { item } of statements) place(draft, item, 'noise', 'it has no effect');
  set(draft, unit, 'Unit', 'Description', `${file.path} of the old host`);
  set(draft, unit, 'Unit', 'After', [after, ...waits].join(' '));
  set(draft, unit, 'Service', 'Type', 'oneshot');
  set(draft, unit, 'Service', 'RemainAfterExit', 'yes');
  // rc gave it the action and asked for no status; a unit that fails would take what was started along. systemd waits
  // for a oneshot without a limit, as rc did.
  set(draft, unit, 'Service', 'ExecStart', `-${path} start`);
  systemdDefaults(draft, unit);
  set(draft, unit, 'Install', 'WantedBy', 'multi-user.target');
  for (const { item } of work) place(draft, item, 'helper', path);
  const [first] = work;
  draft.notes.push(note('SV535', first?.item.span, { path: file.path, unit }));
  if (waits.length === 0) draft.notes.push(note('SV340', first?.item.span, { when }));
  return finish(draft, { name, file, target, enabled: file.executable });
}

/** The lock file of RHEL's own file, and ends and no-ops. */
function doesNothing(node: SimpleNode, text: string): boolean {
  if (node.type !== 'Command') return false;
  const name = literalName(node);
  return name === 'exit' || name === ':' || name === 'true' || /^touch \/var\/lock\/subsys\/local$/.test(text.trim());
}

/** A file in rc?.d that is no link to init.d: rc ran it, and init.d has no script of its name. */
export function convertLoose(file: TextFile, target: Target): Service {
  const lines = file.text.split('\n').length;
  const span = { path: file.path, start: 0, end: file.text.length, line: 1, column: 1, endLine: lines };
  const draft = newDraft('rc', []);
  const name = file.path.replace(/^.*\/[SK]\d\d/, '');
  draft.notes.push(note('SV534', { ...span, endLine: 1, end: 0 }, { name }));
  return finish(draft, {
    name: `loose-${name}`,
    file,
    target,
    reason: 'it stands in the directory of a run level, not in init.d',
  });
}
