import { createHash } from 'node:crypto';
import { note } from '../../base/finding.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { Service } from '../../model/service.ts';
import { literalName } from '../../shell/nodes.ts';
import type { Source } from '../../shell/parse.ts';
import { type StatementNode, statementsOf } from '../../shell/statements.ts';
import type { Target } from '../../unit/target.ts';
import { type Draft, helperPath, type Item, lose, newDraft, place } from '../draft.ts';
import { finish, setAside } from '../finish.ts';
import { readBootScript, setEarlyUnit } from './old-boot.ts';
import { RC_SYSINIT_SUMS } from './rc-sysinit.data.ts';

const SUM_LENGTH = 6;

/** What a statement is known by: layout does not count. */
export function sumOf(statement: string): string {
  const plain = statement.replace(/\s+/g, ' ').trim();
  return createHash('sha256').update(plain).digest('hex').slice(0, SUM_LENGTH);
}

let known: ReadonlySet<string> | undefined;

function isRedHats(text: string): boolean {
  known ??= new Set(RC_SYSINIT_SUMS.replace(/\s/g, '').match(new RegExp(`.{${SUM_LENGTH}}`, 'g')) ?? []);
  return known.has(sumOf(text));
}

/** A statement of the file that Red Hat's does not have. */
interface Addition {
  readonly node: StatementNode['node'];
  readonly item: Item;
}

/**
 * What somebody added to rc.sysinit of RHEL 5 and 6: systemd does what the file itself did. Whole commands that need
 * nothing of the file are a unit of the early boot; what stands inside of Red Hat's own code, or uses what that set, is
 * lost with its line.
 */
export function convertRcSysinit(file: TextFile, target: Target): Service {
  const { source, statements: all, problem } = readBootScript(file);
  const added = all.filter(({ item, node }) => !isRedHats(item.text) && !isSilent(node) && !isBanner(node, item.text));
  const about = { name: 'rc-sysinit', file, target };
  const draft = newDraft(
    'rc-sysinit',
    all.map(({ item }) => item),
  );
  for (const { item } of all) place(draft, item, 'noise', 'a part of the old boot: systemd does this itself');
  if (problem) draft.notes.push(problem);
  if (added.length === 0 && !problem)
    return setAside(draft, { ...about, reason: 'a part of the old boot: systemd does this itself' });
  if (added.length === all.length && all.length > 0) return strange(draft, added, about);
  const blocks = blocksOf(source, added);
  const kept = blocks.filter(block => block.whole && needs(block, blocks) === undefined);
  for (const block of blocks) {
    if (kept.includes(block)) continue;
    const reason = block.whole
      ? `it uses ${needs(block, blocks)} of the file around it`
      : 'it stands inside of code of the old boot, which systemd does not run';
    // One finding says it of the whole command.
    const [first, ...more] = block.added;
    if (first) lose(draft, first.item, reason, 'Write a unit for what it did');
    for (const { item } of more) place(draft, item, 'lost', reason);
  }
  if (kept.length > 0) unit(draft, kept, file);
  return finish(draft, { ...about, enabled: true, reason: 'what was added to it is in the findings' });
}

/** Messages, unless they go into a file, and what changes nothing. */
function isSilent(node: Addition['node']): boolean {
  return (
    node.type === 'Command' &&
    node.redirects.length === 0 &&
    ['echo', 'printf', ':', 'true'].includes(literalName(node) ?? '')
  );
}

/** A file that has nothing of Red Hat's is somebody's own boot. */
function strange(
  draft: Draft,
  added: readonly Addition[],
  about: { name: string; file: TextFile; target: Target },
): Service {
  draft.notes.push(note('SV539', added[0]?.item.span, { path: about.file.path, count: String(added.length) }));
  for (const { item } of added) place(draft, item, 'lost', 'it is no statement of the old boot that is known');
  return finish(draft, { ...about, reason: 'it is not the file of RHEL 5 or 6' });
}

/** The name of a rebuild in the greeting: a test or an assignment, which does nothing by itself. */
function isBanner(node: Addition['node'], text: string): boolean {
  if (!/CentOS|Scientific|Oracle/.test(text)) return false;
  return node.type !== 'Command' || node.name === undefined || isTest(node);
}

interface Block {
  readonly text: string;
  readonly added: readonly Addition[];
  /** All of it was added: a command that stands by itself. */
  readonly whole: boolean;
}

function blocksOf(source: Source, added: readonly Addition[]): readonly Block[] {
  const { commands } = source.ast;
  return commands.flatMap(({ pos, end }, at) => {
    const own = added.filter(({ node }) => node.pos >= pos && node.end <= end);
    if (own.length === 0) return [];
    const inside = statementsOf(source.ast).filter(({ node }) => node.pos >= pos && node.end <= end);
    const others = inside.filter(({ node }) => !own.some(one => one.node === node));
    const whole = others.every(({ node }) => isSilent(node) || node.type !== 'Command' || isTest(node));
    return [{ text: textOf(source.text.slice(pos, commands[at + 1]?.pos)), added: own, whole }];
  });
}

/** A test that Red Hat's file has too, around something that it has not. */
function isTest(node: Addition['node']): boolean {
  return node.type === 'Command' && ['[', 'test', 'exit'].includes(literalName(node) ?? '');
}

/** With its `&` and its here-documents, which stand behind the command; without comments about the next one. */
function textOf(text: string): string {
  return text.replace(/(?:\n[ \t]*(?:#[^\n]*)?)*\s*$/, '').replace(/;$/, '');
}

const EVERYWHERE = new Set(['PATH', 'HOME', 'PWD', 'IFS', 'RANDOM', 'UID', 'EUID', 'PPID', 'BASHPID', 'LINENO']);

/** A variable or a function that none of the blocks makes. */
function needs({ text, added }: Block, blocks: readonly Block[]): string | undefined {
  const own = blocks.filter(({ whole }) => whole).map(block => block.text);
  const made = new Set(
    own.flatMap(one =>
      [...one.matchAll(/\b(\w+)=|\bfor\s+(\w+)\b|\bread\s+(?:-\w+\s+)*(\w+)/g)].map(m => m[1] ?? m[2] ?? m[3]),
    ),
  );
  const used = [...text.replace(/'[^']*'/g, '').matchAll(/\$\{?#?([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  const variable = used.find(name => !made.has(name) && !EVERYWHERE.has(name));
  if (variable !== undefined) return `$${variable}`;
  const functions = new Set(own.flatMap(one => [...one.matchAll(/\b([\w-]+)[ \t]*\(\)/g)].map(m => m[1])));
  return added
    .map(({ node }) => (node.type === 'Command' ? literalName(node) : undefined))
    .find(name => name !== undefined && LIBRARY.has(name) && !functions.has(name));
}

/** Functions of /etc/init.d/functions and of the file itself. */
const LIBRARY = new Set(
  'action daemon killproc strstr success failure warning passed echo_success echo_failure status confirm is_true is_false disable_selinux relabel_selinux get_numeric_dev apply_sysctl key_is_random'.split(
    ' ',
  ),
);

function unit(draft: Draft, blocks: readonly Block[], { path }: TextFile): void {
  const added = blocks.flatMap(block => block.added);
  const helper = helperPath('rc-sysinit', 'start');
  const reason = 'it was added to the script of the old boot';
  const numbers = [...new Set(added.map(({ item }) => item.span.line))].join(', ');
  draft.files.push({
    path: helper,
    mode: 0o755,
    content: `#!/bin/bash\n# ${path}, lines ${numbers}: ${reason}\n${blocks.map(({ text }) => text).join('\n')}\n`,
    kind: 'helper',
    evidence: added.map(({ item }) => item.span),
    reason,
  });
  const items = added.map(({ item }) => item);
  const name = 'rc-sysinit.service';
  setEarlyUnit(draft, name, {
    description: `Additions to ${path} of the old host`,
    after: 'local-fs.target systemd-modules-load.service',
    helper,
    items,
  });
  for (const item of items) place(draft, item, 'helper', helper);
  const [first] = items;
  draft.notes.push(note('SV539', first?.span, { path, count: String(items.length), unit: name }));
}
