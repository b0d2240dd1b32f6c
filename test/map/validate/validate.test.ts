import { describe, expect, test } from '@jest/globals';
import { differenceNotes, validate } from '../../../src/map/validate/validate.ts';
import { parseUnit } from '../../../src/unit/parse.ts';
import { converted, mapInput, rhel } from '../harness.ts';

const SETTINGS = { '/etc/sysconfig/acmed': 'OPTS=-v\nDIR=/srv\n' };

/** What a unit does otherwise than a start: field, script, unit. */
function differences(start: string, service: string): readonly string[] | undefined {
  const input = mapInput(`#!/bin/sh\ncase "$1" in\nstart)\n${start}\n;;\nesac\n`, {
    target: 'rhel9',
    settings: SETTINGS,
  });
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
    [
      'by its place in its folder',
      'cd /srv/a || exit 1\n./bin/acmed start &',
      'WorkingDirectory=/srv/a\nExecStart=/srv/a/bin/acmed start',
    ],
    [
      'in the environment, by either path',
      'export A=/var/run/a.pid\n/usr/sbin/acmed &',
      `Environment=A=/var/run/a.pid\n${EXEC}`,
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
    ['nothing is true', 'true', 'Type=oneshot\nExecStart=/bin/true'],
    ['a question', 'pidof acmed\n/usr/sbin/acmed &', EXEC],
    ['a wait behind it', '/usr/sbin/acmed &\nsleep 2', EXEC],
    ['a reload is not looked at', START, `${EXEC}\nExecReload=/usr/sbin/b`],
    [
      'a stop',
      `${START}\n;;\nstop)\nmodprobe -r a; sleep 1; modprobe -r b`,
      `${EXEC}\nExecStop=-/sbin/modprobe -r a\nExecStopPost=-/sbin/modprobe -r b`,
    ],
    ['a directory', 'mkdir -p /var/run/acme/\n/usr/sbin/acmed &', `RuntimeDirectory=acme\n${EXEC}`],
    [
      'and its owner',
      'mkdir -p /run/acme\nchown root /run/acme\nchmod 755 /run/acme\n/usr/sbin/acmed &',
      `RuntimeDirectory=acme\n${EXEC}`,
    ],
    ['a user', 'su acme -c "/usr/sbin/acmed &"', `User=acme\n${EXEC}`],
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
    [
      'priority and mask of a step, which were the daemon’s alone',
      '/usr/sbin/prep\nnice -n 5 /usr/sbin/acmed &',
      `Nice=5\nExecStartPre=-/usr/sbin/prep\n${EXEC}`,
      ['nice: 0 / 5'],
    ],
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
    [
      'a test of the unit alone',
      START,
      `ExecStartPre=/usr/bin/test -e /a\n${EXEC}`,
      ['conditions: not tested / exists /a'],
    ],
    [
      'a condition of the unit for a step that stands before the test',
      '/usr/sbin/prep\n[ -x /usr/sbin/acmed ] || exit 5\n/usr/sbin/acmed &',
      `ExecStartPre=-/usr/sbin/prep\n${EXEC}\n[Unit]\nAssertFileIsExecutable=/usr/sbin/acmed`,
      ['conditions: not tested / executable /usr/sbin/acmed'],
    ],
    [
      'a folder that the script does not start without',
      'cd /srv/a || exit 1\n/usr/sbin/acmed &',
      `ExecStart=/bin/sh -c 'cd /srv/a; exec /usr/sbin/acmed'`,
      ['cwd: /srv/a or nothing / /srv/a or where it is'],
    ],
    ['a step less', 'modprobe a\n/usr/sbin/acmed &', EXEC, ['programs: modprobe ␣ a; acmed / acmed']],
    ['a step more', START, `${EXEC}\nExecStartPost=/usr/sbin/b -c`, ['programs: acmed / acmed; b ␣ -c']],
    [
      'another order',
      'modprobe a\n/usr/sbin/acmed &',
      'ExecStartPre=/usr/sbin/acmed\nExecStart=/sbin/modprobe a',
      ['argv: modprobe ␣ a / acmed', 'argv: acmed / modprobe ␣ a'],
    ],
    ['a wait before it', 'sleep 2\n/usr/sbin/acmed &', EXEC, ['programs: sleep ␣ 2; acmed / acmed']],
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

  test('what goes around the daemon has no state to compare', () => {
    expect(differences('nice -n 5 modprobe a\n/usr/sbin/acmed &', `ExecStartPre=/sbin/modprobe a\n${EXEC}`)).toEqual(
      [],
    );
  });
});

test.each([
  ['of the environment', 'export A=`uname -r`\n/usr/sbin/acmed &', EXEC],
  ['of the arguments', '/usr/sbin/acmed $(ls) &', EXEC],
])('what only the run knows %s is no evidence', (_, start, service) => {
  expect(differences(start, service)).toBeUndefined();
  expect(differences(start, `User=acme\n${service}`)).toEqual(['user: root / acme']);
});

test('a folder of PATH that is made of variables', () => {
  const path = 'Environment=PATH=/opt/acme/bin:/usr/bin';
  const service = `${path}\n${EXEC.replace('/usr/sbin/', '/usr/bin/env ')}`;
  expect(differences('HOME=/opt/acme\nPATH=$HOME/bin:/usr/bin:$PATH\nacmed &', service)).toEqual([]);
});

test.each<[string, string, readonly string[]]>([
  [
    'the unit does not search',
    EXEC.replace('/usr/sbin/', '/usr/bin/env '),
    ['environment: PATH with /opt/acme/bin / PATH without'],
  ],
  [
    'the unit searches too',
    `Environment=PATH=/usr/bin:/opt/acme/bin\n${EXEC.replace('/usr/sbin/', '/usr/bin/env ')}`,
    [],
  ],
])('a folder of PATH that %s', (_, service, expected) => {
  expect(differences('PATH=$PATH:/opt/acme/bin:/bin\nacmed &', service)).toEqual(expected);
});

test('tests of an init library are none', () => {
  expect(differences(`[ -f /etc/rc.d/init.d/functions ] || exit 0\n${START}`, EXEC)).toEqual([]);
});

test('a file that nobody wrote is a program', () => {
  expect(differences(START, 'ExecStart=/usr/libexec/sysv2systemd/acmed/start')).toEqual([
    'argv: acmed / /usr/libexec/sysv2systemd/acmed/start',
  ]);
});

test('each difference is a finding', () => {
  const notes = differenceNotes([{ field: 'user', script: 'acme', unit: 'root' }], mapInput('true\n'));
  expect(notes).toMatchObject([
    { code: 'SV902', params: { action: 'start', field: 'user', script: 'acme', unit: 'root' }, span: { line: 1 } },
  ]);
});

test.each([
  ['what only the script runs', 'a; b; umount /c', 'a; b', 'umount /c', 'nothing in its place'],
  ['what the unit runs once more', 'a; b', 'a; a; b', 'nothing in its place', 'a'],
  ['another command', 'a; b', 'a; c', 'b', 'c'],
  ['another order', 'a; b', 'b; a', 'a; b', 'b; a'],
  ['nothing at all', 'a', '', 'a', 'nothing in its place'],
])('of two lists of programs the finding tells %s', (_, script, unit, was, is) => {
  const [found] = differenceNotes([{ field: 'programs', script, unit }], mapInput('true\n'));
  expect(found?.params).toEqual({ action: 'start', field: 'programs', script: was, unit: is });
});

test.each([
  ['the start alone raises', 'ulimit -c 10000', '', ['SV902']],
  ['both raise', 'ulimit -c 10000', 'ulimit -c 10000', []],
  ['the stop sets to what is usual', '', 'ulimit -S -c 0', []],
])('limits of what a stop runs, which %s', (_, start, stop, expected) => {
  const { codes } = converted(rhel({ start: `${start}\n/usr/sbin/a start`, stop: `${stop}\n/usr/sbin/a stop` }));
  expect(codes.filter(code => code === 'SV902')).toEqual(expected);
});
