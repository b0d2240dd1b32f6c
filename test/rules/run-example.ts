import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostEngine } from '../../src/cli/host-engine.ts';
import { addSources } from '../../src/cli/whole-host.ts';
import { readHeaderFiles } from '../../src/host/header-files.ts';
import { readLinks } from '../../src/host/links.ts';
import { type MemoryFile, memorySource } from '../../src/host/memory-source.ts';
import { discoverScripts } from '../../src/host/scripts.ts';
import { targetHost } from '../../src/host/target-host.ts';
import type { Migration } from '../../src/model/service.ts';
import { convert } from '../../src/pipeline.ts';
import type { Example } from '../../src/rules/rule.ts';
import { resolveTarget, type Target } from '../../src/unit/target.ts';

const DEFAULT_TARGET = 'rhel7';

export function targetOf(name: string = DEFAULT_TARGET): Target {
  const target = resolveTarget(name);
  if (!target.ok) throw new Error(target.error.message);
  return target.value;
}

/** The whole pipeline on an example, as if its files were those of an old host. */
export function runExample(example: Example): Migration {
  if (example.path !== undefined)
    return runSources({ ...example.others, [example.path]: example.script }, example.target);
  if (example.unreadable) return runUnreadable(example.name ?? 'acmed');
  const files = new Map<string, MemoryFile>();
  const scripts = { ...example.others, [example.name ?? 'acmed']: example.script };
  for (const [name, text] of Object.entries(scripts))
    files.set(`/etc/init.d/${name}`, Buffer.from(text, example.encoding ?? 'utf8'));
  const own = `/etc/init.d/${example.name ?? 'acmed'}`;
  if (example.executable === false) files.set(own, { content: example.script, executable: false });
  if (example.link !== undefined) {
    files.set(example.link, example.script);
    files.set(own, { link: example.link });
  }
  for (const link of example.links ?? []) files.set(`/etc/${link}`, Buffer.from(example.script));
  const source = memorySource(files);
  const found = discoverScripts(source);
  if (found.errors[0]) throw new Error(found.errors[0].message);
  return convert({
    inputs: found.scripts,
    target: targetOf(example.target),
    settings: path => example.settings?.[path],
    ...(example.headerOverride !== undefined && {
      headers: new Map([
        [
          example.name ?? 'acmed',
          [{ path: `/etc/chkconfig.d/${example.name ?? 'acmed'}`, text: example.headerOverride }],
        ],
      ]),
    }),
    ...(example.override !== undefined && {
      overrides: new Map([[example.name ?? 'acmed', { path: 'acmed.conf', text: example.override }]]),
    }),
    ...(example.targetFiles && {
      image: targetHost(memorySource(new Map(Object.entries(example.targetFiles)))),
    }),
    ...(example.templates && { templates: true }),
    ...(example.links && { links: readLinks(source) }),
  });
}

/** A host of these files, with its init scripts and everything else that starts services. */
export function runSources(files: Readonly<Record<string, MemoryFile>>, target: string = DEFAULT_TARGET): Migration {
  const source = memorySource(new Map(Object.entries(files)));
  const migration = convert({
    inputs: discoverScripts(source).scripts,
    target: targetOf(target),
    settings: () => undefined,
    links: readLinks(source),
    headers: readHeaderFiles(source),
  });
  return addSources({ migration, unread: [] }, source, target).migration;
}

/** A script that nobody can read never reaches the pipeline: only the command line's own engine tells of it. */
function runUnreadable(name: string): Migration {
  const root = mkdtempSync(join(tmpdir(), 'sysv2systemd-'));
  try {
    mkdirSync(join(root, 'etc/init.d'), { recursive: true });
    symlinkSync('nowhere', join(root, 'etc/init.d', name));
    const analysis = hostEngine.analyse({ paths: [], root, target: DEFAULT_TARGET });
    if (!analysis.ok) throw new Error(analysis.error.message);
    return analysis.value.migration;
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Findings of the script that the example is about, or at places in the file that it is about. */
export function codesOf(example: Example): readonly string[] {
  const path = example.path ?? `/etc/init.d/${example.name ?? 'acmed'}`;
  return runExample(example).services.flatMap(service =>
    service.findings
      .filter(({ location }) => service.source.path === path || (example.path !== undefined && location?.path === path))
      .map(finding => finding.code),
  );
}
