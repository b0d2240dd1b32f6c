import type { InputError, Result } from '../base/result.ts';
import type { OverrideFile } from '../host/overrides.ts';
import type { Migration } from '../model/service.ts';

export const RESTARTS = ['on-failure', 'always', 'on-abnormal', 'on-abort', 'on-success'] as const;

/** What to analyse, in the terms of the command line. */
export interface Request {
  /** Scripts and folders of them. */
  readonly paths: readonly string[];
  /** A script from standard input. */
  readonly stdin?: { readonly name: string; readonly bytes: Uint8Array };
  /** Image of the old host. */
  readonly root?: string;
  /** Output of `chkconfig --list` of the old host. */
  readonly chkconfigList?: string;
  /** Folder with settings files, where there is no image. */
  readonly settings?: string;
  /** Image of the target. */
  readonly targetRoot?: string;
  /** A file of overrides, or a folder of them. */
  readonly overrides?: string;
  readonly target: string;
  readonly restart?: (typeof RESTARTS)[number];
  readonly helperFiles?: boolean;
  readonly templates?: boolean;
}

/** A migration, and the inputs that could not even be read. */
export interface Analysis {
  readonly migration: Migration;
  readonly unread: readonly InputError[];
  /** What a person decided, by name of the service. */
  readonly overrides?: ReadonlyMap<string, OverrideFile>;
}

/** The tool behind the command line. An error is a mistake in the request. */
export interface Engine {
  readonly analyse: (request: Request) => Result<Analysis>;
}
