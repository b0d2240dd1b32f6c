import { type ParsedScript, parse } from 'unbash';
import { type LineMap, lineMap } from '../base/span.ts';

/** A script as text and as tree. Offsets of the tree index `text`. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly ast: ParsedScript;
  readonly lines: LineMap;
  readonly errors: readonly { readonly message: string; readonly offset: number }[];
  /** Its lines ended as those of Windows do. */
  readonly crlf: boolean;
}

/**
 * Parse shell text. Never throws: syntax errors come back in `errors` beside the tree of what could be read.
 * Carriage returns are blanks to us: scripts that were edited on Windows are read as their author meant them.
 */
export function parseSource(path: string, text: string): Source {
  const clean = text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', ' ') : text;
  const ast = parse(clean);
  const errors = (ast.errors ?? []).map(error => ({ message: error.message, offset: error.pos }));
  return { path, text: clean, ast, lines: lineMap(path, clean), errors, crlf: clean !== text };
}

/** What `$0` is when the script runs on its host, wherever the copy at hand lies. */
export function selfPath(source: Source): string {
  return `/etc/init.d/${selfName(source)}`;
}

/** What `service` calls it. */
export function selfName({ path }: Source): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Is it the script's own path, in one of the two ways of Red Hat's to say it? */
export function isSelfPath(source: Source, path: string): boolean {
  return path === selfPath(source) || path === `/etc/rc.d/init.d/${selfName(source)}`;
}

/** The shell that reads it, by its first line: `/bin/sh` where that names none, or a framework. */
export function shellOf({ text }: Source): string {
  const [, path = '', name] = /^#!\s*(\S+)(?:[ \t]+([\w-]+))?/.exec(text) ?? [];
  const shell = /\/env$/.test(path) && name !== undefined ? `/bin/${name}` : path;
  return /sh$/.test(shell) && shell.startsWith('/') ? shell : '/bin/sh';
}

/** Does its first line have the shell read it with `-e`? */
export function isReadWithErrexit({ text }: Source): boolean {
  return /^#!\s*\S+\s+-\w*e/.test(text);
}
