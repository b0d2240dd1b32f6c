import { booleanOf, listOf, parseEnvironment, plainText, valueIn } from './directives.ts';
import type { Target } from './target.ts';
import type { Unit } from './unit.ts';

/** What a command of the unit is executed with; absent where the unit says nothing and systemd's default holds. */
export interface UnitProcess {
  readonly user?: string;
  readonly group?: string;
  readonly groups: readonly string[];
  readonly cwd?: string;
  readonly root?: string;
  readonly umask?: string;
  readonly nice?: string;
  readonly ioClass?: string;
  readonly ioPriority?: string;
  readonly schedulerPolicy?: string;
  readonly schedulerPriority?: string;
  readonly affinity?: string;
  readonly oomScore?: string;
  /** Keyed as NOFILE, CORE …; the text, `soft:hard` or one for both. */
  readonly limits: ReadonlyMap<string, string>;
  readonly environment: ReadonlyMap<string, string>;
  /** Read at each start, in order, over `environment`. */
  readonly environmentFiles: readonly { readonly path: string; readonly optional: boolean }[];
  readonly stdin?: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly ignoreSigpipe: boolean;
}

/** Directives with one value that a process carries as text. */
const TEXTS = {
  user: 'User',
  group: 'Group',
  cwd: 'WorkingDirectory',
  root: 'RootDirectory',
  umask: 'UMask',
  nice: 'Nice',
  ioClass: 'IOSchedulingClass',
  ioPriority: 'IOSchedulingPriority',
  schedulerPolicy: 'CPUSchedulingPolicy',
  schedulerPriority: 'CPUSchedulingPriority',
  affinity: 'CPUAffinity',
  oomScore: 'OOMScoreAdjust',
  stdin: 'StandardInput',
  stdout: 'StandardOutput',
  stderr: 'StandardError',
} as const;

type Texts = { readonly [key in keyof typeof TEXTS]?: string };

/** What the directives of [Service] say that every command inherits. */
export function processOf(unit: Unit, target: Target): UnitProcess {
  const value = (name: string): string | undefined => valueIn(unit, 'Service', name);
  const texts: Texts = Object.fromEntries(
    Object.entries(TEXTS).flatMap(([key, name]) => {
      const text = value(name);
      return text === undefined ? [] : [[key, plainText(text)]];
    }),
  );
  const limits = new Map<string, string>();
  for (const { section, name, value: text } of unit.directives)
    if (section === 'Service' && /^Limit[A-Z]+$/.test(name)) limits.set(name.slice('Limit'.length), text);
  const groups = listOf(unit, 'Service', 'SupplementaryGroups').flatMap(({ value: text }) =>
    plainText(text).split(/\s+/),
  );
  return {
    ...texts,
    groups,
    limits,
    environment: new Map(
      listOf(unit, 'Service', 'Environment').flatMap(({ value: text }) => parseEnvironment(text, target).values),
    ),
    environmentFiles: listOf(unit, 'Service', 'EnvironmentFile').map(({ value: text }) => ({
      path: plainText(text.replace(/^-/, '')),
      optional: text.startsWith('-'),
    })),
    ignoreSigpipe: booleanOf(value('IgnoreSIGPIPE')) ?? true,
  };
}

/** The process of one command: its prefix and …StartOnly= take user and root from it; `start` tells ExecStart=. */
export function narrowed(process: UnitProcess, unit: Unit, start: boolean, prefix: string): UnitProcess {
  const only = (name: string): boolean => !start && booleanOf(valueIn(unit, 'Service', name)) === true;
  const { user, group, root, ...rest } = process;
  // `!!` gives up the user only where the kernel lacks ambient capabilities.
  const privileged = /\+|^[^!]*!(?!!)/.test(prefix) || only('PermissionsStartOnly');
  return {
    ...rest,
    ...(!privileged && user !== undefined && { user }),
    ...(!privileged && group !== undefined && { group }),
    groups: privileged ? [] : rest.groups,
    ...(!only('RootDirectoryStartOnly') && root !== undefined && { root }),
  };
}
