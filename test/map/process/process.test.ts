import { describe, expect, test } from '@jest/globals';
import { newDraft } from '../../../src/map/draft.ts';
import { mapProcess, processDirectives, sameProcess } from '../../../src/map/process/process.ts';
import { INITIAL_PROCESS, type Limit, type ProcessState } from '../../../src/model/process.ts';
import { literal, setting, unknown } from '../../../src/model/word.ts';
import { mapInput } from '../harness.ts';

const state = (more: Partial<ProcessState>): ProcessState => ({ ...INITIAL_PROCESS, ...more });
const SPAN = mapInput('true\n').source.lines.span(0, 4);

/** The directives of a state, or `!` and why there are none. */
function wanted(more: Partial<ProcessState>, target = 'rhel7', login = false): readonly string[] {
  const result = processDirectives(mapInput('', { target }), state(more), login);
  return result.ok ? result.value.map(({ name, value }) => `${name}=${value}`) : [`! ${result.error}`];
}
/** All but the words of a refusal. */
const refused = (more: Partial<ProcessState>, target?: string, login?: boolean): boolean =>
  wanted(more, target, login)[0]?.startsWith('!') === true;

describe('one value', () => {
  test.each<[Exclude<keyof ProcessState, 'limits' | 'exported' | 'varying'>, string, readonly string[]]>([
    ['user', 'acme', ['User=acme']],
    ['user', 'root', []],
    ['user', 'nobody', ['User=nobody']],
    ['user', 'acme-1_x.y', ['User=acme-1_x.y']],
    ['user', '991', ['User=991']],
    ['group', 'acme', ['Group=acme']],
    ['group', 'root', ['Group=root']],
    ['group', 'nobody', ['Group=nobody']],
    ['root', '/srv/acme', ['RootDirectory=/srv/acme']],
    ['root', '/srv/50%', ['RootDirectory=/srv/50%%']],
    ['root', '/', []],
    ['umask', '027', ['UMask=0027']],
    ['umask', '7', ['UMask=0007']],
    ['umask', '0', ['UMask=0000']],
    ['umask', '0077', ['UMask=0077']],
    ['umask', '022', []],
    ['umask', '0022', []],
    ['nice', '5', ['Nice=5']],
    ['nice', '+5', ['Nice=5']],
    ['nice', '-10', ['Nice=-10']],
    ['nice', '0', []],
    ['nice', '-30', ['Nice=-20']],
    ['nice', '40', ['Nice=19']],
    ['ioClass', '0', ['IOSchedulingClass=none']],
    ['ioClass', '1', ['IOSchedulingClass=realtime']],
    ['ioClass', '2', ['IOSchedulingClass=best-effort']],
    ['ioClass', '3', ['IOSchedulingClass=idle']],
    ['ioClass', 'rt', ['IOSchedulingClass=realtime']],
    ['ioClass', 'real-time', ['IOSchedulingClass=realtime']],
    ['ioClass', 'realtime', ['IOSchedulingClass=realtime']],
    ['ioClass', 'best-effort', ['IOSchedulingClass=best-effort']],
    ['ioClass', 'idle', ['IOSchedulingClass=idle']],
    ['ioPriority', '7', ['IOSchedulingPriority=7']],
    ['schedulerPolicy', 'rr', ['CPUSchedulingPolicy=rr']],
    ['schedulerPriority', '50', ['CPUSchedulingPriority=50']],
    ['affinity', '0', ['CPUAffinity=0']],
    ['oomScore', '-1000', ['OOMScoreAdjust=-1000']],
    ['cwd', '/srv/acme', ['WorkingDirectory=/srv/acme']],
    ['cwd', '/srv/50% off', ['WorkingDirectory=/srv/50%% off']],
    ['cwd', '/', []],
  ])('%s %s', (key, text, expected) => {
    expect(wanted({ [key]: literal(text) })).toEqual(expected);
  });

  test.each([
    ['user', 'ac me'],
    ['user', '%u'],
    ['group', 'a:b'],
    ['root', 'srv/acme'],
    ['umask', 'u=rwx'],
    ['umask', '8'],
    ['umask', '00022'],
    ['umask', 'x022'],
    ['nice', 'x5'],
    ['nice', '5x'],
    ['nice', ''],
    ['ioClass', '4'],
    ['ioPriority', '7 8'],
    ['affinity', '$x'],
    ['cwd', 'srv'],
    ['cwd', '/srv/acme '],
  ])('what systemd would not take: %s %j', (key, text) => {
    expect(refused({ [key]: literal(text) })).toBe(true);
  });

  test('nobody has a number where systemd warns of the name', () => {
    expect(wanted({ user: literal('nobody') }, 'systemd-239')).toEqual(['User=nobody']);
    expect(wanted({ user: literal('nobody') }, 'systemd-240')).toEqual(['User=65534']);
    expect(wanted({ user: literal('acme'), group: literal('nobody') }, 'systemd-240')[0]).toBe('User=acme');
  });

  test('no directive expands a variable', () => {
    for (const key of ['user', 'nice', 'oomScore']) expect(refused({ [key]: setting('X') })).toBe(true);
  });

  test('a login shell goes to a directory that only the account knows', () => {
    const cwd = unknown('home of acme');
    expect(refused({ cwd })).toBe(true);
    expect(wanted({ cwd, user: literal('acme') }, 'rhel7', true)).toEqual(['User=acme']);
  });

  test('what differs between branches cannot be one value, but streams are seen to elsewhere', () => {
    expect(refused({ varying: new Set(['umask']) })).toBe(true);
    expect(wanted({ varying: new Set(['stdin', 'stdout', 'stderr']), nice: literal('5') })).toEqual(['Nice=5']);
  });
});

describe('limits', () => {
  const limit = (soft?: string, hard?: string): Limit => ({
    ...(soft !== undefined && { soft: literal(soft) }),
    ...(hard !== undefined && { hard: literal(hard) }),
  });
  test.each<[string, Limit, string]>([
    ['rhel7', limit('1024', '1024'), 'LimitNOFILE=1024'],
    ['rhel7', limit('infinity', 'infinity'), 'LimitNOFILE=infinity'],
    ['rhel7', limit('infinity'), 'LimitNOFILE=infinity'],
    // One value for both sides.
    ['systemd-219', limit('1024'), 'LimitNOFILE=1024'],
    ['systemd-219', limit('1024', 'infinity'), 'LimitNOFILE=1024'],
    ['systemd-219', limit('1024', '4096'), 'LimitNOFILE=4096'],
    ['rhel8', limit('infinity'), 'LimitNOFILE=infinity'],
    ['rhel8', limit('1024', '4096'), 'LimitNOFILE=1024:4096'],
    ['rhel8', limit('1024'), 'LimitNOFILE=1024:infinity'],
    ['rhel8', limit('1024', 'infinity'), 'LimitNOFILE=1024:infinity'],
  ])('%s: %j', (target, given, expected) => {
    expect(wanted({ limits: new Map([['NOFILE', given]]) }, target)).toEqual([expected]);
  });

  test.each([
    ['a number from a setting', { soft: setting('N'), hard: setting('N') }],
    ['one of two from a setting', { soft: literal('1024'), hard: setting('N') }],
    ['the other from a setting', { soft: setting('N'), hard: literal('1024') }],
    ['a word', limit('hard', 'hard')],
    ['a number and a word', limit('1024', '12x')],
    ['only the hard side', limit(undefined, '4096')],
  ])('%s', (_, given) => {
    expect(refused({ limits: new Map([['NOFILE', given]]) }, 'rhel8')).toBe(true);
  });

  test('all limits of a state', () => {
    expect(
      wanted(
        {
          limits: new Map([
            ['CORE', limit('0')],
            ['NOFILE', limit('1024', '1024')],
            ['NPROC', limit('10', '20')],
          ]),
        },
        'rhel8',
      ),
    ).toEqual(['LimitCORE=0:infinity', 'LimitNOFILE=1024', 'LimitNPROC=10:20']);
  });
});

describe('in the unit', () => {
  const added = (more: Partial<ProcessState>, ...lines: readonly (readonly [string, string])[]) => {
    const draft = newDraft();
    mapProcess(
      draft,
      state({ evidence: [SPAN], ...more }),
      lines.map(([name, value]) => ({ name, value })),
    );
    return draft;
  };

  test('another root for the daemon alone', () => {
    expect(added({}, ['RootDirectory', '/srv/acme']).directives).toMatchObject([
      { name: 'RootDirectory', value: '/srv/acme', confidence: 'proved' },
      { name: 'RootDirectoryStartOnly', value: 'yes', confidence: 'proved' },
    ]);
  });

  test('with the statements that made the state', () => {
    expect(added({}, ['Nice', '5']).directives).toEqual([
      { section: 'Service', name: 'Nice', value: '5', by: 'map/process', evidence: [SPAN], confidence: 'proved' },
    ]);
  });

  test.each([
    ['WorkingDirectory', '/var/run/acme', '/run/acme', 'proved'],
    ['LimitNOFILE', '1024:infinity', '1024:infinity', 'inferred'],
    ['LimitNOFILE', '1024:2048', '1024:2048', 'proved'],
    ['LimitCORE', '0:infinity', '0:infinity', 'proved'],
    ['Environment', 'A=1:infinity', 'A=1:infinity', 'proved'],
  ])('%s=%s', (name, value, written, confidence) => {
    expect(added({}, [name, value]).directives).toMatchObject([{ name, value: written, confidence }]);
  });

  test.each([
    ['LimitCORE', '0:infinity', ['SV410']],
    ['LimitCORE', '0', []],
    ['LimitNOFILE', '0:infinity', []],
  ])('note for %s=%s', (name, value, codes) => {
    expect(added({}, [name, value]).notes.map(({ code, span }) => [code, span])).toEqual(
      codes.map(code => [code, SPAN]),
    );
  });

  test('an exported setting needs the settings file', () => {
    const exported = new Map([
      ['A', setting('A')],
      ['B', setting('A')],
      ['C', literal('c')],
      ['D', { parts: [...setting('D').parts, ...literal('x').parts] }],
    ]);
    expect([...added({ exported }).usedSettings]).toEqual(['A']);
  });
});

test.each<[string, Partial<ProcessState>, Partial<ProcessState>, boolean]>([
  ['nothing changed', {}, {}, true],
  ['the user is compared apart', { user: literal('a'), group: literal('b') }, {}, true],
  ['streams are no part', { stdout: { kind: 'null' } }, {}, true],
  ['one mask, two ways to write it', { umask: literal('27') }, { umask: literal('0027') }, true],
  ['the usual mask', { umask: literal('0022') }, {}, true],
  ['another mask', { umask: literal('0027') }, {}, false],
  ['a mask of the run', { umask: setting('M') }, {}, false],
  ['no value of systemd', { umask: literal('u=rwx') }, {}, false],
  ['the root directory', { cwd: literal('/') }, {}, true],
  ['another directory', { cwd: literal('/srv') }, {}, false],
  ['a directory of the run', { cwd: setting('D') }, { cwd: literal('/srv') }, false],
  ['limits', { limits: new Map([['CORE', { soft: literal('0') }]]) }, {}, false],
  ['environment', { exported: new Map([['A', literal('1')]]) }, {}, false],
  ['PATH finds the same programs', { exported: new Map([['PATH', literal('/bin')]]) }, {}, true],
  ['branches', { varying: new Set(['umask']) }, {}, false],
])('same to a command: %s', (_, a, b, same) => {
  expect(sameProcess(state(a), state(b))).toBe(same);
});
