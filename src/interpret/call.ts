import type { ProcessState } from '../model/process.ts';
import type { Field } from '../model/word.ts';
import type { Command } from '../shell/nodes.ts';
import type { Context } from './context.ts';
import type { Status } from './truth.ts';

/** A command about to run: its words after expansion and what its process would inherit. */
export interface Call {
  readonly name: string;
  readonly args: readonly Field[];
  /** With the redirections and the assignments of this one command. */
  readonly process: ProcessState;
  readonly background: boolean;
  /** The syntax it came from; absent behind `nohup`, `su -c` and the like. */
  readonly node?: Command;
}

/** How one program, builtin or library function acts on the state; it returns its exit status. */
export type Model = (ctx: Context, call: Call) => Status;
export type Models = Readonly<Record<string, Model>>;
