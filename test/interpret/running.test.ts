import { describe, expect, test } from '@jest/globals';
import { run } from './harness.ts';

/** What a start that ends where the daemon runs still comes to: the last command, always, never, or as the run says. */
function comesTo(before: string): string {
  const { steps, trail } = run(`${before}\nif pidof acmed; then exit 0; fi\n/usr/sbin/finale`);
  const last = [...trail.effects.values()].some(
    effect =>
      effect.kind === 'exec' &&
      effect.argv[0]?.parts[0]?.kind === 'literal' &&
      effect.argv[0].parts[0].text === '/usr/sbin/finale',
  );
  const asked = JSON.stringify(steps).includes('"opaque"');
  return last ? (asked ? 'maybe' : 'always') : 'never';
}

test.each<[string, string, boolean]>([
  ['where nothing runs', ':', true],
  ['where it was started', '/usr/sbin/acmed &\necho $! >/run/acmed.pid', false],
])('a pid is a number: %s', (_, before, finds) => {
  const { steps } = run(`${before}\nread p </run/acmed.pid\ncase "$p" in ''|*[!0-9]*) /usr/sbin/finale ;; esac`);
  expect(JSON.stringify(steps).includes('/usr/sbin/finale')).toBe(finds);
});

test.each<[string, string, boolean]>([
  ['on the same side', 'if [ -f /a ]; then /usr/sbin/acmed & pidof acmed || /usr/sbin/finale; fi', false],
  ['on the other side', 'if [ -f /a ]; then /usr/sbin/acmed & else pidof acmed || /usr/sbin/finale; fi', true],
  ['behind both', 'if [ -f /a ]; then /usr/sbin/acmed & else :; fi\npidof acmed || /usr/sbin/finale', false],
  [
    'where that is another system’s',
    '. /etc/rc.d/init.d/functions\nif [ -f /etc/SuSE-release ]; then startproc /usr/sbin/acmed; else pidof acmed || /usr/sbin/finale; fi',
    true,
  ],
])('what one side of a test has started does not run for the other: asked %s', (_, text, finds) => {
  expect(JSON.stringify(run(text).steps).includes('/usr/sbin/finale')).toBe(finds);
});

test('a name that only the run knows is that of no program that ran before', () => {
  const { steps } = run('modprobe acme\nchkconfig --list other\np=$(pidof $(cat /etc/acme.name)) || /usr/sbin/finale');
  expect(JSON.stringify(steps)).toContain('/usr/sbin/finale');
});

test.each<[string, string]>([
  ['of another program', 'cupsd'],
  ['of its own', 'acmed'],
])('ps -C with the name %s', (_, name) => {
  const { steps } = run(`ps -C ${name} -o user | grep -q root || /usr/sbin/acmed`);
  expect(JSON.stringify(steps).includes('opaque')).toBe(name !== 'acmed');
});

// `ps -ef | grep …` asks for no name that could be compared with that of the program.
describe('a function asks what runs', () => {
  const UP = 'up() { ps -ef | grep -v grep | grep -qw $DIR; }';
  test.each<[string, string, string]>([
    ['for the first time', UP, 'always'],
    ['again with nothing run since', `${UP}\nup`, 'always'],
    ['again, behind a program that may have gone into the background', `${UP}\nup\nsu acme -c /opt/acme/run`, 'maybe'],
    ['for the first time behind a program', `${UP}\n/usr/sbin/acme-init`, 'always'],
  ])('%s', (_, before, want) => {
    const { steps, trail } = run(`${before}\nif up; then exit 0; fi\n/usr/sbin/finale`);
    const last = [...trail.effects.values()].some(effect => JSON.stringify(effect).includes('finale'));
    const asked = JSON.stringify(steps).includes('whether');
    expect(last ? (asked ? 'maybe' : 'always') : 'never').toBe(want);
  });
});

test.each<[string, string, boolean]>([
  ['behind it', '$prog $OPTIONS', true],
  ['in front of it', ':', false],
  ['behind another one, in a folder that they name', '$prog/sbin/acmeq', false],
  ['behind what it was asked', 'x=$($prog --version)', false],
])('whether the program that settings name runs is asked %s', (_, before, open) => {
  const { steps } = run(
    `prog=acmed\n. /etc/default/$prog\n. /etc/sysconfig/$prog\n${before}\nup() { pidof $1; }\nup $prog || exit 1`,
  );
  expect(JSON.stringify(steps).includes('whether')).toBe(open);
});

describe('a loop of a start waits for what it has started', () => {
  const READ = 'P=$(cat /run/acmed.pid)';
  test.each<[string, string, boolean]>([
    ['by the pid of its file', `${READ}\nkill -0 $P && exit 0`, true],
    ['by its name', 'pidof acmed && exit 0', true],
    ['and for nothing that it asks', 'echo .', false],
  ])('%s', (_, body, open) => {
    const { steps } = run(
      `/usr/sbin/acmed -p /run/acmed.pid\nfor i in $(seq 9); do\n${body}\nsleep 1\ndone\nkillall acmed`,
    );
    expect(JSON.stringify(steps).includes('whether')).toBe(open);
  });

  test('and asks for it before the start', () => {
    const { steps } = run(`${READ}\nkill -0 $P && exit 0\n/usr/sbin/acmed -p /run/acmed.pid`);
    expect(JSON.stringify(steps).includes('whether')).toBe(false);
  });
});

test.each<[string, string, boolean]>([
  ['in the background of another shell', 'su - acme -c "$ACME &"', true],
  ['to its end', 'su - acme -c "$ACME"', false],
])('a program that a setting names was started %s: does what the pid file names run?', (_, start, open) => {
  const { steps } = run(
    `. /etc/sysconfig/acmed\n$SU ${start.slice(2)}\n[ -n "$(pidofproc -p $PIDFILE $ACME)" ] || exit 1`,
  );
  expect(JSON.stringify(steps).includes('whether')).toBe(open);
});

describe('a start asks whether the daemon runs', () => {
  test.each<[string, string, string]>([
    ['before anything was started', ':', 'always'],
    ['behind its start', '/usr/sbin/acmed &', 'never'],
    ['behind a program of its name, which may have gone into the background', '/usr/sbin/acmed', 'never'],
    ['behind a program that is only told the name', '/sbin/restorecon /run/acmed', 'maybe'],
    ['behind a question to the program', 'V=$(/usr/sbin/acmed --version)', 'maybe'],
    ['behind a question to it in a test', 'case "$(/usr/sbin/acmed --version)" in 1.*) exit 6 ;; esac', 'maybe'],
    [
      'behind its check of the configuration, where a starter starts it later',
      'later() { start-stop-daemon --start --exec /usr/sbin/acmed; }\n/usr/sbin/acmed --check || exit 6',
      'always',
    ],
    [
      'behind its start, where start-stop-daemon only stops it',
      'later() { start-stop-daemon --stop --exec /usr/sbin/acmed; }\n/usr/sbin/acmed',
      'never',
    ],
    ['behind another program, which may have started it', '/usr/sbin/other', 'maybe'],
    ['… where it is started later', 'later() { D=/usr/sbin/acmed; /usr/sbin/acmed -d; }\n/usr/sbin/other', 'always'],
    ['… which only told its version', '/usr/bin/java -version 2>/dev/null', 'always'],
    ['… by a starter', 'D=/usr/sbin/acmed\nlater() { nohup "$D" -d & }\n/usr/sbin/other', 'always'],
    ['… where it is only asked there', 'later() { pidof /usr/sbin/acmed; }\n/usr/sbin/other', 'maybe'],
  ])('%s', (_, before, expected) => expect(comesTo(before)).toBe(expected));
});

// What a process executes, /proc and ps(1) tell: a name where it runs, nothing where it does not.
describe('the start asks what the process of the pid file executes', () => {
  const PID = 'pid=`cat /var/run/acmed.pid`\n';
  test.each<[string, string, boolean]>([
    ['by its name', '[ "$(ps -p $pid -o comm=)" = acmed ] && exit 0', true],
    ['by its path', 'cmd=`readlink /proc/$pid/exe`\n[ "$cmd" = /usr/sbin/acmed ] && exit 0', true],
    [
      'through filters',
      'cmd=$(tr "\\0" "\\n" </proc/$pid/cmdline | head -1)\n[ "$cmd" != /usr/sbin/acmed ] || exit 0',
      true,
    ],
    ['with a pattern', 'case "$(cat /proc/$pid/cmdline)" in *acmed*) exit 0 ;; esac', true],
    ['by counting', '[ "$(grep -c acmed /proc/$pid/cmdline)" != 0 ] && exit 0', true],
    ['whether there is one', '[ -n "$(cat /proc/$pid/comm)" ] && exit 0', true],
    ['and ends where there is none', '[ "$(ps -p $pid -o comm=)" = acmed ] || exit 0', false],
    ['and wants its number', '[ "$(ps -p $pid -o pid=)" != "" ] && exit 0', true],
  ])('%s', (_, text, starts) => {
    const steps = JSON.stringify(run(`${PID}${text}\n/usr/sbin/acmed`).steps);
    expect([steps.includes('"/usr/sbin/acmed"') && steps.includes('"exec"'), steps.includes('opaque')]).toEqual([
      starts,
      false,
    ]);
  });

  // Whether it runs is not what these ask.
  test.each<[string, string]>([
    ['of another program', '[ "$(ps -p $pid -o comm=)" = cupsd ] && exit 0'],
    ['of one that was replaced', '[ "$(readlink /proc/$pid/exe)" = "/usr/sbin/acmed (deleted)" ] && exit 0'],
    ['how it was started', 'case "$(ps -p $pid -o args=)" in *--slave*) exit 0 ;; esac'],
    ['how it was started, by grep', 'ps -p $pid -o args= | grep -q -- --slave && exit 0'],
    ['an argument of it', '[ -n "$(tr "\\0" " " </proc/$pid/cmdline | grep -- --slave)" ] && exit 0'],
    ['where it runs', '[ "$(cat /proc/$pid/cgroup | grep -c docker)" = 1 ] && exit 0'],
    ['whose it is', '[ "$(awk "/Uid/" /proc/$pid/status)" = 0 ] && exit 0'],
  ])('%s: only the run knows', (_, text) => {
    const steps = JSON.stringify(run(`${PID}${text}\n/usr/sbin/acmed`).steps);
    expect([steps.includes('"/usr/sbin/acmed"'), steps.includes('opaque')]).toEqual([true, true]);
  });
});
