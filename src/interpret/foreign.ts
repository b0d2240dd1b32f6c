import type { Context } from './context.ts';

/** Commands that ask which processes run, or tell people something: a name among their words starts or stops nothing. */
const ASKS =
  /(?:^|[\s;&|(`!{])(?:\/?(?:usr\/)?s?bin\/)?(?:pidof|pidofproc|pidfileofproc|pgrep|checkproc|checkpid|status|status_of_proc|ps|echo|printf|log_\w+|logger|failure|warning|success|gprintf|exit|kill\s+-0)(?=\s|$)|\btest\b|\[/;

/** A file that is written, as `echo $! > FILE` does. */
const WRITES = /(?<![\d&])>>?\s*(?!\/dev\/null|&)\S/;

/** Header lines that name the service's own programs and pid files (facts: headers). */
const OWN_HEADER = /^#\s*(?:processname|pidfile):/;

const answers = new WeakMap<object, Map<string, boolean>>();

/**
 * Is it another program of the host that a look-up asks for? The script's text decides: it never says the name but
 * where it asks or tells, so it neither starts nor stops nor keeps anything by that name.
 */
export function isForeignName(ctx: Context, given: string): boolean {
  // `pgrep ^mysqld$` is a pattern.
  const name = given.replace(/^\^|\$$/g, '').replace(/^.*\//, '');
  if (!/^[\w.+-]{2,}$/.test(name)) return false;
  const known = answers.get(ctx.script) ?? new Map<string, boolean>();
  answers.set(ctx.script, known);
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = isForeign(ctx, name);
  known.set(name, found);
  return found;
}

/**
 * Is it a program of the service, by a name or a path that a process of it may be seen by? The script is called so, or
 * says the name where it does not ask for it: `DAEMON=/usr/sbin/acmed`, `killproc acmed`.
 */
export function isOwnProgram(ctx: Context, given: string): boolean {
  const name = given.replace(/^.*\//, '');
  if (!/^[\w./+-]+$/.test(given) || !/^\w[\w.+-]+$/.test(name)) return false;
  if (name === ctx.script.path.replace(/^.*\//, '').replace(/\.sh$/, '')) return true;
  const word = new RegExp(`(?<![\\w.-])${name.replace(/\W/g, '\\$&')}(?![\\w-]|\\.(?!pid))`);
  return ctx.script.text
    .split('\n')
    .filter(line => !line.trimStart().startsWith('#'))
    .map(withoutLabels)
    .map(withoutListing)
    .some(line => word.test(line) && !asksOnly(line, word));
}

/** `ps ax | grep acmed | awk …`: what is looked for among all processes is no word of the script's own. */
function withoutListing(line: string): string {
  return line.replace(/\bps\b[^|;]*(?:\|\s*[ef]?grep\b[^|;)`]*)+/g, 'ps');
}

/** `*acmed*) …`: the label of a `case` asks. */
function withoutLabels(line: string): string {
  return line.replace(/(?:^|;;|\bin)\s*\(?[^\s()]+(?:\s*\|\s*[^\s()]+)*\s*\)/g, ' ');
}

function isForeign(ctx: Context, name: string): boolean {
  const own = ctx.script.path.replace(/^.*\//, '').replace(/\.sh$/, '');
  if (name === own || own.startsWith(name) || name.startsWith(own)) return false;
  // `cron` in /run/cron.pid is that of `crond`.
  const word = new RegExp(`(?<![\\w.-])${name.replace(/\W/g, '\\$&')}\\w*(?!-|\\.(?!pid))`);
  const lines = ctx.script.text.split('\n').filter(line => word.test(line));
  return (
    lines.length > 0 &&
    lines.every(line => (line.trimStart().startsWith('#') ? !OWN_HEADER.test(line) : asksOnly(line, word)))
  );
}

/** The part of the line that holds the name belongs to a question or a message. */
function asksOnly(line: string, word: RegExp): boolean {
  return line
    .split(/&&|\|\||;|\|(?!\|)|&(?=\s)|\b(?:then|do|else)\b/)
    .filter(part => word.test(part))
    .every(part => ASKS.test(part) && !WRITES.test(part) && !/^\s*\w+=(?!["']?(?:\$\(|`))/.test(part));
}
