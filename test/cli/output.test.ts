import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { migration, service } from '../report/fixture.ts';
import { cli } from './harness.ts';

let lab = '';
beforeEach(() => {
  lab = fs.mkdtempSync(join(tmpdir(), 'cli-'));
});
afterEach(() => fs.rmSync(lab, { recursive: true }));

const plain = migration(service({ files: [] }));
const two = migration(service(), service({ name: 'b', units: [{ name: 'b.service', directives: [] }], files: [] }));
const UNIT = 'root/etc/systemd/system/acmed.service';

describe('convert without -o', () => {
  test('one script: the unit alone on stdout, the findings on stderr', async () => {
    const { stdout, stderr } = await cli('convert x', { migration: plain });
    expect(stdout).toMatch(/^\[Unit\]\nDescription=Acme daemon\n/);
    expect(stderr).toMatch(/SV201/);
  });

  test('one script with a helper: each file under its path', async () => {
    const { stdout } = await cli('convert x');
    expect(stdout).toMatch(/^# root\/etc\/systemd\/system\/acmed.service\n\[Unit\]/);
    expect(stdout).toMatch(/\n# root\/usr\/libexec\/\S+configtest\n#!\/bin\/sh\n/);
  });

  test('many scripts: a summary, and how to get the units', async () => {
    const { stdout, stderr } = await cli('convert x', { migration: two });
    expect(stdout).toBe('');
    expect(stderr).toContain('2 services');
    expect(stderr).toContain('-o DIR');
  });

  test('--json: the report and nothing else on stdout', async () => {
    const { stdout } = await cli('convert x --json');
    expect(JSON.parse(stdout).services[0].name).toBe('acmed');
  });

  test('--quiet: nothing on stderr', async () => {
    expect((await cli('convert x -q')).stderr).toBe('');
  });
});

describe('convert -o', () => {
  test('writes the tree and its reports', async () => {
    const out = join(lab, 'out');
    const { status, stderr } = await cli(['convert', 'x', '-o', out]);
    expect(status).toBe(0);
    expect(stderr).toContain('report.html');
    expect(fs.readdirSync(out).sort()).toEqual(
      'ansible apply.sh manifest.tsv report.html report.json report.md rollback.sh root'.split(' '),
    );
    expect(fs.readFileSync(join(out, UNIT), 'utf8')).toContain('ExecStart=');
  });

  test('the same input gives the same bytes', async () => {
    for (const name of ['a', 'b']) await cli(['convert', 'x', '-o', join(lab, name)]);
    const read = (name: string, file: string) => fs.readFileSync(join(lab, name, file), 'utf8');
    for (const file of ['report.html', 'report.json', 'report.md', UNIT]) expect(read('a', file)).toBe(read('b', file));
  });

  test('does not overwrite without --force', async () => {
    const out = join(lab, 'out');
    await cli(['convert', 'x', '-o', out]);
    expect(await cli(['convert', 'x', '-o', out])).toMatchObject({ status: 2, stdout: '' });
    expect(await cli(['convert', 'x', '-o', out, '--force'])).toMatchObject({ status: 0 });
  });

  test('--dry-run lists and writes nothing', async () => {
    const out = join(lab, 'out');
    const { stdout } = await cli(['convert', 'x', '-o', out, '-n']);
    expect(stdout).toContain(`0644 ${out}/${UNIT}\n`);
    expect(fs.existsSync(out)).toBe(false);
  });

  test('two services that want one file: the first has it, and it is an error', async () => {
    const clash = migration(service(), service({ name: 'z', units: [{ name: 'acmed.service', directives: [] }] }));
    const { status, stderr } = await cli(['convert', 'x', '-o', join(lab, 'out')], { migration: clash });
    expect(status).toBe(3);
    expect(stderr).toContain('wanted by acmed and by z');
  });

  test('reports go to files, many at once', async () => {
    const [json, md] = [join(lab, 'r.json'), join(lab, 'r.md')];
    await cli(['check', 'x', '--report', `json=${json}`, '--report', `md=${md}`]);
    expect(JSON.parse(fs.readFileSync(json, 'utf8')).schemaVersion).toBe(2);
    expect(fs.readFileSync(md, 'utf8')).toMatch(/^# Migration report/);
    expect(fs.readdirSync(lab).sort()).toEqual(['r.json', 'r.md']);
  });
});

describe('convert --diff', () => {
  test('with an earlier output: what would change, and what would go', async () => {
    const out = join(lab, 'out');
    await cli(['convert', 'x', '-o', out]);
    expect((await cli(['convert', 'x', '-o', out, '--diff', '-q'])).stdout).toBe('');
    fs.writeFileSync(join(out, UNIT), '[Unit]\nDescription=Old\n');
    fs.writeFileSync(join(out, 'root/gone'), 'x\n');
    const { stdout } = await cli(['convert', 'x', '-o', out, '--diff', '-q']);
    expect(stdout).toContain(`--- a/${UNIT}`);
    expect(stdout).toContain('-Description=Old\n+Description=Acme daemon\n');
    expect(stdout).toContain('--- a/root/gone');
    expect(fs.readFileSync(join(out, UNIT), 'utf8')).toContain('Old');
  });

  test('with a unit', async () => {
    const unit = join(lab, 'my.service');
    fs.writeFileSync(unit, '[Unit]\nDescription=Mine\n');
    const { stdout } = await cli(['convert', 'x', '--diff', '--against', unit]);
    expect(stdout).toContain('-Description=Mine');
  });

  test('with the units of a host, also those of packages', async () => {
    const unit = join(lab, 'usr/lib/systemd/system/acmed.service');
    fs.mkdirSync(join(unit, '..'), { recursive: true });
    fs.writeFileSync(unit, '[Unit]\nDescription=Packaged\n');
    const { stdout } = await cli(['convert', 'x', '--diff', '--root', lab]);
    expect(stdout).toContain('-Description=Packaged');
  });
});

describe('colour', () => {
  const RED = '\u001b[31m';
  test.each([
    ['check x', {}, false, false],
    ['check x', {}, true, true],
    ['check x', { NO_COLOR: '1' }, true, false],
    ['check x', { NO_COLOR: '' }, true, true],
    ['check x', { TERM: 'dumb' }, true, false],
    ['check x', { FORCE_COLOR: '1' }, false, true],
    ['check x', { FORCE_COLOR: '0' }, true, false],
    ['check x --color never', { FORCE_COLOR: '1' }, true, false],
    ['check x --color always', { NO_COLOR: '1' }, false, true],
  ])('%s with %j on a terminal: %s', async (line, env, tty, coloured) => {
    expect((await cli(line, { env, tty })).stdout.includes(RED)).toBe(coloured);
  });

  test('progress is for terminals, and wiped', async () => {
    expect((await cli('check x', { tty: true })).stderr).toMatch(/^reading scripts …\r\u001b\[K/);
    expect((await cli('check x')).stderr).not.toContain('reading');
  });
});

describe('trace', () => {
  test('a directive: its lines, the pass, how sure', async () => {
    const { stdout } = await cli('trace acmed x --directive execstart=');
    expect(stdout).toBe(
      'ExecStart=/usr/sbin/acmed $OPTIONS  (acmed.service [Service], proved, by map/test)\n' +
        '  /etc/init.d/acmed:4  start) daemon /usr/sbin/acmed $OPTIONS ;;\n',
    );
  });

  test('a line: its statements, directives, actions and findings', async () => {
    const { stdout } = await cli('trace acmed x --line 5');
    expect(stdout).toMatch(/helper: configtest, reached by configtest\n/);
    expect(stdout).toMatch(/action configtest: now service acmed configtest\n/);
    expect(stdout).toMatch(/high SV201/);
  });

  test('a path names the script and the service', async () => {
    expect((await cli('trace dir/acmed')).requests[0]?.paths).toEqual(['dir/acmed']);
  });
});

describe('the catalogue', () => {
  test('explains rules and directives', async () => {
    expect((await cli('explain sv201')).stdout).toMatch(/^SV201 custom-action {2}high, actions\n/);
    expect((await cli('explain execstart')).stdout).toMatch(/^ExecStart= {2}\[Service\]/);
  });

  test('lists all rules', async () => {
    const { stdout } = await cli('rules');
    expect(stdout.split('\n').length).toBe(JSON.parse((await cli('rules --json')).stdout).length + 1);
  });
});
