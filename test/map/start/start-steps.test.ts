import { describe, expect, test } from '@jest/globals';
import { SOURCED, settings, started } from '../mapped.ts';

type Given = Parameters<typeof started>[1];

const ROOM = '/usr/libexec/sysv2systemd/acmed';
const DAEMON = '/usr/sbin/acmed &';
const NOBODY_STAYS = { stop: 'rm /a' };

/** The lines beside the main process, and the bodies of the helpers that they call. */
function steps(start: string, given: Given = {}): readonly string[] {
  const told = started(start, given);
  const body = (path: string): readonly string[] =>
    told.files
      .find(file => file.path === path)
      ?.content.trimEnd()
      .split('\n')
      .slice(2)
      .map(line => `  ${line}`) ?? [];
  return told.directives
    .filter(one => one.name.startsWith('Exec') && one.by === 'map/start')
    .filter(one => !one.value.startsWith('/usr/sbin/acmed'))
    .flatMap(one => [
      `${one.name.replace('Exec', '')} ${one.value.replace(ROOM, '')}`,
      ...body(one.value.replace(/^[-+]*/, '')),
    ]);
}

describe('steps beside the daemon', () => {
  test.each<[string, string, Given, readonly string[]]>([
    ['a line', `touch /a\n${DAEMON}`, {}, ['StartPre -/bin/touch /a']],
    ['a line whose failure ends the start', `touch /a || exit 1\n${DAEMON}`, {}, ['StartPre /bin/touch /a']],
    ['after it', `${DAEMON}\ntouch /a`, {}, ['StartPost -/bin/touch /a']],
    ['a program in the same state', `/usr/sbin/prep\n${DAEMON}`, {}, ['StartPre -/usr/sbin/prep']],
    [
      'a program in a directory that only the line of the daemon enters',
      `cd /srv/acme\n/usr/sbin/prep\n${DAEMON}`,
      { target: 'rhel7' },
      [
        'StartPre -/prepare',
        '  cd /srv/acme',
        '  /usr/sbin/prep',
        `Start /bin/sh -c 'cd /srv/acme; exec "$$0" "$$@"' /usr/sbin/acmed`,
      ],
    ],
    [
      'a program under the usual mask, which the unit has for all lines',
      `/usr/sbin/prep\numask 077\n${DAEMON}`,
      {},
      ['StartPre -/prepare', '  umask 0022', '  /usr/sbin/prep'],
    ],
    [
      'a program in another state',
      `/usr/sbin/prep\nulimit -n 9\n${DAEMON}`,
      {},
      ['StartPre -/prepare', '  /usr/sbin/prep'],
    ],
    ['a change of files in another state', `touch /a\nulimit -n 9\n${DAEMON}`, {}, ['StartPre -/bin/touch /a']],
    ['a relative path', `cd /srv\ntouch a\ncd /\n${DAEMON}`, {}, ['StartPre -/prepare', '  cd /srv', '  touch a']],
    ['a relative path where the daemon runs', `cd /srv\ntouch a\n${DAEMON}`, {}, ['StartPre -/bin/touch a']],
    ['an absolute path from elsewhere', `cd /srv\ntouch /a\ncd /\n${DAEMON}`, {}, ['StartPre -/bin/touch /a']],
    [
      'steps behind tests, by turns with lines',
      `[ -e /a ] && touch /b\nchmod 600 /c\n[ -e /d ] && touch /e\n${DAEMON}`,
      {},
      [
        "StartPre -/bin/sh -c '[ ! -e /a ] || /bin/touch /b'",
        'StartPre -/bin/chmod 600 /c',
        "StartPre -/bin/sh -c '[ ! -e /d ] || /bin/touch /e'",
      ],
    ],
    [
      'runs of what needs a helper, by turns with lines',
      `rm -f /b/*\nchmod 600 /c\nrm -f /e/*\n${DAEMON}`,
      {},
      ['StartPre -/prepare', '  rm -f /b/*', 'StartPre -/bin/chmod 600 /c', 'StartPre -/prepare-2', '  rm -f /e/*'],
    ],
    [
      'a helper of several steps',
      `[ -e /a ] && touch /b\nls /srv | xargs chmod 600\n${DAEMON}`,
      {},
      ['StartPre -/prepare', '  [ -e /a ] && touch /b', '  ls /srv | xargs chmod 600'],
    ],
    [
      'one of them ends the start',
      `[ -e /a ] && touch /b\n/usr/sbin/prep <&5 || exit 3\n${DAEMON}`,
      {},
      ['StartPre /prepare', '  [ -e /a ] && touch /b', '  /usr/sbin/prep <&5'],
    ],
    [
      '… and the last of them does not',
      `/usr/sbin/prep <&5 || exit 3\n[ -e /a ] && touch /b\n${DAEMON}`,
      {},
      ['StartPre /prepare', '  /usr/sbin/prep <&5 || exit 3', '  [ -e /a ] && touch /b', '  exit 0'],
    ],
    [
      'from the directory of root, not of the daemon',
      `cd /srv\nrm -f *.x\n${DAEMON}`,
      {},
      ['StartPre -/prepare', '  cd /', '  cd /srv', '  rm -f *.x'],
    ],
    [
      'behind a test, where the daemon runs',
      `cd /srv\n[ -e /a ] && touch b\n${DAEMON}`,
      {},
      ["StartPre -/bin/sh -c '[ ! -e /a ] || /bin/touch b'"],
    ],
    [
      'behind a test, elsewhere',
      `cd /srv\n[ -e /a ] && touch b\ncd /\n${DAEMON}`,
      {},
      ['StartPre -/prepare', '  cd /srv', '  [ -e /a ] && touch b'],
    ],
    ['output to a file', `/usr/sbin/prep >/a\n${DAEMON}`, {}, ["StartPre -/bin/sh -c '/usr/sbin/prep >/a'"]],
    ['errors to a file', `/usr/sbin/prep 2>/a\n${DAEMON}`, {}, ["StartPre -/bin/sh -c '/usr/sbin/prep 2>/a'"]],
    ['input from a file', `/usr/sbin/prep </a\n${DAEMON}`, {}, ['StartPre -/prepare', '  /usr/sbin/prep </a']],
    ['output that nobody wants', `/usr/sbin/prep >/dev/null 2>&1\n${DAEMON}`, {}, ['StartPre -/usr/sbin/prep']],
    ['a builtin', `echo 1 >/proc/sys/x\n${DAEMON}`, {}, ["StartPre -/bin/sh -c 'echo 1 >/proc/sys/x'"]],
    ['a pattern', `rm -f /srv/*.x\n${DAEMON}`, {}, ['StartPre -/prepare', '  rm -f /srv/*.x']],
    ['settings', `/usr/sbin/prep $A "$B"\n${DAEMON}`, settings('A=1\nB=2\n'), ['StartPre -/usr/sbin/prep $A ${B}']],
    [
      'another user',
      `su other -c /usr/sbin/prep\nsu acme -c ${DAEMON}`,
      { target: 'rhel9' },
      ['StartPre -+/prepare', '  su other -c /usr/sbin/prep'],
    ],
    [
      'a user that a setting names',
      `su $W -c /usr/sbin/prep\nsu acme -c ${DAEMON}`,
      { ...settings('W=a\n'), target: 'rhel9' },
      ['StartPre -+/prepare', `  ${SOURCED}`, '  su $W -c /usr/sbin/prep'],
    ],
    [
      'the same user',
      `su acme -c /usr/sbin/prep\nsu acme -c ${DAEMON}`,
      { target: 'rhel9' },
      ['StartPre -/usr/sbin/prep'],
    ],
    [
      'a user, and root for the daemon',
      `su acme -c /usr/sbin/prep\n${DAEMON}`,
      { target: 'rhel9' },
      ['StartPre -/prepare', '  su acme -c /usr/sbin/prep'],
    ],
  ])('%s', (_, start, given, lines) => {
    expect(steps(start, given)).toEqual(lines);
  });
});

describe('steps of a start that leaves nothing behind', () => {
  test.each<[string, string, Given, readonly string[]]>([
    ['a line each', 'touch /a\nmkdir /b || exit 1', {}, ['Start -/bin/touch /a', 'Start /bin/mkdir /b']],
    ['a mask', 'umask 077\ntouch /a', {}, ['Start -/start', '  umask 077', '  touch /a']],
    ['the usual mask', 'umask 022\ntouch /a', {}, ['Start -/bin/touch /a']],
    ['a state that files do not know', 'ulimit -n 9\ntouch /a', {}, ['Start -/bin/touch /a']],
    ['a relative path', 'cd /srv\ntouch a', {}, ['Start -/start', '  cd /srv', '  touch a']],
    [
      'a computed state',
      'ulimit -n $N\ntouch /a',
      settings('N=9\n'),
      ['Start -/start', `  ${SOURCED}`, '  ulimit -n $N', '  touch /a'],
    ],
    [
      'by turns',
      'touch /a\n[ -e /c ] && chmod 600 /c\ntouch /b',
      {},
      ['Start -/bin/touch /a', "Start -/bin/sh -c '[ ! -e /c ] || /bin/chmod 600 /c'", 'Start -/bin/touch /b'],
    ],
    [
      'by turns with a helper',
      'touch /a\nrm -f /c/*\ntouch /b',
      {},
      ['Start -/bin/touch /a', 'Start -/start', '  rm -f /c/*', 'Start -/bin/touch /b'],
    ],
  ])('%s', (_, start, given, lines) => {
    expect(steps(start, { ...NOBODY_STAYS, ...given })).toEqual(lines);
  });
});

describe('why a step is in a helper', () => {
  test.each<[string, string]>([
    ['[ -p /a ] && touch /b', 'a step behind a condition'],
    ['f() { [ -e /a ] || return\ntouch /b\n}\nf', 'a step behind a condition'],
    ['ls /srv | xargs chmod 600', 'a step in a pipe'],
    ['echo $(ls) >/proc/sys/x', 'redirection'],
    ['/usr/sbin/prep </a', 'a step that no command line can say'],
  ])('%s', (step, reason) => {
    expect(started(`${step}\n${DAEMON}`).files.map(file => file.reason)).toEqual([reason]);
  });
});

test('lines and helpers tell where they come from', () => {
  const { traced, notes, statements } = started(
    `touch /a\n[ -e /b ] && touch /c\n/usr/sbin/prep $A -p$A\nrm -f /d/*\n${DAEMON}`,
    settings('A=1\n'),
  );
  expect(traced('ExecStartPre')).toEqual([
    '-/bin/touch /a (start, proved, 7)',
    "-/bin/sh -c '[ ! -e /b ] || /bin/touch /c' (start, proved, 8)",
    '-/usr/sbin/prep $A -p${A} (start, proved, 9)',
    `-${ROOM}/prepare (start, proved, 10)`,
  ]);
  expect(started(`/usr/sbin/prep -p$A\n${DAEMON}`, { before: SOURCED }).traced('ExecStartPre')).toEqual([
    '-/usr/sbin/prep -p${A} (start, inferred, 7)',
  ]);
  expect(notes('SV411')).toEqual(['SV411 9 setting=A']);
  expect(notes('SV414')).toEqual(['SV414 9 setting=A word=-p${A}']);
  const placed = (line: number) =>
    statements.list.filter(one => one.span.line === line).map(one => `${one.place} ${one.detail}`);
  expect(placed(7)).toEqual(['directive ExecStartPre=']);
  expect(placed(8)).toEqual(['guard a test in ExecStartPre=', 'directive ExecStartPre=']);
  expect(placed(10)).toEqual([`helper ${ROOM}/prepare`]);
});

describe('a working directory', () => {
  const line = (start: string, target = 'rhel7') => {
    const { directives } = started(start, { target });
    return directives
      .filter(one => one.name === 'WorkingDirectory' || one.name === 'ExecStart')
      .map(one => `${one.name}=${one.value}`);
  };
  const ENTERED = [`ExecStart=/bin/sh -c 'cd /srv/acme && exec "$$0" "$$@"' /usr/sbin/acmed -d`];

  test.each<[string, string, readonly string[]]>([
    [
      'is a directive',
      'cd /srv/acme || exit 1\n/usr/sbin/acmed -d',
      ['WorkingDirectory=/srv/acme', 'ExecStart=/usr/sbin/acmed -d'],
    ],
    [
      'that a step makes, with a folder inside it, is entered by the line',
      'mkdir -p /srv/acme/data\ncd /srv/acme || exit 1\n/usr/sbin/acmed -d',
      ENTERED,
    ],
    [
      'that every host has is a directive, whatever is made in it',
      'mkdir -p /var/lib/acme\ncd / || exit 1\n/usr/sbin/acmed -d',
      ['ExecStart=/usr/sbin/acmed -d'],
    ],
    [
      'that may be missing is entered by the line',
      'cd /srv/acme\n/usr/sbin/acmed -d',
      [`ExecStart=/bin/sh -c 'cd /srv/acme; exec "$$0" "$$@"' /usr/sbin/acmed -d`],
    ],
    [
      'of every host is there',
      'cd /var/tmp\n/usr/sbin/acmed -d',
      ['WorkingDirectory=/var/tmp', 'ExecStart=/usr/sbin/acmed -d'],
    ],
    [
      'that the program lies in is there',
      'cd /srv/acme\n/srv/acme/bin/acmed -d',
      ['WorkingDirectory=/srv/acme', 'ExecStart=/srv/acme/bin/acmed -d'],
    ],
    [
      'of another user is a directive, which root enters',
      'cd /srv/acme\ndaemon --user acme /usr/sbin/acmed -d',
      ['WorkingDirectory=/srv/acme', 'ExecStart=/usr/sbin/acmed -d'],
    ],
    ['that a step makes is entered by the line', 'mkdir -p /srv/acme\ncd /srv/acme\n/usr/sbin/acmed -d', ENTERED],
    ['so is one below it', 'mkdir /srv/\ncd /srv/acme\n/usr/sbin/acmed -d', ENTERED],
    [
      'another does not matter',
      'mkdir /srv/ac\ncd /srv/acme || exit 1\n/usr/sbin/acmed -d',
      ['WorkingDirectory=/srv/acme', 'ExecStart=/usr/sbin/acmed -d'],
    ],
    [
      'one that systemd makes first is a directive',
      'mkdir -p /var/run/acme\ncd /var/run/acme\n/usr/sbin/acmed -d',
      ['WorkingDirectory=/run/acme', 'ExecStart=/usr/sbin/acmed -d'],
    ],
  ])('%s', (_shows, start, expected) => expect(line(start)).toEqual(expected));

  test('may be missing to a systemd that knows how to say so', () =>
    expect(line('cd /srv/acme\n/usr/sbin/acmed -d', 'debian12')).toEqual([
      'WorkingDirectory=-/srv/acme',
      'ExecStart=/usr/sbin/acmed -d',
    ]));
});

describe('a test behind a step that may change what it finds', () => {
  const lines = (start: string) =>
    started(start)
      .directives.filter(one => /^Assert|^Condition|^ExecStart/.test(one.name))
      .map(one => `${one.name}=${one.value}`);

  test.each<[string, string, readonly string[]]>([
    [
      'is a line behind it',
      `/usr/sbin/prep\n[ -f /srv/a ] || exit 6\ntouch /b\n${DAEMON}`,
      [
        'ExecStartPre=-/usr/sbin/prep',
        'ExecStartPre=/usr/bin/test -f /srv/a',
        'ExecStartPre=-/bin/touch /b',
        'ExecStart=/usr/sbin/acmed',
      ],
    ],
    [
      'so is one of a device that a module makes',
      `modprobe acme\n[ -e /dev/acme ] || exit 1\n${DAEMON}`,
      ['ExecStartPre=-/sbin/modprobe acme', 'ExecStartPre=/usr/bin/test -e /dev/acme', 'ExecStart=/usr/sbin/acmed'],
    ],
    [
      'of what is installed is made behind it too: the step was done by then',
      `/usr/sbin/prep\n[ -f /usr/share/acme/a ] || exit 6\n${DAEMON}`,
      ['ExecStartPre=-/usr/sbin/prep', 'ExecStartPre=/usr/bin/test -f /usr/share/acme/a', 'ExecStart=/usr/sbin/acmed'],
    ],
    [
      'and so it is where the step is only asked: the program has run',
      `X=$(/usr/sbin/prep)\n[ -f /usr/share/acme/a ] || exit 6\n${DAEMON}`,
      ['ExecStartPre=-/usr/sbin/prep', 'ExecStartPre=/usr/bin/test -f /usr/share/acme/a', 'ExecStart=/usr/sbin/acmed'],
    ],
    [
      'that a step with other files does not change is one too',
      `touch /b\n[ -f /srv/a ] || exit 6\n${DAEMON}`,
      ['AssertPathExists=/srv/a', 'ExecStartPre=-/bin/touch /b', 'ExecStart=/usr/sbin/acmed'],
    ],
  ])('%s', (_shows, start, expected) => expect(lines(start)).toEqual(expected));
});
