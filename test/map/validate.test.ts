import { describe, expect, test } from '@jest/globals';
import { differenceNotes, validate } from '../../src/map/validate.ts';
import { parseUnit } from '../../src/unit/parse.ts';
import { mapInput } from './harness.ts';

const SETTINGS = { '/etc/sysconfig/acmed': 'OPTS=-v\nDIR=/srv\n' };

/** What a unit does otherwise than a start: field, script, unit. */
function differences(start: string, service: string, target = 'rhel9'): readonly string[] | undefined {
  const input = mapInput(`#!/bin/sh\n${start}\n`, { target, settings: SETTINGS });
  const unit = parseUnit('acmed.service', `[Service]\n${service}\n`, input.target);
  return validate(input, unit, [])?.map(one => `${one.field}: ${one.script} / ${one.unit}`);
}
const START = '/usr/sbin/acmed &';
const EXEC = 'ExecStart=/usr/sbin/acmed';

describe('the same', () => {
  test.each([
    ['a command', '/usr/sbin/acmed -x "a b" &', 'ExecStart=/usr/sbin/acmed -x "a b"'],
    ['the new place of pid files', '/usr/sbin/acmed -p/var/run/a.pid &', 'ExecStart=/usr/sbin/acmed -p/var/run/a.pid'],
    ['a pid file by either path', '/usr/sbin/acmed -p /var/run/a.pid &', 'ExecStart=/usr/sbin/acmed -p /run/a.pid'],
    ['behind an equals sign', '/usr/sbin/acmed --p=/var/run/a &', 'ExecStart=/usr/sbin/acmed --p=/run/a'],
    ['a program by its usual path', 'modprobe a\n/usr/sbin/acmed &', `ExecStartPre=-/sbin/modprobe a\n${EXEC}`],
    ['either place of a program', '/usr/bin/acmed &', 'ExecStart=/bin/acmed'],
    [
      'a setting',
      '. /etc/sysconfig/acmed\n/usr/sbin/acmed $OPTS "$OPTS" -x$OPTS &',
      'EnvironmentFile=/etc/sysconfig/acmed\nExecStart=/usr/sbin/acmed $OPTS ${OPTS} -x${OPTS}',
    ],
    ['by env', 'acmectl a\n/usr/sbin/acmed &', `ExecStartPre=/usr/bin/env acmectl a\n${EXEC}`],
    [
      'in a shell for a redirection',
      '/usr/sbin/acmed a >/var/log/a &',
      `ExecStart=/bin/sh -c 'exec "$$0" "$$@" >/var/log/a' /usr/sbin/acmed a`,
    ],
    [
      'in a login shell',
      'su - acme -c "/usr/sbin/acmed a &"',
      `User=acme\nExecStart=/bin/bash -lc 'cd; exec "$$0" "$$@"' /usr/sbin/acmed a`,
    ],
    ['a test', `[ -e /a ] || exit 1\n${START}`, `ExecStartPre=/usr/bin/test -e /a\n${EXEC}`],
    ['a wait', 'sleep 2\n/usr/sbin/acmed &', EXEC],
    ['a shell line', START, "ExecStart=/bin/sh -c 'acmed'"],
    ['nothing is true', 'true', 'Type=oneshot\nExecStart=/bin/true'],
    ['a question', 'pidof acmed\n/usr/sbin/acmed &', EXEC],
    ['a wait behind it', '/usr/sbin/acmed &\nsleep 2', EXEC],
    [
      'a stop is not looked at',
      START,
      `${EXEC}\nExecStop=/usr/sbin/a\nExecReload=/usr/sbin/b\nExecStopPost=/usr/sbin/c`,
    ],
    ['a directory', 'mkdir -p /var/run/acme/\n/usr/sbin/acmed &', `RuntimeDirectory=acme\n${EXEC}`],
    [
      'and its owner',
      'mkdir -p /run/acme\nchown root /run/acme\nchmod 755 /run/acme\n/usr/sbin/acmed &',
      `RuntimeDirectory=acme\n${EXEC}`,
    ],
    ['a user', 'su acme -c "/usr/sbin/acmed &"', `User=acme\n${EXEC}`],
    ['its group', 'start-stop-daemon --start --exec /usr/sbin/acmed --chuid acme:www', `User=acme\nGroup=www\n${EXEC}`],
    ['nobody by its number', 'su nobody -c "/usr/sbin/acmed &"', `User=65534\n${EXEC}`],
    ['a working directory', 'cd /srv/\n/usr/sbin/acmed &', `WorkingDirectory=/srv\n${EXEC}`],
    ['by either path', 'cd /var/run/a\n/usr/sbin/acmed &', `WorkingDirectory=/run/a\n${EXEC}`],
    ['a mask', 'umask 27\n/usr/sbin/acmed &', `UMask=0027\n${EXEC}`],
    ['niceness', 'nice -n +5 /usr/sbin/acmed &', `Nice=5\n${EXEC}`],
    ['another root', 'chroot /srv /usr/sbin/acmed &', `RootDirectory=/srv\n${EXEC}`],
    ['a limit', 'ulimit -n 1024\n/usr/sbin/acmed &', `LimitNOFILE=1024\n${EXEC}`],
    ['one side of a limit', 'ulimit -S -n 1024\n/usr/sbin/acmed &', `LimitNOFILE=1024:infinity\n${EXEC}`],
    ['no limit', 'ulimit -n unlimited\n/usr/sbin/acmed &', `LimitNOFILE=infinity\n${EXEC}`],
    ['environment', 'export A="b c"\n/usr/sbin/acmed &', `Environment="A=b c"\n${EXEC}`],
    ['a path is not compared', 'export PATH=/bin\n/usr/sbin/acmed &', EXEC],
    [
      'an exported setting',
      '. /etc/sysconfig/acmed\nexport OPTS\n/usr/sbin/acmed &',
      `EnvironmentFile=/etc/sysconfig/acmed\n${EXEC}`,
    ],
    ['more in the unit is none of its business', START, `Environment=A=b\n${EXEC}`],
  ])('%s', (_, start, service) => {
    expect(differences(start, service)).toEqual([]);
  });
});

describe('not the same', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['another argument', '/usr/sbin/acmed -x &', 'ExecStart=/usr/sbin/acmed -y', ['argv: acmed ␣ -x / acmed ␣ -y']],
    [
      'two words for one',
      '/usr/sbin/acmed "a b" &',
      'ExecStart=/usr/sbin/acmed a b',
      ['argv: acmed ␣ a b / acmed ␣ a ␣ b'],
    ],
    ['another program', '/opt/a &', 'ExecStart=/opt/b', ['argv: /opt/a / /opt/b']],
    ['the folder matters elsewhere', '/opt/bin/a &', 'ExecStart=/usr/bin/a', ['argv: /opt/bin/a / a']],
    [
      'another run folder',
      '/usr/sbin/acmed /var/runs &',
      'ExecStart=/usr/sbin/acmed /runs',
      ['argv: acmed ␣ /var/runs / acmed ␣ /runs'],
    ],
    [
      'a setting that is split',
      '. /etc/sysconfig/acmed\n/usr/sbin/acmed "$OPTS" &',
      'EnvironmentFile=/etc/sysconfig/acmed\nExecStart=/usr/sbin/acmed $OPTS',
      ['argv: acmed ␣ ${OPTS} / acmed ␣ $OPTS'],
    ],
    ['a step less', 'modprobe a\n/usr/sbin/acmed &', EXEC, ['programs: modprobe ␣ a; acmed / acmed']],
    ['a step more', START, `${EXEC}\nExecStartPost=/usr/sbin/b -c`, ['programs: acmed / acmed; b ␣ -c']],
    [
      'another order',
      'modprobe a\n/usr/sbin/acmed &',
      'ExecStartPre=/usr/sbin/acmed\nExecStart=/sbin/modprobe a',
      ['argv: modprobe ␣ a / acmed', 'argv: acmed / modprobe ␣ a'],
    ],
    ['a test too much', START, `ExecStartPre=/usr/bin/test -e /a\n${EXEC}`, ['conditions: not tested / exists /a']],
    ['a test less', `[ -e /a ] || exit 1\n${START}`, EXEC, ['conditions: exists /a / not tested']],
    [
      'a directory that nothing makes',
      'mkdir -p /run/acme\n/usr/sbin/acmed &',
      EXEC,
      ['programs: mkdir ␣ -p ␣ /run/acme; acmed / acmed'],
    ],
    [
      'one of two',
      'mkdir -p /run/acme /run/b\n/usr/sbin/acmed &',
      `RuntimeDirectory=acme\n${EXEC}`,
      ['programs: mkdir ␣ -p ␣ /run/acme ␣ /run/b; acmed / acmed'],
    ],
    ['no user', 'su acme -c "/usr/sbin/acmed &"', EXEC, ['user: acme / root']],
    ['a user too much', START, `User=acme\n${EXEC}`, ['user: root / acme']],
    ['another group', START, `Group=www\n${EXEC}`, ['groups:  / www']],
    ['another directory', 'cd /srv\n/usr/sbin/acmed &', `WorkingDirectory=/opt\n${EXEC}`, ['cwd: /srv / /opt']],
    ['the usual directory', 'cd /srv\n/usr/sbin/acmed &', EXEC, ['cwd: /srv / /']],
    ['another root', START, `RootDirectory=/srv\n${EXEC}`, ['root:  / /srv']],
    ['another mask', 'umask 027\n/usr/sbin/acmed &', EXEC, ['umask: 0027 / 0022']],
    ['other niceness', START, `Nice=5\n${EXEC}`, ['nice: 0 / 5']],
    [
      'another limit',
      'ulimit -n 1024\n/usr/sbin/acmed &',
      `LimitNOFILE=2048\n${EXEC}`,
      ['limits: NOFILE 1024:1024 / 2048:2048'],
    ],
    [
      'another hard limit',
      'ulimit -n 1024\n/usr/sbin/acmed &',
      `LimitNOFILE=1024:2048\n${EXEC}`,
      ['limits: NOFILE 1024:1024 / 1024:2048'],
    ],
    ['no limit', 'ulimit -S -n 1024\n/usr/sbin/acmed &', EXEC, ['limits: NOFILE 1024:infinity / not set']],
    ['a limit too much', START, `LimitCORE=0\n${EXEC}`, ['limits: CORE not set / 0:0']],
    ['another value', 'export A=b\n/usr/sbin/acmed &', `Environment=A=c\n${EXEC}`, ['environment: A=b / c']],
    ['no value', 'export A=b\n/usr/sbin/acmed &', EXEC, ['environment: A=b / not set']],
    [
      'an exported setting and no file',
      '. /etc/sysconfig/acmed\nexport OPTS\n/usr/sbin/acmed &',
      EXEC,
      ['environment: OPTS=$OPTS / not set'],
    ],
    [
      'under another name',
      '. /etc/sysconfig/acmed\nexport A="$OPTS"\n/usr/sbin/acmed &',
      `EnvironmentFile=/etc/sysconfig/acmed\n${EXEC}`,
      ['environment: A=$OPTS / not set'],
    ],
  ])('%s', (_, start, service, expected) => {
    expect(differences(start, service)).toEqual(expected);
  });

  test.each([
    ['another shell line', START, "ExecStart=/bin/sh -c 'acmed -x'", ['argv: acmed / acmed ␣ -x']],
    ['a step of a shell line', START, "ExecStart=/bin/sh -c 'prep; exec acmed'", ['programs: acmed / prep; acmed']],
    [
      'options of env',
      START,
      'ExecStart=/usr/bin/env -i /usr/sbin/acmed',
      ['argv: acmed / env ␣ -i ␣ /usr/sbin/acmed'],
    ],
  ])('%s', (_, start, service, expected) => {
    expect(differences(start, service)).toEqual(expected);
  });

  test('all of them, in order', () => {
    const start = 'cd /srv\nulimit -n 1024\nexport A=b B=c\nnice -n 5 /usr/sbin/acmed -x &';
    expect(
      differences(start, `LimitCORE=0\nLimitNPROC=5\n${EXEC}`)?.map(one => one.split(/[:=] ?/, 2).join(' ')),
    ).toEqual([
      'argv acmed ␣ -x / acmed',
      'cwd /srv / /',
      'nice 5 / 0',
      'limits NOFILE 1024',
      'limits CORE not set / 0',
      'limits NPROC not set / 5',
      'environment A',
      'environment B',
    ]);
  });

  test('what goes around the daemon has no state to compare', () => {
    expect(differences('nice -n 5 modprobe a\n/usr/sbin/acmed &', `ExecStartPre=/sbin/modprobe a\n${EXEC}`)).toEqual(
      [],
    );
  });
});

test.each([
  ['an argument', '/usr/sbin/acmed `uname` &', 'ExecStart=/usr/sbin/acmed x'],
  ['a variable', 'export A=`uname`\n/usr/sbin/acmed &', EXEC],
])('what only the run knows is no evidence: %s', (_, start, service) => {
  expect(differences(start, service)).toBeUndefined();
});

describe('a helper is read as a script is', () => {
  const PATH = '/usr/libexec/sysv2systemd/acmed/start';
  const helped = (start: string, content: string, service = `ExecStart=${PATH}`) => {
    const input = mapInput(`#!/bin/sh\n${start}\n`, { target: 'rhel9', settings: SETTINGS });
    const unit = parseUnit('acmed.service', `[Service]\n${service}\n`, input.target);
    const file = {
      path: PATH,
      mode: 0o755,
      content: `#!/bin/sh\n${content}\n`,
      kind: 'helper',
      evidence: [],
      reason: '',
    } as const;
    return validate(input, unit, [file])?.map(one => `${one.field}: ${one.script} / ${one.unit}`);
  };
  const FULL =
    'umask 077\nulimit -n 99\nexport A=b\ncd /srv\n[ -e /a ] || exit 1\nprep\n/usr/sbin/acmed >>/var/log/a &';

  test('the same text is the same', () => {
    expect(helped(FULL, FULL)).toEqual([]);
  });

  test('so is what the unit does for it', () => {
    expect(
      helped(
        FULL,
        '[ -e /a ] || exit 1\nprep\nexec acmed >>/var/log/a',
        `UMask=0077\nLimitNOFILE=99\nEnvironment=A=b\nWorkingDirectory=/srv\nExecStart=${PATH}`,
      ),
    ).toEqual([]);
    expect(helped('/usr/sbin/acmed -x &', 'exec "$@"', `ExecStart=${PATH} /usr/sbin/acmed -x`)).toEqual([]);
  });

  test.each([
    ['umask 077\n', ['umask: 0077 / 0022']],
    ['ulimit -n 99\n', ['limits: NOFILE 99:99 / not set']],
    ['export A=b\n', ['environment: A=b / not set']],
    ['cd /srv\n', ['cwd: /srv / /']],
    ['[ -e /a ] || exit 1\n', ['conditions: exists /a / not tested', 'conditions: exists /a / not tested']],
    ['prep\n', ['programs: prep; acmed / acmed']],
    [' >>/var/log/a', ['input-output: stdout to /var/log/a / the journal']],
  ])('without %j', (lost, expected) => {
    expect(helped(FULL, FULL.replace(lost, ''))).toEqual(expected);
  });
});

test('each difference is a finding', () => {
  const notes = differenceNotes([{ field: 'user', script: 'acme', unit: 'root' }], mapInput('true\n'));
  expect(notes).toMatchObject([
    { code: 'SV902', params: { field: 'user', script: 'acme', unit: 'root' }, span: { line: 1 } },
  ]);
});
