import { describe, expect, test } from '@jest/globals';
import { commandText } from '../../../src/map/validate/command-text.ts';
import { unitRun } from '../../../src/map/validate/unit-run.ts';
import { literal, textOf } from '../../../src/model/word.ts';
import { unitEffects } from '../../../src/unit/effects.ts';
import { parseUnit } from '../../../src/unit/parse.ts';
import { printCondition } from '../../interpret/harness.ts';
import { mapInput } from '../harness.ts';

const HELPER = '/usr/libexec/sysv2systemd/acmed/start';
const SETTINGS = { '/etc/sysconfig/acmed': 'OPTS=-v\n' };

/** What the start of a unit executes; `helper` is what its helper runs. */
function run(service: string, helper?: string, start = '. /etc/sysconfig/acmed\n/usr/sbin/acmed $OPTS\n') {
  const input = mapInput(start, { target: 'rhel9', settings: SETTINGS });
  const trail = input.actions.get('start')?.trail;
  if (!trail) throw new Error('no start');
  const unit = parseUnit('acmed.service', `[Service]\n${service}\n`, input.target);
  const files =
    helper === undefined
      ? []
      : [
          {
            path: HELPER,
            mode: 0o755,
            content: `#!/bin/sh\n${helper}\n`,
            kind: 'helper',
            evidence: [],
            reason: '',
          } as const,
        ];
  const { runs, residue } = unitRun(input, 'start', unitEffects(unit, input.target), files);
  return {
    runs,
    residue,
    lines: runs.map(one =>
      [
        ...one.conditions.map(condition => `if ${printCondition(condition, trail)}:`),
        ...(one.shellOnly === undefined ? [] : [`(${one.shellOnly})`]),
        commandText(one.argv),
        ...(one.operation ? [`[${one.operation.kind}]`] : []),
      ].join(' '),
    ),
  };
}

describe('the programs behind the lines', () => {
  const EXEC = 'ExecStart=/usr/sbin/acmed';
  test.each<[string, string, readonly string[]]>([
    ['each line', `ExecStartPre=/usr/sbin/a\n${EXEC} -x\nExecStartPost=/usr/sbin/b`, ['a', 'acmed ␣ -x', 'b']],
    ['only of the start', `${EXEC}\nExecStop=/usr/sbin/a\nExecReload=/usr/sbin/a\nExecStopPost=/usr/sbin/a`, ['acmed']],
    ['nothing is true', 'ExecStart=/bin/true', []],
    ['true with a word is something', 'ExecStart=/bin/true x', ['true ␣ x']],
    ['a program by env', 'ExecStart=/usr/bin/env acmed x', ['acmed ␣ x']],
    ['what env sets is its own', 'ExecStart=/usr/bin/env A=b acmed', ['env ␣ A=b ␣ acmed']],
    ['what su is given', `ExecStart=/bin/su -l acme -c '/usr/sbin/acmed x'`, ['acmed ␣ x']],
    ['a text of a shell', `ExecStart=/bin/sh -c '/usr/sbin/a; exec /usr/sbin/acmed x'`, ['a', 'acmed ␣ x']],
    ['of bash', `ExecStart=/bin/bash -lc 'exec /usr/sbin/acmed x'`, ['acmed ␣ x']],
    ['its own words', `ExecStart=/bin/sh -c 'exec "$$0" "$$@"' /usr/sbin/acmed x`, ['acmed ␣ x']],
    ['one word of them', `ExecStart=/bin/sh -c 'exec "$$0" "$$1"' /usr/sbin/acmed x y`, ['acmed ␣ x']],
    ['a file for a shell is a program', 'ExecStart=/bin/sh /usr/sbin/acmed', ['sh ␣ /usr/sbin/acmed']],
    [
      'a test in a text',
      `ExecStartPre=-/bin/sh -c '[ ! -e /a ] || /bin/touch /b'\n${EXEC}`,
      ['if exists /a: touch ␣ /b [touch]', 'acmed'],
    ],
    [
      'a test of a text holds for that text',
      `ExecStart=/bin/sh -c '[ -e /a ] || exit 0; exec "$$0"' /usr/sbin/acmed\nExecStartPost=/usr/sbin/b`,
      ['if exists /a: acmed', 'b'],
    ],
    [
      'a line that only tests holds for all',
      `ExecStartPre=/usr/sbin/a\nExecStartPre=/usr/bin/test -w /a\n${EXEC}`,
      ['if writable /a: a', 'if writable /a: acmed'],
    ],
    ['so does a condition', `ExecCondition=/usr/bin/test ! -e /a\n${EXEC}`, ['if not exists /a: acmed']],
    ['a question is nothing', `ExecStartPre=/bin/sh -c 'pidof acmed'\n${EXEC}`, ['acmed']],
  ])('%s', (_, service, lines) => {
    expect(run(service).lines).toEqual(lines);
  });

  test.each<[string, string, string, readonly string[]]>([
    ['each step', '', 'touch /a\nexec /usr/sbin/acmed', ['touch ␣ /a [touch]', 'acmed']],
    ['its tests', '', '[ -e /a ] || exit 0\nexec /usr/sbin/acmed', ['if exists /a: acmed']],
    ['its functions', '', 'f() { exec /usr/sbin/acmed "$1"; }\nf x', ['acmed ␣ x']],
    ['its loops', '', 'for f in /srv/*; do /usr/sbin/a; done', ['if <loop>: (loop) a']],
    ['its words', ' /usr/sbin/acmed x', 'exec "$@"', ['acmed ␣ x']],
    ['words that it forgets', ' /usr/sbin/acmed x', 'exec "$1"', ['acmed']],
    ['settings that it reads', '', '. /etc/sysconfig/acmed\nexec /usr/sbin/acmed $OPTS', ['acmed ␣ $OPTS']],
    ['settings that nobody reads', '', 'exec /usr/sbin/acmed $OPTS', ['acmed']],
    ['settings of the unit', '\nEnvironmentFile=/etc/sysconfig/acmed', 'exec /usr/sbin/acmed $OPTS', ['acmed ␣ $OPTS']],
    ['one setting of the unit', '\nEnvironment=OPTS=-v', 'exec /usr/sbin/acmed $OPTS', ['acmed ␣ $OPTS']],
    [
      'a setting that systemd splits',
      ' /usr/sbin/acmed $OPTS\nEnvironmentFile=/etc/sysconfig/acmed',
      'exec "$@"',
      ['acmed ␣ $OPTS'],
    ],
  ])('of a helper: %s', (_, more, helper, lines) => {
    expect(run(`ExecStart=${HELPER}${more}`, helper).lines).toEqual(lines);
  });

  test('a file that is no helper is a program', () => {
    expect(run(`ExecStart=${HELPER}`).lines).toEqual([HELPER]);
  });
});

describe('the state of a program', () => {
  const shell = (text: string) => run(`User=acme\nExecStart=${HELPER}`, text).runs[0]?.shell;
  test('of the unit', () => {
    const [one] = run('User=acme\nUMask=0077\nExecStart=/usr/sbin/acmed').runs;
    expect([one?.unit.user, one?.unit.umask, one?.shell]).toEqual(['acme', '0077', undefined]);
  });

  test('that a helper changes', () => {
    const process = shell('umask 027\ncd /srv\nulimit -n 9\nexport A=b\nexec /usr/sbin/acmed >>/var/log/a');
    expect(process).toMatchObject({
      umask: literal('027'),
      cwd: literal('/srv'),
      stdout: { kind: 'file', path: literal('/var/log/a'), append: true },
    });
    expect(process?.limits.get('NOFILE')).toMatchObject({ soft: literal('9'), hard: literal('9') });
    expect(process?.exported.get('A')).toEqual(literal('b'));
  });

  test('that it leaves alone', () => {
    const process = shell('exec /usr/sbin/acmed');
    expect([process?.umask, process?.cwd, process?.user, process?.stdout.kind]).toEqual([
      undefined,
      undefined,
      undefined,
      'inherit',
    ]);
    expect([...(process?.limits ?? [])]).toEqual([]);
  });

  test('of another user', () => {
    const user = shell('su www -c /usr/sbin/acmed')?.user;
    expect(user && textOf(user)).toBe('www');
  });
});

test.each([
  ['a program', 'exec /usr/sbin/acmed', false],
  ['a trap', 'trap "/usr/sbin/a" EXIT\nexec /usr/sbin/acmed', true],
])('what no program is: %s', (_, helper, residue) => {
  expect(run(`ExecStart=${HELPER}`, helper).residue).toBe(residue);
});
