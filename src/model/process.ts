import type { Span } from '../base/span.ts';
import type { Field, Value } from './word.ts';

/** A resource limit as `ulimit` sets it; `undefined` leaves that side alone. Numbers in the unit of setrlimit(2). */
export interface Limit {
  readonly soft?: Value;
  readonly hard?: Value;
}

/** Where a stream goes. `inherit` is the terminal or console of the init script. */
export type Stream =
  | { readonly kind: 'inherit' }
  | { readonly kind: 'null' }
  | {
      readonly kind: 'file';
      readonly path: Field;
      readonly append: boolean;
      /** Who opens it, where that is not the user of the script. */
      readonly user?: Field;
    }
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'other';
      readonly text: string;
      /** A file whose path only the run knows. */
      readonly path?: Field;
    };

/** What a process inherits when it is executed; what the script changed and nothing else. */
export interface ProcessState {
  readonly user?: Field;
  readonly group?: Field;
  readonly supplementaryGroups?: readonly Field[];
  readonly cwd?: Value;
  /** Nobody asked whether the directory could be entered: what follows ran all the same. */
  readonly cwdOptional?: boolean;
  readonly root?: Value;
  /** Octal text as the script wrote it. */
  readonly umask?: Value;
  readonly nice?: Value;
  readonly ioClass?: Value;
  readonly ioPriority?: Value;
  readonly schedulerPolicy?: Value;
  readonly schedulerPriority?: Value;
  readonly affinity?: Value;
  readonly oomScore?: Value;
  /** Keyed by directive suffix: NOFILE, CORE, NPROC … */
  readonly limits: ReadonlyMap<string, Limit>;
  /** Exported variables with their values; `undefined` was unset. */
  readonly exported: ReadonlyMap<string, Value>;
  readonly stdin: Stream;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** The command runs in a login shell of `user` (`su -`, `runuser -l`). */
  readonly login?: boolean;
  /** The environment was emptied (`env -i`). */
  readonly clean?: boolean;
  /** cgexec groups, as given. */
  readonly cgroups?: readonly Field[];
  /** Statements that made this state, for evidence. */
  readonly evidence: readonly Span[];
  /** Fields that differ between branches that joined: the state there is not one state. */
  readonly varying: ReadonlySet<string>;
}

export const INITIAL_PROCESS: ProcessState = {
  limits: new Map(),
  exported: new Map(),
  stdin: { kind: 'inherit' },
  stdout: { kind: 'inherit' },
  stderr: { kind: 'inherit' },
  evidence: [],
  varying: new Set(),
};
