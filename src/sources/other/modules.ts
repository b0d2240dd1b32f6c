import { note } from '../../base/finding.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { Service } from '../../model/service.ts';
import { literalName, type SimpleNode, wordsOf } from '../../shell/nodes.ts';
import type { Target } from '../../unit/target.ts';
import { type Draft, helperPath, type Item, newDraft, place } from '../draft.ts';
import { finish, setAside } from '../finish.ts';
import { readBootScript, setEarlyUnit } from './old-boot.ts';

/** A module to load, with its parameters. */
interface Load {
  readonly module: string;
  readonly parameters: readonly string[];
}

/**
 * /etc/rc.modules and /etc/sysconfig/modules/*.modules, which rc.sysinit ran. Where all that a file does is to load
 * modules, their names are a file of modules-load.d(5), and parameters one of modprobe.d(5); any other is kept as it is,
 * run by a unit of the early boot.
 */
export function convertModules(file: TextFile, target: Target): Service {
  const { source, statements, problem } = readBootScript(file);
  const draft = newDraft(
    'modules',
    statements.map(({ item }) => item),
  );
  const stem = file.path
    .replace(/^.*\//, '')
    .replace(/\.modules$/, '')
    .replace(/[^A-Za-z0-9_.-]/g, '_');
  const name = file.path === '/etc/rc.modules' ? 'rc-modules' : `modules-${stem}`;
  const about = { name, file, target };
  if (!file.executable)
    return setAside(draft, { ...about, reason: 'it is not executable, and rc.sysinit passed it over' });
  if (problem) draft.notes.push(problem);
  const work = statements.filter(({ node }) => !isIdle(node));
  if (work.length === 0 && !problem) return setAside(draft, { ...about, reason: 'it does nothing' });
  for (const { item } of statements) place(draft, item, 'noise', 'it has no effect');
  const plain = source.ast.commands.every(({ command }) => command.type === 'Command') && !problem;
  const loads = plain ? work.map(({ node }) => loadOf(node)) : [undefined];
  const all = loads.filter(load => load !== undefined);
  const items = work.map(({ item }) => item);
  if (all.length === loads.length) lists(draft, all, items, { stem, path: file.path });
  else unit(draft, items, { name, file });
  return finish(draft, { ...about, enabled: true, reason: 'systemd-modules-load.service loads its modules' });
}

function isIdle(node: SimpleNode): boolean {
  return node.type === 'Command' && ['exit', ':', 'true'].includes(literalName(node) ?? '');
}

/** `modprobe NAME parameter=value …` (modprobe(8)); undefined for anything that a list of modules does not say. */
function loadOf(node: SimpleNode): Load | undefined {
  if (node.type !== 'Command' || !/^(?:\/usr)?(?:\/sbin\/)?modprobe$/.test(literalName(node) ?? '')) return undefined;
  if (node.prefix.length > 0) return undefined;
  const words = wordsOf(node).slice(1);
  // A parameter with its value is an assignment to the parser.
  const texts = words.map(word => (/^[\w@%+=:,./-]+$/.test(word.text) ? word.text : undefined));
  const plain = texts.filter(text => text !== undefined);
  if (plain.length < texts.length) return undefined;
  const options = plain.filter(text => text.startsWith('-'));
  const [module, ...parameters] = plain.filter(text => !text.startsWith('-'));
  // -b asks for the blacklist, as systemd-modules-load(8) does; -q, -s and -v are about messages.
  if (module === undefined || !/^[\w-]+$/.test(module)) return undefined;
  if (options.some(one => !/^-[bqsv]+$|^--(?:use-blacklist|quiet|syslog|verbose)$/.test(one))) return undefined;
  return { module, parameters };
}

function lists(
  draft: Draft,
  loads: readonly Load[],
  items: readonly Item[],
  { stem, path }: { readonly stem: string; readonly path: string },
): void {
  const evidence = items.map(({ span }) => span);
  const head = `# ${path} of the old host`;
  const file = `/etc/modules-load.d/sysv2systemd-${stem}.conf`;
  const write = (to: string, lines: readonly string[], reason: string): void => {
    draft.files.push({
      path: to,
      mode: 0o644,
      content: `${[head, ...lines].join('\n')}\n`,
      kind: 'configuration',
      evidence,
      reason,
    });
  };
  write(file, [...new Set(loads.map(({ module }) => module))], 'modules that are loaded at boot');
  const options = loads.filter(({ parameters }) => parameters.length > 0);
  if (options.length > 0)
    write(
      `/etc/modprobe.d/sysv2systemd-${stem}.conf`,
      options.map(({ module, parameters }) => `options ${module} ${parameters.join(' ')}`),
      'parameters of modules',
    );
  for (const item of items) place(draft, item, 'directive', file);
}

function unit(
  draft: Draft,
  items: readonly Item[],
  { name, file }: { readonly name: string; readonly file: TextFile },
): void {
  const helper = helperPath(name, 'start');
  const service = `${name}.service`;
  const reason = 'it does more than to load modules';
  draft.files.push({
    path: helper,
    mode: 0o755,
    content: file.text.startsWith('#!') ? file.text : `#!/bin/sh\n${file.text}`,
    kind: 'script',
    evidence: items.map(({ span }) => span),
    reason,
  });
  setEarlyUnit(draft, service, {
    description: `${file.path} of the old host`,
    after: 'systemd-modules-load.service local-fs.target',
    helper,
  });
  for (const item of items) place(draft, item, 'helper', helper);
  draft.notes.push(note('SV505', items[0]?.span, { target: 'sysinit.target' }));
}
