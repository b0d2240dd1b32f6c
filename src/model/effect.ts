import type { Span } from '../base/span.ts';
import type { ProcessState } from './process.ts';
import type { Field, PidSource } from './word.ts';

/** Why a statement has no counterpart in the unit although nothing is lost. A closed list; reports print it. */
export type NoiseReason =
  | 'message'
  | 'lock file'
  | 'pid file bookkeeping'
  | 'already-running check'
  | 'waiting for the process'
  | 'query'
  | 'status bookkeeping'
  | 'another system'
  | 'terminal'
  | 'argument check'
  | 'root check'
  | 'settings file'
  | 'no effect'
  | 'systemd does this';

/** Which program or library function started a program; tells how it is detached and how it is supervised. */
export type Starter =
  | 'plain'
  | 'daemon'
  | 'start-stop-daemon'
  | 'start_daemon'
  | 'startproc'
  | 'daemonize'
  | 'exec'
  | 'su'
  | 'screen';

/** A program is executed. */
export interface ExecEffect {
  readonly kind: 'exec';
  readonly id: number;
  readonly span: Span;
  /** Path or name as the script has it, then the arguments. argv[0] is the program unless `argv0` says otherwise. */
  readonly argv: readonly Field[];
  readonly argv0?: Field;
  readonly process: ProcessState;
  readonly starter: Starter;
  /** The script does not wait for it. */
  readonly background: boolean;
  /** The pid file that the starter was told of; `made` if the starter writes it itself. */
  readonly pidFile?: { readonly path: Field; readonly made: boolean };
  /** Nothing but a question: reads state and changes none (`grep`, `test` …). */
  readonly query?: boolean;
  /** The script takes what it prints, as in `$(prog --version)`: it may be a question too, which only the program knows. */
  readonly captured?: true;
  /** What the program does, where that is known: lets a pass use a directive in its place. */
  readonly operation?: Operation;
  /** The script waits for READY=1 (start-stop-daemon --notify-await). */
  readonly notify?: boolean;
  /** The shell must run it: a builtin, a pipe, a redirection that Exec lines cannot say. The reason. */
  readonly shell?: string;
  /** The script is under `set -e`, and nobody asks for the status: its failure ends the script. */
  readonly checked?: boolean;
}

/** A change of the file system that a directive may take over. Paths are fields since they may hold settings. */
export type Operation =
  | {
      readonly kind: 'mkdir';
      readonly paths: readonly Field[];
      readonly mode?: string;
      readonly owner?: Field;
      readonly group?: Field;
      readonly parents: boolean;
    }
  | { readonly kind: 'remove'; readonly paths: readonly Field[]; readonly recursive: boolean }
  | {
      readonly kind: 'chown';
      readonly paths: readonly Field[];
      readonly owner?: Field;
      readonly group?: Field;
      readonly recursive: boolean;
    }
  | { readonly kind: 'chmod'; readonly paths: readonly Field[]; readonly mode: Field; readonly recursive: boolean }
  | { readonly kind: 'touch'; readonly paths: readonly Field[] }
  | { readonly kind: 'link'; readonly target: Field; readonly path: Field }
  | { readonly kind: 'write'; readonly path: Field }
  | { readonly kind: 'sleep'; readonly seconds: Field }
  | { readonly kind: 'service'; readonly name: Field; readonly action: Field }
  | { readonly kind: 'modprobe'; readonly modules: readonly Field[] };

/** Signals to send in turn, with the seconds to wait after each; the last wait may be absent. */
export interface StopSchedule {
  readonly steps: readonly { readonly signal: string; readonly seconds?: number }[];
}

/** Processes are signalled. */
export interface SignalEffect {
  readonly kind: 'signal';
  readonly id: number;
  readonly span: Span;
  readonly target:
    | PidSource
    | { readonly kind: 'executable'; readonly path: string }
    | { readonly kind: 'unknown'; readonly text: string };
  readonly schedule: StopSchedule;
  /** `group` also reaches children: killall, pkill, negative pids, matching by executable. */
  readonly reach: 'process' | 'group';
  /** How it was said, e.g. `killproc`, `start-stop-daemon --stop`, `kill`. */
  readonly by: string;
  readonly pidFile?: Field;
  /** The executable that the process of the pid file must be, or no signal is sent. */
  readonly program?: string;
}

/** A statement with no counterpart in the unit, and why that is right. */
export interface NoiseEffect {
  readonly kind: 'noise';
  readonly id: number;
  readonly span: Span;
  readonly reason: NoiseReason;
  /** The lock or pid file that the statement made: others may look for it. */
  readonly made?: string;
  /** It was made empty: what it is to say, the program writes. */
  readonly empty?: true;
  /** Pid files and lock files that it removed. */
  readonly removed?: readonly string[];
  /** A setting stands in their paths: these are those of today. */
  readonly today?: true;
  /** The script called itself for this action. */
  readonly called?: string;
  /**
   * The library does it, not a statement of the script. It answers by the numbers of the LSB: 0 runs, 1 dead with a pid
   * file, 2 with a lock, 3 not, 4 unknown.
   */
  readonly lsb?: true;
}

/** Something that only a shell can do and that no model covers: it goes into a helper as it stands. */
export interface ResidueEffect {
  readonly kind: 'residue';
  readonly id: number;
  readonly span: Span;
  readonly reason: string;
  /** `wait`: the programs in the background that have ended behind it. */
  readonly jobs?: readonly number[];
}

export type Effect = ExecEffect | SignalEffect | NoiseEffect | ResidueEffect;

/** Does it only wait: `sleep 3`? */
export function isPause(effect: Effect): boolean {
  return effect.kind === 'exec' && effect.operation?.kind === 'sleep';
}
