import { join } from 'node:path';
import type { ChalkInstance } from 'chalk';
import { createTwoFilesPatch } from 'diff';
import { fail, ok, type Result } from '../base/result.ts';
import type { PlannedFile } from '../plan/plan.ts';
import { visible } from '../report/escape.ts';
import { listFiles, readIfThere } from './write-tree.ts';

/**
 * What would change, as a unified diff. `before` is an earlier output, the root of a host (its units are looked up
 * where systemd does), or a unit file, which is compared with the unit of its name, or with the only one.
 */
export function diffTree(before: string, files: readonly PlannedFile[], chalk: ChalkInstance): Result<string> {
  const existing = listFiles(before);
  if (existing === undefined) {
    const text = readIfThere(before);
    return text === undefined ? ok(diffAll(files, () => undefined, chalk)) : diffUnit(before, text, files, chalk);
  }
  const earlier = existing.includes('report.json');
  const places = (path: string): readonly string[] =>
    earlier ? [path] : [path.replace(/^(root|superseded)\//, ''), path.replace(/^.*\/etc\//, 'usr/lib/')];
  const find = (path: string): string | undefined =>
    places(path)
      .map(place => readIfThere(join(before, place)))
      .find(text => text !== undefined);
  const planned = new Set(files.map(file => file.path));
  const gone = earlier ? existing.filter(path => /^(root|superseded)\//.test(path) && !planned.has(path)).sort() : [];
  return ok(
    diffAll(files, find, chalk) +
      gone.map(path => patch(path, readIfThere(join(before, path)), undefined, chalk)).join(''),
  );
}

function diffUnit(path: string, text: string, files: readonly PlannedFile[], chalk: ChalkInstance): Result<string> {
  const units = files.filter(file => file.kind === 'unit');
  const name = path.slice(path.lastIndexOf('/') + 1);
  const match = units.find(unit => unit.path.endsWith(`/${name}`)) ?? (units.length === 1 ? units[0] : undefined);
  if (!match) return fail({ path, message: 'no converted unit has this name' });
  return ok(diffAll([match], () => text, chalk));
}

function diffAll(
  files: readonly PlannedFile[],
  find: (path: string) => string | undefined,
  chalk: ChalkInstance,
): string {
  return files.map(file => patch(file.path, find(file.path), file.content, chalk)).join('');
}

function patch(path: string, before: string | undefined, after: string | undefined, chalk: ChalkInstance): string {
  if (before === after) return '';
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  const to = after === undefined ? '/dev/null' : `b/${path}`;
  const text = createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, { context: 3 });
  return visible(text)
    .split('\n')
    .filter(line => !/^=+$/.test(line))
    .map(line => paint(line, chalk))
    .join('\n');
}

function paint(line: string, chalk: ChalkInstance): string {
  if (/^(---|\+\+\+) /.test(line)) return chalk.bold(line);
  if (line.startsWith('@@')) return chalk.cyan(line);
  if (line.startsWith('+')) return chalk.green(line);
  return line.startsWith('-') ? chalk.red(line) : line;
}
