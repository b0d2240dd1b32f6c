// With src/host the only user of node:fs: reads an earlier output, writes the new one.
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fail, type InputError, ok, type Result } from '../base/result.ts';
import type { PlannedFile } from '../plan/plan.ts';

/** Why nothing was written; `refused` where the user can allow it or choose another place. */
export interface WriteError extends InputError {
  readonly refused: boolean;
}

/**
 * Write a tree so that a crash leaves the old one or the new one: all files go to a folder beside `out`, are synced,
 * and the folder takes the place of the old. An existing folder is replaced only with `force`, and only if an earlier
 * run made it (it has our report.json) or it is empty; files in it that no run of ours made are carried over.
 */
export async function writeTree(
  out: string,
  files: readonly PlannedFile[],
  force: boolean,
): Promise<Result<void, WriteError>> {
  const target = realPath(resolve(out));
  const aside = join(dirname(target), `.${basename(target)}.sysv2systemd-old`);
  let fresh: string | undefined;
  try {
    recover(target, aside);
    const refusal = refuse(target, force);
    if (refusal !== undefined) return fail({ path: out, message: refusal, refused: true });
    fs.mkdirSync(dirname(target), { recursive: true });
    fresh = join(dirname(target), `.${basename(target)}.sysv2systemd-${randomBytes(6).toString('hex')}`);
    fs.mkdirSync(fresh);
    for (const file of files) write(join(fresh, file.path), bytesOf(file), file.mode);
    carryOver(target, fresh);
    await syncTree(fresh);
    // rename(2) replaces an empty folder; one with files has to step aside first, and `recover` undoes half a swap.
    if (isFilled(target)) fs.renameSync(target, aside);
    fs.renameSync(fresh, target);
    fresh = undefined;
    sync(dirname(target));
    fs.rmSync(aside, { recursive: true, force: true });
    return ok(undefined);
  } catch (error) {
    if (fresh !== undefined) fs.rmSync(fresh, { recursive: true, force: true });
    recover(target, aside);
    return fail({ path: out, message: messageOf(error), refused: false });
  }
}

/** Write one file beside its place and move it there. */
export function writeFileAtomically(path: string, content: string): Result<void, WriteError> {
  const target = realPath(resolve(path));
  const fresh = `${target}.${randomBytes(6).toString('hex')}`;
  try {
    write(fresh, content, 0o644);
    sync(fresh);
    fs.renameSync(fresh, target);
    return ok(undefined);
  } catch (error) {
    fs.rmSync(fresh, { force: true });
    return fail({ path, message: messageOf(error), refused: false });
  }
}

/** Text of a file, undefined if there is none. */
export function readIfThere(path: string): string | undefined {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Paths of all files below a folder, relative to it; undefined if it is no folder. */
export function listFiles(folder: string): readonly string[] | undefined {
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const walk = (below: string): readonly string[] =>
    fs.readdirSync(join(folder, below), { withFileTypes: true }).flatMap(entry => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? walk(path) : [path];
    });
  return walk('');
}

/** A run that died between the two renames left the old tree aside: put it back, or drop it if it was replaced. */
function recover(target: string, aside: string): void {
  if (!fs.existsSync(aside)) return;
  if (!fs.existsSync(target)) fs.renameSync(aside, target);
  else fs.rmSync(aside, { recursive: true });
}

function refuse(target: string, force: boolean): string | undefined {
  if (!fs.existsSync(target)) return undefined;
  if (!fs.statSync(target).isDirectory()) return 'is not a folder';
  if (!isFilled(target)) return undefined;
  if (madeBefore(target) === undefined) return 'has files that are not an earlier output: choose another folder';
  return force ? undefined : 'has an earlier output: use --force to replace it, or --diff to see what would change';
}

/** What the report.json in a folder says that it made; undefined without one of ours. */
function madeBefore(folder: string): ReadonlySet<string> | undefined {
  try {
    const report: unknown = JSON.parse(readIfThere(join(folder, 'report.json')) ?? '');
    if (!isRecord(report) || !isRecord(report.tool) || report.tool.name !== 'sysv2systemd') return undefined;
    const files = Array.isArray(report.files) ? report.files : [];
    const paths = files.flatMap(file => (isRecord(file) && typeof file.path === 'string' ? [file.path] : []));
    return new Set([...paths, 'report.html', 'report.json', 'report.md']);
  } catch {
    return undefined;
  }
}

function carryOver(target: string, fresh: string): void {
  const ours = madeBefore(target);
  for (const path of (ours && listFiles(target)) ?? [])
    if (!ours?.has(path) && !fs.existsSync(join(fresh, path))) {
      fs.mkdirSync(dirname(join(fresh, path)), { recursive: true });
      fs.cpSync(join(target, path), join(fresh, path), { preserveTimestamps: true, verbatimSymlinks: true });
    }
}

function bytesOf({ content, encoding }: PlannedFile): Buffer {
  return Buffer.from(content, encoding ?? 'utf8');
}

function write(path: string, content: string | Buffer, mode: number): void {
  fs.mkdirSync(dirname(path), { recursive: true });
  const handle = fs.openSync(path, 'wx', mode);
  try {
    fs.writeFileSync(handle, content);
    fs.fchmodSync(handle, mode);
  } finally {
    fs.closeSync(handle);
  }
}

/** Bring a folder with all that is in it to the disk. Side by side: a journal takes what waits for it at once. */
async function syncTree(folder: string): Promise<void> {
  const waiting = [folder, ...listEntries(folder)];
  const work = async (): Promise<void> => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const handle = await fs.promises.open(path, 'r');
      await handle.sync().finally(() => handle.close());
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
}

/** Files and folders below a folder; what a link points to lies elsewhere. */
function listEntries(folder: string): readonly string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return [path, ...listEntries(path)];
    return entry.isFile() ? [path] : [];
  });
}

function sync(path: string): void {
  const handle = fs.openSync(path, 'r');
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}

function isFilled(folder: string): boolean {
  return fs.existsSync(folder) && fs.readdirSync(folder).length > 0;
}

/** A link as the output folder stays a link: what it points to is replaced. */
function realPath(path: string): string {
  return fs.existsSync(path) ? fs.realpathSync(path) : path;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
