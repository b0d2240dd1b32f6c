import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { writeTree } from '../../src/cli/write-tree.ts';
import type { PlannedFile } from '../../src/plan/plan.ts';

let lab = '';
let out = '';
beforeEach(() => {
  lab = fs.mkdtempSync(join(tmpdir(), 'tree-'));
  out = join(lab, 'out');
});
afterEach(() => fs.rmSync(lab, { recursive: true }));

function tree(...paths: readonly string[]): readonly PlannedFile[] {
  const files = paths.map(path => ({ path, mode: 0o755, content: `${path}\n`, kind: 'unit' as const }));
  const report = JSON.stringify({ tool: { name: 'sysv2systemd' }, files: paths.map(path => ({ path })) });
  return [...files, { path: 'report.json', mode: 0o644, content: report, kind: 'report' }];
}

describe('writeTree', () => {
  test('writes files with their modes and leaves nothing beside', async () => {
    expect(await writeTree(out, tree('root/a/b'), false)).toEqual({ ok: true, value: undefined });
    expect(fs.statSync(join(out, 'root/a/b')).mode & 0o7777).toBe(0o755);
    expect(fs.readdirSync(lab)).toEqual(['out']);
  });

  test('takes an empty folder, and one behind a link', async () => {
    fs.mkdirSync(join(lab, 'real'));
    fs.symlinkSync('real', out);
    expect((await writeTree(out, tree('a'), false)).ok).toBe(true);
    expect(fs.lstatSync(out).isSymbolicLink()).toBe(true);
    expect(fs.existsSync(join(lab, 'real/a'))).toBe(true);
  });

  test('replaces an earlier output with force only', async () => {
    await writeTree(out, tree('a'), false);
    expect(await writeTree(out, tree('b'), false)).toMatchObject({ ok: false, error: { refused: true } });
    expect(fs.readdirSync(out).sort()).toEqual(['a', 'report.json']);
    expect((await writeTree(out, tree('b'), true)).ok).toBe(true);
    expect(fs.readdirSync(out).sort()).toEqual(['b', 'report.json']);
    expect(fs.readdirSync(lab)).toEqual(['out']);
  });

  test.each([
    ['none', undefined],
    ['of another program', '{"tool":{"name":"other"}}'],
    ['that is no JSON', '{'],
  ])('never replaces a folder with a report.json %s', async (_, report) => {
    fs.mkdirSync(out);
    fs.writeFileSync(join(out, 'thesis.txt'), 'x');
    if (report !== undefined) fs.writeFileSync(join(out, 'report.json'), report);
    expect(await writeTree(out, tree('a'), true)).toMatchObject({ ok: false, error: { refused: true } });
    expect(fs.existsSync(join(out, 'thesis.txt'))).toBe(true);
  });

  test('never replaces a file', async () => {
    fs.writeFileSync(out, 'x');
    expect(await writeTree(out, tree('a'), true)).toMatchObject({ ok: false, error: { refused: true } });
  });

  test('carries over what somebody else put there', async () => {
    await writeTree(out, tree('root/a'), false);
    fs.mkdirSync(join(out, 'notes'));
    fs.writeFileSync(join(out, 'notes/todo.txt'), 'mine');
    fs.symlinkSync('todo.txt', join(out, 'notes/link'));
    expect((await writeTree(out, tree('root/b'), true)).ok).toBe(true);
    expect(fs.readFileSync(join(out, 'notes/todo.txt'), 'utf8')).toBe('mine');
    expect(fs.readlinkSync(join(out, 'notes/link'))).toBe('todo.txt');
    expect(fs.readdirSync(join(out, 'root'))).toEqual(['b']);
  });

  test('a failure leaves the old tree and nothing beside it', async () => {
    await writeTree(out, tree('a'), false);
    const broken = [...tree('b'), { path: 'b/c', mode: 0o644, content: '', kind: 'unit' as const }];
    expect(await writeTree(out, broken, true)).toMatchObject({ ok: false, error: { refused: false } });
    expect(fs.readdirSync(out).sort()).toEqual(['a', 'report.json']);
    expect(fs.readdirSync(lab)).toEqual(['out']);
  });

  test('a crash between the two renames is undone by the next run', async () => {
    await writeTree(out, tree('a'), false);
    fs.renameSync(out, join(lab, '.out.sysv2systemd-old'));
    expect(await writeTree(out, tree('b'), false)).toMatchObject({ ok: false, error: { refused: true } });
    expect(fs.readdirSync(out).sort()).toEqual(['a', 'report.json']);
  });
});
