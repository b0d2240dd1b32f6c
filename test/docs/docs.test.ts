import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { hostEngine } from '../../src/cli/host-engine.ts';
import * as library from '../../src/index.ts';
import { cli } from '../cli/harness.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Row {
  readonly construct: string;
  readonly script: string;
  readonly show: readonly string[] | 'places';
}
interface Generator {
  readonly generate: (api: typeof library, read: (path: string) => string) => ReadonlyMap<string, string>;
  readonly unitLines: (api: typeof library, row: Row, target: string) => readonly string[];
}
interface Constructs {
  readonly GROUPS: readonly { readonly title: string; readonly rows: readonly Row[] }[];
}
const script = (name: string): string => new URL(`../../scripts/docs/${name}`, import.meta.url).href;
const { generate, unitLines }: Generator = await import(script('generate.js'));
const { GROUPS }: Constructs = await import(script('constructs.js'));

const DOCUMENTS = ['README.md', 'MIGRATION.md', 'CHANGELOG.md'];
const readme = read('README.md');
const migration = read('MIGRATION.md');

/** Code blocks of a language. */
const blocks = (text: string, language: string): readonly string[] =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, name, body = '']) =>
    name === language ? [body] : [],
  );

/** Commands of the code blocks and of the text, as words. */
const commands = (text: string): readonly (readonly string[])[] =>
  [
    ...blocks(text, 'sh').flatMap(block => block.split('\n')),
    ...[...text.matchAll(/`(sysv2systemd [^`]+)`/g)].map(([, line = '']) => line),
  ]
    .map(line => line.replace(/^cat \S+ \| /, '').replace(/^# /, ''))
    .filter(line => /^(?:node bin\/sysv2systemd\.js|sysv2systemd) /.test(line))
    .map(line => line.replace(/^(?:node bin\/sysv2systemd\.js|sysv2systemd) /, '').split(/\s+/));

describe('generated parts', () => {
  const current = generate(library, read);

  test.each([...current.keys()])('%s is current: if not, npm run docs', path => {
    expect(read(path)).toBe(current.get(path));
  });

  test('the example in the README is what the command line prints', async () => {
    const { stdout } = await cli(['convert', join(ROOT, 'samples/initd/acmed'), '--settings', join(ROOT, 'samples')], {
      engine: hostEngine,
    });
    const files = stdout.split(/^# root(?=\/)/m).slice(1);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const [path = '', ...lines] = file.split('\n');
      const language = path.endsWith('.service') ? 'ini' : 'sh';
      expect(readme).toContain(`\`${path}\`:\n\n\`\`\`${language}\n${lines.join('\n').trimEnd()}\n\`\`\`\n`);
    }
    expect(blocks(readme, 'sh')).toContain(read('samples/initd/acmed'));
  });

  test('the picture is small and well formed', () => {
    const picture = read('docs/report.svg');
    expect(picture.length).toBeLessThan(300_000);
    expect(picture.match(/<text /g)?.length).toBe(picture.match(/<\/text>/g)?.length);
    expect(picture).not.toMatch(/&(?!amp;|lt;|gt;)/);
  });
});

describe('constructs', () => {
  const rows = GROUPS.flatMap(group => group.rows);
  const shown = (target: string): readonly string[] => rows.flatMap(row => unitLines(library, row, target));

  test('their scripts are read without an error', () => {
    const bad = rows.filter(({ script: text }) => {
      const { scripts } = library.discoverScripts(library.memorySource(new Map([['/etc/init.d/acmed', text]])));
      const target = library.resolveTarget('rhel7');
      if (!target.ok) return true;
      const [service] = library.convert({ inputs: scripts, target: target.value, settings: () => undefined }).services;
      return service === undefined || !/^native/.test(service.tier);
    });
    expect(bad.map(row => row.construct)).toEqual([]);
  });

  test('each directive of the table is one that explain knows', () => {
    const known = new Set(library.DIRECTIVE_SOURCES.map(source => source.name));
    const names = [...shown('rhel7'), ...shown('debian12')].flatMap(line => /^(\w+)=/.exec(line)?.[1] ?? []);
    expect(names.filter(name => !known.has(name))).toEqual([]);
  });

  test('the common directives are all in the table', () => {
    const names = new Set([...shown('rhel7'), ...shown('debian12')].map(line => line.replace(/=.*/s, '')));
    const common = 'After Wants Type PIDFile User Group WorkingDirectory Environment EnvironmentFile ExecCondition';
    const more =
      'ExecStartPre ExecStart ExecStartPost ExecReload ExecStop KillMode KillSignal TimeoutStopSec UMask Nice';
    expect([...common.split(' '), ...more.split(' ')].filter(name => !names.has(name))).toEqual([]);
  });
});

describe.each(['README.md', 'MIGRATION.md'])('%s', path => {
  const text = read(path);

  test('has command lines that the tool takes', async () => {
    const lines = commands(text);
    expect(lines.length).toBeGreaterThan(3);
    const before = readdirSync(ROOT);
    for (const words of lines) {
      const [command = '', ...rest] = words.map(word => word.replace(/^'|'$/g, ''));
      const given = rest.map(word => (word === 'NAME' ? 'acmed' : word === 'N' ? '17' : word));
      // Nothing is written.
      const dry = command === 'convert' && given.includes('-o') ? ['-n'] : [];
      const traced = command === 'trace' && !given.includes('samples/initd/acmed') ? ['samples/initd/acmed'] : [];
      const engine = command === 'trace' ? { engine: hostEngine } : {};
      const { status, stderr } = await cli([command, ...given, ...traced, ...dry], engine);
      expect([words.join(' '), status, status === 2 ? stderr : '']).toEqual([
        words.join(' '),
        command === 'check' ? 1 : 0,
        '',
      ]);
    }
    expect(readdirSync(ROOT)).toEqual(before);
  });

  test('names options, formats and targets that exist', async () => {
    const helps = await Promise.all(
      ['convert', 'check', 'trace', 'explain', 'rules'].map(command => cli([command, '--help'])),
    );
    const help = helps.map(({ stdout }) => stdout).join('\n');
    const ours =
      path === 'README.md' ? [...(text.split('## Options by example')[1] ?? '').split('## As a library')] : [];
    const options = new Set((ours[0] ?? '').match(/(?<=[\s`])--?[a-z][a-z-]*\b/g) ?? []);
    options.delete('--target=');
    expect([...options].filter(option => !new RegExp(`(?:^|[\\s,])${option}\\b`, 'm').test(help))).toEqual([]);
    const targets = text.match(/\b(?:rhel|debian|ubuntu|sles|centos)\d+(?:\.\d+)*\b/g) ?? [];
    expect(targets.filter(name => !library.resolveTarget(name).ok)).toEqual([]);
  });

  test('cites findings that exist and that some pass reports', () => {
    const sources = ['src/map', 'src/map/advice', 'src/interpret', 'src/header', 'src/cli', 'src']
      .filter(folder => existsSync(join(ROOT, folder)))
      .flatMap(folder =>
        readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
          .filter(file => file.endsWith('.ts') && !file.includes('rules/'))
          .map(file => read(join(folder, file))),
      )
      .join('\n');
    const codes = [...new Set(text.match(/\bSV\d{3}\b/g) ?? [])];
    expect(codes.filter(code => !library.RULES.some(rule => rule.code === code))).toEqual([]);
    expect(codes.filter(code => !sources.includes(`'${code}'`))).toEqual([]);
  });
});

describe.each(DOCUMENTS)('%s', path => {
  const text = read(path);

  test('has links that lead somewhere', () => {
    const anchors = new Set(
      [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\w\s-]/g, '')
          .replaceAll(' ', '-'),
      ),
    );
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
    const broken = links.filter(to => {
      if (/^https:\/\//.test(to)) return false;
      return to.startsWith('#')
        ? !anchors.has(to.slice(1))
        : !existsSync(join(ROOT, dirname(path), to.replace(/#.*/, '')));
    });
    expect(broken).toEqual([]);
  });

  test('fits the width and leaves nothing behind', () => {
    const prose = text
      .replace(/^```[\s\S]*?^```$/gm, '')
      .split('\n')
      .filter(line => !line.startsWith('|'));
    expect(prose.filter(line => line.length > 120)).toEqual([]);
    expect(text).not.toMatch(/[ \t]$/m);
    expect(text).not.toMatch(/\b(?:TODO|FIXME|XXX)\b/);
  });

  test('names no machine, no session and no registry', () => {
    expect(text).not.toMatch(
      /\/work\/|\/home\/|localhost|\bsession id\b|\bregistry\b|\bnpmjs\b|artifactory|\d+\.\d+\.\d+\.\d+:\d+/i,
    );
  });
});

describe('the README', () => {
  test('gives each package a reason', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const names = Object.keys({ ...dependencies, ...devDependencies });
    expect(names.filter(name => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  test('lists the tiers, exit statuses and npm scripts that there are', () => {
    for (const tier of ['native', 'native+helper', 'wrapped', 'not-a-service', 'failed'])
      expect(readme).toContain(`| \`${tier}\` |`);
    for (const status of [0, 1, 2, 3, 70]) expect(readme).toContain(`| ${status} |`);
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Record<string, string> };
    for (const [, name = ''] of `${readme}${migration}`.matchAll(/npm run (\w+)/g))
      expect(scripts).toHaveProperty(name);
  });

  test('has an example of the library that runs', async () => {
    const [example = ''] = blocks(readme, 'js');
    const folder = mkdtempSync(join(tmpdir(), 'readme-'));
    const said: string[] = [];
    const log = jest.spyOn(console, 'log').mockImplementation((...words) => void said.push(words.join(' ')));
    try {
      const file = join(folder, 'example.mjs');
      writeFileSync(file, example.replace("'sysv2systemd'", JSON.stringify(join(ROOT, 'src/index.ts'))));
      await import(file);
    } finally {
      log.mockRestore();
      rmSync(folder, { recursive: true });
    }
    expect(said[0]).toContain('User=tally\nExecStart=/usr/sbin/tallyd');
    expect(said.slice(1).join('\n')).toMatch(/^\w+ SV\d{3} /);
  });
});
