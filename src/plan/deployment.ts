import { createHash } from 'node:crypto';
import type { Migration, Service } from '../model/service.ts';
import { listOf, valueIn } from '../unit/directives.ts';
import { type Need, needsOf } from '../unit/needs.ts';
import { resolveTarget, type Target } from '../unit/target.ts';
import type { Unit } from '../unit/unit.ts';
import type { PlannedFile } from './plan.ts';

export type UnitState = 'enabled' | 'disabled' | 'static';

/** A unit and what is to become of it. */
export interface DeployedUnit {
  readonly name: string;
  readonly service: string;
  /** `static`: it has no [Install], others start it. */
  readonly state: UnitState;
  /** It takes the place of the distribution's on purpose, so that the file is not run twice. */
  readonly hidesNative: boolean;
  /** Whether a start by hand means anything: not for templates and for what runs once and is gone. */
  readonly startable: boolean;
  /** Links of `systemctl enable`, paths without the first slash; none for a unit that stays off. */
  readonly links: readonly { readonly path: string; readonly target: string }[];
  readonly needs: readonly Need[];
}

/** A script that a unit replaces. */
export interface OldScript {
  readonly name: string;
  readonly unit: string;
  /** `service NAME` would go on running it: it has to go. */
  readonly hides: boolean;
}

/** What applying an output does to a host, as data. */
export interface Deployment {
  readonly target: { readonly family: Target['family']; readonly systemd: number };
  /** Helpers before units, so that no unit calls what is not there yet. Paths without the first slash. */
  readonly files: readonly { readonly path: string; readonly mode: number; readonly sha256: string }[];
  readonly units: readonly DeployedUnit[];
  readonly scripts: readonly OldScript[];
  /** Folders below /run that tmpfiles.d makes at boot. */
  readonly runFolders: readonly string[];
}

const FOLDER = 'etc/systemd/system';

/** What a deployment does, from the services and the files that go to the target. */
export function deploymentOf(migration: Migration, files: readonly PlannedFile[]): Deployment {
  const target = resolveTarget(migration.target.name);
  const known = target.ok ? target.value : undefined;
  const deployed = migration.services.filter(service => service.disposition === 'deploy' && service.units.length > 0);
  const own = new Set(files.map(file => file.path.replace(/^root/, '')));
  return {
    target: { family: known?.family ?? 'upstream', systemd: Number(migration.target.systemd) },
    files: files
      .filter(file => file.path.startsWith('root/') && isPlain(file.path))
      .map(({ path, mode, content }) => ({
        path: path.slice('root/'.length),
        mode,
        sha256: createHash('sha256').update(content).digest('hex'),
      }))
      .sort((a, b) => Number(a.path.startsWith(FOLDER)) - Number(b.path.startsWith(FOLDER))),
    units: deployed.flatMap(service => service.units.map(unit => unitOf(service, unit, known, own))),
    scripts: deployed.flatMap(service => scriptOf(service, known)),
    runFolders: files.filter(file => file.kind === 'tmpfiles').flatMap(file => runFolders(file.content)),
  };
}

function unitOf(service: Service, unit: Unit, target: Target | undefined, own: ReadonlySet<string>): DeployedUnit {
  const install = unit.directives.some(one => one.section === 'Install');
  const state = install ? (service.enabled === true ? 'enabled' : 'disabled') : 'static';
  const needs = target ? needsOf(unit, target) : [];
  return {
    name: unit.name,
    service: service.name,
    state,
    hidesNative: unit.name === 'rc-local.service' && /^\/etc\/(?:rc\.d\/)?rc\.local$/.test(service.source.path),
    startable: !unit.name.includes('@.') && !isPassing(unit),
    links: state === 'enabled' ? linksOf(unit) : [],
    needs: needs.filter(need => isPlain(need.name) && !own.has(need.name)),
  };
}

/** It runs, ends, and is inactive again. */
function isPassing(unit: Unit): boolean {
  return valueIn(unit, 'Service', 'Type') === 'oneshot' && valueIn(unit, 'Service', 'RemainAfterExit') !== 'yes';
}

/**
 * The links that `systemctl enable` makes (systemctl(1); install.c, install_info_apply). They are made by name and not
 * by systemctl: that works in an image, each is undone by itself, and systemctl would hand the old script to chkconfig
 * or update-rc.d too (systemctl-sysv-compat.c, enable_sysv_units).
 */
function linksOf(unit: Unit): DeployedUnit['links'] {
  const words = (name: string): readonly string[] =>
    listOf(unit, 'Install', name)
      .flatMap(one => one.value.split(/\s+/))
      .filter(word => word !== '' && !/[%/"']/.test(word) && isPlain(word));
  const template = unit.name.includes('@.');
  const instance = valueIn(unit, 'Install', 'DefaultInstance');
  if (template && (instance === undefined || /[%/\s]/.test(instance))) return [];
  const name = template ? unit.name.replace('@.', `@${instance}.`) : unit.name;
  const target = `/${FOLDER}/${unit.name}`;
  return [
    ...words('Alias').map(alias => ({ path: `${FOLDER}/${alias}`, target })),
    ...words('WantedBy').map(by => ({ path: `${FOLDER}/${by}.wants/${name}`, target })),
    ...words('RequiredBy').map(by => ({ path: `${FOLDER}/${by}.requires/${name}`, target })),
  ];
}

/** service(8) of Red Hat runs a script of /etc/init.d before it looks for a unit (facts: legacy-actions). */
function scriptOf(service: Service, target: Target | undefined): readonly OldScript[] {
  const unit = service.units[0]?.name;
  if (service.initScript === undefined || unit === undefined || !isPlain(service.initScript)) return [];
  return [{ name: service.initScript, unit, hides: target?.family === 'rhel' }];
}

function runFolders(content: string): readonly string[] {
  return content.split('\n').flatMap(line => /^d \/(run\/[^\s%]+) /.exec(line)?.[1] ?? []);
}

/** manifest.tsv separates by tabs and lines; names with such characters are left to a person. */
function isPlain(text: string): boolean {
  return !/[\0-\x1f\x7f]/.test(text);
}
