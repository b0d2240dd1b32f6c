import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from '../architecture/sources.ts';

/** Run node on what `npm run build` made; other tests of the command line run the sources. */
const node = (...args: readonly string[]): string =>
  execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', env: {}, stdio: ['ignore', 'pipe', 'pipe'] });

describe('the bundled command line', () => {
  test('prints the unit of one script', () => {
    expect(node('bin/sysv2systemd.js', 'convert', 'samples/initd/acmed', '-q')).toContain('\nExecStart=');
  });

  test('finds its own version and the package that it does not hold', () => {
    expect(node('bin/sysv2systemd.js', '--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
    const scripts = ['samples/initd/acmed', 'samples/initd/arraybox'];
    const report = node('bin/sysv2systemd.js', 'check', ...scripts, '--fail-on', 'never', '--report', 'html=-');
    expect(report).toContain('<svg');
  });

  test('takes the code that V8 made of it in the build, unless this is another node', () => {
    const verdict = "const { load, readCode } = require('./bin/load.js'), code = readCode();";
    const said = node('-e', `${verdict} console.log(code ? load(code).script.cachedDataRejected : 'other node')`);
    expect(['false\n', 'other node\n']).toContain(said);
  });
});
