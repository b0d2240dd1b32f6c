import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readLinks } from '../../../src/host/links.ts';
import { type MemoryFile, memorySource } from '../../../src/host/memory-source.ts';
import { discoverScripts } from '../../../src/host/scripts.ts';
import { convert } from '../../../src/pipeline.ts';
import { planDeployment } from '../../../src/plan/deploy.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { initScript } from '../../../src/rules/example-script.ts';
import { targetOf } from '../../rules/run-example.ts';

/** Scripts of an old host: one that is on, with an action; one that is off; one with a name that must be escaped. */
export const SCRIPTS: Readonly<Record<string, string>> = {
  acmed: initScript({ cases: 'configtest) /usr/sbin/acmed -t ;;' }),
  sleeper: initScript().replaceAll('acmed', 'sleeper'),
  'odd name': initScript().replaceAll('acmed', 'oddd'),
};
const LINKS = [
  ['etc/rc.d/rc3.d/S85acmed', '../init.d/acmed'],
  ['etc/rc.d/rc0.d/K15acmed', '../init.d/acmed'],
  ['etc/rc.d/rc3.d/K15sleeper', '../init.d/sleeper'],
  ['etc/rc.d/rc3.d/S86odd name', '../init.d/odd name'],
  ['etc/rc.d/rc3.d/S10other', '../init.d/other'],
  ['etc/rc3.d', 'rc.d/rc3.d'],
  ['etc/init.d', 'rc.d/init.d'],
] as const;

/** What `convert` plans for these scripts. */
export function plan(target = 'rhel7', scripts = SCRIPTS): Plan {
  const source = memorySource(
    new Map<string, MemoryFile>([
      ...Object.entries(scripts).map(([name, text]) => [`/etc/init.d/${name}`, text] as const),
      ...LINKS.filter(([, to]) => to.startsWith('../')).map(([path, link]) => [`/${path}`, { link }] as const),
    ]),
  );
  const inputs = discoverScripts(source).scripts;
  return planDeployment(
    convert({ inputs, target: targetOf(target), settings: () => undefined, links: readLinks(source) }),
  );
}

export function put(root: string, path: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  chmodSync(join(root, path), mode);
}

export interface Workshop {
  readonly out: string;
  readonly root: string;
  readonly apply: (...args: readonly string[]) => Run;
  readonly rollback: (...args: readonly string[]) => Run;
  /** Environment of the scripts: where a test puts programs in front of the real ones. */
  readonly env: Record<string, string>;
}

interface Run {
  readonly status: number | null;
  readonly text: string;
}

const swept: string[] = [];

/** Remove the workshops that were made so far. */
export function sweep(): void {
  for (const base of swept.splice(0)) rmSync(base, { recursive: true, force: true });
}

/** An output folder and the image of a host that has the scripts. */
export function workshop(planned: Plan = plan()): Workshop {
  const base = mkdtempSync(join(tmpdir(), 'sysv2systemd-apply-'));
  swept.push(base);
  const [out, root] = [join(base, 'out'), join(base, 'root')];
  for (const { path, content, mode } of planned.files) put(out, path, content, mode);
  for (const [name, text] of Object.entries(SCRIPTS)) put(root, `etc/rc.d/init.d/${name}`, text, 0o755);
  for (const [path, to] of LINKS) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(to, join(root, path));
  }
  for (const name of ['acmed', 'sleeper', 'oddd']) put(root, `usr/sbin/${name}`, '', 0o755);
  put(root, 'usr/lib/systemd/libsystemd-shared-252.so', '');
  put(root, 'etc/passwd', 'root:x:0:0::/root:/bin/sh\n');
  mkdirSync(join(root, 'var/lib'), { recursive: true });
  const env: Record<string, string> = { PATH: process.env.PATH ?? '' };
  const run = (script: string, args: readonly string[]): Run => {
    const { status, stdout, stderr } = spawnSync('sh', [join(out, script), '--root', root, ...args], { env });
    return { status, text: `${stdout}${stderr}`.replaceAll(base, '') };
  };
  return {
    out,
    root,
    env,
    apply: (...args) => run('apply.sh', args),
    rollback: (...args) => run('rollback.sh', args),
  };
}

/** Every file, folder and link below a folder, with mode and content. */
export function listing(root: string, below = ''): readonly string[] {
  return readdirSync(join(root, below))
    .sort()
    .flatMap(name => {
      const path = below === '' ? name : `${below}/${name}`;
      const stat = lstatSync(join(root, path));
      if (stat.isSymbolicLink()) return [`${path} -> ${readlinkSync(join(root, path))}`];
      const mode = (stat.mode & 0o7777).toString(8);
      if (stat.isDirectory()) return [`${path}/ ${mode}`, ...listing(root, path)];
      const hash = createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex');
      return [`${path} ${mode} ${hash.slice(0, 12)}`];
    });
}
