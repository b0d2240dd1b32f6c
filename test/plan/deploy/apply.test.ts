import { lstatSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { planDeployment } from '../../../src/plan/deploy.ts';
import { runSources } from '../../rules/run-example.ts';
import { listing, plan, put, SCRIPTS, sweep, workshop } from './host.ts';

const WANTS = 'etc/systemd/system/multi-user.target.wants';

afterEach(sweep);

describe('apply.sh', () => {
  test('installs, puts the old scripts away and turns on what was on; rollback.sh restores every byte and link', () => {
    const { apply, rollback, root, out } = workshop();
    const before = listing(root);
    expect(apply()).toMatchObject({ status: 0, text: expect.stringContaining('Done, steps: ') });
    const after = listing(root);
    expect(readlinkSync(join(root, WANTS, 'acmed.service'))).toBe('/etc/systemd/system/acmed.service');
    expect(readlinkSync(join(root, WANTS, 'odd\\x20name.service'))).toBe('/etc/systemd/system/odd\\x20name.service');
    expect(after.filter(line => /sleeper\.service/.test(line))).toHaveLength(1);
    expect(after.filter(line => /rc3\.d\/[SK]/.test(line))).toEqual(['etc/rc.d/rc3.d/S10other -> ../init.d/other']);
    expect(after.filter(line => /init\.d\/\w/.test(line) && !line.includes(' -> '))).toEqual([]);
    expect(readFileSync(join(root, 'etc/systemd/system/acmed.service'), 'utf8')).toBe(
      readFileSync(join(out, 'root/etc/systemd/system/acmed.service'), 'utf8'),
    );
    expect(rollback()).toEqual({ status: 0, text: 'Rolled back.\n' });
    expect(listing(root)).toEqual(before);
    expect(rollback()).toEqual({ status: 0, text: 'Nothing to roll back.\n' });
  });

  test('finds nothing to do the second time', () => {
    const { apply, root } = workshop();
    apply();
    const once = listing(root);
    expect(apply()).toEqual({ status: 0, text: 'Nothing to do.\n' });
    expect(listing(root)).toEqual(once);
  });

  test('says with --dry-run what it would do, and does nothing', () => {
    const { apply, rollback, root } = workshop();
    const before = listing(root);
    const { status, text } = apply('--dry-run');
    expect(status).toBe(0);
    expect(text).toContain('install /etc/systemd/system/acmed.service\n');
    expect(text).toContain('put aside /etc/rc.d/rc3.d/S85acmed\n');
    expect(text).toContain(`link /${WANTS}/acmed.service to /etc/systemd/system/acmed.service\n`);
    expect(listing(root)).toEqual(before);
    apply();
    const applied = listing(root);
    expect(rollback('--dry-run').text).toContain('restore /etc/rc.d/rc3.d/S85acmed\n');
    expect(listing(root)).toEqual(applied);
  });

  test('leaves the script where service(8) looks for units first', () => {
    const { apply, root } = workshop(plan('debian12'));
    expect(apply().status).toBe(0);
    expect(lstatSync(join(root, 'etc/rc.d/init.d/acmed')).isFile()).toBe(true);
  });

  test('repairs what somebody changed, and each run has its own way back', () => {
    const { apply, rollback, root } = workshop();
    const before = listing(root);
    apply();
    const applied = listing(join(root, 'etc'));
    rmSync(join(root, WANTS, 'acmed.service'));
    put(root, 'etc/systemd/system/acmed.service', '# edited\n');
    const edited = listing(join(root, 'etc'));
    expect(apply().text).toContain('Done, steps: 2.');
    expect(listing(join(root, 'etc'))).toEqual(applied);
    expect(rollback().status).toBe(0);
    expect(listing(join(root, 'etc'))).toEqual(edited);
    expect(rollback().text).toContain('/etc/systemd/system/acmed.service was changed since it was installed');
    expect(readFileSync(join(root, 'var/lib/sysv2systemd/changed/etc/systemd/system/acmed.service'), 'utf8')).toBe(
      '# edited\n',
    );
    rmSync(join(root, 'var/lib/sysv2systemd'), { recursive: true });
    expect(listing(root)).toEqual(before);
  });
});

test('the unit of the old rc.local takes the place of the one that runs a file of that name', () => {
  const migration = runSources({ '/etc/rc.local': '/opt/acme/bin/warm\n' });
  const { root, apply } = workshop(planDeployment(migration));
  put(root, 'usr/lib/systemd/system/rc-local.service', 'x');
  expect(apply()).toMatchObject({ status: 0 });
});

describe('apply.sh touches nothing', () => {
  const cases: readonly (readonly [string, (root: string, out: string) => void, RegExp, string])[] = [
    [
      'if a unit of another is there',
      root => put(root, 'etc/systemd/system/acmed.service', 'x'),
      /is there already/,
      '--replace',
    ],
    [
      'if it would hide a unit of the distribution',
      root => put(root, 'usr/lib/systemd/system/acmed.service', 'x'),
      /would hide the unit of the distribution/,
      '--replace',
    ],
    [
      'if a program is missing',
      root => rmSync(join(root, 'usr/sbin/acmed')),
      /\/usr\/sbin\/acmed, which acmed.service runs/,
      '--allow-missing',
    ],
    [
      'if systemd is too old',
      root => {
        rmSync(join(root, 'usr/lib/systemd/libsystemd-shared-252.so'));
        put(root, 'usr/lib/systemd/libsystemd-shared-208.so', '');
      },
      /systemd is 208; the units are for 219/,
      '',
    ],
    [
      'if the output was changed',
      (_, out) => writeFileSync(join(out, 'root/etc/systemd/system/acmed.service'), 'x'),
      /is not what sysv2systemd wrote/,
      '',
    ],
    [
      'if a folder leads out of the image',
      root => {
        mkdirSync(join(root, 'etc/systemd'), { recursive: true });
        symlinkSync('/tmp', join(root, 'etc/systemd/system'));
      },
      /outside of/,
      '',
    ],
    [
      'if an earlier run was cut off',
      root => put(root, 'var/lib/sysv2systemd/1/journal', ''),
      /an earlier run was cut off/,
      '',
    ],
  ];

  test.each(cases)('%s', (_, prepare, message, option) => {
    const { apply, rollback, root, out } = workshop();
    prepare(root, out);
    const before = listing(root);
    const { status, text } = apply();
    expect(text).toMatch(message);
    expect(status).toBe(2);
    expect(listing(root)).toEqual(before);
    if (option === '') return;
    expect(apply(option).status).toBe(0);
    expect(rollback().status).toBe(0);
    expect(listing(root)).toEqual(before);
  });

  test('and says so for a wrong option', () => {
    const { apply } = workshop();
    expect(apply('--fast')).toEqual({ status: 2, text: 'apply.sh: --fast: no such option, see --help\n' });
  });
});

/** Programs by which the scripts change anything, each replaced by one that fails at a given call. */
const PROGRAMS = ['mv', 'cp', 'ln', 'rm', 'mkdir', 'chmod', 'sync', 'rmdir'];

/** It fails before it did anything, after it did all, or takes the script with it as a loss of power would. */
const STAND_IN = `#!/bin/sh
read -r count < "$FAULTS/count"
count=$((count + 1))
echo "$count" > "$FAULTS/count"
real=/bin/\${0##*/}
# The disk of the machine that tests is not what is tested.
[ "\${0##*/}" != sync ] || real=true
[ "$count" = "$AT" ] || exec "$real" "$@"
case $HOW in
  before) exit 1 ;;
  after) "$real" "$@"; exit 1 ;;
  killed) kill -9 "$PPID" ;;
esac
`;

describe.each(['before', 'after', 'killed'])('a failure at each call (%s)', how => {
  test('leaves the old state, or after rollback.sh', () => {
    const { apply, rollback, root, out, env } = workshop(plan('rhel7', { acmed: SCRIPTS.acmed ?? '' }));
    // Something to replace, and something that is not ours in the folder of links.
    put(root, 'etc/systemd/system/acmed.service', '# an older one\n');
    put(root, `${WANTS}/other.service`, '');
    const faults = join(dirname(out), 'faults');
    for (const name of PROGRAMS) put(faults, name, STAND_IN, 0o755);
    const tried = (at: number, run: () => { readonly status: number | null; readonly text: string }) => {
      put(faults, 'count', '0\n');
      Object.assign(env, { FAULTS: faults, AT: String(at), HOW: how, PATH: `${faults}:${process.env.PATH}` });
      return run();
    };
    const before = listing(root);
    expect(tried(0, () => apply('--replace')).status).toBe(0);
    const calls = Number(readFileSync(join(faults, 'count'), 'utf8'));
    expect(calls).toBeGreaterThan(25);
    expect(tried(0, rollback).status).toBe(0);
    for (let at = 1; at <= calls; at++) {
      const { status, text } = tried(at, () => apply('--replace'));
      if (how === 'killed' || status === 0) tried(0, rollback);
      else expect([1, 2]).toContain(status);
      expect([at, text, listing(root)]).toEqual([at, text, before]);
    }
  });
});
